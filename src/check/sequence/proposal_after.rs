//! SEQ-005: a proposal dated after the decision that rests on it.

use super::mention;
use crate::check::{Check, Context, Findings};
use crate::document::{ResolutionStatus, Role};

/// Finds "Theo đề nghị … tại Tờ trình số … ngày …" whose day is after the day of signing.
pub(super) struct ProposalAfter;

impl Check for ProposalAfter {
    fn run(&self, cx: &Context<'_>, out: &mut Findings) {
        let Some(own) = cx.document.issued() else { return };
        for (index, citation) in cx.citations_as(Role::Proposal) {
            let Some(day) = citation.issued.filter(|day| *day > own) else { continue };
            let draft = out.finding("after", citation.span).arg("proposal", mention::short(citation));
            draft.arg("day", day).arg("own_day", own);
            let resolution = citation.resolution.as_ref();
            if resolution.is_some_and(|resolution| resolution.status == ResolutionStatus::Found)
                && let Some(cited) = cx.facts.cited(index)
            {
                draft.see_document(&cited.record.id, cx.name(&cited.record));
            }
        }
    }
}
