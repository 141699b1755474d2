//! OVL-002: one unit given one task by two plans.

use super::twins::{self, Twin};
use crate::check::{Check, Context, Findings};

/// Finds tasks that an issued document has given to the same unit already.
pub(super) struct TwoPlans;

impl Check for TwoPlans {
    fn run(&self, cx: &Context<'_>, out: &mut Findings) {
        for (task, twins) in twins::twins(cx) {
            let others: Vec<&Twin<'_>> =
                twins.iter().filter(|twin| twins::share_a_lead(task, &twin.stored.task)).collect();
            let Some(first) = others.first() else { continue };
            let draft = out.finding("two-plans", twins::place(cx, task)).suspected();
            draft.arg("lead", twins::leads(task)).arg("giver", twins::giver(cx, first.stored));
            twins::show(cx, draft, &others);
        }
    }
}
