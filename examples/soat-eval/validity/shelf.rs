//! Registries with what may be known before the published status is looked at.

use std::path::Path;

use anyhow::Result;
use serde_json::Value;
use soat::app::ingest::{Plan, ingest};
use soat::app::inputs::{self};
use soat::document::Document;
use soat::lexicon::{Lexicon, Tables};
use soat::parse;
use soat::registry::Store;
use soat::text::{Format, Source};

use super::TABLES;
use crate::records::{field, records};

/// The texts of central bodies.
pub(super) struct Texts(Vec<Document>);

impl Texts {
    pub(super) fn read(data: &Path) -> Result<Self> {
        let records = records(&data.join("docs/central.jsonl.gz"))?;
        let read = |record: &Value| {
            let source = Source::from_lines(Format::Txt, field(record, "text"));
            parse::parse(&format!("central/{}", field(record, "id")), &source, &TABLES)
        };
        Ok(Self(records.iter().map(read).collect()))
    }
}

/// A registry and the tables beside it.
pub(super) struct Shelf {
    pub(super) store: Store,
    pub(super) lexicon: Lexicon,
}

impl Shelf {
    /// The catalogue, the laws kept by hand and the built-in list without what it has from the national database.
    pub(super) fn lists(out: &Path) -> Result<Self> {
        let of_database = |line: &&str| {
            let sources = line.rsplit('\t').next().and_then(|told| told.split_once(' ')).map_or("", |(_, codes)| codes);
            !sources.split('+').any(|code| code == "VB")
        };
        let national: Vec<&str> = Tables::BUILTIN.national.lines().filter(of_database).collect();
        let lexicon = Lexicon::from_tables(Tables { national: &national.join("\n"), ..Tables::BUILTIN })?;
        Self::filled(out, lexicon, |_| ())
    }

    /// The same without any end that a list tells: no ends by hand, no built-in list.
    pub(super) fn undated(out: &Path) -> Result<Self> {
        let end = |line: &&str| !["to = ", "replaced_by = ", "repealed_by = "].iter().any(|key| line.starts_with(key));
        let laws: Vec<&str> = Tables::BUILTIN.laws.lines().filter(end).collect();
        let lexicon = Lexicon::from_tables(Tables { national: "", laws: &laws.join("\n"), ..Tables::BUILTIN })?;
        Self::filled(out, lexicon, |line| {
            line.insert("expires".to_owned(), Value::Null);
            line.remove("replaced_by");
            line.remove("amended_by");
        })
    }

    fn filled(out: &Path, lexicon: Lexicon, mend: impl Fn(&mut serde_json::Map<String, Value>)) -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("catalogue.jsonl");
        let mut lines = Vec::new();
        for line in std::fs::read_to_string(out.join("catalogue.jsonl"))?.lines() {
            let mut line: serde_json::Map<String, Value> = serde_json::from_str(line)?;
            mend(&mut line);
            lines.push(Value::Object(line).to_string());
        }
        std::fs::write(&path, lines.join("\n"))?;
        let (inputs, _) = inputs::collect(&[path], soat::app::ingest::is_readable_name);
        let mut store = Store::in_memory()?;
        ingest(&inputs, &mut store, &lexicon, &Plan::default(), &|| ())?;
        Ok(Self { store, lexicon })
    }

    /// Adds the texts.
    pub(super) fn with(mut self, texts: &Texts) -> Result<Self> {
        let mut batch = self.store.begin()?;
        for document in &texts.0 {
            batch.put(document, &document.path)?;
        }
        batch.commit()?;
        Ok(self)
    }
}
