//! Hits as a table: CSV that spreadsheets open as UTF-8, and a workbook.

use std::io::{self, Write};

use rust_xlsxwriter::{Color, Format, FormatAlign, Workbook, XlsxError};

use crate::document::ValidityStatus;
use crate::report::cell::harmless;
use crate::rules::{Lang, written_day};
use crate::search::{Document, Found};

const WIDTHS: [u16; 9] = [18, 60, 16, 30, 12, 14, 14, 70, 44];

fn heads(lang: Lang) -> [&'static str; 9] {
    match lang {
        Lang::Vi => [
            "Số, ký hiệu",
            "Trích yếu",
            "Loại",
            "Cơ quan ban hành",
            "Ngày",
            "Hiệu lực",
            "Điều khoản",
            "Đoạn văn",
            "Mã trong sổ",
        ],
        Lang::En => ["Number", "Title", "Kind", "Issuer", "Issued", "Status", "Provision", "Text", "Id"],
    }
}

fn row(document: &Document) -> [String; 9] {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let status = match document.status {
        ValidityStatus::InForce => "in-force",
        ValidityStatus::Partly => "partly",
        ValidityStatus::Expired => "expired",
        ValidityStatus::NotYet => "not-yet",
        ValidityStatus::Suspended => "suspended",
        ValidityStatus::Unknown => "unknown",
    };
    [
        text(&document.number),
        text(&document.title),
        text(&document.kind),
        text(&document.issuer),
        document.issued.map(written_day).unwrap_or_default(),
        status.to_owned(),
        text(&document.provision),
        document.marked.text.clone(),
        document.document.clone(),
    ]
}

/// Writes the hits as CSV; no cell is taken for a formula.
///
/// # Errors
/// `out` cannot be written.
pub fn csv(found: &Found, lang: Lang, out: &mut impl Write) -> io::Result<()> {
    // Excel reads a file without this mark in the machine's old code page.
    out.write_all("\u{feff}".as_bytes())?;
    let mut table = csv::Writer::from_writer(out);
    table.write_record(heads(lang))?;
    for document in &found.hits {
        table.write_record(row(document).map(harmless))?;
    }
    table.flush()
}

/// Returns the hits as a workbook's bytes.
///
/// # Errors
/// The workbook cannot be made: more rows than Excel holds.
pub fn xlsx(found: &Found, lang: Lang) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let page = book.add_worksheet();
    let head = Format::new().set_bold().set_background_color(Color::RGB(0x00DD_E6F0)).set_text_wrap();
    let cell = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    for (column, (text, width)) in (0u16..).zip(heads(lang).into_iter().zip(WIDTHS)) {
        page.write_with_format(0, column, text, &head)?.set_column_width(column, width)?;
    }
    for (line, document) in (1u32..).zip(&found.hits) {
        for (column, text) in (0u16..).zip(row(document)) {
            page.write_string_with_format(line, column, text, &cell)?;
        }
    }
    page.autofilter(0, 0, u32::try_from(found.hits.len()).unwrap_or(u32::MAX), 8)?.set_freeze_panes(1, 0)?;
    book.save_to_buffer()
}
