//! OVL-004: one unit inspected twice for one matter in a year.

use super::twins;
use crate::check::{Check, Context, Findings, Related};
use crate::rules::written_day;

/// Finds units that an issued plan of the same year inspects for the same matter.
pub(super) struct InspectedTwice;

impl Check for InspectedTwice {
    fn run(&self, cx: &Context<'_>, out: &mut Findings) {
        let title = cx.document.header.title.as_ref().map_or("", |title| &title.text).to_lowercase();
        if cx.words("unless").iter().any(|word| title.contains(word)) {
            return;
        }
        for (at, task) in cx.document.tasks.iter().enumerate() {
            let met: Vec<_> = cx.facts.meetings.iter().filter(|meeting| meeting.task == at).collect();
            let Some(first) = met.first() else { continue };
            let Some(stored) = cx.facts.tasks.get(first.stored) else { continue };
            let draft = out.finding("inspected-twice", twins::place(cx, task)).suspected();
            draft.arg("target", first.targets.join(", ")).arg("subject", first.subject.clone());
            draft.arg("giver", twins::giver(cx, stored));
            for meeting in met {
                let Some(stored) = cx.facts.tasks.get(meeting.stored) else { continue };
                let due = stored.task.due.map(|due| format!(", {}", written_day(due))).unwrap_or_default();
                let note = format!(
                    "{}: {} – «{}»{due}",
                    twins::giver(cx, stored),
                    meeting.targets.join(", "),
                    stored.task.text
                );
                let (document, span) = (Some(stored.giver.id.clone()), Some(stored.task.span));
                draft.see(Related { path: None, document, span, note });
            }
        }
    }
}
