//! The search for pairs among many tasks: exact, by prefixes of rare terms.
//!
//! Two tasks can be one work only where one territory lies in the other, the years meet, and what both say is a certain
//! share of all that either says (`least_of_both`). The last is a weighted Jaccard coefficient, for which prefix filtering
//! loses no pair: with terms in one order, rarest first, two such tasks share a term among those that stand before the
//! last `least_of_both` of each one's weight (Chaudhuri, Ganti, Kaushik: A primitive operator for similarity joins, 2006). Of the
//! shorter of two tasks more must be shared, so fewer of its terms need to be looked at.

use std::collections::BTreeMap;
use std::ops::Range;

use foldhash::{HashMap, HashMapExt};

use super::giver::COUNTRY;
use super::least::{HAIR, Least, narrow};
use super::work::Work;
use crate::lexicon::{Lexicon, ScoreWeights};

/// A task as the search sees it; everything else is read anew for the pairs found.
#[derive(Debug, Clone)]
struct Brief {
    /// Terms by their numbers, ascending, each once, with their weights.
    terms: Box<[(u32, f32)]>,
    /// The sum of their weights.
    weight: f32,
    place: u32,
    document: u32,
    years: (i16, i16),
}

/// Many tasks, in the order in which they were added.
#[derive(Debug, Default)]
pub struct Corpus {
    briefs: Vec<Brief>,
    terms: HashMap<Box<str>, u32>,
    places: BTreeMap<String, u32>,
    documents: HashMap<Box<str>, u32>,
}

/// The tasks of one territory and year, with those of the territories inside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    year: i16,
    /// Tasks of the territory.
    own: Vec<u32>,
    /// Tasks of the territories that lie in it.
    inside: Vec<u32>,
}

/// A plan of many years is looked for in each of them; one without known years in none, and no plan runs longer.
const LONGEST: i16 = 30;

impl Corpus {
    /// Adds a task.
    pub fn add(&mut self, work: &Work, lexicon: &Lexicon) {
        let weights = lexicon.term_weights();
        let mut terms: Vec<(u32, f32)> = Vec::with_capacity(work.reading.terms.len());
        for (key, term) in &work.reading.terms {
            let next = number_of(self.terms.len());
            let id = *self.terms.entry(key.as_str().into()).or_insert(next);
            terms.push((id, narrow(term.weight(false, weights))));
        }
        terms.sort_unstable_by_key(|(id, _)| *id);
        let weight = terms.iter().map(|(_, weight)| weight).sum();
        let next = number_of(self.places.len());
        let place = *self.places.entry(work.giver.territory.to_string()).or_insert(next);
        let next = number_of(self.documents.len());
        let document = *self.documents.entry(work.giver.id.as_str().into()).or_insert(next);
        let (first, last) = work.years();
        let years = (first.max(last.saturating_sub(LONGEST)), last);
        self.briefs.push(Brief { terms: terms.into_boxed_slice(), weight, place, document, years });
    }

    /// Returns how many tasks there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.briefs.len()
    }

    /// Returns whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.briefs.is_empty()
    }

    /// Returns the place that the next task will have.
    #[must_use]
    pub fn next(&self) -> u32 {
        number_of(self.briefs.len())
    }

    /// Returns the blocks in which pairs are looked for, in the order of years and territories. Each pair of tasks that can
    /// be one work lies in one of them, for the first year that both have.
    #[must_use]
    pub fn blocks(&self) -> Vec<Block> {
        let names: BTreeMap<u32, &str> = self.places.iter().map(|(name, id)| (*id, name.as_str())).collect();
        let mut by_year: BTreeMap<(i16, u32), Vec<u32>> = BTreeMap::new();
        for (at, brief) in (0u32..).zip(&self.briefs) {
            for year in brief.years.0..=brief.years.1 {
                by_year.entry((year, brief.place)).or_default().push(at);
            }
        }
        let mut inside: BTreeMap<(i16, u32), Vec<u32>> = BTreeMap::new();
        for (&(year, place), own) in &by_year {
            let around = around(names.get(&place).copied().unwrap_or_default());
            for outer in
                around.filter_map(|name| self.places.get(name)).filter(|outer| by_year.contains_key(&(year, **outer)))
            {
                inside.entry((year, *outer)).or_default().extend(own);
            }
        }
        let block = |((year, place), own): ((i16, u32), Vec<u32>)| {
            let inside = inside.remove(&(year, place)).unwrap_or_default();
            Block { year, own, inside }
        };
        by_year.into_iter().map(block).collect()
    }

    /// Returns the blocks that hold a task of the range.
    #[must_use]
    pub fn blocks_of(&self, new: &Range<u32>) -> Vec<Block> {
        let mut blocks = self.blocks();
        blocks.retain(|block| block.own.iter().chain(&block.inside).any(|at| new.contains(at)));
        blocks
    }

    /// Returns the pairs of a block that may be one work, each as (earlier, later) in the order of adding, sorted.
    ///
    /// Where `new` is given, only pairs are returned of which one task at least is of that range.
    #[must_use]
    pub fn pairs(&self, block: &Block, weights: ScoreWeights, new: Option<&Range<u32>>) -> Vec<(u32, u32)> {
        let least = Least::of(weights);
        let is_new = |at: u32| new.is_none_or(|new| new.contains(&at));
        let some_new = block.own.iter().any(|at| is_new(*at));
        if !(some_new || block.inside.iter().any(|at| is_new(*at))) {
            return Vec::new();
        }
        let ranks = self.ranks(&block.own);
        // The shorter come first: each task is looked for among those no longer than itself, and then put in.
        let mut own: Vec<u32> = block.own.clone();
        own.sort_by(|one, other| self.weight(*one).total_cmp(&self.weight(*other)));
        let mut shelves = Shelves::new(own.len());
        let mut pairs = Vec::new();
        let mut meet = |at: u32, other: u32| {
            if (is_new(at) || is_new(other)) && self.agree(block.year, at, other, &least) {
                pairs.push((at.min(other), at.max(other)));
            }
        };
        for (place, at) in own.iter().enumerate() {
            let Some(brief) = self.brief(*at) else { continue };
            let terms = Terms::of(brief, &ranks);
            shelves.shorter.look(terms.prefix(least.of_both), |other| {
                own.get(other).into_iter().for_each(|other| meet(*at, *other));
            });
            shelves.shorter.put(terms.prefix(least.of_shorter), place);
            // Those inside may be shorter: they ask for more of the longer one's terms.
            if !block.inside.is_empty() {
                shelves.longer.put(terms.prefix(least.of_both), place);
            }
        }
        for at in block.inside.iter().filter(|at| some_new || is_new(**at)) {
            let Some(brief) = self.brief(*at) else { continue };
            let terms = Terms::of(brief, &ranks);
            let is_longer = |other: &u32| self.weight(*other) > brief.weight;
            shelves.shorter.look(terms.prefix(least.of_both), |other| {
                own.get(other).filter(|other| !is_longer(other)).into_iter().for_each(|other| meet(*at, *other));
            });
            shelves.longer.look(terms.prefix(least.of_shorter), |other| {
                own.get(other).filter(|other| is_longer(other)).into_iter().for_each(|other| meet(*at, *other));
            });
        }
        pairs.sort_unstable();
        pairs
    }

    /// How often each term occurs in those tasks.
    fn ranks(&self, tasks: &[u32]) -> HashMap<u32, u32> {
        let mut ranks: HashMap<u32, u32> = HashMap::new();
        for at in tasks {
            for (term, _) in self.brief(*at).into_iter().flat_map(|brief| brief.terms.iter()) {
                *ranks.entry(*term).or_default() += 1;
            }
        }
        ranks
    }

    fn weight(&self, at: u32) -> f32 {
        self.brief(at).map_or(0.0, |brief| brief.weight)
    }

    fn agree(&self, year: i16, one: u32, other: u32, least: &Least) -> bool {
        let (Some(one), Some(other)) = (self.brief(one), self.brief(other)) else { return false };
        if one.document == other.document || one.years.0.max(other.years.0) != year {
            return false;
        }
        if one.weight.min(other.weight) < least.of_both * one.weight.max(other.weight) - HAIR {
            return false;
        }
        least.is_met(shared(&one.terms, &other.terms), one.weight, other.weight)
    }

    /// Returns the terms of a task by their numbers, ascending, with their weights.
    #[must_use]
    pub fn terms(&self, at: u32) -> &[(u32, f32)] {
        self.brief(at).map_or(&[], |brief| &brief.terms)
    }

    fn brief(&self, at: u32) -> Option<&Brief> {
        self.briefs.get(usize::try_from(at).ok()?)
    }
}

/// The terms of a task, those that are rarest in a block first.
struct Terms {
    terms: Vec<(u32, u32, f32)>,
    weight: f32,
}

impl Terms {
    fn of(brief: &Brief, ranks: &HashMap<u32, u32>) -> Self {
        let rank = |id: &u32| ranks.get(id).copied().unwrap_or_default();
        let mut terms: Vec<(u32, u32, f32)> = brief.terms.iter().map(|(id, weight)| (rank(id), *id, *weight)).collect();
        terms.sort_unstable_by_key(|(rank, id, _)| (*rank, *id));
        Self { terms, weight: brief.weight }
    }

    /// Returns the terms of which two tasks share one that share `least` of this one's weight: those before the last `least` of it.
    fn prefix(&self, least: f32) -> impl Iterator<Item = u32> {
        let mut left = self.weight;
        let before = self.terms.iter().take_while(move |(_, _, weight)| {
            let needed = left >= least * self.weight - HAIR;
            left -= weight;
            needed
        });
        before.map(|(_, id, _)| *id)
    }
}

/// Tasks of a territory by terms, once for partners that are no shorter and once for those that are.
struct Shelves {
    shorter: Shelf,
    longer: Shelf,
}

impl Shelves {
    fn new(tasks: usize) -> Self {
        Self { shorter: Shelf::new(tasks), longer: Shelf::new(tasks) }
    }
}

/// Tasks by terms, by their places among those of a territory.
struct Shelf {
    by_term: HashMap<u32, Vec<usize>>,
    /// For each task the last search that met it: a task is met once a search.
    seen: Vec<usize>,
    turn: usize,
}

impl Shelf {
    fn new(tasks: usize) -> Self {
        Self { by_term: HashMap::new(), seen: vec![0; tasks], turn: 0 }
    }

    fn put(&mut self, terms: impl Iterator<Item = u32>, place: usize) {
        for term in terms {
            self.by_term.entry(term).or_default().push(place);
        }
    }

    /// Calls `meet` with each task that has one of the terms.
    fn look(&mut self, terms: impl Iterator<Item = u32>, mut meet: impl FnMut(usize)) {
        self.turn += 1;
        for place in terms.filter_map(|term| self.by_term.get(&term)).flatten() {
            let Some(seen) = self.seen.get_mut(*place) else { continue };
            if std::mem::replace(seen, self.turn) != self.turn {
                meet(*place);
            }
        }
    }
}

/// The weight that two lists of terms share.
fn shared(one: &[(u32, f32)], other: &[(u32, f32)]) -> f32 {
    let (mut one, mut other) = (one.iter().peekable(), other.iter().peekable());
    let mut sum = 0.0;
    while let (Some((a, mine)), Some((b, theirs))) = (one.peek(), other.peek()) {
        match a.cmp(b) {
            std::cmp::Ordering::Less => {
                one.next();
            }
            std::cmp::Ordering::Greater => {
                other.next();
            }
            std::cmp::Ordering::Equal => {
                sum += mine.min(*theirs);
                one.next();
                other.next();
            }
        }
    }
    sum
}

impl Block {
    /// Returns how many tasks it has.
    #[must_use]
    pub fn len(&self) -> usize {
        self.own.len() + self.inside.len()
    }

    /// Returns whether it has no task of its territory.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.own.is_empty()
    }
}

/// The territories in which one lies: `quang-tri/hai-lang` in `quang-tri` and `viet-nam`.
fn around(name: &str) -> impl Iterator<Item = &str> {
    let inner = name.match_indices('/').map(move |(at, _)| name.get(..at).unwrap_or_default());
    inner.chain((name != COUNTRY).then_some(COUNTRY))
}

fn number_of(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::sync::Arc;

    use super::Corpus;
    use crate::lexicon::Lexicon;
    use crate::overlap::made::{giver, task};
    use crate::overlap::{Work, judge};

    fn work(number: usize, territory: &str, text: &str) -> Work {
        Work::new(&Arc::new(giver(number, territory)), task(text), Lexicon::shared())
    }

    fn pairs(corpus: &Corpus, new: Option<&std::ops::Range<u32>>) -> BTreeSet<(u32, u32)> {
        corpus.blocks().iter().flat_map(|block| corpus.pairs(block, Lexicon::shared().score_weights(), new)).collect()
    }

    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig::with_cases(60))]

        #[test]
        fn no_pair_of_one_work_is_lost(
            tasks in proptest::collection::vec(
                ("quang-tri|quang-tri/hai-lang|hue|viet-nam",
                 proptest::collection::vec("kiểm tra|CCHC|văn thư|karaoke|xăng dầu|báo cáo|quý I|lũ|tàu|xe|đê|kè", 1..7)),
                2..25)
        ) {
            let lexicon = Lexicon::shared();
            let works: Vec<Work> =
                tasks.iter().enumerate().map(|(at, (place, words))| work(at, place, &words.join(" "))).collect();
            let mut corpus = Corpus::default();
            for work in &works {
                corpus.add(work, lexicon);
            }
            let found = pairs(&corpus, None);
            for (a, one) in (0u32..).zip(&works) {
                for (b, other) in (0u32..).zip(&works).filter(|(b, _)| a < *b) {
                    if judge(one, other, lexicon).is_ok() {
                        proptest::prop_assert!(found.contains(&(a, b)), "{} | {}", one.task.text, other.task.text);
                    }
                }
            }
            let last = u32::try_from(works.len()).unwrap() - 1;
            let with_last: BTreeSet<_> = found.iter().copied().filter(|(_, b)| *b == last).collect();
            proptest::prop_assert_eq!(pairs(&corpus, Some(&(last..last + 1))), with_last);
        }
    }
}
