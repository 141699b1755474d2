//! Tasks of issued documents that are the same work as a task of this one.

use std::collections::BTreeMap;

use crate::check::{Context, Draft, Related};
use crate::document::{Role, Slug, Task, UnitRef};
use crate::lexicon::Lexicon;
use crate::registry::StoredTask;
use crate::rules::written_day;
use crate::text::{Span, fold_case_tone};

/// A task of an issued document that is the same work.
pub(super) struct Twin<'a> {
    /// The issued document's task.
    pub(super) stored: &'a StoredTask,
    /// Likeness of the two objects, from the page's least value to 1.
    pub(super) score: f64,
}

/// Returns, for each task of the document, the tasks of issued documents that are the same work, most alike first.
///
/// The same work has the same class of action and objects whose pairs of syllables agree (Dice's coefficient), written
/// out in full; tasks of the plans that this document carries out, amends or replaces are none, nor is what two
/// authorities each do in their own house. One thing a plan may not do to the plan that it carries out: give to another
/// authority what was given to one.
pub(super) fn twins<'a>(cx: &Context<'a>) -> Vec<(&'a Task, Vec<Twin<'a>>)> {
    let least = f64::from(u32::try_from(cx.number("least_percent").unwrap_or(100)).unwrap_or(100)) / 100.0;
    let skipped = cx.words("skip_actions");
    let usable = |task: &Task| !task.lead.is_empty() && task.action.as_deref().is_none_or(|id| !skipped.contains(&id));
    let stored: Vec<(&StoredTask, Vec<String>)> = cx
        .facts
        .tasks
        .iter()
        .filter(|stored| usable(&stored.task) && !is_cited_as(cx, stored, &CHANGED))
        .map(|stored| (stored, syllables(&stored.task, cx.lexicon)))
        .collect();
    let mut all = Vec::new();
    for task in cx.document.tasks.iter().filter(|task| usable(task)) {
        let own = syllables(task, cx.lexicon);
        let mut twins: Vec<Twin<'_>> = stored
            .iter()
            .filter(|(other, _)| other.task.action == task.action && share_a_year(task, &other.task))
            .filter(|(other, _)| {
                let (one_house, known) = (in_one_house(cx, other), both_known(cx.lexicon, task, &other.task));
                if is_cited_as(cx, other, &CARRIED_OUT) {
                    known && !one_house && !share_a_lead(task, &other.task)
                } else {
                    known || one_house
                }
            })
            .map(|(other, theirs)| Twin { stored: other, score: dice(&own, theirs) })
            .filter(|twin| twin.score >= least)
            .collect();
        twins.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.stored.document.cmp(&b.stored.document)));
        if !twins.is_empty() {
            all.push((task, twins));
        }
    }
    all
}

/// Returns, for each task of the document, its place and the same work in the plans that the document carries out.
pub(in crate::check) fn parents_of<'a>(cx: &Context<'a>) -> Vec<(&'a Task, Span, Vec<&'a StoredTask>)> {
    let least = f64::from(u32::try_from(cx.number("least_percent").unwrap_or(100)).unwrap_or(100)) / 100.0;
    let of_parents = cx.facts.tasks.iter().filter(|stored| is_cited_as(cx, stored, &CARRIED_OUT));
    let parents: Vec<(&StoredTask, Vec<String>)> =
        of_parents.map(|stored| (stored, syllables(&stored.task, cx.lexicon))).collect();
    let same = |task: &Task| -> Vec<&'a StoredTask> {
        let own = syllables(task, cx.lexicon);
        let alike = parents.iter().filter(|(stored, theirs)| {
            stored.task.action == task.action && share_a_year(task, &stored.task) && dice(&own, theirs) >= least
        });
        alike.map(|(stored, _)| *stored).collect()
    };
    let tasks = cx.document.tasks.iter().map(|task| (task, place(cx, task), same(task)));
    tasks.filter(|(_, _, parents)| !parents.is_empty()).collect()
}

/// Returns whether the two tasks are led by one unit at least.
pub(super) fn share_a_lead(task: &Task, other: &Task) -> bool {
    task.lead.iter().any(|unit| other.lead.iter().any(|theirs| same_unit(unit, theirs)))
}

/// Returns the place of the task's own words, else of its row.
pub(super) fn place(cx: &Context<'_>, task: &Task) -> Span {
    let row = cx.document.slice(task.span);
    row.find(&task.text).map_or(task.span, |at| {
        let start = task.span.start + at;
        Span::new(start, start + task.text.len())
    })
}

/// Returns the names of the units that lead.
pub(super) fn leads(task: &Task) -> String {
    task.lead.iter().map(|unit| unit.text.as_str()).collect::<Vec<_>>().join(", ")
}

/// Returns the name of the document that gives a stored task: `Kế hoạch số 245/KH-UBND`.
pub(super) fn giver(cx: &Context<'_>, stored: &StoredTask) -> String {
    let kind = stored.kind.as_deref().and_then(|id| cx.lexicon.kind(id)).map(|kind| kind.vi.as_str());
    let number = stored.number.as_ref().map(|number| number.key.as_str());
    match (kind, number) {
        (Some(kind), Some(number)) => format!("{kind} số {number}"),
        (None, Some(number)) => number.to_owned(),
        (_, None) => stored.document.clone(),
    }
}

/// Adds each twin to a finding: where it stands, its words, who leads and by when.
pub(super) fn show(cx: &Context<'_>, draft: &mut Draft, twins: &[&Twin<'_>]) {
    for twin in twins {
        let Twin { stored, score } = twin;
        let due = stored.task.due.map(|due| format!(", {}", written_day(due))).unwrap_or_default();
        let note = format!(
            "{}: «{}» – {}{due}; {:.0} %",
            giver(cx, stored),
            stored.task.text,
            leads(&stored.task),
            score * 100.0
        );
        let (document, span) = (Some(stored.document.clone()), Some(stored.task.span));
        draft.see(Related { path: None, document, span, note });
    }
}

/// What a document says of those whose tasks it may give anew.
const CHANGED: [Role; 3] = [Role::Amends, Role::Replaces, Role::Repeals];
/// What a document says of those whose tasks it gives to its own units.
const CARRIED_OUT: [Role; 3] = [Role::Basis, Role::Implements, Role::Guides];

/// Whether this document cites the one that gives the stored task in one of the roles.
fn is_cited_as(cx: &Context<'_>, stored: &StoredTask, roles: &[Role]) -> bool {
    cx.document.citations.iter().any(|citation| {
        let means_it = citation.resolution.as_ref().and_then(|resolution| resolution.document.as_ref());
        means_it == Some(&stored.document) && roles.contains(&citation.role)
    })
}

/// Whether both documents are of one issuer.
fn in_one_house(cx: &Context<'_>, stored: &StoredTask) -> bool {
    let issuer = cx.document.header.issuer.as_ref().and_then(|issuer| issuer.id.as_ref());
    issuer.is_some() && issuer == stored.issuer.as_ref()
}

/// Whether all leading units are authorities of the tables, of one level: not rooms of two different houses.
fn both_known(lexicon: &Lexicon, task: &Task, other: &Task) -> bool {
    let level = |unit: &UnitRef| {
        let known = lexicon.authority(unit.id.as_deref()?)?;
        if known.several { None } else { known.level }
    };
    let mut levels = task.lead.iter().chain(&other.lead).map(level);
    let first = levels.next().flatten();
    first.is_some() && levels.all(|level| level == first)
}

fn same_unit(a: &UnitRef, b: &UnitRef) -> bool {
    match (&a.id, &b.id) {
        (Some(a), Some(b)) => a == b,
        _ => Slug::of(&a.text) == Slug::of(&b.text),
    }
}

fn share_a_year(a: &Task, b: &Task) -> bool {
    let years = |task: &Task| {
        let first = task.start.or(task.due)?.year();
        Some((first, task.due.or(task.start)?.year()))
    };
    match (years(a), years(b)) {
        (Some(a), Some(b)) => a.0 <= b.1 && b.0 <= a.1,
        _ => true,
    }
}

/// The object's syllables, abbreviations written out, punctuation left out.
fn syllables(task: &Task, lexicon: &Lexicon) -> Vec<String> {
    let words = task.object.as_deref().unwrap_or(&task.text);
    let words = fold_case_tone(&lexicon.expanded(words));
    let parts = words.split(|c: char| !c.is_alphanumeric() && c != '%');
    parts.filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

/// Dice's coefficient of the pairs of neighbouring syllables; 0 for objects too short to tell apart.
#[expect(clippy::cast_precision_loss, reason = "a task has far fewer than 2^52 syllables")]
fn dice(a: &[String], b: &[String]) -> f64 {
    const FEWEST: usize = 3;
    if a.len() < FEWEST || b.len() < FEWEST {
        return 0.0;
    }
    let mut pairs: BTreeMap<&[String], usize> = BTreeMap::new();
    for pair in a.windows(2) {
        *pairs.entry(pair).or_insert(0) += 1;
    }
    let mut shared = 0;
    for pair in b.windows(2) {
        if let Some(count) = pairs.get_mut(pair).filter(|count| **count > 0) {
            *count -= 1;
            shared += 1;
        }
    }
    2.0 * f64::from(shared) / (a.len() + b.len() - 2) as f64
}

#[cfg(test)]
mod tests {
    use super::dice;

    fn words(text: &str) -> Vec<String> {
        text.split(' ').map(str::to_owned).collect()
    }

    #[test]
    fn likeness_counts_shared_pairs() {
        let a = words("phần mềm chấm điểm chỉ số");
        assert!((dice(&a, &a) - 1.0).abs() < 1e-9);
        assert!(dice(&a, &words("phần mềm quản lý văn bản")) < 0.3);
        assert!(dice(&words("kế hoạch"), &words("kế hoạch")) < 1e-9, "too short to tell apart");
    }
}
