//! What several checks ask of a citation: its place from kind word to date, its short name, its years.

use jiff::civil::Date;

use super::noise::read;
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
        (Some(kind), Some(number)) => {
            let kind = kind.strip_suffix(" số").unwrap_or(kind);
            format!("{kind} số {}", number.text)
        }
        (None, Some(number)) => number.text.clone(),
        (_, None) => citation.text.clone(),
    }
}

/// Returns the place of the kind word that stands right before the number, with at most "số" between; `None` where it
/// stands at the head of a list, or elsewhere.
pub(super) fn kind_before_number(document: &Document, citation: &Citation) -> Option<Span> {
    let (kind, number) = (citation.kind_text.as_ref()?, citation.number.as_ref()?.span?);
    let before = document.slice(Span::new(citation.span.start, number.start)).trim_end_matches([' ', '\n', ':']);
    let bare = ["số", "Số", "SỐ"].into_iter().find_map(|word| before.strip_suffix(word)).unwrap_or(before).trim_end();
    let mut rest = bare;
    for word in kind.split_whitespace().rev() {
        let (head, last) = rest.rsplit_once(char::is_whitespace).unwrap_or(("", rest));
        if last.to_lowercase() != word.to_lowercase() {
            return None;
        }
        rest = head.trim_end();
    }
    let gap = bare.get(rest.len()..)?;
    let start = citation.span.start + rest.len() + gap.len() - gap.trim_start().len();
    Some(Span::new(start, citation.span.start + bare.len()))
}

/// Returns the number as the citation itself prints it in full; `None` for one that a short name stands for.
pub(super) fn own_number<'c>(document: &Document, citation: &'c Citation) -> Option<&'c DocNumber> {
    let number = citation.number.as_ref()?;
    let span = number.span.filter(|span| citation.span.contains(*span))?;
    read(document.slice(span), &number.key).map(|_| number)
}

/// Returns the first code of the organ part: `SKH` of `SKH-VP`, `QH` of `QH13`.
pub(super) fn organ_code(number: &DocNumber) -> Option<&str> {
    let first = number.organ.as_deref()?.split(['-', '/', '.', '&']).next()?;
    let bare = first.trim_end_matches(|c: char| c.is_ascii_digit());
    (!bare.is_empty()).then_some(bare)
}

/// Returns the year of a cited document: of its date, else of its symbol, else the bare one printed with it.
pub(super) fn year(document: &Document, citation: &Citation) -> Option<i16> {
    let symbol = || own_number(document, citation).and_then(|number| number.year);
    citation.issued.map(Date::year).or_else(symbol).or(citation.year)
}

/// Returns a day that the page states: of the first basis in force that has it, else of the page.
pub(super) fn page_day(cx: &Context<'_>, name: &str) -> Option<Date> {
    cx.value(name).and_then(toml::Value::as_datetime).and_then(|day| day.to_string().parse().ok())
}

/// Returns whether the citation at `index` stands in a recital that begins with "Căn cứ"; one that begins otherwise
/// ("Để thực hiện …") only tells of the occasion.
pub(super) fn is_based_on(cx: &Context<'_>, index: usize) -> bool {
    let recital = cx.document.recitals.iter().find(|recital| recital.citations.contains(&index));
    recital.is_some_and(|recital| cx.document.slice(recital.span).trim_start().starts_with("Căn cứ"))
}
