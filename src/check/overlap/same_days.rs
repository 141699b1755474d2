//! OVL-016: two teams at one unit on the same days.

use jiff::civil::Date;

use super::{twins, visits};
use crate::check::{Check, Context, Findings, Related};
use crate::document::Task;
use crate::rules::written_day;

/// Finds visits whose days meet those of another authority's visit of the same unit.
pub(super) struct SameDays;

impl Check for SameDays {
    fn run(&self, cx: &Context<'_>, out: &mut Findings) {
        let most = cx.number("days").and_then(|days| i32::try_from(days).ok()).unwrap_or(0);
        let short = |(first, last): &(Date, Date)| (*last - *first).get_days() < most;
        for visit in visits::shared(cx) {
            let Some(own) = days(visit.task).filter(short) else { continue };
            let Some(theirs) = days(&visit.stored.task).filter(short) else { continue };
            if own.0 > theirs.1 || theirs.0 > own.1 {
                continue;
            }
            let draft = out.finding("same-days", twins::place(cx, visit.task)).suspected();
            draft.arg("target", &visit.target.text).arg("giver", twins::giver(cx, visit.stored));
            draft.arg("first", own.0).arg("last", own.1);
            let (first, last) = (written_day(theirs.0), written_day(theirs.1));
            let note = format!("{}: «{}» – {first} – {last}", twins::giver(cx, visit.stored), visit.stored.task.text);
            let (document, span) = (Some(visit.stored.giver.id.clone()), Some(visit.stored.task.span));
            draft.see(Related { path: None, document, span, note });
        }
    }
}

/// The days of a visit, where both ends are told.
fn days(task: &Task) -> Option<(Date, Date)> {
    let (first, last) = (task.start?, task.due?);
    (first <= last).then_some((first, last))
}
