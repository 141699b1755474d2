//! Workbooks (`.xlsx`, `.xls`, `.ods`) as annexes: each sheet is a heading and a table.
//!
//! The reading is calamine's; see `docs/decisions/0001-libraries.md`. A cell is what its sheet shows, as far as the
//! value tells: days as `dd/mm/yyyy`, whole numbers without a point. What hides is said and not read.

use std::borrow::Cow;
use std::io::Cursor;

use calamine::{Data, Dimensions, Reader, SheetType, SheetVisible, Sheets, open_workbook_auto_from_rs};

use super::guard::foreign;
use super::{IngestError, compound, package};
use crate::text::{Builder, Format, Layout, Source};

/// Most cells of a workbook that are read.
const CELLS: usize = 1 << 20;

/// A workbook in any of its formats.
pub(super) type Book<'b> = Sheets<Cursor<&'b [u8]>>;

/// A cell with its row and column in the sheet.
pub(super) type Placed = ((u32, u32), Data);

/// Reads a workbook.
pub(super) fn read(bytes: &[u8]) -> Result<Source, IngestError> {
    package::weigh(bytes)?;
    // calamine panics on some files that are cut short.
    foreign("bảng tính hỏng", || sheets(bytes))
}

/// Returns the bytes that calamine is given: of a compound file the workbook alone.
pub(super) fn workbook(bytes: &[u8]) -> Result<Cow<'_, [u8]>, IngestError> {
    if compound::is_compound(bytes) { alone(bytes).map(Cow::Owned) } else { Ok(Cow::Borrowed(bytes)) }
}

/// Opens a workbook whose weight was looked at.
pub(super) fn open(bytes: &[u8]) -> Result<Book<'_>, IngestError> {
    open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(|error| fault(&error))
}

fn sheets(bytes: &[u8]) -> Result<Source, IngestError> {
    let bytes = workbook(bytes)?;
    let mut book = open(&bytes)?;
    let mut builder = Builder::new(Format::Sheet);
    let mut left = CELLS;
    for sheet in book.sheets_metadata().to_vec() {
        let name = format!("trang tính {}", sheet.name);
        if sheet.visible != SheetVisible::Visible {
            builder.skip(name, "đang ẩn, không rà soát");
        } else if sheet.typ != SheetType::WorkSheet {
            builder.skip(name, "không phải bảng (biểu đồ hoặc macro)");
        } else {
            match cells(&mut book, &sheet.name, left) {
                Ok(cells) => {
                    left = left.checked_sub(cells.len()).ok_or_else(|| too_many(CELLS))?;
                    paragraph(&mut builder, &sheet.name);
                    table(&mut builder, &cells, &merged(&mut book, &sheet.name));
                }
                Err(error) => builder.skip(name, error.to_string()),
            }
        }
    }
    Ok(builder.finish())
}

/// Returns an `.xls` with nothing but its workbook: calamine follows chains of sectors that run in circles until the memory ends.
fn alone(bytes: &[u8]) -> Result<Vec<u8>, IngestError> {
    let mut file = compound::open(bytes)?;
    for name in ["/Workbook", "/Book"] {
        if let Some(stream) = compound::stream(&mut file, name, "bảng tính")? {
            return compound::of_stream(name, &stream).map_err(|error| IngestError::Damaged(error.to_string()));
        }
    }
    Err(IngestError::Damaged("bảng tính thiếu phần chính".to_owned()))
}

fn paragraph(builder: &mut Builder, text: &str) {
    builder.push(text);
    builder.end_paragraph(None, Layout::default());
}

/// Returns the cells of a sheet that hold something, by row and column, `most` and one more at most.
///
/// Those of `.xlsx` are read one by one: two cells at the ends of a sheet span 17 thousand million.
pub(super) fn cells(book: &mut Book<'_>, name: &str, most: usize) -> Result<Vec<Placed>, calamine::Error> {
    let mut found: Vec<Placed> = Vec::new();
    if let Sheets::Xlsx(book) = book {
        let mut reader = book.worksheet_cells_reader(name)?;
        while let Some(cell) = reader.next_cell()?.filter(|_| found.len() <= most) {
            found.push((cell.get_position(), cell.get_value().clone().into()));
        }
    } else {
        let range = book.worksheet_range(name)?;
        let (top, left) = range.start().unwrap_or_default();
        let placed =
            |(row, column, cell): (usize, usize, &Data)| ((top + place(row), left + place(column)), cell.clone());
        found.extend(range.used_cells().take(most + 1).map(placed));
    }
    found.retain(|(_, cell)| !printed(cell).is_empty());
    found.sort_by_key(|(place, _)| *place);
    found.dedup_by_key(|(place, _)| *place);
    Ok(found)
}

/// Returns the merged stretches of a sheet, where the format tells them.
fn merged(book: &mut Book<'_>, name: &str) -> Vec<Dimensions> {
    match book {
        Sheets::Xlsx(book) => book.merge_cells_by_sheet_name(name).unwrap_or_default(),
        Sheets::Xls(book) => book.merge_cells_by_sheet_name(name).unwrap_or_default(),
        _ => Vec::new(),
    }
}

/// Adds the cells of a sheet as a table; rows without any are left out.
fn table(builder: &mut Builder, cells: &[Placed], merged: &[Dimensions]) {
    let columns = || cells.iter().map(|((_, column), _)| *column);
    let (left, right) = (columns().min().unwrap_or_default(), columns().max().unwrap_or_default());
    let mut rows: Vec<u32> = cells.iter().map(|((row, _), _)| *row).collect();
    rows.dedup();
    let table = builder.open_table();
    for ((row, column), cell) in cells {
        let stretch = merged.iter().find(|own| own.start == (*row, *column));
        let (last_row, last_column) = stretch.map_or((*row, *column), |own| own.end);
        let first = rows.partition_point(|other| other < row);
        let after = rows.partition_point(|other| *other <= last_row);
        // A stretch may end before it begins, or far beyond the sheet.
        let columns = (last_column.min(right).saturating_sub(*column) + 1) as usize;
        let index = builder.open_cell(table, first, (column - left) as usize, columns);
        for line in printed(cell).lines() {
            paragraph(builder, line);
        }
        builder.close_cell();
        if after > first + 1 {
            builder.stretch_cell(table, index, after - 1, 0);
        }
    }
    builder.close_table(table);
}

/// A place in a sheet is far below 2³².
fn place(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}

/// Returns what a cell shows, as far as its value tells.
pub(super) fn printed(cell: &Data) -> String {
    match cell {
        Data::Float(number) if number.fract() == 0.0 && number.abs() < 1e15 => format!("{number:.0}"),
        Data::DateTime(moment) if moment.is_datetime() => {
            let (year, month, day, hour, minute, ..) = moment.to_ymd_hms_milli();
            let clock = if (hour, minute) == (0, 0) { String::new() } else { format!(" {hour:02}:{minute:02}") };
            format!("{day:02}/{month:02}/{year}{clock}")
        }
        Data::DateTimeIso(moment) => match moment.parse::<jiff::civil::DateTime>() {
            Ok(moment) => format!("{:02}/{:02}/{}", moment.day(), moment.month(), moment.year()),
            Err(_) => moment.clone(),
        },
        Data::Empty | Data::Error(_) => String::new(),
        other => other.to_string().trim().to_owned(),
    }
}

/// Returns the error of a workbook with more than `limit` cells.
pub(super) fn too_many(limit: usize) -> IngestError {
    IngestError::TooBig {
        what: "số ô của bảng tính".to_owned(),
        found: format!("hơn {limit}"),
        limit: limit.to_string(),
    }
}

fn fault(error: &calamine::Error) -> IngestError {
    let reason = match error {
        calamine::Error::Msg(_) => "bảng tính thiếu phần chính".to_owned(),
        other => other.to_string(),
    };
    if reason.contains("assword") { IngestError::Encrypted } else { IngestError::Damaged(reason) }
}
