//! The words by which statements are compared: units, bounds and modals, as the rule's page lists them.

use super::super::amount::Money;
use crate::check::Context;
use crate::text::fold_case_tone;

/// On which side a figure may not be passed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bound {
    /// At most: `không quá`, `chậm nhất`.
    Upper,
    /// At least: `tối thiểu`.
    Lower,
    /// As it stands.
    Exact,
}

/// What a statement says of an act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mood {
    /// It is forbidden: `không được`.
    Ban,
    /// It is asked: `phải`.
    Must,
    /// It is left open: `không phải`, `không bắt buộc`.
    Free,
    /// It is allowed: `được`.
    May,
}

impl Mood {
    /// Returns whether one act cannot be both.
    pub(super) fn contradicts(self, other: Self) -> bool {
        let pair = |a, b| (self, other) == (a, b) || (self, other) == (b, a);
        pair(Self::Ban, Self::May) || pair(Self::Ban, Self::Must) || pair(Self::Must, Self::Free)
    }
}

/// A unit with the unit that it is counted in: `triệu đồng` is a million of `đồng`.
#[derive(Debug)]
pub(super) struct Unit {
    pub(super) base: String,
    pub(super) scale: i64,
}

/// Phrases by their folded words, the longest first.
#[derive(Debug)]
pub(super) struct Phrases<T> {
    all: Vec<(Vec<String>, T)>,
}

impl<T> Phrases<T> {
    fn new(phrases: impl Iterator<Item = (String, T)>) -> Self {
        let split = |words: &str| fold_case_tone(words).split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        let mut all: Vec<(Vec<String>, T)> = phrases.map(|(words, value)| (split(&words), value)).collect();
        all.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
        Self { all }
    }

    /// Returns the longest phrase with which `words` begin, and of how many words it is.
    pub(super) fn at(&self, words: &[&str]) -> Option<(&T, usize)> {
        let begins = |phrase: &[String]| phrase.len() <= words.len() && phrase.iter().zip(words).all(|(a, b)| a == b);
        self.all.iter().find(|(phrase, _)| begins(phrase)).map(|(phrase, value)| (value, phrase.len()))
    }

    /// Returns the longest phrase with which `words` end.
    pub(super) fn before(&self, words: &[&str]) -> Option<&T> {
        let ends = |phrase: &[String]| {
            let start = words.len().checked_sub(phrase.len());
            start.and_then(|start| words.get(start..)).is_some_and(|tail| phrase.iter().zip(tail).all(|(a, b)| a == b))
        };
        self.all.iter().find(|(phrase, _)| ends(phrase)).map(|(_, value)| value)
    }
}

/// All words of the page.
pub(super) struct Vocabulary {
    pub(super) units: Phrases<Unit>,
    pub(super) bounds: Phrases<Bound>,
    pub(super) moods: Phrases<Mood>,
    /// Words that tell a case or a part of a list; two statements that differ in one speak of two things.
    pub(super) marks: Vec<String>,
}

impl Vocabulary {
    /// Reads the words of the page.
    pub(super) fn of(cx: &Context<'_>) -> Self {
        let listed = |key: &str| cx.words(key).into_iter().map(str::to_owned).collect::<Vec<_>>();
        let plain = listed("units").into_iter().map(|unit| (unit.clone(), Unit { base: unit, scale: 1 }));
        let currency = cx.value("currency").and_then(toml::Value::as_str).unwrap_or_default();
        let money = Money::of(cx);
        let money = money.words().map(|(words, scale)| (words.to_owned(), Unit { base: currency.to_owned(), scale }));
        let bounds = [("upper", Bound::Upper), ("lower", Bound::Lower)];
        let moods = [("ban", Mood::Ban), ("must", Mood::Must), ("free", Mood::Free), ("may", Mood::May)];
        let of = |key: &str| listed(key);
        Self {
            units: Phrases::new(plain.chain(money)),
            bounds: Phrases::new(bounds.iter().flat_map(|(key, bound)| of(key).into_iter().map(|w| (w, *bound)))),
            moods: Phrases::new(moods.iter().flat_map(|(key, mood)| of(key).into_iter().map(|w| (w, *mood)))),
            marks: listed("marks").iter().map(|word| fold_case_tone(word)).collect(),
        }
    }
}
