//! CIT-008: a cited document is dated after the one that cites it.

use jiff::civil::Date;

use super::cited_date::known_day;
use super::mention::{short_name, year};
use crate::check::{Check, Context, Draft, Findings};
use crate::document::{Citation, Document, Role, Scheme};

/// Finds citations of documents that, by their date or the year of their symbol, were not yet issued.
pub(super) struct CitedLater;

impl Check for CitedLater {
    fn run(&self, cx: &Context<'_>, out: &mut Findings) {
        let document = cx.document;
        if looks_forward(cx) || own_date_is_doubtful(document) {
            return;
        }
        let own = document.issued().unwrap_or_else(|| cx.as_of());
        for (_, citation) in cx.citations() {
            // A proposal of a later day is SEQ-005's to say.
            if citation.role == Role::Proposal || is_proposal(cx, citation) {
                continue;
            }
            if let Some(day) = citation.issued {
                if day > own && !contradicts_symbol(citation, day, own) {
                    report_day(out, citation, day, own);
                }
            } else if let Some(later) = later_year(cx, citation, own) {
                report(out, "later-year", citation, own).arg("year", i64::from(later));
            }
        }
    }
}

fn report<'f>(out: &'f mut Findings, message: &str, citation: &Citation, own: Date) -> &'f mut Draft {
    out.finding(message, citation.span).arg("document", short_name(citation)).arg("own", own)
}

fn report_day(out: &mut Findings, citation: &Citation, day: Date, own: Date) {
    let known = known_day(citation).filter(|known| *known <= own);
    let likely = day.with().year(own.year()).build().ok().filter(|likely| *likely <= own && own.year() < day.year());
    let message = match (known, likely) {
        (Some(_), _) => "later-known",
        (None, Some(_)) => "later-mistyped",
        (None, None) => "later",
    };
    let draft = report(out, message, citation, own).arg("date", day);
    for (name, other) in [("known", known), ("likely", likely)] {
        if let Some(other) = other {
            draft.arg(name, other);
        }
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
    let number = citation.number.as_ref()?;
    let later = number.year.or_else(|| year(citation))?;
    let ahead = cx.number("years_ahead").and_then(|years| i16::try_from(years).ok()).unwrap_or(100);
    // Years out of all reason are typing errors of the symbol: CIT-007 says so.
    (own.year() < later && later <= own.year().saturating_add(ahead)).then_some(later)
}
