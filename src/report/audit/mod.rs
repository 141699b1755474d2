//! Renders an audit, one file a format: text, JSON, a web page, a workbook.

mod columns;
mod frames;
mod html;
mod text;
mod xlsx;

use std::io::{self, Write};

pub use columns::relation;
pub use html::{List, html, list, lists};
pub use text::text;
pub use xlsx::xlsx;

use super::json::{Told, Tool};
use super::sheet::Both;
use crate::audit::Audit;
use crate::rules::{Lang, written_day};

/// Writes the audit as one object: `overlaps` and the other lists beside `schema` and `tool`.
///
/// # Errors
/// `out` cannot be written.
pub fn json(audit: &Audit, out: &mut impl Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, &Told::new(Tool::new(None), audit))?;
    out.write_all(b"\n")
}

fn title() -> Both {
    ("Rà soát sổ đăng ký văn bản", "Audit of the registry")
}

/// Says what was looked over, and on which day.
#[must_use]
pub fn facts(audit: &Audit, lang: Lang) -> Vec<String> {
    let day = written_day(audit.as_of);
    vec![match lang {
        Lang::Vi => format!("{} văn bản, {} nhiệm vụ; ngày xét {day}", audit.documents, audit.tasks),
        Lang::En => format!("{} documents, {} tasks; as of {day}", audit.documents, audit.tasks),
    }]
}
