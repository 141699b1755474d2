//! Tasks of issued documents that have to do with tasks of this one.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::drafted::Drafted;
use crate::lexicon::Lexicon;
use crate::overlap::{Corpus, Giver, Overlap, Work, judge};
use crate::registry::StoredTask;

/// A task of the document and one of an issued document that have to do with one another.
#[derive(Debug, Clone)]
pub struct Twin {
    /// Place of the task in [`Document::tasks`](crate::document::Document::tasks).
    pub task: usize,
    /// Place of the issued one in [`Facts::tasks`](super::Facts::tasks).
    pub stored: usize,
    /// Whether this document carries out the issued one.
    pub carried_out: bool,
    /// Whether one unit leads both.
    pub one_lead: bool,
    /// Whether one of them is led by many of a kind (`các sở, ban, ngành`).
    pub several_lead: bool,
    /// What they are to one another.
    pub overlap: Overlap,
}

/// A unit that the document and an issued one both inspect for one line of work in one year.
#[derive(Debug, Clone)]
pub struct Meeting {
    /// Place of the task in [`Document::tasks`](crate::document::Document::tasks).
    pub task: usize,
    /// Place of the issued one in [`Facts::tasks`](super::Facts::tasks).
    pub stored: usize,
    /// The units, as the document names them.
    pub targets: Vec<String>,
    /// The line of work.
    pub subject: String,
}

/// Returns the twins of the document's tasks, in their order, the best first, and the inspections that meet.
pub(super) fn of(drafted: &Drafted<'_>, tasks: &[StoredTask], lexicon: &Lexicon) -> (Vec<Twin>, Vec<Meeting>) {
    let own_works = if tasks.is_empty() { &[] } else { drafted.works() };
    let Some(giver) = own_works.first().map(|work| &work.giver) else { return (Vec::new(), Vec::new()) };
    let mut corpus = Corpus::default();
    let mut givers: BTreeMap<&str, Arc<Giver>> = BTreeMap::new();
    let mut works: Vec<Work> = Vec::with_capacity(tasks.len() + own_works.len());
    for stored in tasks {
        let giver = givers.entry(&stored.giver.id).or_insert_with(|| Arc::new(Giver::new(&stored.giver, lexicon)));
        works.push(Work::new(giver, stored.task.clone(), lexicon));
    }
    works.extend_from_slice(own_works);
    for work in &works {
        corpus.add(work, lexicon);
    }
    let count = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
    let own = count(tasks.len())..count(works.len());
    let weights = lexicon.score_weights();
    let mut twins = Vec::new();
    for (stored, task) in corpus.blocks_of(&own).iter().flat_map(|block| corpus.pairs(block, weights, Some(&own))) {
        let place = |at: u32| usize::try_from(at).unwrap_or(usize::MAX);
        let (stored, at) = (place(stored), place(task));
        let (Some(other), Some(work)) = (works.get(stored), works.get(at)) else { continue };
        if let Ok(overlap) = judge(work, other, lexicon) {
            let carried_out = giver.carries_out(&other.giver);
            let one_lead = work.shares_a_lead(other);
            let several_lead = work.is_led_by_several() || other.is_led_by_several();
            twins.push(Twin { task: at - tasks.len(), stored, carried_out, one_lead, several_lead, overlap });
        }
    }
    twins.sort_by(|a, b| {
        let better = b.overlap.score.total_cmp(&a.overlap.score);
        a.task.cmp(&b.task).then(better).then(a.stored.cmp(&b.stored))
    });
    let (issued, drafted) = works.split_at(tasks.len());
    (twins, meetings(drafted, issued))
}

fn meetings(drafted: &[Work], issued: &[Work]) -> Vec<Meeting> {
    let mut meetings = Vec::new();
    for (task, work) in drafted.iter().enumerate().filter(|(_, work)| work.is_visit()) {
        for (stored, other) in issued.iter().enumerate().filter(|(_, other)| other.is_visit()) {
            let targets: Vec<String> = work.visited_by_both(other).iter().map(|unit| unit.text.clone()).collect();
            let subject = work.subject().unwrap_or_default();
            if !targets.is_empty() {
                meetings.push(Meeting { task, stored, targets, subject });
            }
        }
    }
    meetings
}
