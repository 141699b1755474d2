//! First and last day that words of time mean: days, months, quarters, parts of a year, years.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::parse::day;

/// First and last day, each where the words say it.
pub(super) type Limits = (Option<Date>, Option<Date>);

/// Reads the first and last day; `year` is the plan's own, `loose` is whether a bare year counts.
pub(super) fn read(lower: &str, year: Option<i16>, loose: bool) -> Limits {
    if let Some(limits) = days(lower, year) {
        return limits;
    }
    // "Theo tiến độ của Luật … 2025", "Sau khi có Quy chế": no time of its own.
    let depends = ["theo ", "sau khi", "ngay sau", "khi "].iter().any(|opening| lower.starts_with(opening));
    if depends {
        return (None, None);
    }
    halves(lower, year, loose).or_else(|| limited(lower, year, loose)).unwrap_or_default()
}

/// Reads `ngày 20/11/2025 đến 03/12/2025`, `trước ngày 15/12`.
fn days(lower: &str, year: Option<i16>) -> Option<Limits> {
    let is_from = |at: usize| {
        let before = lower.get(..at).unwrap_or_default().trim_end();
        before.trim_end_matches("ngày").trim_end().ends_with("từ")
    };
    if let Some((at, first)) = day::find(lower) {
        let rest = lower.get(at + first.len..)?;
        if let Some((_, last)) = day::find(rest).filter(|(gap, _)| rest.get(..*gap).is_some_and(is_to)) {
            return Some((first.date, last.date));
        }
        return Some(if is_from(at) { (first.date, None) } else { (None, first.date) });
    }
    // "trước ngày 15/12", "30/6" of a plan for one year.
    let (at, len, day, month) = short_day(lower)?;
    let first = Date::new(year?, month, day).ok()?;
    let rest = lower.get(at + len..)?;
    if let Some((gap, _, day, month)) = short_day(rest).filter(|(gap, ..)| rest.get(..*gap).is_some_and(is_to)) {
        let _ = gap;
        return Some((Some(first), Date::new(year?, month, day).ok()));
    }
    Some(if is_from(at) { (Some(first), None) } else { (None, Some(first)) })
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

/// Reads two points of time with "to" between them: `quý iv/2025 - quý i/2026`, `từ tháng 11/2025 đến tháng 3/2026`.
fn halves(lower: &str, year: Option<i16>, loose: bool) -> Option<Limits> {
    let (head, tail) =
        [" đến hết ", " đến ", " tới ", " - ", " – "].iter().find_map(|joint| lower.split_once(joint))?;
    let (_, end) = point(tail, year_in(tail).or(year), loose)?;
    // The second point's year is the first one's too, or the year after it.
    let (start, _) = point(head, year_in(head).or(Some(end.year())), loose)?;
    let start = if start > end { start.checked_sub(1.year()).ok()? } else { start };
    (start <= end).then_some((Some(start), Some(end)))
}

/// Reads one point of time with the words before it that make it a limit.
fn limited(lower: &str, year: Option<i16>, loose: bool) -> Option<Limits> {
    let (start, end) = point(lower, year, loose)?;
    let says = |words: &[&str]| words.iter().any(|word| lower.contains(word));
    if says(&["trước tháng", "trước quý", "trước năm"]) {
        return Some((None, start.checked_sub(1.day()).ok()));
    }
    if says(&["từ tháng", "từ quý", "từ năm", "từ 20"]) {
        return Some((Some(start), None));
    }
    let until =
        says(&["đến hết", "đến cuối", "chậm nhất", "cuối tháng", "cuối năm", "cuối quý", "hết năm", "hết tháng"]);
    Some((Some(start).filter(|_| !until || says(&["tháng cuối năm"])), Some(end)))
}

/// Reads the first and last day of the point of time named first: half a year, quarters, months, years.
fn point(lower: &str, year: Option<i16>, loose: bool) -> Option<(Date, Date)> {
    part_of_year(lower, year)
        .or_else(|| quarters(lower, year))
        .or_else(|| months(lower, year))
        .or_else(|| if loose { years(lower) } else { None })
}

/// Reads `06 tháng đầu năm 2026`, `6 tháng cuối năm`.
fn part_of_year(lower: &str, year: Option<i16>) -> Option<(Date, Date)> {
    let (at, first) = ["tháng đầu năm", "tháng cuối năm"]
        .iter()
        .zip([true, false])
        .find_map(|(words, first)| lower.find(words).map(|at| (at, first)))?;
    let head = lower.get(..at)?.trim_end();
    let count: i8 = head.get(head.trim_end_matches(|c: char| c.is_ascii_digit()).len()..)?.parse().ok()?;
    let year = year_in(lower.get(at..)?).or(year)?;
    let (from, to) = if first { (1, count) } else { (13 - count, 12) };
    Some((Date::new(year, from, 1).ok()?, month_end(year, to)?))
}

/// Reads `quý i/2017`, `quý i, ii năm 2017`, `quý ii - iv`.
fn quarters(lower: &str, year: Option<i16>) -> Option<(Date, Date)> {
    let at = lower.find("quý ")? + "quý ".len();
    let rest = lower.get(at..)?;
    let mut found: Vec<i8> = Vec::new();
    for word in rest.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        found.push(match word {
            "i" | "1" => 1,
            "ii" | "2" => 2,
            "iii" | "3" => 3,
            "iv" | "4" => 4,
            "và" | "quý" | "đến" => continue,
            _ => break,
        });
    }
    let (first, last) = (*found.iter().min()?, *found.iter().max()?);
    let year = year_in(rest).or(year)?;
    Some((Date::new(year, first * 3 - 2, 1).ok()?, month_end(year, last * 3)?))
}

/// Reads `tháng 12/2017`, `tháng 3 năm 2017`, `tháng 3-5/2017`, `tháng 3, 6, 9`.
fn months(lower: &str, year: Option<i16>) -> Option<(Date, Date)> {
    let at = lower.find("tháng ")?;
    let rest = lower.get(at + "tháng ".len()..)?;
    let first = leading_month(rest)?;
    let head: String = rest.chars().take(32).collect();
    let digits = first_digits(&head);
    let mut last = first;
    let mut tail = head.get(digits..).unwrap_or_default();
    while let Some(next) = tail.strip_prefix([',', '-', '–']).map(str::trim_start) {
        let Some(month) = leading_month(next) else { break };
        last = last.max(month);
        tail = next.get(first_digits(next)..).unwrap_or_default();
    }
    let year = year_in(&head).or(year)?;
    Some((Date::new(year, first, 1).ok()?, month_end(year, last)?))
}

fn first_digits(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

fn leading_month(text: &str) -> Option<i8> {
    let month = text.get(..first_digits(text))?.parse().ok()?;
    (1..=12).contains(&month).then_some(month)
}

/// Reads `năm 2025`, `2025-2030`, `2025`.
fn years(lower: &str) -> Option<(Date, Date)> {
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
    let days = (Date::new(first, 1, 1).ok()?, Date::new(last, 12, 31).ok()?);
    (found.len() <= 2 && first <= last).then_some(days)
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
