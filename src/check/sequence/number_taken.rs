//! SEQ-015: a number that another document of the same issuer bears in the same year.

use crate::check::{Check, Context, Findings};
use crate::document::{Date, Scheme};
use crate::registry::Record;
use crate::text::Span;

/// Finds issued documents of the same issuer, year and symbol.
pub(super) struct NumberTaken;

impl Check for NumberTaken {
    fn run(&self, cx: &Context<'_>, out: &mut Findings) {
        let header = &cx.document.header;
        let (Some(number), Some(own)) = (&header.number, cx.document.issued()) else { return };
        // The National Assembly numbers laws and resolutions apart.
        if number.scheme == Scheme::Law {
            return;
        }
        let (Some(span), Some(issuer)) = (number.span, header.issuer.as_ref().and_then(|i| i.id.as_ref())) else {
            return;
        };
        for record in &cx.facts.same_number {
            let (Some(day), Some(theirs)) =
                (record.issued, record.issuer.as_ref().and_then(|issuer| issuer.id.as_ref()))
            else {
                continue;
            };
            if theirs != issuer
                || day.year() != own.year()
                || numbering_began_anew(cx, record, day.min(own), day.max(own))
            {
                continue;
            }
            report(cx, out, record, span, day);
        }
    }
}

/// Whether the territory took in another between the two days: a merged authority numbers from 01 again.
fn numbering_began_anew(cx: &Context<'_>, record: &Record, first: Date, last: Date) -> bool {
    cx.lexicon.territories().iter().any(|merged| {
        merged.into.as_ref() == Some(&record.territory) && merged.period().to.is_some_and(|to| first <= to && to < last)
    })
}

fn report(cx: &Context<'_>, out: &mut Findings, record: &Record, span: Span, day: Date) {
    let title = record.title.clone().unwrap_or_default();
    let draft = out.finding("taken", span).arg("day", day).arg("title", &title).arg("year", i64::from(day.year()));
    draft.see_document(&record.id, cx.full_name(record));
    // The same title on another day: most likely an earlier version of this very document.
    let own_title = cx.document.header.title.as_ref().map(|title| title.text.to_lowercase());
    if own_title.is_some_and(|own| own == title.to_lowercase()) {
        draft.suspected();
    }
}
