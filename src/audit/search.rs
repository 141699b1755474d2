//! The pairs of tasks that may be one work. What was compared before is not compared again.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;

use super::Works;
use crate::overlap::{Block, Corpus, Work, share_ground};
use crate::registry::{ComparedDocument, KnownPairs};

/// The search among the tasks of a registry.
pub struct Search<'a> {
    works: &'a Works<'a>,
    /// The tasks among which pairs are still to be looked for; those that were compared before come first.
    corpus: Corpus,
    /// Where each task of the corpus stands among all.
    places: Vec<usize>,
    /// Those of the corpus that were not compared before.
    new: Range<u32>,
    /// Pairs found before, by their places among all tasks.
    known: Vec<Candidate>,
}

/// A pair of tasks that may be one work, by their places.
pub type Candidate = (usize, usize);

impl<'a> Search<'a> {
    /// Puts those tasks together that were not compared before, with those that they may meet. Only their words are read; of all
    /// others `known` has the pairs.
    #[must_use]
    pub fn new(works: &'a Works<'a>, known: &KnownPairs) -> Self {
        let tasks = works.tasks();
        let rows: HashMap<i64, usize> = tasks.iter().enumerate().map(|(at, stored)| (stored.row, at)).collect();
        let place = |row: &i64| rows.get(row).copied();
        let mut search = Self {
            works,
            known: known.pairs.iter().filter_map(|(one, other)| place(one).zip(place(other))).collect(),
            corpus: Corpus::default(),
            places: Vec::new(),
            new: 0..0,
        };
        search.fill(known);
        search
    }

    fn fill(&mut self, known: &KnownPairs) {
        let works = self.works;
        let compared = |at: usize| known.documents.get(works.tasks().get(at)?.giver.id.as_str()).copied();
        let (old, new): (Vec<usize>, Vec<usize>) = (0..works.tasks().len()).partition(|at| compared(*at).is_some());
        works.read(&new);
        let grounds = Grounds::of(new.iter().filter_map(|at| works.get(*at)).map(|(_, work)| work));
        let near = |at: &usize| {
            let territory = works.tasks().get(*at).map(|stored| &stored.giver.territory);
            compared(*at).zip(territory).is_some_and(|(years, territory)| grounds.may_meet(territory, years))
        };
        self.places = old.into_iter().filter(near).collect();
        works.read(&self.places);
        self.add(0);
        let first = self.corpus.next();
        let known = self.places.len();
        self.places.extend(new);
        self.add(known);
        self.new = first..self.corpus.next();
    }

    /// Adds the tasks of the corpus from a place on.
    fn add(&mut self, first: usize) {
        let places = self.places.get(first..).unwrap_or_default();
        for (_, work) in places.iter().filter_map(|at| self.works.get(*at)) {
            self.corpus.add(work, self.works.lexicon());
        }
    }

    /// Returns the blocks in which pairs are looked for.
    #[must_use]
    pub fn blocks(&self) -> Vec<Block> {
        if self.new.is_empty() { Vec::new() } else { self.corpus.blocks_of(&self.new) }
    }

    /// Returns the pairs that were found before.
    #[must_use]
    pub fn known(&self) -> &[Candidate] {
        &self.known
    }

    /// Returns the pairs of a block that may be one work and of which one task at least was not compared before.
    #[must_use]
    pub fn candidates(&self, block: &Block) -> Vec<Candidate> {
        let place = |at: u32| self.places.get(usize::try_from(at).ok()?).copied();
        let pairs = self.corpus.pairs(block, self.works.lexicon().score_weights(), Some(&self.new));
        pairs.into_iter().filter_map(|(one, other)| place(one).zip(place(other))).collect()
    }

    /// Returns the documents whose tasks were not compared before, with the years of their work.
    #[must_use]
    pub fn compared(&self) -> Vec<ComparedDocument<'_>> {
        let first = usize::try_from(self.new.start).unwrap_or(usize::MAX);
        let mut documents: BTreeMap<&str, (i16, i16)> = BTreeMap::new();
        for (stored, work) in self.places.iter().skip(first).filter_map(|at| self.works.get(*at)) {
            let years = work.years();
            let all = documents.entry(&stored.giver.id).or_insert(years);
            *all = (all.0.min(years.0), all.1.max(years.1));
        }
        documents.into_iter().map(|(id, years)| ComparedDocument { id, years }).collect()
    }

    /// Returns whether all documents that were compared before are looked over: only then what is new is compared with all of them.
    #[must_use]
    pub fn holds_all(&self, known: &KnownPairs) -> bool {
        let held: BTreeSet<&str> = self.works.tasks().iter().map(|stored| stored.giver.id.as_str()).collect();
        known.documents.keys().all(|id| held.contains(id.as_str()))
    }

    /// Returns the rows of two tasks, the smaller first.
    #[must_use]
    pub fn rows(&self, (one, other): Candidate) -> Option<(i64, i64)> {
        let tasks = self.works.tasks();
        let (one, other) = (tasks.get(one)?.row, tasks.get(other)?.row);
        Some((one.min(other), one.max(other)))
    }
}

/// Where and when tasks are done, so far as it decides which others they may meet.
struct Grounds<'a>(BTreeSet<(&'a str, (i16, i16))>);

impl<'a> Grounds<'a> {
    fn of(works: impl Iterator<Item = &'a Work>) -> Self {
        Self(works.map(|work| (work.giver.territory.as_str(), work.years())).collect())
    }

    /// Returns whether work of a territory and of years may meet one of them: neither keeps it from all.
    fn may_meet(&self, territory: &str, (first, last): (i16, i16)) -> bool {
        self.0.iter().any(|(other, years)| first <= years.1 && years.0 <= last && share_ground(other, territory))
    }
}
