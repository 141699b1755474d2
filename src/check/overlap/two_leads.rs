//! OVL-001: one task given to two units.

use super::twins::{self, Twin};
use crate::check::{Check, Context, Findings};

/// Finds tasks that an issued document has given to another unit to lead.
pub(super) struct TwoLeads;

impl Check for TwoLeads {
    fn run(&self, cx: &Context<'_>, out: &mut Findings) {
        for (task, twins) in twins::twins(cx) {
            let others: Vec<&Twin<'_>> =
                twins.iter().filter(|twin| !twins::share_a_lead(task, &twin.stored.task)).collect();
            let Some(first) = others.first() else { continue };
            let draft = out.finding("two-leads", twins::place(cx, task)).suspected();
            draft.arg("lead", twins::leads(task)).arg("other", twins::leads(&first.stored.task));
            draft.arg("giver", twins::giver(cx, first.stored));
            twins::show(cx, draft, &others);
        }
    }
}
