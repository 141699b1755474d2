//! What a search found: for people, as JSON, as a table for a spreadsheet.

mod table;
mod text;

use std::io::{self, Write};

use serde::Serialize;

use super::json::{SCHEMA, Tool};
use crate::search::Found;

pub use table::{csv, xlsx};
pub use text::text;

/// Writes `{"schema", "tool", "hits", "total", "facets", …}`.
///
/// # Errors
/// `out` cannot be written.
pub fn json(found: &Found, out: &mut impl Write) -> io::Result<()> {
    #[derive(Serialize)]
    struct Envelope<'a> {
        schema: u32,
        tool: Tool,
        #[serde(flatten)]
        found: &'a Found,
    }
    serde_json::to_writer_pretty(&mut *out, &Envelope { schema: SCHEMA, tool: Tool::new(None), found })?;
    out.write_all(b"\n")
}
