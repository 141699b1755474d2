//! Rows of workbooks (`.xlsx`, `.xls`, `.ods`).

use calamine::{Data, Reader, SheetType, SheetVisible};
use jiff::civil::{Date, DateTime};

use super::super::guard::foreign;
use super::super::{IngestError, package, sheet};
use super::{CELLS, Cell, Row, Rows, Sheet};
use crate::text::Skipped;

pub(super) fn read(bytes: &[u8]) -> Result<Rows, IngestError> {
    package::weigh(bytes)?;
    foreign("bảng tính hỏng", || rows(bytes))
}

fn rows(bytes: &[u8]) -> Result<Rows, IngestError> {
    let bytes = sheet::workbook(bytes)?;
    let mut book = sheet::open(&bytes)?;
    let mut all = Rows::default();
    let mut left = CELLS;
    for own in book.sheets_metadata().to_vec() {
        let mut skip = |reason: String| all.skipped.push(Skipped { part: format!("trang tính {}", own.name), reason });
        if own.visible != SheetVisible::Visible {
            skip("đang ẩn, không đọc".to_owned());
        } else if own.typ == SheetType::WorkSheet {
            match sheet::cells(&mut book, &own.name, left) {
                Ok(cells) => {
                    left = left.checked_sub(cells.len()).ok_or_else(|| sheet::too_many(CELLS))?;
                    all.sheets.push(Sheet { name: own.name, rows: by_row(cells) });
                }
                Err(error) => skip(error.to_string()),
            }
        }
    }
    Ok(all)
}

fn by_row(cells: Vec<sheet::Placed>) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for ((row, column), data) in cells {
        let number = row as usize + 1;
        if rows.last().is_none_or(|last| last.number != number) {
            rows.push(Row { number, cells: Vec::new() });
        }
        if let Some(last) = rows.last_mut() {
            last.cells.push((column as usize, cell(data)));
        }
    }
    rows
}

fn cell(data: Data) -> Cell {
    match data {
        Data::Float(number) => Cell::Number(number),
        Data::Int(number) => Cell::Text(number.to_string()),
        Data::String(text) => Cell::Text(text.trim().to_owned()),
        Data::DateTimeIso(moment) => {
            let day = moment.parse::<DateTime>().map(DateTime::date).or_else(|_| moment.parse::<Date>());
            day.map_or_else(|_| Cell::Text(moment), Cell::Day)
        }
        Data::DateTime(moment) if moment.is_datetime() => {
            let (year, month, day, ..) = moment.to_ymd_hms_milli();
            let parts = (i16::try_from(year), i8::try_from(month), i8::try_from(day));
            let own = if let (Ok(year), Ok(month), Ok(day)) = parts { Date::new(year, month, day).ok() } else { None };
            own.map_or_else(|| Cell::Number(moment.as_f64()), Cell::Day)
        }
        other => Cell::Text(sheet::printed(&other)),
    }
}
