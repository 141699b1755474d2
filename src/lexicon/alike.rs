//! Words and weights by which tasks are likened (so sánh nhiệm vụ): `rules/lexicon/overlap.toml`, with the phrases of the
//! tables of actions, authorities and laws.

use std::sync::OnceLock;

use foldhash::{HashMap, HashMapExt};
use serde::Deserialize;

use super::entry::read;
use super::{Lexicon, LexiconError, Verified};
use crate::document::Slug;
use crate::text::{fold_case_tone, is_letter_or_number};

const TABLE: &str = "overlap.toml";

/// Weights of terms, by what they are.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TermWeights {
    /// A syllable of no phrase.
    pub syllable: f64,
    /// A phrase of the table of concepts.
    pub concept: f64,
    /// A word that nearly every task has.
    pub general: f64,
    /// A class of action that is named after the first one.
    pub action: f64,
}

/// What makes a score of the weights that two tasks share.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScoreWeights {
    /// Added where both have one last day.
    pub same_due: f64,
    /// Added where both name the same addressees.
    pub same_whom: f64,
    /// Taken off where the classes of action are near, not the same.
    pub near_action: f64,
    /// The least score of one work.
    pub least: f64,
    /// The least share of what both have in all that either has.
    pub least_of_both: f64,
    /// The least weight that tasks of two documents share.
    pub least_shared: f64,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    words: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Group {
    id: String,
    words: Vec<String>,
    /// The wider line of work.
    #[serde(default)]
    line: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Near {
    actions: Vec<Slug>,
}

/// The table as it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    basis: String,
    verified: Verified,
    weight: TermWeights,
    score: ScoreWeights,
    general: Words,
    empty: Words,
    own: Words,
    plan: Plans,
    except: Words,
    part: Words,
    oneself: Words,
    near: Vec<Near>,
    whom: Vec<Group>,
    concept: Vec<Group>,
}

/// How plans are told by title and kind.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Plans {
    words: Vec<String>,
    tells: Vec<Slug>,
}

/// What a phrase of a task is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sense {
    /// A term of the table.
    Concept {
        /// Its id.
        id: String,
        /// The line of work that it belongs to: the wider one of the table, else its own first wording; empty where it
        /// is none.
        line: String,
    },
    /// Addressees by level, by their id: `cap-xa`.
    Whom(String),
    /// A word that nearly every task has.
    General,
    /// A word that tells nothing.
    Empty,
    /// The task's own document, or the one it carries out.
    Own,
    /// The beginning of what is left to others: `trừ`.
    Except,
    /// The beginning of what is only a part of the work: `trong đó`.
    Part,
    /// What turns the next action on oneself: `tự`.
    Oneself,
    /// A class of action.
    Action(Slug),
    /// A verb that only leads to another one: `tổ chức`.
    Weak(Slug),
    /// An authority, by its id.
    Body(Slug),
    /// A law, by its name.
    Law(String),
}

/// The table, and the phrases of it and of other tables, which are put together when first asked for.
#[derive(Debug)]
pub(super) struct Alike {
    file: File,
    phrases: OnceLock<Phrases>,
}

/// Phrases by their first syllable: those after it, the longest phrase first.
type Phrases = HashMap<String, Vec<(Vec<String>, Sense)>>;

impl Alike {
    pub(super) fn load(text: &str) -> Result<Self, LexiconError> {
        let file = read::<File>(TABLE, text)?;
        if file.basis.is_empty() || file.verified == Verified::Text {
            return Err(LexiconError::at(TABLE, text, "basis", "words of everyday use rest on no text".to_owned()));
        }
        Ok(Self { file, phrases: OnceLock::new() })
    }
}

impl Lexicon {
    /// Returns the weights of terms.
    #[must_use]
    pub fn term_weights(&self) -> TermWeights {
        self.alike.file.weight
    }

    /// Returns the weights of a score.
    #[must_use]
    pub fn score_weights(&self) -> ScoreWeights {
        self.alike.file.score
    }

    /// Returns whether a document of that kind and title gives tasks by a plan: any but a decision on something else and what only
    /// tells, as reports do.
    #[must_use]
    pub fn is_plan(&self, kind: Option<&str>, title: &str) -> bool {
        let plans = &self.alike.file.plan;
        if kind.is_some_and(|kind| self.only_tells(kind)) {
            return false;
        }
        let title = fold_case_tone(title);
        kind.is_some_and(|kind| kind != "quyet-dinh") || plans.words.iter().any(|words| title.contains(words.as_str()))
    }

    /// Returns whether documents of that kind tell what was done or ask for something, and give nobody work: reports.
    #[must_use]
    pub fn only_tells(&self, kind: &str) -> bool {
        self.alike.file.plan.tells.iter().any(|tells| **tells == *kind)
    }

    /// Returns whether one work may be called by both classes of action.
    #[must_use]
    pub fn actions_near(&self, one: &str, other: &str) -> bool {
        let named = |near: &Near, id: &str| near.actions.iter().any(|action| **action == *id);
        one == other || self.alike.file.near.iter().any(|near| named(near, one) && named(near, other))
    }

    /// Returns what the longest phrase is that folded syllables begin with, and how many of them it takes.
    pub fn sense_starting<'a>(&self, first: &str, after: impl Fn(usize) -> &'a str) -> Option<(&Sense, usize)> {
        let phrases = self.alike.phrases.get_or_init(|| self.phrases());
        let fits = |rest: &[String]| rest.iter().enumerate().all(|(at, word)| after(at) == word);
        let (rest, sense) = phrases.get(first)?.iter().find(|(rest, _)| fits(rest))?;
        Some((sense, 1 + rest.len()))
    }

    fn phrases(&self) -> Phrases {
        let file = &self.alike.file;
        let mut phrases = Phrases::new();
        let mut add = |words: &str, sense: Sense| {
            let mut syllables = self.syllables(words).into_iter();
            let Some(first) = syllables.next() else { return };
            let rest: Vec<String> = syllables.collect();
            let known = phrases.entry(first).or_default();
            if !known.iter().any(|(other, _)| *other == rest) {
                let place = known.partition_point(|(other, _)| other.len() >= rest.len());
                known.insert(place, (rest, sense));
            }
        };
        for group in &file.concept {
            let line = group.line.as_ref().or(group.words.first()).cloned().unwrap_or_default();
            let sense = Sense::Concept { id: group.id.clone(), line };
            group.words.iter().for_each(|words| add(words, sense.clone()));
        }
        for group in &file.whom {
            group.words.iter().for_each(|words| add(words, Sense::Whom(group.id.clone())));
        }
        let single = [
            (&file.own, Sense::Own),
            (&file.except, Sense::Except),
            (&file.part, Sense::Part),
            (&file.oneself, Sense::Oneself),
            (&file.general, Sense::General),
            (&file.empty, Sense::Empty),
        ];
        for (list, sense) in single {
            list.words.iter().for_each(|words| add(words, sense.clone()));
        }
        for action in self.actions() {
            let id = action.id.clone();
            let sense = if action.weak { Sense::Weak(id) } else { Sense::Action(id) };
            action.words.iter().for_each(|words| add(words, sense.clone()));
        }
        for body in self.authorities() {
            let names = std::iter::once(&body.name).chain(&body.words);
            names.for_each(|name| add(name, Sense::Body(body.id.clone())));
        }
        for law in self.laws() {
            let names = std::iter::once(&law.name).chain(&law.also);
            names.for_each(|name| add(name, Sense::Law(law.name.clone())));
        }
        phrases
    }

    /// Returns the folded syllables of some words, abbreviations written out, marks left out save `%`.
    #[must_use]
    pub fn syllables(&self, words: &str) -> Vec<String> {
        let mut all = Vec::new();
        for word in words.split_whitespace() {
            let core = word.trim_matches(|c: char| !is_letter_or_number(c) && c != '%');
            let written = self.expand(core).map_or_else(|| fold_case_tone(core), fold_case_tone);
            let parts = written.split(|c: char| !is_letter_or_number(c) && c != '%');
            all.extend(parts.filter(|part| !part.is_empty()).map(str::to_owned));
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use super::Sense;
    use crate::lexicon::Lexicon;

    fn sense(text: &str) -> Option<(Sense, usize)> {
        let syllables = Lexicon::shared().syllables(text);
        let (first, rest) = syllables.split_first()?;
        let found = Lexicon::shared().sense_starting(first, |at| rest.get(at).map_or("", String::as_str));
        found.map(|(sense, taken)| (sense.clone(), taken))
    }

    #[test]
    fn the_longest_phrase_counts() {
        let concept = |id: &str, line: &str| Sense::Concept { id: id.to_owned(), line: line.to_owned() };
        assert_eq!(sense("CCHC năm 2026"), Some((concept("cai-cach-hanh-chinh", "cải cách hành chính"), 4)));
        assert_eq!(sense("an toàn, an ninh mạng"), Some((concept("an-toan-thong-tin", "an toàn thông tin"), 5)));
        assert_eq!(sense("các xã, phường trên"), Some((Sense::Whom("cap-xa".to_owned()), 3)));
        assert_eq!(sense("Tập huấn kỹ năng"), Some((Sense::Action("tap-huan".into()), 2)));
        assert_eq!(sense("Sở Nội vụ tỉnh"), Some((Sense::Body("so-noi-vu".into()), 3)));
        assert_eq!(sense("giông bão"), None);
    }

    #[test]
    fn near_actions_are_near_both_ways() {
        let lexicon = Lexicon::shared();
        assert!(lexicon.actions_near("kiem-tra", "thanh-tra") && lexicon.actions_near("thanh-tra", "kiem-tra"));
        assert!(!lexicon.actions_near("kiem-tra", "tap-huan"));
        for near in &lexicon.alike.file.near {
            for id in &near.actions {
                assert!(lexicon.actions().iter().any(|action| action.id == *id), "{id} is no class of action");
            }
        }
    }
}
