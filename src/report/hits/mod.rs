//! What a search found: for people, as JSON, as a table for a spreadsheet.

mod similar;
mod table;
mod text;

use std::io::{self, Write};

use serde::Serialize;

use super::json::{Told, Tool};
use crate::search::{Found, Similar};

pub use similar::text as similar_text;
pub use table::{csv, xlsx};
pub use text::{noted, text};

/// Writes `{"schema", "tool", "hits", "total", "facets", …}`.
///
/// # Errors
/// `out` cannot be written.
pub fn json(found: &Found, out: &mut impl Write) -> io::Result<()> {
    enveloped(found, out)
}

/// Writes `{"schema", "tool", "of", "hits", "passages", "bases", …}`.
///
/// # Errors
/// `out` cannot be written.
pub fn similar_json(found: &Similar, out: &mut impl Write) -> io::Result<()> {
    enveloped(found, out)
}

fn enveloped(found: &impl Serialize, out: &mut impl Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, &Told::new(Tool::new(None), found))?;
    out.write_all(b"\n")
}
