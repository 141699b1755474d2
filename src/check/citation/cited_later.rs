//! CIT-008: a cited document is dated after the one that cites it.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::cited_date::{known_day, written_like};
use super::mention::{own_number, short_name};
use crate::check::{Check, Context, Findings};
use crate::document::{Citation, Document, Role, Scheme};

/// Finds citations of documents that, by their date or the year of their symbol, were not yet issued; where they are
/// many, the document's own date instead.
pub(super) struct CitedLater;

/// What tells that a cited document is later.
#[derive(Clone, Copy)]
enum Later {
    Day(Date),
    Year(i16),
}

impl Check for CitedLater {
    fn run(&self, cx: &Context<'_>, out: &mut Findings) {
        let document = cx.document;
        if looks_forward(cx) || own_date_is_doubtful(document) {
            return;
        }
        let own = document.issued().unwrap_or_else(|| cx.as_of());
        let found: Vec<_> =
            cx.citations().filter_map(|(_, citation)| Some((citation, later(cx, citation, own)?))).collect();
        let different: BTreeSet<String> = found.iter().map(|(citation, _)| short_name(citation)).collect();
        let many = cx.number("many").and_then(|many| usize::try_from(many).ok()).unwrap_or(usize::MAX);
        let own_place = document.header.issued.as_ref().map(|issued| issued.span).filter(|span| !span.is_empty());
        if let (true, Some(at), Some((first, _))) = (different.len() >= many, own_place, found.first()) {
            let draft = out.finding("own-early", at).arg("own", own).arg("count", different.len()).suspected();
            draft.arg("document", short_name(first)).see_here(first.span, short_name(first));
            return;
        }
        for (citation, later) in found {
            report(out, citation, later, own);
        }
    }
}

fn later(cx: &Context<'_>, citation: &Citation, own: Date) -> Option<Later> {
    // A proposal of a later day is SEQ-005's to say.
    if citation.role == Role::Proposal || is_proposal(cx, citation) {
        return None;
    }
    match citation.issued {
        Some(day) => (day > own && !contradicts_symbol(citation, day, own)).then_some(Later::Day(day)),
        None => later_year(cx, citation, own).map(Later::Year),
    }
}

fn report(out: &mut Findings, citation: &Citation, later: Later, own: Date) {
    let (known, likely, message) = match later {
        Later::Year(_) => (None, None, "later-year"),
        Later::Day(day) => {
            let known = known_day(citation).filter(|known| *known <= own);
            let likely = day.with().year(own.year()).build().ok();
            let likely = likely.filter(|likely| *likely <= own && own.year() < day.year());
            let message = match (known, likely) {
                (Some(_), _) => "later-known",
                (None, Some(_)) => "later-mistyped",
                (None, None) => "later",
            };
            (known, likely, message)
        }
    };
    let draft = out.finding(message, citation.span).arg("document", short_name(citation)).arg("own", own);
    match later {
        Later::Day(day) => draft.arg("date", day),
        Later::Year(year) => draft.arg("year", i64::from(year)),
    };
    for (name, other) in [("known", known), ("likely", likely)] {
        if let Some(other) = other {
            draft.arg(name, other);
        }
    }
    if let Some((day, printed)) = known.or(likely).zip(citation.date.as_ref()) {
        draft.suggest(printed.span, written_like(&printed.text, day));
    }
}

/// A consolidated text (văn bản hợp nhất) has notes on later amendments.
fn looks_forward(cx: &Context<'_>) -> bool {
    let number = cx.document.header.number.as_ref();
    number.is_some_and(|number| number.scheme == Scheme::Consolidated)
        || cx.kind().is_some_and(|kind| cx.words("consolidated").contains(&kind))
}

/// Where the document's own symbol and date disagree, neither can accuse another.
fn own_date_is_doubtful(document: &Document) -> bool {
    let symbol = document.header.number.as_ref().and_then(|number| number.year);
    symbol.zip(document.issued()).is_some_and(|(symbol, issued)| symbol != issued.year())
}

fn is_proposal(cx: &Context<'_>, citation: &Citation) -> bool {
    citation.kind.as_deref().is_some_and(|kind| cx.words("proposals").contains(&kind))
}

/// A date after its own symbol's year, where that year is not after ours, is mistyped: CIT-007 says so.
fn contradicts_symbol(citation: &Citation, day: Date, own: Date) -> bool {
    let symbol = citation.number.as_ref().and_then(|number| number.year);
    symbol.is_some_and(|symbol| symbol != day.year() && symbol <= own.year())
}

fn later_year(cx: &Context<'_>, citation: &Citation, own: Date) -> Option<i16> {
    let later = own_number(cx.document, citation)?.year?;
    let ahead = cx.number("years_ahead").and_then(|years| i16::try_from(years).ok()).unwrap_or(100);
    // Years out of all reason are typing errors of the symbol: CIT-007 says so.
    (own.year() < later && later <= own.year().saturating_add(ahead)).then_some(later)
}
