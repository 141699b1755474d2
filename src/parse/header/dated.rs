//! The line of place and day: `Quảng Trị, ngày 05 tháng 01 năm 2017`.

use crate::document::{SpannedDate, SpannedText};
use crate::parse::day;
use crate::parse::one_line;
use crate::parse::pieces::Piece;
use crate::parse::shape::{is_capitals, plain};
use crate::text::{Source, Span};

/// Reads place and day at the head of `pieces`: how many pieces they take, and what they say.
pub(super) fn read(source: &Source, pieces: &[Piece<'_>]) -> Option<(usize, Option<SpannedText>, SpannedDate)> {
    let first = pieces.first()?;
    if is_capitals(first.text) || first.text.len() > 120 {
        return None;
    }
    let mut blank = None;
    for taken in 1..=4 {
        let Some(last) = pieces.get(taken - 1) else { break };
        let span = Span::new(first.span.start, last.span.end);
        let between = source.slice(span);
        // Another column's words or a long text between the pieces.
        if between.len() > 200 || (taken > 1 && is_capitals(last.text)) {
            break;
        }
        let found = on(source, span)
            .filter(|(place, _)| taken == 1 || place.as_ref().is_none_or(|place| is_whole(&place.text)));
        match found {
            Some((place, issued)) if issued.date.is_some() => return Some((taken, place, issued)),
            // "ngày 18 tháng 11 năm" may go on on the next line.
            Some((place, issued)) => blank = blank.or(Some((taken, place, issued))),
            None => {}
        }
    }
    blank
}

/// Reads place and day where they fill `span`.
pub(super) fn on(source: &Source, span: Span) -> Option<(Option<SpannedText>, SpannedDate)> {
    let text = source.slice(span);
    let (at, day) = find(text)?;
    let tail = text.get(at + day.len..)?;
    // A year put right beside the wrong one: "năm 2026 2025".
    let ends = tail.chars().all(|c| !c.is_alphabetic()) && tail.trim().len() < 6;
    let head = text.get(..at)?;
    let named = head.trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | '.' | ';' | '(' | ')'));
    if !ends || named.split_whitespace().nth(8).is_some() || named.contains(['/', ':', ';']) || !is_place(named) {
        return None;
    }
    let issued_at = Span::new(span.start + at, span.start + at + day.len);
    let issued_text = text.get(at..at + day.len)?.trim_end();
    let issued = SpannedDate {
        text: one_line(issued_text),
        span: Span::new(issued_at.start, issued_at.start + issued_text.len()),
        date: day.date,
    };
    let place = head.find(named).filter(|_| !named.is_empty()).map(|from| SpannedText {
        text: one_line(named),
        span: Span::new(span.start + from, span.start + from + named.len()),
    });
    Some((place, issued))
}

/// Returns whether the words before the day can be a place: nothing, or words that begin with a capital.
fn is_place(words: &str) -> bool {
    words.is_empty() || (words.starts_with(char::is_uppercase) && !words.contains("hiệu lực"))
}

/// Returns whether words of several lines are a place's name and no subject's end: all with capitals but types.
fn is_whole(words: &str) -> bool {
    let types = ["pho", "xa", "tran", "quan", "huyen", "tinh", "phuong", "khu", "do"];
    let small = |word: &str| word.starts_with(char::is_lowercase) && !types.contains(&plain(word).as_str());
    !words.split_whitespace().any(small)
}

/// Finds the day with `tháng`, or in figures after `ngày`.
fn find(text: &str) -> Option<(usize, day::Day)> {
    let at = ["ngày", "Ngày", "NGÀY"].iter().filter_map(|word| text.find(word)).min()?;
    let day = day::read(text.get(at..)?)?;
    Some((at, day))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::on;
    use crate::text::{Format, Source, Span};

    fn read(text: &str) -> Option<(Option<String>, Option<jiff::civil::Date>, String)> {
        let source = Source::from_lines(Format::Txt, text);
        let (place, issued) = on(&source, Span::new(0, source.text().len()))?;
        Some((place.map(|place| place.text), issued.date, issued.text))
    }

    #[test]
    fn place_and_day() {
        let day = "ngày 05 tháng 01 năm 2017".to_owned();
        let place = Some("Quảng Trị".to_owned());
        assert_eq!(
            read("Quảng Trị, ngày 05 tháng 01 năm 2017"),
            Some((place.clone(), Some(date(2017, 1, 5)), day.clone()))
        );
        assert_eq!(read("Quảng Trị, ngày\n05 tháng 01\nnăm 2017"), Some((place, Some(date(2017, 1, 5)), day)));
    }

    #[test]
    fn a_blank_day_has_no_date() {
        assert_eq!(read("Huế, ngày … tháng … năm 2025").and_then(|found| found.1), None);
        assert!(read("Huế, ngày … tháng … năm 2025").is_some());
        assert!(read("Căn cứ Luật ngày 05 tháng 01 năm 2017 của Quốc hội").is_none());
    }
}
