//! The log of a ledger as a table for other programs.

use std::io::{self, Write};

use super::cell::harmless;
use crate::ledger::Row;

/// Writes rows as CSV with a head; no cell is taken for a formula.
///
/// # Errors
/// What it is written to fails.
pub fn write_csv(rows: &[Row], out: &mut dyn Write) -> io::Result<()> {
    let mut table = csv::Writer::from_writer(out);
    table.write_record(["seq", "at", "who", "address", "what", "object", "before", "after"])?;
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    for Row { seq, at, who, address, what, object, before, after } in rows {
        let cells = [who.clone(), text(address), what.clone(), object.clone(), text(before), text(after)];
        table.write_record([seq.to_string(), at.to_string()].iter().chain(&cells.map(harmless)))?;
    }
    table.flush()
}
