//! OVL-003: one task with two deadlines.

use super::twins::{self, Same};
use crate::check::{Check, Context, Findings};
use crate::overlap::Difference;

/// Finds tasks of one unit to which an issued document gives another last day.
pub(super) struct TwoDeadlines;

impl Check for TwoDeadlines {
    fn run(&self, cx: &Context<'_>, out: &mut Findings) {
        for (task, same) in twins::same_works(cx) {
            let Some(due) = task.due else { continue };
            let differs = |same: &Same<'_>| {
                same.twin.one_lead
                    && same.stored.task.due.is_some_and(|other| other != due)
                    && same.twin.overlap.differs.contains(&Difference::Due)
            };
            let others: Vec<Same<'_>> = same.into_iter().filter(differs).collect();
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
