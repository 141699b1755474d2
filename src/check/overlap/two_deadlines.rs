//! OVL-003: one task with two deadlines.

use super::twins::{self, Twin};
use crate::check::{Check, Context, Findings};

/// Finds tasks of one unit to which an issued document gives another last day.
pub(super) struct TwoDeadlines;

impl Check for TwoDeadlines {
    fn run(&self, cx: &Context<'_>, out: &mut Findings) {
        for (task, twins) in twins::twins(cx) {
            let Some(due) = task.due else { continue };
            let differs = |twin: &&Twin<'_>| {
                twins::share_a_lead(task, &twin.stored.task) && twin.stored.task.due.is_some_and(|other| other != due)
            };
            let others: Vec<&Twin<'_>> = twins.iter().filter(differs).collect();
            let Some(first) = others.first() else { continue };
            let draft = out.finding("two-deadlines", twins::place(cx, task)).suspected();
            draft.arg("due", due).arg("giver", twins::giver(cx, first.stored));
            if let Some(other) = first.stored.task.due {
                draft.arg("other_due", other);
            }
            twins::show(cx, draft, &others);
        }
    }
}
