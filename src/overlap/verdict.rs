//! The judgement of two tasks.

use serde::Serialize;

use super::difference::{self, Difference};
use super::reading::{Reading, Sort, Term};
use super::work::Work;
use crate::lexicon::{Lexicon, TermWeights};

/// What two tasks are to one another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum TaskRelation {
    /// The same work, given twice (trùng lặp).
    Duplicate,
    /// The same work, with another lead, deadline or target (mâu thuẫn).
    Conflict,
    /// One carries out the other, or feeds into it: no overlap.
    Cascade,
}

/// What keeps two tasks apart: one such reason suffices.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Apart {
    /// One is given by a decision on something else, or says no action.
    NoPlan,
    /// The object is the document itself: `nêu tại Quyết định này`.
    Itself,
    /// No territory lies in the other's.
    Ground,
    /// The years, or the times of one document's parts.
    Time,
    /// Local places of other names.
    Place,
    /// Other laws or documents.
    Source,
    /// Addressees of other levels.
    Whom,
    /// Classes of action that are not near.
    Action,
    /// One is done to oneself.
    Oneself,
    /// One leaves to others what the other one is about.
    LeftOut,
    /// Two numbers of one thing in one document.
    Figure,
    /// Units of two houses, or of two levels.
    House,
    /// The same words in one document for the same unit: a heading tells them apart.
    Heading,
    /// One document changes the other.
    Changed,
    /// The words agree too little.
    Words,
}

impl Apart {
    /// Returns whether the reason may fall when it becomes known what other documents the two name: all others rest on the two
    /// tasks alone.
    #[must_use]
    pub fn hangs_on_citations(self) -> bool {
        matches!(self, Self::Changed | Self::House)
    }
}

/// Two tasks that have to do with one another.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Overlap {
    /// What they are to one another.
    pub relation: TaskRelation,
    /// Whether both are inspections (thanh tra, kiểm tra).
    pub inspection: bool,
    /// How far the words agree, from 0 to 1.
    pub score: f64,
    /// What both say, the words of the first one, weightiest first.
    pub shared: Vec<String>,
    /// What only the first one says.
    pub only_first: Vec<String>,
    /// What only the second one says.
    pub only_second: Vec<String>,
    /// In what they contradict one another.
    pub differs: Vec<Difference>,
}

/// Judges two tasks. The order of the two does not matter, save for which is called first.
///
/// # Errors
/// What keeps them apart, where they have nothing to do with one another.
pub fn judge(one: &Work, other: &Work, lexicon: &Lexicon) -> Result<Overlap, Apart> {
    if let Some(reason) = kept_apart(one, other, lexicon) {
        return Err(reason);
    }
    let same_document = one.giver.id == other.giver.id;
    let likeness = Likeness::of(&one.reading, &other.reading, same_document, lexicon.term_weights());
    let weights = lexicon.score_weights();
    let enough = likeness.shared >= weights.least_shared || one.words == other.words || same_document;
    if likeness.of_both() < weights.least_of_both || !enough {
        return Err(Apart::Words);
    }
    let mut score = (likeness.of_both() * likeness.of_shorter()).sqrt();
    let due = one.task.due.is_some() && one.task.due == other.task.due;
    let whom = !one.reading.whom.is_empty() && one.reading.whom == other.reading.whom;
    score += if due { weights.same_due } else { 0.0 } + if whom { weights.same_whom } else { 0.0 };
    if one.reading.action != other.reading.action {
        score -= weights.near_action;
    }
    if score < weights.least {
        return Err(Apart::Words);
    }
    let carried_out = one.giver.carries_out(&other.giver) || other.giver.carries_out(&one.giver);
    let feeds = reports(one, other) && (one.reports_to(other) || other.reports_to(one));
    let mut differs = difference::between(one, other);
    let relation = match () {
        // One thing a plan may not do to the plan that it carries out: give to another authority what was given to one.
        () if carried_out && one.moves_lead(other) => {
            differs = vec![Difference::Lead];
            TaskRelation::Conflict
        }
        () if carried_out || feeds => TaskRelation::Cascade,
        () if !one.comparable_leads(other) => return Err(Apart::House),
        () if differs.is_empty() => TaskRelation::Duplicate,
        () => TaskRelation::Conflict,
    };
    let [shared, only_first, only_second] = words(one, other);
    Ok(Overlap {
        relation,
        inspection: one.is_visit() && other.is_visit(),
        score: score.clamp(0.0, 1.0),
        shared,
        only_first,
        only_second,
        differs,
    })
}

/// Returns the first plain reason why the two are not one work.
fn kept_apart(one: &Work, other: &Work, lexicon: &Lexicon) -> Option<Apart> {
    let (a, b) = (&one.reading, &other.reading);
    let same_document = one.giver.id == other.giver.id;
    let disjoint = |a: &std::collections::BTreeSet<String>, b: &std::collections::BTreeSet<String>| {
        !a.is_empty() && !b.is_empty() && a.is_disjoint(b)
    };
    let actions = match (one.action(), other.action()) {
        (Some(a), Some(b)) => lexicon.actions_near(a, b),
        _ => true,
    };
    let left_out = |a: &Reading, b: &Reading| a.left_out.iter().filter(|key| b.terms.contains_key(*key)).count() >= 2;
    let reasons = [
        (!(one.giver.plan && other.giver.plan && one.says_action() && other.says_action()), Apart::NoPlan),
        (!same_document && (a.itself || b.itself), Apart::Itself),
        (!one.giver.shares_ground(&other.giver), Apart::Ground),
        (one.giver.changed(&other.giver), Apart::Changed),
        (other_times(one, other, same_document), Apart::Time),
        (disjoint(&a.places, &b.places), Apart::Place),
        (disjoint(&a.sources, &b.sources), Apart::Source),
        (disjoint(&a.whom, &b.whom), Apart::Whom),
        (a.oneself != b.oneself, Apart::Oneself),
        (!(actions || a.carries_out && b.carries_out), Apart::Action),
        (left_out(a, b) || left_out(b, a), Apart::LeftOut),
        (same_document && other_figures(a, b), Apart::Figure),
        (same_document && one.words == other.words && one.shares_a_lead(other), Apart::Heading),
    ];
    reasons.into_iter().find(|(holds, _)| *holds).map(|(_, reason)| reason)
}

/// Other years; for reports, and within one document, also other parts of the year.
fn other_times(one: &Work, other: &Work, same_document: bool) -> bool {
    let (a, b) = (one.years(), other.years());
    let (mine, theirs) = (&one.reading.times, &other.reading.times);
    let parts = if reports(one, other) {
        mine.months != theirs.months
    } else {
        same_document && (!mine.months.is_empty() || !theirs.months.is_empty()) && mine.months != theirs.months
    };
    a.0 > b.1 || b.0 > a.1 || parts
}

/// One document does not set two numbers for one task.
fn other_figures(a: &Reading, b: &Reading) -> bool {
    a.figures.iter().any(|(counted, mine)| b.figures.get(counted).is_some_and(|theirs| mine.is_disjoint(theirs)))
}

fn reports(one: &Work, other: &Work) -> bool {
    let report = |work: &Work| matches!(work.action(), Some("bao-cao" | "cung-cap"));
    report(one) && report(other)
}

/// Weights of what two readings share and of what each says alone.
struct Likeness {
    shared: f64,
    first: f64,
    second: f64,
}

impl Likeness {
    /// What one says in passing and the other one is about is shared in passing.
    fn of(one: &Reading, other: &Reading, same_document: bool, weights: TermWeights) -> Self {
        let of = |reading: &Reading, key: &String| {
            reading.terms.get(key).map_or(0.0, |term| term.weight(same_document, weights))
        };
        let shared = one.terms.keys().map(|key| of(one, key).min(of(other, key))).sum();
        let all = |reading: &Reading| -> f64 { reading.terms.keys().map(|key| of(reading, key)).sum() };
        Self { shared, first: all(one) - shared, second: all(other) - shared }
    }

    /// What both have of all that either has.
    fn of_both(&self) -> f64 {
        share(self.shared, self.first + self.second)
    }

    /// What both have of the shorter one.
    fn of_shorter(&self) -> f64 {
        share(self.shared, self.first.min(self.second))
    }
}

fn share(part: f64, rest: f64) -> f64 {
    if part <= 0.0 { 0.0 } else { part / (part + rest) }
}

/// Returns the words that both say, that the first says alone, and that the second says alone.
fn words(one: &Work, other: &Work) -> [Vec<String>; 3] {
    let (a, b) = (&one.reading, &other.reading);
    [phrases(a, b, true), phrases(a, b, false), phrases(b, a, false)]
}

/// Returns what one says and the other one says too, or does not, in the order of the words; neighbouring syllables are
/// put together.
fn phrases(mine: &Reading, theirs: &Reading, both: bool) -> Vec<String> {
    let mut terms: Vec<&Term> =
        mine.terms.iter().filter(|(key, _)| theirs.terms.contains_key(*key) == both).map(|(_, term)| term).collect();
    terms.sort_by_key(|term| term.at);
    let mut phrases: Vec<(String, usize)> = Vec::new();
    for term in terms {
        match phrases.last_mut() {
            Some((phrase, next)) if *next == term.at && term.sort == Sort::Syllable => {
                *phrase = format!("{phrase} {}", term.words);
                *next += 1;
            }
            // Only syllables are joined to: what comes next to a whole phrase begins anew.
            _ => phrases.push((term.words.clone(), if term.sort == Sort::Syllable { term.at + 1 } else { usize::MAX })),
        }
    }
    phrases.into_iter().map(|(phrase, _)| phrase).collect()
}
