//! Counts the documents that a query means, by kind, issuer, year and status.

use std::collections::{BTreeMap, HashSet};

use schemars::JsonSchema;
use serde::Serialize;
use tantivy::columnar::StrColumn;
use tantivy::query::{EnableScoring, Query as Asked};
use tantivy::{DocSet, TERMINATED};

use super::SearchError;
use super::terms::{Placed, Sought};
use super::view::View;

/// So many documents are counted, no more: what follows is said to be more.
pub(super) const COUNTED: u64 = 10_000;
/// The same where no word is required: those documents have a word or two in common with a question.
pub(super) const COUNTED_LOOSELY: u64 = 1_000;

/// One value of a facet with the documents that have it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Bucket {
    /// The value; `None` where it is not known.
    pub value: Option<String>,
    /// The documents.
    pub count: u64,
}

/// The documents found, by what they are; most first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Facets {
    /// By id of kind.
    pub kind: Vec<Bucket>,
    /// By id of issuer.
    pub issuer: Vec<Bucket>,
    /// By year of issue, newest first.
    pub year: Vec<Bucket>,
    /// By status on the day of the question: `in-force`, `expired`, `not-yet`, `unknown`.
    pub status: Vec<Bucket>,
}

/// How many documents are meant, and what they are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counted {
    /// The documents.
    pub total: u64,
    /// Whether there are more, which were not counted.
    pub more: bool,
    /// What they are.
    pub facets: Facets,
}

#[derive(Default)]
struct Tally {
    kind: BTreeMap<String, u64>,
    issuer: BTreeMap<String, u64>,
    year: BTreeMap<u64, u64>,
    status: BTreeMap<&'static str, u64>,
}

/// Counts the documents whose entries `asked` means, without those of the rows `refused`, up to `most`.
pub(super) fn count(
    view: &View<'_>,
    asked: &dyn Asked,
    refused: &HashSet<u64>,
    as_of: u64,
    most: u64,
) -> Result<Counted, SearchError> {
    let weight = asked.weight(EnableScoring::disabled_from_searcher(&view.searcher))?;
    let heads = Placed::look_up([Sought { field: view.fields.path, text: String::new() }], &view.searcher)?;
    let (mut tally, mut counted) = (Tally::default(), Counted::default());
    'all: for (place, segment) in view.segments() {
        let mut scorer = weight.scorer(segment, 1.0)?;
        let columns = view.columns(place)?;
        let mut names = Names { columns: &columns.names, counts: Default::default() };
        let heads = heads.first().map_or(Ok(None), |heads| view.bits(heads, place))?;
        // The entries of a document stand together, its own first.
        let same = |last: u32, entry: u32| match &heads {
            Some(heads) => !heads.any(last + 1, entry),
            None => columns.row(last) == columns.row(entry),
        };
        let mut last = None;
        while scorer.doc() != TERMINATED {
            let entry = scorer.doc();
            scorer.advance();
            let known = last.is_some_and(|last| same(last, entry));
            if known || segment.is_deleted(entry) || !refused.is_empty() && refused.contains(&columns.row(entry)) {
                continue;
            }
            if counted.total == most {
                counted.more = true;
                names.add_to(&mut tally)?;
                break 'all;
            }
            last = Some(entry);
            counted.total += 1;
            names.note(entry);
            let days = columns.days(entry);
            *tally.year.entry(days.issued / 10_000).or_default() += 1;
            *tally.status.entry(days.standing(as_of).word()).or_default() += 1;
        }
        names.add_to(&mut tally)?;
    }
    counted.facets = tally.facets();
    Ok(counted)
}

/// Counts of a segment's kinds and issuers by their places in its dictionaries.
struct Names<'c> {
    columns: &'c [Option<StrColumn>; 2],
    counts: [BTreeMap<u64, u64>; 2],
}

impl Names<'_> {
    fn note(&mut self, entry: u32) {
        for (column, counts) in self.columns.iter().zip(&mut self.counts) {
            if let Some(place) = column.as_ref().and_then(|column| column.term_ords(entry).next()) {
                *counts.entry(place).or_default() += 1;
            }
        }
    }

    fn add_to(&mut self, tally: &mut Tally) -> Result<(), SearchError> {
        let names = [&mut tally.kind, &mut tally.issuer];
        for ((column, counts), names) in self.columns.iter().zip(std::mem::take(&mut self.counts)).zip(names) {
            for (place, count) in counts {
                let mut name = String::new();
                if let Some(column) = column {
                    column.ord_to_str(place, &mut name)?;
                }
                *names.entry(name).or_default() += count;
            }
        }
        Ok(())
    }
}

impl Tally {
    fn facets(self) -> Facets {
        let year = self
            .year
            .into_iter()
            .rev()
            .map(|(year, count)| Bucket { value: (year > 0).then(|| year.to_string()), count });
        let status = self.status.into_iter().map(|(word, count)| (word.to_owned(), count)).collect();
        Facets {
            kind: most_first(self.kind),
            issuer: most_first(self.issuer),
            year: year.collect(),
            status: most_first(status),
        }
    }
}

fn most_first(counts: BTreeMap<String, u64>) -> Vec<Bucket> {
    let named = |(name, count): (String, u64)| Bucket { value: Some(name).filter(|name| !name.is_empty()), count };
    let mut buckets: Vec<Bucket> = counts.into_iter().map(named).collect();
    buckets.sort_by_key(|bucket| std::cmp::Reverse(bucket.count));
    buckets
}

/// Adds the rows of the documents whose entries `asked` means.
pub(super) fn rows(view: &View<'_>, asked: &dyn Asked, to: &mut HashSet<u64>) -> Result<(), SearchError> {
    to.extend(rows_up_to(view, asked, usize::MAX)?);
    Ok(())
}

/// Returns the rows of the first `most` entries that `asked` means.
pub(super) fn rows_up_to(view: &View<'_>, asked: &dyn Asked, most: usize) -> Result<Vec<u64>, SearchError> {
    let weight = asked.weight(EnableScoring::disabled_from_searcher(&view.searcher))?;
    let mut found = Vec::new();
    for (place, segment) in view.segments() {
        let mut scorer = weight.scorer(segment, 1.0)?;
        let columns = view.columns(place)?;
        while scorer.doc() != TERMINATED && found.len() < most {
            if !segment.is_deleted(scorer.doc()) {
                found.push(columns.row(scorer.doc()));
            }
            scorer.advance();
        }
    }
    Ok(found)
}
