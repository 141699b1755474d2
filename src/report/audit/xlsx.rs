//! An audit as a workbook that an office can work through: a sheet a list, filters, columns for decision and remark.

use rust_xlsxwriter::{Color, Format, FormatAlign, Workbook, Worksheet, XlsxError};

use super::columns::{Sheet, sheets};
use crate::audit::{Audit, Matrix};
use crate::rules::{Lang, written_day};

/// A sheet's name has at most so many characters in Excel.
const NAME: usize = 31;
/// A column is no wider, in characters: sixteen of them fit on a sheet of A3.
const WIDEST: usize = 30;
/// Excel's number for A3.
const A3: u8 = 8;
/// The heads stand in this row; the title and the note above them.
const HEADS: u32 = 3;

/// Returns the workbook's bytes.
///
/// # Errors
/// The workbook cannot be made: more rows than Excel holds.
pub fn xlsx(audit: &Audit, lang: Lang) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let sheets = sheets(audit, lang);
    summary(book.add_worksheet(), audit, &sheets, lang)?;
    for sheet in sheets.iter().filter(|sheet| !sheet.rows.is_empty()) {
        list(book.add_worksheet(), sheet, lang)?;
    }
    matrix(book.add_worksheet(), &audit.matrix, lang)?;
    book.save_to_buffer()
}

fn summary(page: &mut Worksheet, audit: &Audit, sheets: &[Sheet], lang: Lang) -> Result<(), XlsxError> {
    let (name, title, day) = match lang {
        Lang::Vi => ("Tổng hợp", "Rà soát sổ đăng ký văn bản", "Ngày xét"),
        Lang::En => ("Summary", "Audit of the registry", "As of"),
    };
    page.set_name(name)?.set_column_width(0, 44)?.set_column_width(1, 14)?.set_column_width(2, 90)?;
    page.set_landscape().set_print_fit_to_pages(1, 0);
    let bold = Format::new().set_bold().set_font_size(14);
    page.write_with_format(0, 0, title, &bold)?;
    page.write(1, 0, day)?.write(1, 1, written_day(audit.as_of))?;
    let wrap = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    for (row, sheet) in (3u32..).zip(sheets) {
        page.write_with_format(row, 0, sheet.title, &wrap)?;
        page.write_with_format(row, 1, count(sheet.rows.len()), &wrap)?;
        page.write_with_format(row, 2, sheet.note, &wrap)?;
    }
    Ok(())
}

fn list(page: &mut Worksheet, sheet: &Sheet, lang: Lang) -> Result<(), XlsxError> {
    page.set_name(sheet.title.chars().take(NAME).collect::<String>())?;
    page.write_with_format(0, 0, sheet.title, &Format::new().set_bold().set_font_size(14))?;
    page.write(1, 0, sheet.note)?;
    let head = Format::new().set_bold().set_background_color(Color::RGB(0x00DD_E6F0)).set_text_wrap();
    let cell = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let asked = match lang {
        Lang::Vi => ["Quyết định xử lý", "Người xử lý", "Ghi chú"],
        Lang::En => ["Decision", "By", "Remark"],
    };
    let heads: Vec<&str> = sheet.heads.iter().copied().chain(asked).collect();
    for (column, text) in (0u16..).zip(&heads) {
        page.write_with_format(HEADS, column, *text, &head)?;
        let longest =
            sheet.rows.iter().filter_map(|row| row.get(usize::from(column))).map(|text| text.chars().count()).max();
        let width =
            u32::try_from(longest.unwrap_or(12).max(text.chars().count() + 2).clamp(9, WIDEST)).unwrap_or_default();
        page.set_column_width(column, width)?;
    }
    for (row, cells) in (HEADS + 1..).zip(&sheet.rows) {
        for (column, text) in (0u16..).zip(cells) {
            page.write_with_format(row, column, text, &cell)?;
        }
    }
    let last = HEADS + u32::try_from(sheet.rows.len()).unwrap_or(u32::MAX);
    page.autofilter(HEADS, 0, last, u16::try_from(heads.len().saturating_sub(1)).unwrap_or_default())?;
    page.set_freeze_panes(HEADS + 1, 0)?;
    page.set_landscape().set_paper_size(A3).set_print_fit_to_pages(1, 0).set_repeat_rows(HEADS, HEADS)?;
    Ok(())
}

fn matrix(page: &mut Worksheet, matrix: &Matrix, lang: Lang) -> Result<(), XlsxError> {
    let (name, unit, place) = match lang {
        Lang::Vi => ("Đơn vị và mảng việc", "Đơn vị", "Địa phương"),
        Lang::En => ("Units and lines of work", "Unit", "Territory"),
    };
    page.set_name(name)?.set_column_width(0, 36)?.set_column_width(1, 18)?;
    let head = Format::new().set_bold().set_background_color(Color::RGB(0x00DD_E6F0)).set_text_wrap();
    page.write_with_format(0, 0, unit, &head)?.write_with_format(0, 1, place, &head)?;
    for (column, line) in (2u16..).zip(&matrix.lines) {
        page.write_with_format(0, column, line, &head)?;
    }
    let shades = [0x00FF_FFFF, 0x00FF_F3D6, 0x00FF_E0A3, 0x00FF_C46B, 0x00FF_9F4A];
    for (row, cells) in (1u32..).zip(&matrix.units) {
        page.write(row, 0, &cells.unit)?.write(row, 1, cells.territory.as_str())?;
        for (column, (tasks, overlaps)) in (2u16..).zip(cells.tasks.iter().zip(&cells.overlaps)) {
            let shade = shades.get((*overlaps).min(4)).copied().unwrap_or(0x00FF_FFFF);
            let format = Format::new().set_background_color(Color::RGB(shade)).set_align(FormatAlign::Center);
            match (tasks, overlaps) {
                (0, _) => {}
                (tasks, 0) => {
                    page.write_with_format(row, column, count(*tasks), &format)?;
                }
                (tasks, overlaps) => {
                    page.write_with_format(row, column, format!("{tasks} !{overlaps}"), &format)?;
                }
            }
        }
    }
    page.set_freeze_panes(1, 1)?;
    Ok(())
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
