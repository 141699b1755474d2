//! OVL-002: one unit given one task by two plans.

use super::twins::{self, Same};
use crate::check::{Check, Context, Findings};

/// Finds tasks that an issued document has given to the same unit already.
pub(super) struct TwoPlans;

impl Check for TwoPlans {
    fn run(&self, cx: &Context<'_>, out: &mut Findings) {
        for (task, same) in twins::same_works(cx) {
            let others: Vec<Same<'_>> = same.into_iter().filter(|same| same.twin.one_lead).collect();
            let Some(first) = others.first() else { continue };
            let draft = out.finding("two-plans", twins::place(cx, task)).suspected();
            draft.arg("lead", twins::names(&task.lead)).arg("giver", twins::giver(cx, first.stored));
            twins::show(cx, draft, &others);
        }
    }
}
