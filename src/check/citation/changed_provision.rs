//! CIT-011: a citation of a provision that was repealed or changed by the day of judgement.

use super::aside::in_quotes;
use super::unmentioned_amendment::{is_named, name};
use crate::check::{Check, Context, Draft, Findings};
use crate::document::{Citation, DocNumber, Role, ValidityStatus, in_words};
use crate::registry::Amendment;
use crate::rules::Severity;

/// Finds provisions cited as law in force that another document has repealed, replaced or amended.
pub(super) struct ChangedProvision;

impl Check for ChangedProvision {
    fn run(&self, cx: &Context<'_>, out: &mut Findings) {
        if cx.is_consolidated() {
            return;
        }
        for (index, citation) in cx.citations() {
            let is_object = matches!(citation.role, Role::Amends | Role::Replaces | Role::Repeals);
            if citation.provisions.is_empty() || is_object || in_quotes(cx, citation) {
                continue;
            }
            let Some(cited) = cx.facts.cited(index) else { continue };
            // The whole is out of force: CIT-010 says so.
            if cited.validity.status == ValidityStatus::Expired {
                continue;
            }
            for path in &citation.provisions {
                let gone = cited.amendments.iter().find(|one| one.how != Role::Amends && covers(one, path));
                let changed = || cited.amendments.iter().rfind(|one| one.how == Role::Amends && covers(one, path));
                match (gone, changed()) {
                    (Some(gone), _) if !is_own(cx, gone) => {
                        report(cx, out, citation, ("repealed", path, gone));
                    }
                    (None, Some(changed)) if !is_named(cx, citation, changed) => {
                        report(cx, out, citation, ("amended", path, changed)).suspected().at_most(Severity::Warning);
                    }
                    _ => {}
                }
            }
        }
    }
}

fn report<'f>(
    cx: &Context<'_>,
    out: &'f mut Findings,
    citation: &Citation,
    (message, path, by): (&str, &str, &Amendment),
) -> &'f mut Draft {
    let draft = out.finding(message, citation.span);
    draft.arg("provision", in_words(path)).arg("by", name(cx, by)).see_document(&by.by, name(cx, by));
    draft.arg("document", super::mention::short_name(citation));
    if let Some(since) = by.effective {
        draft.arg("since", since);
    } else {
        draft.arg("since", cx.as_of());
    }
    // A mention in passing may tell of the past.
    if citation.role == Role::Mentions {
        draft.suspected().at_most(Severity::Warning);
    }
    draft
}

/// Returns whether the change takes in the whole of the provision at `path`.
fn covers(change: &Amendment, path: &str) -> bool {
    change.provisions.iter().any(|changed| path == changed || path.starts_with(&format!("{changed}/")))
}

fn is_own(cx: &Context<'_>, change: &Amendment) -> bool {
    let own = cx.document.header.number.as_ref().map(DocNumber::matching_key);
    own.is_some() && own == change.number.as_ref().map(DocNumber::matching_key)
}
