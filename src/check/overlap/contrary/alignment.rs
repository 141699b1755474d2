//! Which statement of a higher document speaks of the same thing as one of the draft.

use std::collections::BTreeSet;

use super::phrases::Bound;
use super::statement::{Figure, Modal, Statement};
use crate::text::Span;

/// A statement of a higher document.
pub(super) struct Passage {
    /// Which of the higher documents.
    pub(super) document: usize,
    /// The path of its provision.
    pub(super) path: String,
    pub(super) statement: Statement,
}

/// The statements of all higher documents by their pairs of words.
#[derive(Default)]
pub(super) struct Shelf {
    pub(super) passages: Vec<Passage>,
    by_pair: foldhash::HashMap<u64, Vec<usize>>,
}

/// How much two statements must say alike.
#[derive(Debug, Clone, Copy)]
pub(super) struct Least {
    /// What both say of all that either says, in hundredths.
    pub(super) share: usize,
    /// Pairs of words.
    pub(super) pairs: usize,
}

/// A contradiction: where it stands in the draft and in the passage.
pub(super) struct Contradiction {
    pub(super) own: Span,
    pub(super) theirs: Span,
    pub(super) passage: usize,
    /// Whether one forbids what the other one allows or asks; else two figures differ.
    pub(super) mood: bool,
}

/// How far below the best passage another one is still as near, in hundredths, and where the best one says the same but
/// for a figure or two.
const NEAR: usize = 12;
const NEAR_SAME: usize = 4;
const SAME: usize = 90;
/// A pair of words that so many passages have tells nothing.
const COMMON: usize = 60;

impl Shelf {
    /// Adds a passage.
    pub(super) fn add(&mut self, passage: Passage) {
        let at = self.passages.len();
        for pair in &passage.statement.pairs {
            self.by_pair.entry(*pair).or_default().push(at);
        }
        self.passages.push(passage);
    }

    /// Returns what the nearest passage contradicts in `own`. Where another one as near agrees with it, or says yet
    /// something else, nothing: then the passages speak of cases that the words do not tell apart.
    pub(super) fn contradiction(&self, own: &Statement, least: Least) -> Option<Contradiction> {
        let mut near = self.nearest(own, least);
        let best = near.first()?.1;
        let reach = if best >= SAME { NEAR_SAME } else { NEAR };
        near.retain(|(_, share)| share + reach >= best);
        let compared: Vec<(usize, Verdict)> =
            near.iter().filter_map(|(at, _)| Some((*at, compare(own, &self.passages.get(*at)?.statement)))).collect();
        if compared.iter().any(|(_, verdict)| matches!(verdict, Verdict::Agrees | Verdict::Apart)) {
            return None;
        }
        let mut found = compared.into_iter().filter_map(|(at, verdict)| match verdict {
            Verdict::Differs { own, theirs, mood } => Some(Contradiction { own, theirs, passage: at, mood }),
            Verdict::Agrees | Verdict::Apart => None,
        });
        let first = found.next()?;
        let said = |one: &Contradiction| self.passages.get(one.passage).map(|passage| figures(&passage.statement));
        found.all(|other| said(&other) == said(&first)).then_some(first)
    }

    /// Returns the passages that say nearly the same, the nearest first, with what both say of all, in hundredths.
    fn nearest(&self, own: &Statement, least: Least) -> Vec<(usize, usize)> {
        let rare = own.pairs.iter().filter_map(|pair| self.by_pair.get(pair)).filter(|all| all.len() <= COMMON);
        let met: BTreeSet<usize> = rare.flatten().copied().collect();
        let mut near: Vec<(usize, usize)> = met
            .into_iter()
            .filter_map(|at| {
                let theirs = &self.passages.get(at)?.statement.pairs;
                let shared = shared(&own.pairs, theirs);
                let share = shared * 100 / (own.pairs.len() + theirs.len() - shared).max(1);
                (shared >= least.pairs && share >= least.share).then_some((at, share))
            })
            .collect();
        near.sort_by_key(|(at, share)| (std::cmp::Reverse(*share), *at));
        near
    }
}

/// How many both lists have; both are sorted, with nothing twice.
fn shared(one: &[u64], other: &[u64]) -> usize {
    let (mut rest, mut count) = (other, 0);
    for pair in one {
        let skip = rest.partition_point(|theirs| theirs < pair);
        rest = rest.get(skip..).unwrap_or_default();
        count += usize::from(rest.first() == Some(pair));
    }
    count
}

fn figures(statement: &Statement) -> Vec<(i64, &str)> {
    statement.figures.iter().map(|figure| (figure.value, figure.unit.as_str())).collect()
}

enum Verdict {
    /// Nothing in them differs.
    Agrees,
    /// They speak of two cases.
    Apart,
    Differs {
        own: Span,
        theirs: Span,
        mood: bool,
    },
}

fn compare(own: &Statement, theirs: &Statement) -> Verdict {
    if own.marks != theirs.marks {
        return Verdict::Apart;
    }
    if let Some((mine, other)) = moods(own, theirs) {
        return Verdict::Differs { own: mine.span, theirs: other.span, mood: true };
    }
    let units = |one: &Statement| one.figures.iter().map(|figure| figure.unit.clone()).collect::<Vec<_>>();
    if own.figures.is_empty() || units(own) != units(theirs) {
        return Verdict::Apart;
    }
    let mut differing = own.figures.iter().zip(&theirs.figures).filter(|(mine, other)| mine.value != other.value);
    match (differing.next(), differing.next()) {
        (None, _) => Verdict::Agrees,
        (Some((mine, other)), None) if passes(mine, other) => {
            Verdict::Differs { own: mine.span, theirs: other.span, mood: false }
        }
        // Stricter within the bound, or other figures altogether: another rule, not the same one with a slip.
        _ => Verdict::Apart,
    }
}

/// Whether a figure leaves the bound that the higher document sets; without a bound any other figure does.
fn passes(mine: &Figure, other: &Figure) -> bool {
    match other.bound {
        Bound::Upper => mine.value > other.value,
        Bound::Lower => mine.value < other.value,
        Bound::Exact => true,
    }
}

/// Returns what is said of one act in both where it cannot be both, all else that is said of acts being alike.
fn moods<'a>(own: &'a Statement, theirs: &'a Statement) -> Option<(&'a Modal, &'a Modal)> {
    let acts = |one: &Statement| one.modals.iter().map(|modal| modal.act.clone()).collect::<Vec<_>>();
    if own.modals.is_empty() || acts(own) != acts(theirs) || figures(own) != figures(theirs) {
        return None;
    }
    let mut differing = own.modals.iter().zip(&theirs.modals).filter(|(mine, other)| mine.mood != other.mood);
    let first = differing.next()?;
    (differing.next().is_none() && first.0.mood.contradicts(first.1.mood)).then_some(first)
}
