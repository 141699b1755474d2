//! Renders the dossier of a year, one file a format: text, JSON, a web page, a workbook.

mod html;
mod text;
mod words;
mod xlsx;

use std::io::{self, Write};

use serde_json::{Map, Value};

pub use html::html;
pub use text::text;
pub use xlsx::xlsx;

use super::json::{SCHEMA, Tool};
use crate::audit::dossier::Dossier;

/// Writes the dossier as one object beside `schema` and `tool`; its shape is `docs/schema/dossier.json`.
///
/// # Errors
/// `out` cannot be written.
pub fn json(dossier: &Dossier, out: &mut impl Write) -> io::Result<()> {
    let mut all = Map::new();
    all.insert("schema".to_owned(), Value::from(SCHEMA));
    all.insert("tool".to_owned(), serde_json::to_value(Tool::new(None))?);
    all.insert("dossier".to_owned(), serde_json::to_value(dossier)?);
    serde_json::to_writer_pretty(&mut *out, &Value::Object(all))?;
    out.write_all(b"\n")
}
