//! Reads the rows of a sheet into lines of a catalogue.

use jiff::civil::Date;

use super::days::{self, Column, DayError, Heading, Order};
use super::ground::{Ground, heading};
use super::heads::Heads;
use super::mapping::Book;
use crate::app::catalogue::Line;
use crate::document::Slug;
use crate::ingest::{Row, Sheet};
use crate::lexicon::{BookField, Lexicon};
use crate::parse::number::parse_number;

/// A row as read.
#[derive(Debug)]
pub(super) struct Told {
    /// Its number in the sheet, from 1.
    pub(super) row: usize,
    /// What it says.
    pub(super) line: Result<Line, RowError>,
    /// What of it is left out, where the rest is used.
    pub(super) left_out: Vec<String>,
}

/// Why a row is not used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(super) enum RowError {
    #[error("không có số, ký hiệu")]
    Numberless,
    #[error("chỉ có số \"{0}\", không biết ký hiệu; ghi symbol = … trong tệp ánh xạ")]
    Symbolless(String),
    #[error("số {0} không dùng (hủy, không phát hành)")]
    Void(String),
    #[error(transparent)]
    Day(#[from] DayError),
}

/// A sheet with all that is needed to read its rows.
pub(super) struct Reader<'s> {
    sheet: &'s Sheet,
    heads: &'s Heads,
    ground: &'s Ground,
    book: Option<&'s Book>,
    lexicon: &'s Lexicon,
    days: [DayColumn; 3],
}

impl<'s> Reader<'s> {
    pub(super) fn new(
        sheet: &'s Sheet,
        heads: &'s Heads,
        ground: &'s Ground,
        book: Option<&'s Book>,
        lexicon: &'s Lexicon,
    ) -> Self {
        let rows = sheet.rows.get(heads.first..).unwrap_or_default();
        let days = [BookField::Issued, BookField::Effective, BookField::Expires].map(|field| {
            let at = heads.column(field);
            let told = || at.map_or(Column::Ordered(Order::Day), |at| days::column(rows, at));
            (field, at, book.and_then(|book| book.dates).map_or_else(told, Column::Ordered))
        });
        Self { sheet, heads, ground, book, lexicon, days }
    }

    /// Returns the entries of the sheet, and how many rows below the heads are none: headings, repeated heads, rows that the
    /// mapping passes over.
    pub(super) fn read(&self) -> (Vec<Told>, usize) {
        let mut heading = Heading { year: self.ground.year, month: None };
        let (mut told, mut passed) = (Vec::new(), 0);
        for row in self.sheet.rows.get(self.heads.first..).unwrap_or_default() {
            let skipped =
                self.book.is_some_and(|book| book.skips(row.number, row.cells.iter().map(|(_, cell)| cell.text())));
            if let Some(below) = self::heading(row, heading) {
                heading = below;
                passed += 1;
            } else if skipped || self.is_head(row) || counts_columns(row) {
                passed += 1;
            } else {
                told.push(self.entry(row, heading));
            }
        }
        (told, passed)
    }

    /// Returns whether the heads stand again, as at the top of a printed page.
    fn is_head(&self, row: &Row) -> bool {
        let repeated = |(column, label): &&(usize, String)| Slug::of(&row.text(*column)) == Slug::of(label);
        let count = self.heads.labels.iter().filter(|label| !label.1.is_empty()).filter(repeated).count();
        count > 1 && count * 2 > self.heads.labels.len()
    }

    fn text(&self, row: &Row, field: BookField) -> Option<String> {
        let text = row.text(self.heads.column(field)?);
        Some(text.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|text| !text.is_empty())
    }

    fn entry(&self, row: &Row, heading: Heading) -> Told {
        let mut left_out = Vec::new();
        let line = self.line(row, heading, &mut left_out);
        Told { row: row.number, line, left_out }
    }

    fn line(&self, row: &Row, heading: Heading, left_out: &mut Vec<String>) -> Result<Line, RowError> {
        let printed = self.text(row, BookField::Number).ok_or(RowError::Numberless)?;
        if row.cells.iter().any(|(_, cell)| self.lexicon.says_void(&cell.text())) {
            return Err(RowError::Void(printed));
        }
        let number = self.number(row, printed)?;
        let [issued, effective, expires] = &self.days;
        let issued = day(row, issued, heading)?;
        let mut lesser = |column: &DayColumn| match day(row, column, heading) {
            Ok(day) => day,
            // "Còn hiệu lực" in a column of days says that there is none.
            Err(DayError::Unread(text)) if !text.contains(|c: char| c.is_ascii_digit()) => None,
            Err(error) => {
                left_out.push(format!("{error}; hàng vẫn dùng, bỏ qua ngày này"));
                None
            }
        };
        let (effective, expires) = (lesser(effective), lesser(expires));
        let (kind, title) = self.titled(row, &number);
        Ok(Line {
            number: Some(number),
            kind: self.text(row, BookField::Kind).or(kind).or_else(|| self.ground.kind.clone()),
            issuer: self.text(row, BookField::Issuer).or_else(|| self.ground.issuer.clone()),
            territory: self.text(row, BookField::Territory).or_else(|| self.ground.territory.clone()),
            issued,
            effective,
            expires,
            title,
            ..Line::default()
        })
    }

    /// Returns number and symbol, put together where they stand apart.
    fn number(&self, row: &Row, printed: String) -> Result<String, RowError> {
        let bare = ["số", "Số", "SỐ"].iter().find_map(|word| printed.strip_prefix(word)).unwrap_or(&printed);
        let bare = bare.trim_start_matches([' ', ':', '.']);
        let digits = bare.chars().take_while(char::is_ascii_digit).count();
        let letter = bare.get(digits..).unwrap_or_default();
        let alone =
            digits > 0 && (letter.is_empty() || letter.chars().count() == 1 && letter.chars().all(char::is_alphabetic));
        if !alone {
            return Ok(printed);
        }
        let symbol = self.text(row, BookField::Symbol).or_else(|| self.ground.symbol.clone());
        let symbol = symbol.ok_or_else(|| RowError::Symbolless(printed.clone()))?;
        let joint = if symbol.starts_with(['/', '-']) { "" } else { "/" };
        Ok(format!("{bare}{joint}{symbol}"))
    }

    /// Returns kind and title, apart where a book without a column of kinds writes them together: `Quyết định về việc …`. A word
    /// that the symbol contradicts is part of the title: `Kế hoạch …` of 12/QĐ-UBND.
    fn titled(&self, row: &Row, number: &str) -> (Option<String>, Option<String>) {
        let Some(title) = self.text(row, BookField::Title) else { return (None, None) };
        if self.heads.column(BookField::Kind).is_some() {
            return (None, Some(title));
        }
        let Some((kind, end)) = self.lexicon.kind_starting(&title) else { return (None, Some(title)) };
        let code = parse_number(self.lexicon, number).and_then(|number| number.kind);
        let told = code.and_then(|code| self.lexicon.kind_abbreviated(&code));
        let rest = title.get(end..).unwrap_or_default().trim_start_matches(|c: char| !c.is_alphanumeric());
        if told.is_some_and(|told| told.id != kind.id) || rest.is_empty() {
            return (None, Some(title));
        }
        let mut letters = rest.chars();
        let capital = letters.next().map(|first| first.to_uppercase().chain(letters).collect());
        (Some(kind.vi.clone()), capital)
    }
}

/// A column of days: what it tells, where it is, how it is read.
type DayColumn = (BookField, Option<usize>, Column);

fn day(row: &Row, (field, at, column): &DayColumn, heading: Heading) -> Result<Option<Date>, DayError> {
    let Some(cell) = at.and_then(|at| row.cell(at)) else { return Ok(None) };
    // The year of a book is that of the days of issue, not of those that end.
    let heading = if *field == BookField::Issued { heading } else { Heading::default() };
    days::read(cell, *column, heading).map(Some)
}

/// Returns whether a row counts the columns: `(1) (2) (3)`.
fn counts_columns(row: &Row) -> bool {
    let number =
        |text: String| text.trim_matches(|c: char| matches!(c, '(' | ')' | '[' | ']' | ' ')).parse::<usize>().ok();
    let numbers: Option<Vec<usize>> = row.cells.iter().map(|(_, cell)| number(cell.text())).collect();
    numbers.is_some_and(|numbers| {
        numbers.len() > 2 && numbers.iter().zip(numbers.iter().skip(1)).all(|(one, next)| *next == one + 1)
    })
}
