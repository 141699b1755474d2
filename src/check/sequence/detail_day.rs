//! SEQ-019: a document made for a coming law that takes effect on another day than the law.

use std::collections::BTreeSet;

use crate::check::{Check, Context, Findings};
use crate::document::{Role, ValidityStatus};
use crate::text::fold_case_tone;

/// Finds documents that detail a law not yet in force when they were signed and do not begin with it.
pub(super) struct DetailDay;

impl Check for DetailDay {
    fn run(&self, cx: &Context<'_>, out: &mut Findings) {
        let title = cx.document.header.title.as_ref().map(|title| fold_case_tone(&title.text)).unwrap_or_default();
        if !cx.words("detailing").into_iter().any(|words| title.contains(words)) {
            return;
        }
        let Some(effective) = cx.document.effective.as_ref().filter(|effective| !effective.on_signing) else { return };
        let Some(day) = effective.date else { return };
        let mut told = BTreeSet::new();
        for (index, citation) in cx.citations_as(Role::Basis) {
            let (Some(cited), Some(name)) = (cx.facts.cited(index), citation.name.as_deref()) else { continue };
            let coming = cited.validity.status == ValidityStatus::NotYet;
            let Some(since) = cited.validity.since.filter(|since| coming && *since != day) else { continue };
            // The title says which law is detailed; other laws among the bases have their own days.
            if title.contains(&fold_case_tone(name)) && told.insert(fold_case_tone(name)) {
                let draft = out.finding("other-day", effective.span).arg("law", name).arg("since", since);
                draft.arg("day", day).suspected();
            }
        }
    }
}
