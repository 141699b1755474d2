//! OVL-017: words of last year's plan that still name last year.

use std::collections::BTreeSet;

use crate::check::{Check, Context, Findings, Related};
use crate::text::{Span, fold_case_tone};

/// Finds lines taken word for word from the issuer's plan of the year before that still name that year.
pub(super) struct StaleCopy;

impl Check for StaleCopy {
    fn run(&self, cx: &Context<'_>, out: &mut Findings) {
        let Some((record, wording)) = &cx.facts.forerunner else { return };
        let Some(year) = record.title.as_deref().and_then(crate::registry::years_named).map(|(year, _)| year) else {
            return;
        };
        let year = year.to_string();
        let old: BTreeSet<String> =
            wording.text.lines().filter(|line| line.contains(&year)).map(fold_case_tone).collect();
        let body = body(cx);
        let text = &cx.document.text;
        for line in text.lines().filter(|line| line.contains(&year)) {
            let start = line.as_ptr().addr() - text.as_ptr().addr();
            let place = Span::new(start, start + line.len());
            let folded = fold_case_tone(line);
            let told = cx.words("past").iter().any(|words| folded.contains(words));
            if !body.contains(place) || told || !old.contains(&folded) {
                continue;
            }
            let Some(at) = own_year(cx, place, &year) else { continue };
            let draft = out.finding("stale", at).suspected().arg("year", &year).arg("document", cx.name(record));
            draft.see_here(place, line.trim());
            let note = record.title.clone().unwrap_or_default();
            draft.see(Related { path: None, document: Some(record.id.clone()), span: None, note });
        }
    }
}

/// Between the recitals and the signature.
fn body(cx: &Context<'_>) -> Span {
    let document = cx.document;
    let title = document.header.title.as_ref().map_or(0, |title| title.span.end);
    let start = document.recitals.last().map_or(title, |recital| recital.span.end.max(title));
    let end = document.signatures.first().map_or(document.text.len(), |signature| signature.span.start);
    Span::new(start, end.max(start))
}

/// The first place in a line where the year is no part of a citation or of a span of years.
fn own_year(cx: &Context<'_>, line: Span, year: &str) -> Option<Span> {
    let text = &cx.document.text;
    let places =
        cx.document.slice(line).match_indices(year).map(|(at, _)| Span::new(line.start + at, line.start + at + 4));
    let cited = |at: Span| {
        cx.document.citations.iter().any(|citation| {
            let end = citation.date.as_ref().map_or(citation.span.end, |date| date.span.end.max(citation.span.end));
            citation.span.start <= at.start && at.end <= end
        })
    };
    let joined = |at: Span| {
        let before = text.get(..at.start).unwrap_or_default().trim_end();
        let after = text.get(at.end..).unwrap_or_default().trim_start();
        let inside = before.ends_with(['-', '–']) || after.starts_with(['-', '–']) || after.starts_with("đến");
        inside || text.get(at.end..).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit() || c == '/'))
    };
    let mut places = places;
    places.find(|at| !cited(*at) && !joined(*at))
}
