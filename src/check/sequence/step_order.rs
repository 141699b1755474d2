//! SEQ-022: a later step of one work is due before an earlier one.

use crate::check::{Check, Context, Findings};
use crate::document::{Date, Slug, Task};
use crate::rules::Severity;

/// Finds "tổng kết" due before "triển khai" of the same object, in the order of classes of action that the page states.
pub(super) struct StepOrder;

impl Check for StepOrder {
    fn run(&self, cx: &Context<'_>, out: &mut Findings) {
        let steps = cx.words("steps");
        let place = |task: &Task| {
            let action = task.action.as_deref()?;
            let at = steps.iter().position(|step| *step == action)?;
            Some((at, Slug::of(task.object.as_deref()?)))
        };
        let placed: Vec<(&Task, usize, Slug, Date)> = cx
            .document
            .tasks
            .iter()
            .filter_map(|task| {
                let (at, object) = place(task)?;
                Some((task, at, object, task.due?))
            })
            .filter(|(_, _, object, _)| object.as_str().matches('-').count() >= 2)
            .collect();
        for (task, step, object, due) in &placed {
            let earlier =
                placed.iter().find(|(_, before, other, day)| before < step && alike(other, object) && day > due);
            let Some((first, _, _, day)) = earlier else { continue };
            let draft = out.finding("order", task.span).arg("due", *due).arg("other_due", *day);
            draft.arg("other", &first.text).see_here(first.span, first.text.clone());
            draft.suspected().at_most(Severity::Warning);
        }
    }
}

/// Returns whether two objects are one: the words of action before them may be read into one of them.
fn alike(a: &Slug, b: &Slug) -> bool {
    a.as_str().ends_with(b.as_str()) || b.as_str().ends_with(a.as_str())
}
