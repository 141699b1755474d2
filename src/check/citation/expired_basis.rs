//! CIT-010: a document that rests on one that has expired.

use crate::check::{Check, Cited, Context, Draft, Findings};
use crate::document::{Citation, Role, ValidityStatus};
use crate::rules::Severity;

/// Finds recitals, and clauses that implement, which name a document out of force on the day of judgement.
pub(super) struct ExpiredBasis;

impl Check for ExpiredBasis {
    fn run(&self, cx: &Context<'_>, out: &mut Findings) {
        for (index, citation) in cx.citations() {
            let Some(cited) = cx.facts.cited(index) else { continue };
            if cited.validity.status != ValidityStatus::Expired {
                continue;
            }
            match citation.role {
                Role::Basis => {
                    report(cx, out, citation, cited);
                }
                // "Thực hiện Nghị quyết …" may look back on a programme that has run out: a person decides.
                Role::Implements | Role::Guides => {
                    report(cx, out, citation, cited).suspected().at_most(Severity::Warning);
                }
                Role::Proposal | Role::Amends | Role::Replaces | Role::Repeals | Role::Mentions => {}
            }
        }
    }
}

fn report<'f>(cx: &Context<'_>, out: &'f mut Findings, citation: &Citation, cited: &Cited) -> &'f mut Draft {
    let message = match (cited.validity.until, &cited.successor) {
        (Some(_), Some(_)) => "replaced",
        (Some(_), None) => "expired",
        (None, _) => "ended",
    };
    let draft = out.finding(message, citation.span).arg("document", cx.name(&cited.record));
    if let Some(first_day_out) = cited.validity.until.and_then(|until| until.tomorrow().ok()) {
        draft.arg("since", first_day_out);
    }
    if let Some(successor) = &cited.successor {
        let full = cx.full_name(successor);
        draft.arg("successor", &full).see_document(&successor.id, cx.name(successor)).suggest(citation.span, full);
    } else if let Some(by) = &cited.validity.by {
        draft.see_document(by, by);
    }
    draft
}
