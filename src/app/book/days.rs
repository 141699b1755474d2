//! Days as number books have them: typed by the sheet, serials, figures in an order that the column tells, words.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::ingest::{Cell, Row};

/// The order in which figures stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(super) enum Order {
    /// As Vietnamese offices write.
    #[default]
    #[serde(rename = "d/m/y")]
    Day,
    /// As American programs write.
    #[serde(rename = "m/d/y")]
    Month,
    /// As databases write.
    #[serde(rename = "y-m-d")]
    Year,
}

/// How a column of days is to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    /// In this order.
    Ordered(Order),
    /// The order cannot be told: the row of the cell that shows it.
    Doubtful {
        /// The row.
        row: usize,
        /// Whether the days typed by the sheet are in doubt, too: a program may have taken the month for the day.
        typed: bool,
    },
}

/// Why a day is not used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(super) enum DayError {
    #[error("ngày \"{0}\" không đọc được hoặc không có trong lịch")]
    Unread(String),
    #[error("ngày \"{0}\" không ghi năm, và không có dòng tiêu đề năm; ghi year = … trong tệp ánh xạ")]
    Yearless(String),
    #[error(
        "ngày \"{text}\": không biết ngày hay tháng đứng trước (xem hàng {row} cùng cột); ghi dates = \"d/m/y\" hoặc \"m/d/y\" trong tệp ánh xạ"
    )]
    Doubtful { text: String, row: usize },
}

/// The year and month that the headings above a row tell.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Heading {
    pub(super) year: Option<i16>,
    pub(super) month: Option<i8>,
}

/// Returns how the column `at` of `rows` is to be read. Day first, as Vietnamese lists are; but where a "month" is above
/// 12 and no day is, or where the sheet typed exactly the days that a month-first program would have misread, it is not known.
pub(super) fn column(rows: &[Row], at: usize) -> Column {
    let (mut above_first, mut above_second) = (None, None);
    let (mut typed_low, mut typed_high) = (None, 0_usize);
    for row in rows {
        match row.cell(at) {
            Some(Cell::Day(day)) if day.day() <= 12 => typed_low = typed_low.or(Some(row.number)),
            Some(Cell::Day(_)) => typed_high += 1,
            Some(Cell::Text(text)) => {
                if let Some([first, second, third]) = figures(text).filter(|[_, _, year]| year.len() != 3) {
                    let high = |part: &str| part.len() <= 2 && part.parse::<u8>().is_ok_and(|value| value > 12);
                    let dated = !third.is_empty() && first.len() <= 2;
                    above_first = above_first.or((dated && high(first)).then_some(row.number));
                    above_second = above_second.or((dated && high(second)).then_some(row.number));
                }
            }
            _ => {}
        }
    }
    match (above_first, above_second, typed_low) {
        (None, Some(row), _) => Column::Doubtful { row, typed: false },
        (Some(row), None, Some(_)) if typed_high == 0 => Column::Doubtful { row, typed: true },
        _ => Column::Ordered(Order::Day),
    }
}

/// Reads the day of a cell.
pub(super) fn read(cell: &Cell, column: Column, heading: Heading) -> Result<Date, DayError> {
    let text = cell.text();
    let doubtful = |row| Err(DayError::Doubtful { text: text.clone(), row });
    match (cell, column) {
        (Cell::Day(day), Column::Doubtful { row, typed: true }) if day.day() <= 12 && day.day() != day.month() => {
            doubtful(row)
        }
        (Cell::Day(day), _) => Ok(*day),
        (Cell::Number(number), _) => numbered(*number, heading).ok_or(DayError::Unread(text)),
        (Cell::Text(_), column) => match written(&text, column, heading) {
            Some(Read::Day(day)) => Ok(day),
            Some(Read::Yearless) => Err(DayError::Yearless(text)),
            Some(Read::Doubtful(row)) => doubtful(row),
            None => Err(DayError::Unread(text)),
        },
    }
}

enum Read {
    Day(Date),
    Yearless,
    Doubtful(usize),
}

/// A number is a day of the month under a month's heading, else a serial: days since 30/12/1899.
fn numbered(number: f64, heading: Heading) -> Option<Date> {
    if let (Some(year), Some(month), true) = (heading.year, heading.month, (1.0..32.0).contains(&number)) {
        return whole(number).and_then(|day| Date::new(year, month, i8::try_from(day).ok()?).ok());
    }
    let since =
        jiff::Span::new().try_days(whole(number.trunc()).filter(|days| (10_000..100_000).contains(days))?).ok()?;
    jiff::civil::date(1899, 12, 30).checked_add(since).ok()
}

/// Returns a whole number that is small enough.
fn whole(number: f64) -> Option<i64> {
    format!("{number:.0}").parse().ok().filter(|_| number.fract() == 0.0)
}

/// Reads `12/3/2018`, `12-03-18`, `2018-03-12`, `12/3`, `12`, `ngày 12 tháng 3 năm 2018`.
fn written(text: &str, column: Column, heading: Heading) -> Option<Read> {
    if let Ok(number) = text.parse::<f64>() {
        return numbered(number, heading).map(Read::Day);
    }
    let [first, second, third] = figures(text)?;
    if first.len() == 4 {
        return date(first, second, third).map(Read::Day);
    }
    let worded = text.to_lowercase().contains("tháng");
    let (day, month) = match column {
        _ if worded => (first, second),
        Column::Ordered(Order::Month) => (second, first),
        Column::Ordered(Order::Day) => (first, second),
        Column::Ordered(Order::Year) => return None,
        Column::Doubtful { row, typed } => {
            let same = first.trim_start_matches('0') == second.trim_start_matches('0');
            let high = first.parse::<u8>().is_ok_and(|value| value > 12);
            if !(same || typed && high) {
                return Some(Read::Doubtful(row));
            }
            (first, second)
        }
    };
    match (third, heading.year) {
        ("", None) => Some(Read::Yearless),
        ("", Some(year)) => date(&year.to_string(), month, day).map(Read::Day),
        (year, _) => date(year, month, day).map(Read::Day),
    }
}

/// Takes the two or three figures out of a day; a time behind it is left out. The third is empty where there is none.
fn figures(text: &str) -> Option<[&str; 3]> {
    let text = text.trim();
    let day = if text.starts_with(|c: char| c.is_ascii_digit()) { text.split([' ', 'T']).next()? } else { text };
    let words = |text: &str| text.to_lowercase().contains("tháng");
    let day = if words(text) { text } else { day };
    let mut parts = day.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty());
    let (first, second, third) = (parts.next()?, parts.next()?, parts.next().unwrap_or_default());
    let marks = day.chars().filter(|c| !c.is_ascii_digit() && !c.is_whitespace());
    let marked = words(day) || marks.clone().all(|c| matches!(c, '/' | '-' | '.'));
    (marked && parts.next().is_none()).then_some([first, second, third])
}

/// A year of two figures is of this century up to 44, else of the last: no State document is older than 1945.
fn date(year: &str, month: &str, day: &str) -> Option<Date> {
    let year = match (year.len(), year.parse::<i16>().ok()?) {
        (2, short @ 0..45) => 2000 + short,
        (2, short) => 1900 + short,
        (4, year @ 1945..2200) => year,
        _ => return None,
    };
    Date::new(year, month.parse().ok()?, day.parse().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADING: Heading = Heading { year: Some(2018), month: Some(3) };

    fn rows(cells: &[Cell]) -> Vec<Row> {
        cells.iter().enumerate().map(|(at, cell)| Row { number: at + 1, cells: vec![(0, cell.clone())] }).collect()
    }

    fn text(text: &str) -> Cell {
        Cell::Text(text.to_owned())
    }

    #[test]
    fn days_in_every_writing() {
        let column = Column::Ordered(Order::Day);
        for written in [
            "12/3/2018",
            "12-03-2018",
            "12.3.2018",
            "12/03/18",
            "12/3",
            "2018-03-12",
            "2018-03-12 00:00:00",
            "2018-03-12T08:30:00",
            "ngày 12 tháng 3 năm 2018",
            "Ngày 12 tháng 3",
            "12 tháng 3 năm 2018",
            "12",
            "43171",
            " 12/03/2018 07:30",
        ] {
            assert_eq!(read(&text(written), column, HEADING), Ok(jiff::civil::date(2018, 3, 12)), "{written}");
        }
        assert_eq!(read(&Cell::Number(43171.0), column, Heading::default()), Ok(jiff::civil::date(2018, 3, 12)));
        assert_eq!(read(&text("01/02/98"), column, HEADING), Ok(jiff::civil::date(1998, 2, 1)));
        for wrong in ["31/2/2018", "12/13/2018", "không rõ", "", "2018", "1/2/3/4", "12/3/218", "NaN", "1e99"] {
            assert!(matches!(read(&text(wrong), column, HEADING), Err(DayError::Unread(_))), "{wrong}");
        }
        assert!(matches!(read(&text("12/3"), column, Heading::default()), Err(DayError::Yearless(_))));
    }

    #[test]
    fn an_order_is_never_guessed() {
        assert_eq!(column(&rows(&[text("12/3/2018"), text("25/3/2018")]), 0), Column::Ordered(Order::Day));
        let american = column(&rows(&[text("3/12/2018"), text("3/25/2018")]), 0);
        assert_eq!(american, Column::Doubtful { row: 2, typed: false });
        assert!(matches!(read(&text("3/12/2018"), american, HEADING), Err(DayError::Doubtful { row: 2, .. })));
        assert!(matches!(read(&text("3/25/2018"), american, HEADING), Err(DayError::Doubtful { .. })));
        assert_eq!(read(&text("3/3/2018"), american, HEADING), Ok(jiff::civil::date(2018, 3, 3)));
        assert_eq!(
            read(&text("3/25/2018"), Column::Ordered(Order::Month), HEADING),
            Ok(jiff::civil::date(2018, 3, 25))
        );
        let slip = column(&rows(&[text("25/3/2018"), text("12/13/2018")]), 0);
        assert_eq!(slip, Column::Ordered(Order::Day), "a slip of the pen in a column of days");
    }

    #[test]
    fn days_that_a_program_may_have_turned_are_not_used() {
        let day = |month, day| Cell::Day(jiff::civil::date(2018, month, day));
        let turned = column(&rows(&[day(5, 3), text("25/03/2018"), day(4, 4)]), 0);
        assert_eq!(turned, Column::Doubtful { row: 2, typed: true });
        assert!(matches!(read(&day(5, 3), turned, HEADING), Err(DayError::Doubtful { .. })));
        assert!(read(&day(4, 4), turned, HEADING).is_ok() && read(&text("25/03/2018"), turned, HEADING).is_ok());
        assert_eq!(column(&rows(&[day(5, 3), text("25/03/2018"), day(4, 25)]), 0), Column::Ordered(Order::Day));
    }
}
