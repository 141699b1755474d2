//! SEQ-004: a document that carries out another is older than it, or of the same day.

use super::mention;
use crate::check::{Check, Context, Findings};
use crate::document::{Citation, Role};
use crate::rules::Severity;

/// Finds plans that are signed before, or on the day of, the plan that they say they carry out.
pub(super) struct BeforeParent;

impl Check for BeforeParent {
    fn run(&self, cx: &Context<'_>, out: &mut Findings) {
        let Some(own) = cx.document.issued() else { return };
        for (index, citation) in cx.citations() {
            let Some(parent) = citation.issued else { continue };
            if parent < own || !is_carried_out(cx, citation) {
                continue;
            }
            // A day that the register contradicts is a mistyped day, which CIT-009 says.
            if citation.resolution.as_ref().is_some_and(|resolution| !resolution.mismatches.is_empty()) {
                continue;
            }
            let message = if parent == own { "same-day" } else { "earlier" };
            let draft = out.finding(message, citation.span).arg("parent", mention::short(citation));
            draft.arg("parent_day", parent).arg("own_day", own);
            if parent == own {
                draft.at_most(Severity::Info);
            }
            if let Some(cited) = cx.facts.cited(index) {
                draft.see_document(&cited.record.id, cx.name(&cited.record));
            }
        }
    }
}

/// Whether this document is a plan that carries the cited one out: it says so, or rests on a plan of its own subject.
fn is_carried_out(cx: &Context<'_>, citation: &Citation) -> bool {
    let plans = cx.words("plans");
    let is_plan = |kind: Option<&str>| kind.is_some_and(|kind| plans.contains(&kind));
    let speaks_of_plan = |title: &str| {
        let title = title.to_lowercase();
        cx.words("plan_words").iter().any(|word| title.contains(word))
    };
    let own_title = cx.document.header.title.as_ref().map_or("", |title| title.text.as_str());
    if !is_plan(cx.kind()) && !speaks_of_plan(own_title) {
        return false;
    }
    match citation.role {
        Role::Implements => true,
        Role::Basis => is_plan(citation.kind.as_deref()) || citation.title.as_deref().is_some_and(speaks_of_plan),
        Role::Proposal | Role::Amends | Role::Replaces | Role::Repeals | Role::Guides | Role::Mentions => false,
    }
}
