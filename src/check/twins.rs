//! Tasks of issued documents that have to do with tasks of this one.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::document::{Document, Role, Slug};
use crate::lexicon::Lexicon;
use crate::overlap::{Corpus, Giver, Overlap, Work, judge};
use crate::registry::{StoredTask, plan_years};
use crate::text::fold_case_tone;

/// A task of the document and one of an issued document that have to do with one another.
#[derive(Debug, Clone)]
pub struct Twin {
    /// Place of the task in [`Document::tasks`].
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

/// What a document says of those whose tasks it may give anew.
const CHANGED: [Role; 3] = [Role::Amends, Role::Replaces, Role::Repeals];
/// What a document says of those whose tasks it gives to its own units.
const CARRIED_OUT: [Role; 3] = [Role::Basis, Role::Implements, Role::Guides];

/// Returns the twins of the document's tasks, in their order, the best first.
pub(super) fn of(
    document: &Document,
    id: &str,
    territory: &Slug,
    tasks: &[StoredTask],
    lexicon: &Lexicon,
) -> Vec<Twin> {
    if document.tasks.is_empty() || tasks.is_empty() {
        return Vec::new();
    }
    let giver = Arc::new(own_giver(document, id, territory));
    let mut corpus = Corpus::default();
    let mut givers: BTreeMap<&str, Arc<Giver>> = BTreeMap::new();
    let mut works: Vec<Work> = Vec::with_capacity(tasks.len() + document.tasks.len());
    for stored in tasks {
        let giver = givers.entry(&stored.document).or_insert_with(|| Arc::new(stored_giver(stored)));
        works.push(Work::new(giver, stored.task.clone(), lexicon));
    }
    works.extend(document.tasks.iter().map(|task| Work::new(&giver, task.clone(), lexicon)));
    for work in &works {
        corpus.add(work, lexicon);
    }
    let count = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
    let own = count(tasks.len())..count(works.len());
    let least = lexicon.score_weights().least_of_both;
    let mut twins = Vec::new();
    for (stored, task) in corpus.blocks().iter().flat_map(|block| corpus.pairs(block, least, Some(&own))) {
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
    twins
}

fn own_giver(document: &Document, id: &str, territory: &Slug) -> Giver {
    let cited_as = |roles: [Role; 3]| -> BTreeSet<String> {
        let citations = document.citations.iter().filter(|citation| roles.contains(&citation.role));
        citations.filter_map(|citation| citation.resolution.as_ref()?.document.clone()).collect()
    };
    let issuer = document.header.issuer.as_ref();
    Giver {
        id: id.to_owned(),
        issuer: issuer.and_then(|issuer| issuer.id.clone()),
        name: issuer.map(|issuer| fold_case_tone(&issuer.text)),
        territory: territory.clone(),
        years: plan_years(document),
        issued: document.issued(),
        carries_out: cited_as(CARRIED_OUT),
        changes: cited_as(CHANGED),
    }
}

fn stored_giver(stored: &StoredTask) -> Giver {
    Giver {
        id: stored.document.clone(),
        issuer: stored.issuer.clone(),
        name: stored.issuer_text.as_deref().map(fold_case_tone),
        territory: stored.territory.clone(),
        years: stored.years,
        issued: stored.issued,
        carries_out: BTreeSet::new(),
        changes: BTreeSet::new(),
    }
}
