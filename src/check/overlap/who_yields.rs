//! OVL-005: which organ goes ahead where two inspections meet.

use super::twins;
use crate::check::{Check, Context, Findings, Related};

/// Says what the law of the day tells about inspections of one unit for one matter by two organs.
pub(super) struct WhoYields;

impl Check for WhoYields {
    fn run(&self, cx: &Context<'_>, out: &mut Findings) {
        let own = cx.document.header.issuer.as_ref().and_then(|issuer| issuer.id.as_deref());
        let Some(own) = own else { return };
        for meeting in &cx.facts.meetings {
            let task = cx.document.tasks.get(meeting.task);
            let (Some(task), Some(stored)) = (task, cx.facts.tasks.get(meeting.stored)) else { continue };
            let (Some(act), Some(theirs)) = (task.action.as_deref(), stored.giver.issuer.as_deref()) else { continue };
            if stored.task.action.as_deref() != Some(act) {
                continue;
            }
            let Some(entry) = cx.lexicon.precedence([own, theirs], act, cx.as_of()) else { continue };
            let organ = |id: &str| cx.lexicon.inspecting_organ(id);
            let message = match (&entry.first, &entry.decides) {
                (Some(first), _) if organ(own).is_some_and(|organ| organ.id == *first) => "ahead",
                (Some(_), _) => "yield",
                (None, _) => "decides",
            };
            let draft = out.finding(message, twins::place(cx, task)).suspected();
            draft.arg("target", meeting.targets.join(", ")).arg("giver", twins::giver(cx, stored));
            draft.arg("place", &entry.place).arg("decides", entry.decides.as_deref().unwrap_or_default());
            draft.arg("other", organ(theirs).map_or(theirs, |organ| organ.name.as_str()));
            let note = format!("{}: «{}»", twins::giver(cx, stored), stored.task.text);
            let (document, span) = (Some(stored.giver.id.clone()), Some(stored.task.span));
            draft.see(Related { path: None, document, span, note });
        }
    }
}
