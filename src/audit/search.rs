//! All tasks of a registry, and the pairs of them that have to do with one another.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use super::found::message;
use super::{Found, Loaded, Settled, Side, settled};
use crate::lexicon::Lexicon;
use crate::overlap::{Apart, Block, Corpus, Difference, TaskRelation, Work, judge, share_ground};
use crate::registry::{KnownPairs, StoredTask};

/// The tasks, each read once, with the documents that give them.
pub struct Search {
    tasks: Vec<StoredTask>,
    works: Vec<Work>,
    /// The tasks among which pairs are still to be looked for; those that were compared before come first.
    corpus: Corpus,
    /// Where each task of the corpus stands among all.
    places: Vec<usize>,
    /// Those of the corpus that were not compared before.
    new: Range<u32>,
    /// Pairs found before, by their places among all tasks.
    known: Vec<(usize, usize)>,
}

/// A pair of tasks that may be one work, by their places.
pub type Candidate = (usize, usize);

impl Search {
    /// Puts tasks together with what was read of each, in their order. Of those that were compared before, `known` has the pairs.
    #[must_use]
    pub fn new(loaded: Loaded, works: Vec<Work>, known: &KnownPairs, lexicon: &Lexicon) -> Self {
        let tasks = loaded.tasks;
        let rows: HashMap<i64, usize> = tasks.iter().enumerate().map(|(at, stored)| (stored.row, at)).collect();
        let place = |row: &i64| rows.get(row).copied();
        let mut search = Self {
            known: known.pairs.iter().filter_map(|(one, other)| place(one).zip(place(other))).collect(),
            tasks,
            works,
            corpus: Corpus::default(),
            places: Vec::new(),
            new: 0..0,
        };
        search.fill(known, lexicon);
        search
    }

    /// Puts the tasks into the corpus that were not compared before, after those that they may meet.
    fn fill(&mut self, known: &KnownPairs, lexicon: &Lexicon) {
        let is_new = |at: &usize| self.tasks.get(*at).is_some_and(|stored| !known.documents.contains(&stored.giver.id));
        let (new, old): (Vec<usize>, Vec<usize>) = (0..self.tasks.len()).partition(is_new);
        let arrived: Vec<&Work> = new.iter().filter_map(|at| self.works.get(*at)).collect();
        let grounds = Grounds::of(&arrived);
        let may_meet = |at: &usize| self.works.get(*at).is_some_and(|work| grounds.may_meet(work));
        self.places = old.into_iter().filter(may_meet).collect();
        self.add(0, lexicon);
        let first = self.corpus.next();
        let known = self.places.len();
        self.places.extend(new);
        self.add(known, lexicon);
        self.new = first..self.corpus.next();
    }

    /// Adds the tasks of the corpus from a place on.
    fn add(&mut self, first: usize, lexicon: &Lexicon) {
        for work in self.places.iter().skip(first).filter_map(|at| self.works.get(*at)) {
            self.corpus.add(work, lexicon);
        }
    }

    /// Returns how many tasks there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.tasks.len()
    }

    /// Returns whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.tasks.is_empty()
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
    pub fn candidates(&self, block: &Block, lexicon: &Lexicon) -> Vec<Candidate> {
        let place = |at: u32| self.places.get(usize::try_from(at).ok()?).copied();
        let pairs = self.corpus.pairs(block, lexicon.score_weights(), Some(&self.new));
        pairs.into_iter().filter_map(|(one, other)| place(one).zip(place(other))).collect()
    }

    /// Returns the ids of the documents whose tasks were not compared before.
    #[must_use]
    pub fn new_documents(&self) -> Vec<&str> {
        let first = usize::try_from(self.new.start).unwrap_or(usize::MAX);
        let new = self.places.iter().skip(first).filter_map(|at| self.tasks.get(*at));
        let ids: BTreeSet<&str> = new.map(|stored| stored.giver.id.as_str()).collect();
        ids.into_iter().collect()
    }

    /// Returns whether all documents that were compared before are looked over: only then what is new is compared with all of them.
    #[must_use]
    pub fn holds_all(&self, known: &KnownPairs) -> bool {
        let held: BTreeSet<&str> = self.tasks.iter().map(|stored| stored.giver.id.as_str()).collect();
        known.documents.iter().all(|id| held.contains(id.as_str()))
    }

    /// Returns the rows of two tasks, the smaller first.
    #[must_use]
    pub fn rows(&self, (one, other): Candidate) -> Option<(i64, i64)> {
        let (one, other) = (self.tasks.get(one)?.row, self.tasks.get(other)?.row);
        Some((one.min(other), one.max(other)))
    }

    /// Returns the tasks with what was read of them.
    pub(super) fn all(&self) -> impl Iterator<Item = (&StoredTask, &Work)> {
        self.tasks.iter().zip(&self.works)
    }

    /// Returns whether two tasks are one visit: of one document, or as [`Work::is_of_one_visit`] says.
    pub(super) fn are_of_one_visit(&self, one: usize, other: usize) -> bool {
        let works = self.works.get(one).zip(self.works.get(other));
        works.is_none_or(|(one, other)| one.giver.id == other.giver.id || one.is_of_one_visit(other))
    }

    /// Returns whose inspection goes ahead of two tasks, where the law tells it.
    pub(super) fn settled(&self, one: usize, other: usize, lexicon: &Lexicon) -> Option<Settled> {
        let (first, second) = (self.works.get(one)?, self.works.get(other)?);
        settled::of(self.tasks.get(one)?, self.tasks.get(other)?, [first.action(), second.action()], lexicon)
    }

    /// Returns what two tasks are to one another.
    ///
    /// # Errors
    /// What keeps them apart.
    pub fn judged(&self, (one, other): Candidate, lexicon: &Lexicon) -> Result<Found, Apart> {
        let at = |place: usize| self.tasks.get(place).zip(self.works.get(place)).ok_or(Apart::Words);
        let (mut first, mut second) = (at(one)?, at(other)?);
        let below = first.1.giver.carries_out(&second.1.giver);
        let above = second.1.giver.carries_out(&first.1.giver);
        let (one, other) = (&first.0.giver, &second.0.giver);
        let later = (one.issued, &one.id) > (other.issued, &other.id);
        // The plan that is carried out comes first, also where both are of one day.
        if below || (later && !above) {
            std::mem::swap(&mut first, &mut second);
        }
        let overlap = judge(first.1, second.1, lexicon)?;
        let relation = match overlap.relation {
            TaskRelation::Cascade => "cascade",
            _ if overlap.inspection => "inspection",
            TaskRelation::Duplicate => "duplicate",
            TaskRelation::Conflict => "conflict",
        };
        let code = match relation {
            "cascade" => None,
            "inspection" => Some("OVL-004"),
            _ if overlap.differs.contains(&Difference::Lead) => Some("OVL-001"),
            "conflict" => Some("OVL-003"),
            _ if first.1.shares_a_lead(second.1) => Some("OVL-002"),
            _ => Some("OVL-001"),
        };
        let tasks = [Side::of(first.0), Side::of(second.0)];
        Ok(Found {
            code,
            relation,
            score: (overlap.score * 1000.0).round() / 1000.0,
            message: message(relation, &overlap.differs, &tasks, below || above),
            settled: settled::of(first.0, second.0, [first.1.action(), second.1.action()], lexicon)
                .filter(|_| relation == "inspection"),
            tasks,
            differs: overlap.differs,
            shared: overlap.shared,
            only_first: overlap.only_first,
            only_second: overlap.only_second,
        })
    }
}

/// Where and when tasks are done, so far as it decides which others they may meet.
struct Grounds<'a> {
    territories: BTreeSet<&'a str>,
    years: Option<(i16, i16)>,
}

impl<'a> Grounds<'a> {
    fn of(works: &[&'a Work]) -> Self {
        let years = works.iter().map(|work| work.years());
        Self {
            territories: works.iter().map(|work| work.giver.territory.as_str()).collect(),
            years: years.reduce(|one, other| (one.0.min(other.0), one.1.max(other.1))),
        }
    }

    /// Returns whether a task may meet one of them: no year or territory keeps it from all.
    fn may_meet(&self, work: &Work) -> bool {
        let (first, last) = work.years();
        let meets = self.years.is_some_and(|years| first <= years.1 && years.0 <= last);
        meets && self.territories.iter().any(|territory| share_ground(territory, &work.giver.territory))
    }
}
