//! OVL-008: two normative documents of one issuer in force on one matter.

use crate::check::{Check, Context, Findings};
use crate::document::Role;

/// Finds documents of the issuer in force whose title is that of this one and that it does not end or amend.
pub(super) struct TwoRules;

impl Check for TwoRules {
    fn run(&self, cx: &Context<'_>, out: &mut Findings) {
        for record in &cx.facts.same_matter {
            let named = cx.document.citations.iter().any(|citation| {
                let ends = matches!(citation.role, Role::Amends | Role::Replaces | Role::Repeals | Role::Guides);
                let number = citation.number.as_ref().map(crate::document::DocNumber::matching_key);
                let same =
                    number.is_some() && number == record.number.as_ref().map(crate::document::DocNumber::matching_key);
                let resolved = citation.resolution.as_ref().and_then(|resolution| resolution.document.as_ref());
                ends && (same || resolved == Some(&record.id))
            });
            if named {
                continue;
            }
            let Some(place) = cx.document.header.title.as_ref().map(|title| title.span) else { continue };
            let draft = out.finding("two-rules", place).arg("document", cx.name(record)).suspected();
            draft.see_document(&record.id, record.title.clone().unwrap_or_default());
        }
    }
}
