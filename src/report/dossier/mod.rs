//! Renders the dossier of a year, one file a format: text, JSON, a web page, a workbook.

mod html;
mod text;
mod words;
mod xlsx;

use std::io::{self, Write};

pub use html::html;
pub use text::text;
pub use xlsx::xlsx;

use super::json::{Tool, write_one};
use crate::audit::dossier::Dossier;

/// Writes the dossier as one object beside `schema` and `tool`; its shape is `docs/schema/dossier.json`.
///
/// # Errors
/// `out` cannot be written.
pub fn json(dossier: &Dossier, mut out: &mut impl Write) -> io::Result<()> {
    write_one(&Tool::new(None), "dossier", dossier, &mut out)
}
