//! TMP-000: the day that chooses the law is missing.

use crate::check::{Check, Context, DayFrom, Findings};

/// Says by which day's law a document without date is judged.
pub(super) struct Undated;

impl Check for Undated {
    fn run(&self, cx: &Context<'_>, out: &mut Findings) {
        if cx.terms.from != DayFrom::Today {
            return;
        }
        match &cx.document.header.issued {
            Some(blank) => out.finding("blank", blank.span),
            None => out.finding("missing", cx.headline()),
        };
    }
}
