//! OVL-007: an inspection of a unit that the State Audit examines in the same year.

use super::{twins, visits};
use crate::check::{Check, Context, Findings, Related};

/// Finds units that an issued plan of the State Audit (Kiểm toán nhà nước) examines too.
pub(super) struct StateAuditPlan;

impl Check for StateAuditPlan {
    fn run(&self, cx: &Context<'_>, out: &mut Findings) {
        let auditors = cx.words("auditors");
        for visit in visits::shared(cx) {
            let organ = visit.stored.giver.issuer.as_deref().and_then(|issuer| cx.lexicon.inspecting_organ(issuer));
            let audits = organ.is_some_and(|organ| auditors.contains(&organ.id.as_str()));
            if !audits || visits::act(visit.task) != Some("thanh-tra") || !visits::in_one_year(cx, &visit) {
                continue;
            }
            let draft = out.finding("audited", twins::place(cx, visit.task)).suspected();
            draft.arg("target", &visit.target.text).arg("giver", twins::giver(cx, visit.stored));
            let note = format!("{}: «{}»", twins::giver(cx, visit.stored), visit.stored.task.text);
            let (document, span) = (Some(visit.stored.giver.id.clone()), Some(visit.stored.task.span));
            draft.see(Related { path: None, document, span, note });
        }
    }
}
