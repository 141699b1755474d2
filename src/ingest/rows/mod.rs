//! Reads lists – workbooks and separated text (`.csv`) – as rows of cells, for who keeps a number book in one.
//!
//! The same limits hold as for documents. What a cell means is decided elsewhere; here a cell is a day only where the file
//! itself says so.

mod separated;
mod workbook;

use jiff::civil::Date;

use super::guard::guarded;
use super::sniff::{self, Kind};
use super::{IngestError, plain};
use crate::text::Skipped;

/// Most cells of a list that are read: forty years of a province's number book.
const CELLS: usize = 1 << 22;

/// A list as read.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Rows {
    /// Its sheets in the file's order; one without name for separated text.
    pub sheets: Vec<Sheet>,
    /// What was not read, and why.
    pub skipped: Vec<Skipped>,
}

/// A sheet of a list.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Sheet {
    /// Its name; empty for separated text.
    pub name: String,
    /// Its rows that hold something, in order.
    pub rows: Vec<Row>,
}

/// A row that holds something.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Row {
    /// Its number in the sheet, or the line on which it begins, from 1.
    pub number: usize,
    /// Its cells that hold something, by column from 0.
    pub cells: Vec<(usize, Cell)>,
}

/// A cell that holds something.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Words.
    Text(String),
    /// A number.
    Number(f64),
    /// A day that the file itself marks as one.
    Day(Date),
}

impl Row {
    /// Returns the cell in a column.
    #[must_use]
    pub fn cell(&self, column: usize) -> Option<&Cell> {
        let at = self.cells.binary_search_by_key(&column, |(own, _)| *own).ok()?;
        self.cells.get(at).map(|(_, cell)| cell)
    }

    /// Returns what the cell in a column shows; nothing where it is blank.
    #[must_use]
    pub fn text(&self, column: usize) -> String {
        self.cell(column).map(Cell::text).unwrap_or_default()
    }
}

impl Cell {
    /// Returns what the cell shows: a day as `dd/mm/yyyy`, a whole number without a point.
    #[must_use]
    pub fn text(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Number(number) if number.fract() == 0.0 && number.abs() < 1e15 => format!("{number:.0}"),
            Self::Number(number) => number.to_string(),
            Self::Day(day) => format!("{:02}/{:02}/{}", day.day(), day.month(), day.year()),
        }
    }
}

/// Returns whether a file of this name can be a list.
#[must_use]
pub fn is_list_name(name: &str) -> bool {
    matches!(sniff::extension(name).as_str(), "csv" | "xlsx" | "xlsm" | "xls" | "ods")
}

/// Returns whether a file of this name is a list and never a document.
#[must_use]
pub fn is_separated_name(name: &str) -> bool {
    sniff::extension(name) == "csv"
}

/// Reads a list's bytes; what they are is told by themselves, the name decides nothing.
///
/// # Errors
/// Returns why the bytes could not be read, in Vietnamese and without the file's name.
pub fn read_rows(name: &str, bytes: &[u8]) -> Result<Rows, IngestError> {
    guarded(|| match sniff::kind(name, bytes)? {
        Kind::Sheet => workbook::read(bytes),
        Kind::Txt => separated::read(&plain::text(bytes)?),
        _ => Err(IngestError::NotAList),
    })
}
