//! What several checks ask of a citation: its place from kind word to date, its short name, its years.

use jiff::civil::Date;

use crate::check::Context;
use crate::document::{Citation, DocNumber, Document};
use crate::text::Span;

/// Returns the place of a citation from its first word to the end of its number, and of its date where that follows.
pub(super) fn through_date(citation: &Citation) -> Span {
    let ends = [citation.number.as_ref().and_then(|number| number.span), citation.date.as_ref().map(|date| date.span)];
    let end = ends.into_iter().flatten().map(|span| span.end).max();
    Span::new(citation.span.start, end.unwrap_or(citation.span.end))
}

/// Returns the place of a citation from its first word to the end of its number.
pub(super) fn through_number(citation: &Citation) -> Span {
    let end = citation.number.as_ref().and_then(|number| number.span).map(|span| span.end);
    Span::new(citation.span.start, end.unwrap_or(citation.span.end))
}

/// Returns how a finding names a cited document: `Quyết định số 3541/QĐ-UBND`; its own words where it has no number.
pub(super) fn short_name(citation: &Citation) -> String {
    match (&citation.kind_text, &citation.number) {
        (Some(kind), Some(number)) => format!("{kind} số {}", number.text),
        (None, Some(number)) => number.text.clone(),
        (_, None) => citation.text.clone(),
    }
}

/// Returns whether the citation's kind word stands in its own words, not at the head of a list.
pub(super) fn kind_is_printed(document: &Document, citation: &Citation) -> bool {
    let words = document.slice(citation.span).to_lowercase();
    let printed: String = words.split_whitespace().collect::<Vec<_>>().join(" ");
    citation.kind_text.as_ref().is_some_and(|kind| printed.contains(&kind.to_lowercase()))
}

/// Returns the first code of the organ part: `SKH` of `SKH-VP`, `QH` of `QH13`.
pub(super) fn organ_code(number: &DocNumber) -> Option<&str> {
    let first = number.organ.as_deref()?.split(['-', '/', '.', '&']).next()?;
    let bare = first.trim_end_matches(|c: char| c.is_ascii_digit());
    (!bare.is_empty()).then_some(bare)
}

/// Returns the year of a cited document: of its date, else of its symbol, else the bare one printed with it.
pub(super) fn year(citation: &Citation) -> Option<i16> {
    let symbol = citation.number.as_ref().and_then(|number| number.year);
    citation.issued.map(Date::year).or(symbol).or(citation.year)
}

/// Returns a day that the page states: of the first basis in force that has it, else of the page.
pub(super) fn page_day(cx: &Context<'_>, name: &str) -> Option<Date> {
    cx.value(name).and_then(toml::Value::as_datetime).and_then(|day| day.to_string().parse().ok())
}
