//! Reading files: made ones with known truth, hostile ones, and small packages written here.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod archive;
mod docx;
mod hostile;
mod made;
mod odd;
mod odt;
mod outside;
mod package;
mod pdf;
mod plain;
mod scan;
pub(crate) mod sheet;

use soat::text::{Place, Source};

/// Returns the non-blank paragraphs that stand where `place` says.
fn paragraphs(source: &Source, place: fn(Place) -> bool) -> Vec<&str> {
    let blocks = source.blocks().iter().filter(|block| place(block.place));
    blocks.map(|block| source.slice(block.span)).filter(|text| !text.trim().is_empty()).collect()
}

/// Fails where a source breaks a promise that every reader gives.
fn check(source: &Source) {
    use unicode_normalization::is_nfc;
    let text = source.text();
    assert!(is_nfc(text));
    let mut end = 0;
    for block in source.blocks() {
        assert_eq!(block.span.start, end, "blocks follow each other");
        let own = text.get(block.span.range()).unwrap();
        assert!(!own.contains('\n'));
        assert!(own.is_char_boundary(block.label));
        assert_eq!(text.as_bytes()[block.span.end], b'\n');
        end = block.span.end + 1;
        if let Place::Cell { table, row, column } = block.place {
            assert!(source.tables()[table].at(row, column).is_some());
        }
    }
    assert_eq!(end, text.len());
    for run in source.runs() {
        assert!(text.get(run.span.range()).is_some_and(|own| !own.contains('\n')));
    }
    for table in source.tables() {
        assert!(text.get(table.span.range()).is_some());
        for cell in &table.cells {
            assert!(text.get(cell.span.range()).is_some());
            assert!(cell.row + cell.row_span <= table.rows && cell.column + cell.column_span <= table.columns);
        }
    }
}
