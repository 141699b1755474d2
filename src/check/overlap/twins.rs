//! Tasks of issued documents that are the same work as a task of this one.

use crate::check::{Context, Draft, Related, Twin};
use crate::document::{Slug, Task, UnitRef};
use crate::overlap::TaskRelation;
use crate::registry::StoredTask;
use crate::rules::written_day;
use crate::text::Span;

/// A task of an issued document that is the same work.
#[derive(Clone, Copy)]
pub(super) struct Same<'a> {
    /// The issued document's task.
    pub(super) stored: &'a StoredTask,
    /// The judgement of the two.
    pub(super) twin: &'a Twin,
}

/// Returns, for each task of the document, the tasks of issued documents that are the same work, most alike first.
///
/// What the page calls common to all plans is left out, and so is what carries out the other plan.
pub(super) fn same_works<'a>(cx: &Context<'a>) -> Vec<(&'a Task, Vec<Same<'a>>)> {
    let skipped = cx.words("skip_actions");
    let usable = |task: &Task| !task.lead.is_empty() && task.action.as_deref().is_none_or(|id| !skipped.contains(&id));
    let mut all: Vec<(&Task, Vec<Same<'_>>)> = Vec::new();
    for twin in &cx.facts.twins {
        let (Some(task), Some(stored)) = (cx.document.tasks.get(twin.task), cx.facts.tasks.get(twin.stored)) else {
            continue;
        };
        let apart = visit_others(task, &stored.task);
        if twin.overlap.relation == TaskRelation::Cascade || !usable(task) || !usable(&stored.task) || apart {
            continue;
        }
        match all.last_mut() {
            Some((last, same)) if std::ptr::eq(*last, task) => same.push(Same { stored, twin }),
            _ => all.push((task, vec![Same { stored, twin }])),
        }
    }
    all
}

/// Returns whether both visit units, and none of them is one.
fn visit_others(one: &Task, other: &Task) -> bool {
    let id = |unit: &UnitRef| unit.id.clone().unwrap_or_else(|| Slug::of(&unit.text));
    let meets = |unit: &UnitRef| other.targets.iter().any(|theirs| id(theirs) == id(unit));
    !one.targets.is_empty() && !other.targets.is_empty() && !one.targets.iter().any(meets)
}

/// Returns, for each task of the document, its place and the same work in the plans that the document carries out.
pub(in crate::check) fn parents_of<'a>(cx: &Context<'a>) -> Vec<(&'a Task, Span, Vec<&'a StoredTask>)> {
    let mut all: Vec<(&Task, Span, Vec<&StoredTask>)> = Vec::new();
    for twin in cx.facts.twins.iter().filter(|twin| twin.carried_out) {
        let (Some(task), Some(stored)) = (cx.document.tasks.get(twin.task), cx.facts.tasks.get(twin.stored)) else {
            continue;
        };
        match all.last_mut() {
            Some((last, _, parents)) if std::ptr::eq(*last, task) => parents.push(stored),
            _ => all.push((task, place(cx, task), vec![stored])),
        }
    }
    all
}

/// Returns the place of the task's own words, else of its row.
pub(super) fn place(cx: &Context<'_>, task: &Task) -> Span {
    let row = cx.document.slice(task.span);
    row.find(&task.text).map_or(task.span, |at| {
        let start = task.span.start + at;
        Span::new(start, start + task.text.len())
    })
}

/// Returns the names of units.
pub(super) fn names(units: &[UnitRef]) -> String {
    units.iter().map(|unit| unit.text.as_str()).collect::<Vec<_>>().join(", ")
}

/// Returns the name of the document that gives a stored task: `Kế hoạch số 245/KH-UBND`.
pub(super) fn giver(cx: &Context<'_>, stored: &StoredTask) -> String {
    let kind = stored.giver.kind.as_deref().and_then(|id| cx.lexicon.kind(id)).map(|kind| kind.vi.as_str());
    let number = stored.giver.number.as_ref().map(|number| number.key.as_str());
    match (kind, number) {
        (Some(kind), Some(number)) => format!("{kind} số {number}"),
        (None, Some(number)) => number.to_owned(),
        (_, None) => stored.giver.id.clone(),
    }
}

/// Adds each twin to a finding: where it stands, its words, who leads and by when, and the words that decided.
pub(super) fn show(cx: &Context<'_>, draft: &mut Draft, same: &[Same<'_>]) {
    for Same { stored, twin } in same {
        let due = stored.task.due.map(|due| format!(", {}", written_day(due))).unwrap_or_default();
        let note = format!(
            "{}: «{}» – {}{due}; {:.0} %: {}",
            giver(cx, stored),
            stored.task.text,
            names(&stored.task.lead),
            twin.overlap.score * 100.0,
            twin.overlap.shared.join(", ")
        );
        let (document, span) = (Some(stored.giver.id.clone()), Some(stored.task.span));
        draft.see(Related { path: None, document, span, note });
    }
}
