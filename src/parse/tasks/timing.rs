//! When a task is to be done: days, months, quarters, years, and what recurs.

use std::sync::LazyLock;

use jiff::ToSpan;
use jiff::civil::Date;

use super::phrases::Phrases;
use crate::parse::day;

/// The time of a task.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Timing {
    pub(super) start: Option<Date>,
    pub(super) due: Option<Date>,
    /// The words of a recurring deadline.
    pub(super) recurrence: Option<String>,
}

impl Timing {
    /// Returns whether nothing was read.
    pub(super) fn is_empty(&self) -> bool {
        self.start.is_none() && self.due.is_none() && self.recurrence.is_none()
    }
}

/// Words that say that a task recurs.
const RECURRING: &[&str] = &[
    "hằng năm",
    "hàng năm",
    "hằng quý",
    "hàng quý",
    "hằng tháng",
    "hàng tháng",
    "hằng tuần",
    "hàng tuần",
    "hằng ngày",
    "hàng ngày",
    "thường xuyên",
    "định kỳ",
    "mỗi năm",
    "mỗi quý",
    "mỗi tháng",
    "các năm tiếp theo",
    "cả năm",
];

/// Reads the words of a time column; `year` is the plan's own.
pub(super) fn of_cell(text: &str, year: Option<i16>) -> Timing {
    let lower = crate::parse::one_line(text).to_lowercase();
    let recurrence = recurring(&lower);
    let (start, due) = span(&lower, year, true);
    let open = lower.contains("tiếp theo") || recurrence.is_some();
    Timing { start, due: due.filter(|_| !open), recurrence }
}

/// Reads the time in a sentence on one line: only words that set a limit count there.
pub(super) fn of_sentence(text: &str, year: Option<i16>) -> Timing {
    static LIMITS: LazyLock<Phrases> = LazyLock::new(|| {
        Phrases::of(&[
            "trước ngày",
            "trước tháng",
            "trước quý",
            "chậm nhất",
            "hoàn thành trong",
            "xong trước",
            "hoàn thành trước",
            "trong tháng",
            "trong quý",
            "thời gian thực hiện",
            "thời gian hoàn thành",
            "thời hạn",
            "thời gian:",
            "đến hết ngày",
            "hoàn thành vào",
            "xong trong",
            "từ ngày",
            "trước ",
        ])
    });
    let lower = text.to_lowercase();
    let recurrence = recurring(&lower);
    let Some(at) = LIMITS.first_in(&lower) else {
        return Timing { recurrence, ..Timing::default() };
    };
    let rest: String = lower.get(at..).unwrap_or_default().chars().take(70).collect();
    let (start, due) = span(&rest, year, false);
    let open = recurrence.is_some();
    // "trước 30/6/2017": a limit has no beginning.
    let start = start.filter(|_| !rest.starts_with("trước") && !rest.starts_with("chậm"));
    Timing { start, due: due.filter(|_| !open), recurrence }
}

fn recurring(lower: &str) -> Option<String> {
    static WORDS: LazyLock<Phrases> = LazyLock::new(|| Phrases::of(RECURRING));
    let at = WORDS.first_in(lower)?;
    let words = RECURRING.iter().find(|words| lower.get(at..).is_some_and(|rest| rest.starts_with(**words)))?;
    // "chi thường xuyên" is money, "tính định kỳ" no deadline.
    let money = lower.get(..at).is_some_and(|before| before.ends_with("chi ") || before.ends_with("vốn "));
    (!money).then(|| (*words).to_owned())
}

/// Reads first and last day; `loose` is whether a bare year or month counts.
fn span(lower: &str, year: Option<i16>, loose: bool) -> (Option<Date>, Option<Date>) {
    days(lower, year)
        .or_else(|| quarters(lower, year))
        .or_else(|| months(lower, year))
        .or_else(|| if loose { years(lower) } else { None })
        .unwrap_or_default()
}

type Limits = Option<(Option<Date>, Option<Date>)>;

fn days(lower: &str, year: Option<i16>) -> Limits {
    if let Some((at, first)) = day::find(lower) {
        let rest = lower.get(at + first.len..)?;
        if let Some((gap, last)) = day::find(rest).filter(|(gap, _)| rest.get(..*gap).is_some_and(is_to)) {
            let _ = gap;
            return Some((first.date, last.date));
        }
        let from = lower.get(..at).is_some_and(|before| before.trim_end().ends_with("từ"));
        return Some(if from { (first.date, None) } else { (None, first.date) });
    }
    // "trước ngày 15/12", "30/6" of a plan for one year.
    let (at, len, day, month) = short_day(lower)?;
    let rest = lower.get(at + len..)?;
    let _ = rest;
    let date = Date::new(year?, month, day).ok()?;
    Some((None, Some(date)))
}

/// Finds `15/12` that is no part of a longer number: place, bytes, day, month.
fn short_day(lower: &str) -> Option<(usize, usize, i8, i8)> {
    let mut from = 0;
    while let Some(offset) = lower.get(from..)?.find('/') {
        let at = from + offset;
        let before = lower.get(..at)?;
        let digits = before.bytes().rev().take_while(u8::is_ascii_digit).count();
        let after = lower.get(at + 1..)?;
        let month = after.bytes().take_while(u8::is_ascii_digit).count();
        let end = after.get(month..)?.chars().next();
        let head = before.get(..before.len() - digits)?.chars().next_back();
        let alone = end.is_none_or(|c| !matches!(c, '/' | '-' | '%') && !c.is_alphanumeric())
            && head.is_none_or(|c| !matches!(c, '/' | '-') && !c.is_alphanumeric());
        if alone
            && (1..=2).contains(&digits)
            && (1..=2).contains(&month)
            && let (Ok(day), Ok(month_number)) = (before.get(at - digits..)?.parse(), after.get(..month)?.parse())
        {
            return Some((at - digits, digits + 1 + month, day, month_number));
        }
        from = at + 1;
    }
    None
}

/// Returns whether the words between two points of time say "to".
fn is_to(words: &str) -> bool {
    let words = words.trim();
    words.chars().count() < 16 && (words.contains("đến") || words.contains("tới") || matches!(words, "-" | "–"))
}

/// Reads `quý i/2017`, `quý i, ii năm 2017`, `quý ii - iv`.
fn quarters(lower: &str, year: Option<i16>) -> Limits {
    let at = lower.find("quý ")? + "quý ".len();
    let rest = lower.get(at..)?;
    let mut found: Vec<i8> = Vec::new();
    let mut words = rest.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).peekable();
    while let Some(word) = words.peek() {
        let quarter = match *word {
            "i" | "1" => 1,
            "ii" | "2" => 2,
            "iii" | "3" => 3,
            "iv" | "4" => 4,
            "và" | "quý" | "đến" => {
                words.next();
                continue;
            }
            _ => break,
        };
        found.push(quarter);
        words.next();
    }
    let (first, last) = (*found.iter().min()?, *found.iter().max()?);
    let year = year_in(rest).or(year)?;
    let start = Date::new(year, first * 3 - 2, 1).ok()?;
    let end = month_end(year, last * 3)?;
    Some((Some(start), Some(end)))
}

/// Reads `tháng 12/2017`, `tháng 3 năm 2017`, `từ tháng 3 đến tháng 5/2017`, `tháng 3-5/2017`.
fn months(lower: &str, year: Option<i16>) -> Limits {
    let at = lower.find("tháng ")?;
    let rest = lower.get(at + "tháng ".len()..)?;
    let first = leading_month(rest)?;
    let head: String = rest.chars().take(32).collect();
    let last = head
        .find("tháng ")
        .and_then(|next| leading_month(head.get(next + "tháng ".len()..)?))
        .or_else(|| head.split_once(['-', '–']).and_then(|(_, last)| leading_month(last.trim_start())))
        .filter(|last| *last >= first)
        .unwrap_or(first);
    let year = year_in(&head).or(year)?;
    Some((Some(Date::new(year, first, 1).ok()?), month_end(year, last)))
}

fn leading_month(text: &str) -> Option<i8> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let month = text.get(..digits)?.parse().ok()?;
    (1..=12).contains(&month).then_some(month)
}

/// Reads `năm 2025`, `2025 - 2030`, `2025`.
fn years(lower: &str) -> Limits {
    let mut found: Vec<i16> = Vec::new();
    for word in lower.split(|c: char| !c.is_alphanumeric()) {
        if word.len() == 4
            && let Ok(year) = word.parse::<i16>()
            && (1990..=2100).contains(&year)
        {
            found.push(year);
        }
    }
    let (first, last) = (*found.first()?, *found.last()?);
    (found.len() <= 2 && first <= last)
        .then(|| Some((Date::new(first, 1, 1).ok(), Date::new(last, 12, 31).ok())))
        .flatten()
}

fn year_in(text: &str) -> Option<i16> {
    let head: String = text.chars().take(24).collect();
    head.split(|c: char| !c.is_ascii_digit())
        .filter(|word| word.len() == 4)
        .find_map(|word| word.parse().ok())
        .filter(|year| (1990..=2100).contains(year))
}

fn month_end(year: i16, month: i8) -> Option<Date> {
    Date::new(year, month, 1).ok()?.checked_add(1.month()).ok()?.checked_sub(1.day()).ok()
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Date, date};

    use super::{of_cell, of_sentence};

    fn cell(text: &str) -> (Option<Date>, Option<Date>, Option<String>) {
        let timing = of_cell(text, Some(2017));
        (timing.start, timing.due, timing.recurrence)
    }

    #[test]
    fn cells() {
        assert_eq!(cell("Trước ngày 30/11/2017"), (None, Some(date(2017, 11, 30)), None));
        assert_eq!(cell("Trước 30/6"), (None, Some(date(2017, 6, 30)), None));
        assert_eq!(cell("Quý I/2017"), (Some(date(2017, 1, 1)), Some(date(2017, 3, 31)), None));
        assert_eq!(cell("Quý II, III"), (Some(date(2017, 4, 1)), Some(date(2017, 9, 30)), None));
        assert_eq!(cell("Tháng 12/2017"), (Some(date(2017, 12, 1)), Some(date(2017, 12, 31)), None));
        assert_eq!(cell("Từ tháng 3 đến tháng 5"), (Some(date(2017, 3, 1)), Some(date(2017, 5, 31)), None));
        assert_eq!(cell("2025 - 2030"), (Some(date(2025, 1, 1)), Some(date(2030, 12, 31)), None));
        assert_eq!(cell("Thường xuyên"), (None, None, Some("thường xuyên".to_owned())));
        assert_eq!(cell("Sau khi có Quy chế"), (None, None, None));
    }

    #[test]
    fn sentences() {
        let due = |text| of_sentence(text, Some(2017)).due;
        assert_eq!(due("hoàn thành trước ngày 15 tháng 12 năm 2017"), Some(date(2017, 12, 15)));
        assert_eq!(due("báo cáo kết quả trước 20/11/2017"), Some(date(2017, 11, 20)));
        assert_eq!(due("thực hiện Quyết định số 12/QĐ-UBND ngày 03/02/2017"), None);
        assert_eq!(due("trước ngày 15/12 hằng năm báo cáo"), None);
    }
}
