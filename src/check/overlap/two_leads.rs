//! OVL-001: one task given to two units.

use super::twins::{self, Same};
use crate::check::{Check, Context, Findings};

/// Finds tasks that an issued document has given to another unit to lead.
pub(super) struct TwoLeads;

impl Check for TwoLeads {
    fn run(&self, cx: &Context<'_>, out: &mut Findings) {
        for (task, same) in twins::same_works(cx) {
            let others: Vec<Same<'_>> =
                same.into_iter().filter(|same| !same.twin.one_lead && !same.twin.several_lead).collect();
            let Some(first) = others.first() else { continue };
            let draft = out.finding("two-leads", twins::place(cx, task)).suspected();
            draft.arg("lead", twins::names(&task.lead)).arg("other", twins::names(&first.stored.task.lead));
            draft.arg("giver", twins::giver(cx, first.stored));
            twins::show(cx, draft, &others);
        }
    }
}
