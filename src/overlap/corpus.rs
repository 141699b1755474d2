//! The search for pairs among many tasks: exact, by prefixes of rare terms.
//!
//! Two tasks can be one work only where one territory lies in the other, the years meet, and what both say is a certain
//! share of all that either says (`least_of_both`). The last is a weighted Jaccard coefficient, for which prefix filtering
//! loses no pair: with terms in one order, rarest first, two such tasks share a term among those that stand before the
//! last `least_of_both` of each one's weight (Chaudhuri, Ganti, Kaushik: A primitive operator for similarity joins, 2006).

use std::collections::BTreeMap;
use std::ops::Range;

use foldhash::{HashMap, HashMapExt};

use super::giver::COUNTRY;
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

/// The tasks of one territory and year, with those of the territories around it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    year: i16,
    /// Tasks of the territory.
    own: Vec<u32>,
    /// Tasks of the territories in which it lies.
    above: Vec<u32>,
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
        let block = |(&(year, place), own): (&(i16, u32), &Vec<u32>)| {
            let around = around(names.get(&place).copied().unwrap_or_default());
            let places = around.filter_map(|name| self.places.get(name));
            let above = places.filter_map(|place| by_year.get(&(year, *place))).flatten().copied().collect();
            Block { year, own: own.clone(), above }
        };
        by_year.iter().map(block).collect()
    }

    /// Returns the blocks that hold a task of the range.
    #[must_use]
    pub fn blocks_of(&self, new: &Range<u32>) -> Vec<Block> {
        let mut blocks = self.blocks();
        blocks.retain(|block| block.own.iter().chain(&block.above).any(|at| new.contains(at)));
        blocks
    }

    /// Returns the pairs of a block that may be one work, each as (earlier, later) in the order of adding, sorted.
    ///
    /// Where `new` is given, only pairs are returned of which one task at least is of that range.
    #[must_use]
    pub fn pairs(&self, block: &Block, weights: ScoreWeights, new: Option<&Range<u32>>) -> Vec<(u32, u32)> {
        let least = Least::of(weights);
        let ranks = self.ranks(block);
        let is_new = |at: u32| new.is_none_or(|new| new.contains(&at));
        if !block.own.iter().chain(&block.above).any(|at| is_new(*at)) {
            return Vec::new();
        }
        // For each term the tasks of the territory that were put in, by their place in the block.
        let mut postings: HashMap<u32, Vec<usize>> = HashMap::new();
        let mut pairs = Vec::new();
        let mut seen: Vec<usize> = vec![usize::MAX; block.own.len()];
        let tasks = block.own.iter().chain(&block.above).copied();
        // Tasks of the territory are put in one by one; those above it are only looked for.
        for (turn, at) in tasks.enumerate() {
            let Some(brief) = self.brief(at) else { continue };
            for term in prefix(brief, least.of_both, &ranks) {
                let known = postings.entry(term).or_default();
                for place in known.iter().copied() {
                    let (Some(met), Some(other)) = (seen.get_mut(place), block.own.get(place).copied()) else {
                        continue;
                    };
                    if std::mem::replace(met, turn) == turn || !(is_new(at) || is_new(other)) {
                        continue;
                    }
                    if self.agree(block.year, at, other, &least) {
                        pairs.push((at.min(other), at.max(other)));
                    }
                }
                if turn < block.own.len() {
                    known.push(turn);
                }
            }
        }
        pairs.sort_unstable();
        pairs
    }

    /// How often each term occurs in the block.
    fn ranks(&self, block: &Block) -> HashMap<u32, u32> {
        let mut ranks: HashMap<u32, u32> = HashMap::new();
        for at in block.own.iter().chain(&block.above) {
            for (term, _) in self.brief(*at).into_iter().flat_map(|brief| brief.terms.iter()) {
                *ranks.entry(*term).or_default() += 1;
            }
        }
        ranks
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

    fn brief(&self, at: u32) -> Option<&Brief> {
        self.briefs.get(usize::try_from(at).ok()?)
    }
}

/// What two tasks of two documents must reach to be judged at all; the judgement asks no less.
struct Least {
    of_both: f32,
    shared: f32,
    /// Of the product of both shares: the score's square, less what deadlines and addressees may add.
    product: f32,
}

/// Sums of decimals are not exact.
const HAIR: f32 = 1e-3;

impl Least {
    fn of(weights: ScoreWeights) -> Self {
        let score = (weights.least - weights.same_due - weights.same_whom).max(0.0);
        Self {
            of_both: narrow(weights.least_of_both),
            shared: narrow(weights.least_shared),
            product: narrow(score * score),
        }
    }

    fn is_met(&self, shared: f32, one: f32, other: f32) -> bool {
        let of_both = shared / (one + other - shared);
        let of_shorter = shared / one.min(other);
        let whole = of_both > 1.0 - HAIR;
        shared > 0.0
            && of_both >= self.of_both - HAIR
            && of_both * of_shorter >= self.product - HAIR
            && (whole || shared >= self.shared - HAIR)
    }
}

/// The terms of which two tasks that agree share one: the rarest, up to the last `least` of the weight.
fn prefix(brief: &Brief, least: f32, ranks: &HashMap<u32, u32>) -> Vec<u32> {
    let mut terms: Vec<(u32, u32, f32)> = Vec::with_capacity(brief.terms.len());
    terms.extend(brief.terms.iter().map(|(id, weight)| (ranks.get(id).copied().unwrap_or_default(), *id, *weight)));
    terms.sort_unstable_by_key(|(rank, id, _)| (*rank, *id));
    let mut left = brief.weight;
    let before = terms.iter().take_while(|(_, _, weight)| {
        let needed = left >= least * brief.weight - HAIR;
        left -= weight;
        needed
    });
    before.map(|(_, id, _)| *id).collect()
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
        self.own.len() + self.above.len()
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

#[expect(clippy::cast_possible_truncation, reason = "weights are small numbers of the table")]
fn narrow(weight: f64) -> f32 {
    weight as f32
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::sync::Arc;

    use super::Corpus;
    use crate::document::{Slug, Task};
    use crate::lexicon::Lexicon;
    use crate::overlap::{Giver, Work, judge};
    use crate::text::Span;

    fn work(number: usize, territory: &str, text: &str) -> Work {
        let giver = Giver {
            id: number.to_string(),
            issuer: None,
            name: None,
            plan: true,
            subject: None,
            territory: Slug::from(territory),
            years: (2026, 2026),
            issued: None,
            carries_out: BTreeSet::new(),
            changes: BTreeSet::new(),
        };
        let task = Task {
            span: Span::new(0, text.len()),
            path: String::new(),
            text: text.to_owned(),
            action: None,
            object: None,
            lead: Vec::new(),
            support: Vec::new(),
            targets: Vec::new(),
            start: None,
            due: None,
            recurrence: None,
            product: None,
            amount: None,
        };
        Work::new(&Arc::new(giver), task, Lexicon::shared())
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
