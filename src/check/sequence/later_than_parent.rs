//! SEQ-011: a task is due later than the plan that this document carries out has it.

use crate::check::overlap::parents_of;
use crate::check::{Check, Context, Findings};
use crate::rules::{Severity, written_day};

/// Finds tasks whose last day lies behind that of the same task in a plan that the document cites as its basis.
pub(super) struct LaterThanParent;

impl Check for LaterThanParent {
    fn run(&self, cx: &Context<'_>, out: &mut Findings) {
        for (task, at, parents) in parents_of(cx) {
            let Some(due) = task.due else { continue };
            let sooner = parents.iter().find(|twin| twin.task.due.is_some_and(|other| other < due));
            let Some((twin, day)) = sooner.and_then(|twin| Some((twin, twin.task.due?))) else { continue };
            let parent = twin.giver.number.as_ref().map_or(twin.giver.id.as_str(), |number| number.key.as_str());
            let draft = out.finding("later", at).arg("due", due).arg("parent", parent).arg("parent_due", day);
            draft.see_document(&twin.giver.id, format!("«{}» – {}", twin.task.text, written_day(day)));
            draft.suspected().at_most(Severity::Warning);
        }
    }
}
