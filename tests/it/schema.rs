//! The JSON Schemas of `docs/schema` are those of the Rust types.
//!
//! `UPDATE_SCHEMA=1 cargo test --test it schema` writes them anew.

use std::path::Path;

use schemars::{JsonSchema, schema_for};
use soat::audit::dossier::Dossier;
use soat::check::Finding;
use soat::compare::Row;
use soat::document::{Citation, Document, Task};

fn same<T: JsonSchema>(name: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("docs/schema/{name}.json"));
    let schema = serde_json::to_string_pretty(&schema_for!(T)).unwrap() + "\n";
    if std::env::var_os("UPDATE_SCHEMA").is_some() {
        std::fs::write(&path, &schema).unwrap();
    }
    let written = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(written, schema, "{} is not that of the type", path.display());
}

#[test]
fn schemas_are_those_of_the_types() {
    same::<Document>("document");
    same::<Citation>("citation");
    same::<Task>("task");
    same::<Finding>("finding");
    same::<soat::search::Found>("found");
    same::<soat::search::Similar>("similar");
    same::<Dossier>("dossier");
    same::<Row>("comparison");
    same::<soat::report::statistics::Statistics>("statistics");
    same::<soat::app::decisions::Decision>("decision");
}
