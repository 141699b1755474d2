//! A list as a sheet of a workbook that an office can work through: filters, columns for decision and remark.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatUnderline, Url, Workbook, Worksheet, XlsxError};

use super::{Both, Cell, Sheet, said};
use crate::rules::Lang;

/// A sheet's name has at most so many characters in Excel.
const NAME: usize = 31;
/// A column is no wider, in characters: sixteen of them fit on a sheet of A3.
const WIDEST: usize = 30;
/// Height of a line, in points, and the most lines that a row of Excel has room for.
const LINE: u32 = 15;
const MOST: usize = 27;
/// Excel's number for A3.
const A3: u8 = 8;
/// The heads stand in this row; the title and the note above them.
const HEADS: u32 = 3;

/// Adds a sheet that tells what the workbook is of and how long each list is.
pub(in crate::report) fn summary(
    book: &mut Workbook,
    title: &str,
    facts: &[String],
    sheets: &[Sheet],
    lang: Lang,
) -> Result<(), XlsxError> {
    let page = book.add_worksheet();
    page.set_name(said(("Tổng hợp", "Summary"), lang))?;
    page.set_column_width(0, 44)?.set_column_width(1, 14)?.set_column_width(2, 90)?;
    page.set_landscape().set_print_fit_to_pages(1, 0);
    page.write_with_format(0, 0, title, &heading())?;
    for (row, fact) in (1u32..).zip(facts) {
        page.write(row, 0, fact)?;
    }
    let wrap = wrapped();
    for (row, sheet) in (2 + count(facts.len())..).zip(sheets) {
        page.write_with_format(row, 0, sheet.title, &wrap)?;
        page.write_with_format(row, 1, count(sheet.rows.len()), &wrap)?;
        page.write_with_format(row, 2, sheet.note, &wrap)?;
    }
    Ok(())
}

/// Columns for what an office does about each row.
pub(in crate::report) const DECISION: [Both; 3] =
    [("Quyết định xử lý", "Decision"), ("Người xử lý", "By"), ("Ghi chú", "Remark")];

/// Adds a list, with the columns `asked` behind its own for people to fill in.
pub(in crate::report) fn list(book: &mut Workbook, sheet: &Sheet, asked: &[Both], lang: Lang) -> Result<(), XlsxError> {
    let page = book.add_worksheet();
    page.set_name(sheet.title.chars().take(NAME).collect::<String>())?;
    page.write_with_format(0, 0, sheet.title, &heading())?;
    page.write(1, 0, sheet.note)?;
    let heads: Vec<&str> = sheet.heads.iter().copied().chain(asked.iter().map(|head| said(*head, lang))).collect();
    let mut widths = Vec::with_capacity(heads.len());
    for (column, text) in (0u16..).zip(&heads) {
        page.write_with_format(HEADS, column, *text, &head())?;
        let cells = sheet.rows.iter().filter_map(|row| row.get(usize::from(column)));
        let longest = cells.map(|cell| cell.text.chars().count()).max().unwrap_or(12);
        let width = longest.max(text.chars().count() + 2).clamp(9, WIDEST);
        page.set_column_width(column, count(width))?;
        widths.push(width);
    }
    for (row, cells) in (HEADS + 1..).zip(&sheet.rows) {
        // Not every program makes a row as high as its words need.
        let needed = widths.iter().zip(cells).map(|(width, cell)| lines(&cell.text, *width)).max().unwrap_or(1);
        page.set_row_height(row, LINE * count(needed.min(MOST)))?;
        for (column, cell) in (0u16..).zip(cells) {
            put(page, row, column, cell)?;
        }
    }
    let last = HEADS + count(sheet.rows.len());
    page.autofilter(HEADS, 0, last, u16::try_from(heads.len().saturating_sub(1)).unwrap_or_default())?;
    page.set_freeze_panes(HEADS + 1, 0)?;
    page.set_landscape().set_paper_size(A3).set_print_fit_to_pages(1, 0).set_repeat_rows(HEADS, HEADS)?;
    Ok(())
}

/// Returns how many lines words take in a column.
fn lines(text: &str, width: usize) -> usize {
    text.lines().map(|line| line.chars().count().div_ceil(width.saturating_sub(1).max(1)).max(1)).sum::<usize>().max(1)
}

fn put(page: &mut Worksheet, row: u32, column: u16, cell: &Cell) -> Result<(), XlsxError> {
    if let Some(link) = &cell.link {
        let format = wrapped().set_underline(FormatUnderline::Single).set_font_color(Color::RGB(0x001A_4F8B));
        // Excel refuses links that are too long; the words alone then stand there.
        let url = Url::new(format!("external:{link}")).set_text(&cell.text);
        if page.write_url_with_format(row, column, url, &format).is_ok() {
            return Ok(());
        }
    }
    match cell.count {
        Some(number) => page.write_with_format(row, column, count(number), &wrapped())?,
        None => page.write_with_format(row, column, &cell.text, &wrapped())?,
    };
    Ok(())
}

/// The look of titles.
pub(in crate::report) fn heading() -> Format {
    Format::new().set_bold().set_font_size(14)
}

/// The look of heads.
pub(in crate::report) fn head() -> Format {
    Format::new().set_bold().set_background_color(Color::RGB(0x00DD_E6F0)).set_text_wrap()
}

/// The look of cells.
pub(in crate::report) fn wrapped() -> Format {
    Format::new().set_text_wrap().set_align(FormatAlign::Top)
}

/// Returns a count as Excel holds it.
pub(in crate::report) fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
