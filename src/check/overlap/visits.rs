//! Inspections (thanh tra, kiểm tra) of the document and of issued documents that visit one unit or business.

use std::collections::BTreeSet;

use crate::check::Context;
use crate::document::{Role, Slug, Task, UnitRef};
use crate::registry::{StoredTask, plan_years};

/// The actions of a visit.
const VISITS: [&str; 2] = ["kiem-tra", "thanh-tra"];

/// A unit that the document visits, and that another authority's issued plan visits too.
pub(super) struct SharedVisit<'a> {
    pub(super) task: &'a Task,
    pub(super) target: &'a UnitRef,
    pub(super) stored: &'a StoredTask,
}

/// Returns the class of the visit that a task is.
pub(super) fn act(task: &Task) -> Option<&str> {
    task.action.as_deref().filter(|action| VISITS.contains(action) && !task.targets.is_empty())
}

/// Returns the units that both visit, in the order of the document's tasks. Plans of the issuer itself, and those that the
/// document carries out or changes, are left out: there it is one visit.
pub(super) fn shared<'a>(cx: &Context<'a>) -> Vec<SharedVisit<'a>> {
    let own = cx.document.header.issuer.as_ref().and_then(|issuer| issuer.id.as_ref());
    let known: BTreeSet<&str> = cx
        .document
        .citations
        .iter()
        .filter(|citation| citation.role != Role::Mentions)
        .filter_map(|citation| citation.resolution.as_ref()?.document.as_deref())
        .collect();
    let others = cx.facts.tasks.iter().filter(|stored| {
        let one_issuer = own.is_some() && stored.giver.issuer.as_ref() == own;
        !stored.task.targets.is_empty() && !one_issuer && !known.contains(stored.giver.id.as_str())
    });
    let others: Vec<&StoredTask> = others.collect();
    let mut all = Vec::new();
    for task in cx.document.tasks.iter().filter(|task| act(task).is_some()) {
        for target in &task.targets {
            let theirs = others.iter().filter(|stored| stored.task.targets.iter().any(|unit| is_one(unit, target)));
            all.extend(theirs.map(|stored| SharedVisit { task, target, stored }));
        }
    }
    all
}

/// Returns whether both visits fall into one year.
pub(super) fn in_one_year(cx: &Context<'_>, visit: &SharedVisit<'_>) -> bool {
    let (first, last) = years(visit.task).unwrap_or_else(|| plan_years(cx.document));
    let (from, to) = years(&visit.stored.task).unwrap_or(visit.stored.years);
    first <= to && from <= last
}

fn years(task: &Task) -> Option<(i16, i16)> {
    let days = || [task.start, task.due].into_iter().flatten().map(jiff::civil::Date::year);
    Some((days().min()?, days().max()?))
}

fn is_one(one: &UnitRef, other: &UnitRef) -> bool {
    let id = |unit: &UnitRef| unit.id.clone().unwrap_or_else(|| Slug::of(&unit.text));
    id(one) == id(other) && one.territory == other.territory
}
