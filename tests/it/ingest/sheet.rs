//! Workbooks: each sheet a heading and a table.

use soat::ingest::{IngestError, read};
use soat::text::{Format, Place};

use super::package::zip;
use super::{check, paragraphs};

const BOOK: &str = r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Phụ lục I" sheetId="1" r:id="rId1"/><sheet name="Nháp" sheetId="2" state="hidden" r:id="rId1"/></sheets></workbook>"#;
const BOOK_RELATIONS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;
const RELATIONS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;

/// Returns a workbook of one sheet with these rows and merged stretches.
pub(crate) fn book(rows: &str, merged: &str) -> Vec<u8> {
    let sheet = format!(
        r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows}</sheetData>{merged}</worksheet>"#
    );
    zip(&[
        ("_rels/.rels", RELATIONS),
        ("xl/workbook.xml", BOOK),
        ("xl/_rels/workbook.xml.rels", BOOK_RELATIONS),
        ("xl/worksheets/sheet1.xml", &sheet),
    ])
}

fn words(place: &str, text: &str) -> String {
    format!(r#"<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>"#)
}

#[test]
fn a_sheet_is_a_table_with_its_merged_cells() {
    let rows = [
        format!(r#"<row r="2">{}{}</row>"#, words("B2", "TT"), words("C2", "Nhiệm vụ")),
        format!(r#"<row r="4"><c r="B4"><v>1</v></c>{}</row>"#, words("C4", "Rà soát văn bản")),
        format!(r#"<row r="5">{}</row>"#, words("C5", "Tổng kết")),
    ];
    let merged = r#"<mergeCells count="1"><mergeCell ref="B4:B5"/></mergeCells>"#;
    let source = read("a.xlsx", &book(&rows.concat(), merged)).unwrap();
    check(&source);
    assert_eq!(source.format(), Format::Sheet);
    assert_eq!(paragraphs(&source, |place| place == Place::Body), ["Phụ lục I"]);
    let table = &source.tables()[0];
    assert_eq!((table.rows, table.columns), (3, 2), "blank rows and columns are left out");
    let at = |row, column| source.slice(table.at(row, column).unwrap().span);
    assert_eq!((at(0, 1), at(1, 0), at(2, 0), at(2, 1)), ("Nhiệm vụ", "1", "1", "Tổng kết"));
    assert!(source.skipped()[0].reason.contains("đang ẩn"), "{:?}", source.skipped());
}

#[test]
fn two_cells_at_the_ends_of_a_sheet_cost_two_cells() {
    let rows = [
        format!(r#"<row r="1">{}</row>"#, words("A1", "đầu")),
        format!(r#"<row r="1048576">{}</row>"#, words("XFD1048576", "cuối")),
    ];
    let source = read("a.xlsx", &book(&rows.concat(), "")).unwrap();
    assert_eq!(source.tables()[0].cells.len(), 2);
}

#[test]
fn a_merged_stretch_ends_where_the_sheet_does() {
    let rows =
        format!(r#"<row r="1">{}{}</row><row r="2">{}</row>"#, words("A1", "a"), words("B1", "b"), words("B2", "c"));
    let merged = r#"<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>"#;
    let source = read("a.xlsx", &book(&rows, merged)).unwrap();
    check(&source);
    assert_eq!((source.tables()[0].rows, source.tables()[0].columns), (2, 2));
}

#[test]
fn a_damaged_workbook_is_an_error() {
    let broken = zip(&[("_rels/.rels", RELATIONS), ("xl/workbook.xml", "<workbook")]);
    assert!(matches!(read("a.xlsx", &broken), Err(IngestError::Damaged(_))));
}
