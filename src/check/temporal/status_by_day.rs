//! TMP-001: a basis whose status differs between the document's own date and the day of judgement.

use crate::check::{Check, Cited, Context, DayFrom, Findings};
use crate::document::{Role, ValidityStatus};

/// Says of each basis that the answer depends on the day which the user named.
pub(super) struct StatusByDay;

impl Check for StatusByDay {
    fn run(&self, cx: &Context<'_>, out: &mut Findings) {
        let (DayFrom::Given, Some(issued)) = (cx.terms.from, cx.document.issued()) else { return };
        for (index, citation) in cx.citations_as(Role::Basis) {
            let Some(cited) = cx.facts.cited(index) else { continue };
            if let Some(message) = difference(cited) {
                out.finding(message, citation.span)
                    .arg("document", cx.name_cited(citation, &cited.record))
                    .arg("issued", issued);
            }
        }
    }
}

fn difference(cited: &Cited) -> Option<&'static str> {
    use ValidityStatus::{Expired, InForce, NotYet, Partly};
    match (cited.on_issue.as_ref()?.status, cited.validity.status) {
        (InForce | Partly, Expired) => Some("expired-since"),
        (NotYet, InForce | Partly) => Some("begun-since"),
        (Expired, InForce | Partly) | (InForce | Partly, NotYet) => Some("not-begun"),
        _ => None,
    }
}
