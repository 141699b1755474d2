//! Renders an audit, one file a format: text, JSON, a web page, a workbook.

mod columns;
mod frames;
mod html;
mod text;
mod xlsx;

use std::io::{self, Write};

use serde_json::{Map, Value};

pub use html::html;
pub use text::text;
pub use xlsx::xlsx;

use super::json::{SCHEMA, Tool};
use super::sheet::Both;
use crate::audit::Audit;
use crate::rules::{Lang, written_day};

/// Writes the audit as one object: `overlaps` and the other lists beside `schema` and `tool`.
///
/// # Errors
/// `out` cannot be written.
pub fn json(audit: &Audit, out: &mut impl Write) -> io::Result<()> {
    let mut all = Map::new();
    all.insert("schema".to_owned(), Value::from(SCHEMA));
    all.insert("tool".to_owned(), serde_json::to_value(Tool::new(None))?);
    if let Value::Object(fields) = serde_json::to_value(audit)? {
        all.extend(fields);
    }
    serde_json::to_writer_pretty(&mut *out, &Value::Object(all))?;
    out.write_all(b"\n")
}

fn title() -> Both {
    ("Rà soát sổ đăng ký văn bản", "Audit of the registry")
}

/// Says what was looked over, and on which day.
fn facts(audit: &Audit, lang: Lang) -> Vec<String> {
    let day = written_day(audit.as_of);
    vec![match lang {
        Lang::Vi => format!("{} văn bản, {} nhiệm vụ; ngày xét {day}", audit.documents, audit.tasks),
        Lang::En => format!("{} documents, {} tasks; as of {day}", audit.documents, audit.tasks),
    }]
}
