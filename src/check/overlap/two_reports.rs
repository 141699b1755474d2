//! OVL-011: a periodic report that another document asks of the same units already.

use super::twins::{self, Same};
use crate::check::{Check, Context, Findings};
use crate::document::Task;
use crate::text::fold_case_tone;

/// Finds reports of one matter and period that an issued document asks for too.
pub(super) struct TwoReports;

impl Check for TwoReports {
    fn run(&self, cx: &Context<'_>, out: &mut Findings) {
        let periods = cx.words("periods");
        let period = |task: &Task| {
            let report = task.action.as_deref() == Some("bao-cao");
            let words = task.recurrence.as_deref().filter(|_| report).map(fold_case_tone)?;
            periods.iter().find(|period| words.contains(**period)).copied()
        };
        for (task, same) in twins::same_works(cx) {
            let Some(own) = period(task) else { continue };
            let also = |same: &Same<'_>| {
                period(&same.stored.task) == Some(own) && (same.twin.one_lead || same.twin.several_lead)
            };
            let others: Vec<Same<'_>> = same.into_iter().filter(also).collect();
            let Some(first) = others.first() else { continue };
            let draft = out.finding("two-reports", twins::place(cx, task)).suspected();
            draft.arg("period", own).arg("giver", twins::giver(cx, first.stored));
            twins::show(cx, draft, &others);
        }
    }
}
