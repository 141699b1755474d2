//! OVL-013: a task that the superior plan gives to the issuer and that its own plan does not take up.

use std::collections::BTreeSet;

use super::twins;
use crate::check::{Check, Context, Findings, Related};
use crate::document::Role;
use crate::overlap::subject_of;
use crate::registry::{StoredTask, plan_years};
use crate::text::fold_case_tone;

/// Finds tasks of the plan carried out, led by the issuer in the plan's year, that the plan does not speak of.
pub(super) struct OrphanTask;

impl Check for OrphanTask {
    fn run(&self, cx: &Context<'_>, out: &mut Findings) {
        let header = &cx.document.header;
        let (Some(own), Some(title)) = (header.issuer.as_ref().and_then(|one| one.id.as_ref()), &header.title) else {
            return;
        };
        let fewest = cx.number("fewest").and_then(|number| usize::try_from(number).ok()).unwrap_or(usize::MAX);
        let subject = subject_of(&title.text, cx.lexicon);
        let action = |title: &str| cx.lexicon.action_in(title).map(|action| action.id.clone());
        let own_action = action(&title.text);
        if cx.document.tasks.len() < fewest || subject.is_none() {
            return;
        }
        let year = plan_years(cx.document);
        let said = pairs(&cx.document.text);
        let mut seen = BTreeSet::new();
        for citation in cx.document.citations.iter().filter(|one| matches!(one.role, Role::Basis | Role::Implements)) {
            let Some(id) = citation.resolution.as_ref().and_then(|found| found.document.as_deref()) else { continue };
            if !seen.insert(id) {
                continue;
            }
            let lacks = |stored: &&StoredTask| {
                // A plan of inspections carries out a part of the whole.
                let one_matter = |title: &str| subject_of(title, cx.lexicon) == subject && action(title) == own_action;
                let of_matter = stored.giver.title.as_deref().is_some_and(one_matter);
                let due = stored.task.due.is_none_or(|due| due >= cx.as_of() && due.year() == year.0);
                let alone =
                    stored.task.lead.len() == 1 && stored.task.lead.iter().all(|unit| unit.id.as_ref() == Some(own));
                of_matter && alone && due && stored.years == year && !is_said(&stored.task.text, &said)
            };
            let missing: Vec<&StoredTask> =
                cx.facts.tasks.iter().filter(|stored| stored.giver.id == id).filter(lacks).collect();
            let Some(first) = missing.first() else { continue };
            let draft = out.finding("orphan", citation.span).suspected();
            draft.arg("count", missing.len()).arg("giver", twins::giver(cx, first)).arg("task", &first.task.text);
            for stored in missing {
                let note = format!("«{}»", stored.task.text);
                let (document, span) = (Some(stored.giver.id.clone()), Some(stored.task.span));
                draft.see(Related { path: None, document, span, note });
            }
        }
    }
}

/// The pairs of neighbouring words of a text, folded.
fn pairs(text: &str) -> BTreeSet<(String, String)> {
    let words: Vec<String> = fold_case_tone(text)
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect();
    words.windows(2).filter_map(|pair| Some((pair.first()?.clone(), pair.get(1)?.clone()))).collect()
}

/// Whether so much of a task's words is said that it may be taken up: two pairs in five.
fn is_said(task: &str, said: &BTreeSet<(String, String)>) -> bool {
    let asked = pairs(task);
    asked.intersection(said).count() * 5 >= asked.len() * 2
}
