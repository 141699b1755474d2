//! Cells of tables for other programs.

/// Returns a cell that no spreadsheet takes for a formula: such a one gets an apostrophe before it (OWASP, CSV Injection).
pub(super) fn harmless(cell: String) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell }
}
