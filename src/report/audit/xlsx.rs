//! An audit as a workbook that an office can work through: a sheet a list, and the matrix.

use rust_xlsxwriter::{Color, Format, FormatAlign, Workbook, XlsxError};

use super::columns::Columns;
use super::{facts, title};
use crate::audit::Audit;
use crate::report::sheet::said;
use crate::report::sheet::workbook::{DECISION, count, head, list, summary};
use crate::rules::Lang;

/// White for no overlap, then darker.
const SHADES: [u32; 5] = [0x00FF_FFFF, 0x00FF_F3D6, 0x00FF_E0A3, 0x00FF_C46B, 0x00FF_9F4A];

/// Returns the workbook's bytes.
///
/// # Errors
/// The workbook cannot be made: more rows than Excel holds.
pub fn xlsx(audit: &Audit, lang: Lang) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let columns = Columns::new(audit, lang);
    let sheets = columns.sheets();
    summary(&mut book, said(title(), lang), &facts(audit, lang), &sheets, lang)?;
    for sheet in sheets.iter().filter(|sheet| !sheet.rows.is_empty()) {
        list(&mut book, sheet, &DECISION, lang)?;
    }
    matrix(&mut book, audit, &columns, lang)?;
    book.save_to_buffer()
}

fn matrix(book: &mut Workbook, audit: &Audit, columns: &Columns<'_>, lang: Lang) -> Result<(), XlsxError> {
    let page = book.add_worksheet();
    page.set_name(said(("Đơn vị và mảng việc", "Units and lines of work"), lang))?;
    page.set_column_width(0, 36)?.set_column_width(1, 18)?;
    page.write_with_format(0, 0, said(("Đơn vị", "Unit"), lang), &head())?;
    page.write_with_format(0, 1, said(("Địa phương", "Territory"), lang), &head())?;
    for (column, line) in (2u16..).zip(&audit.matrix.lines) {
        page.write_with_format(0, column, line, &head())?;
    }
    for (row, cells) in (1u32..).zip(&audit.matrix.units) {
        page.write(row, 0, &cells.unit)?.write(row, 1, columns.place(&cells.territory))?;
        for (column, (tasks, overlaps)) in (2u16..).zip(cells.tasks.iter().zip(&cells.overlaps)) {
            let shade = SHADES.get((*overlaps).min(4)).copied().unwrap_or(0x00FF_FFFF);
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
