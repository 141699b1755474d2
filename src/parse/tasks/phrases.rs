//! Lists of phrases of which a sentence is asked at once, however long the list.

use std::collections::HashMap;

use aho_corasick::{AhoCorasick, Match, MatchKind};

use crate::text::is_letter_or_number;

/// Phrases looked for anywhere in a text, in one pass (Aho and Corasick, CACM 18/6, 1975).
pub(super) struct Phrases {
    automaton: AhoCorasick,
}

impl Phrases {
    /// Makes a list; where two phrases begin at one place, the one that stands first in the list counts.
    #[expect(clippy::expect_used, reason = "only a list of gigabytes has no automaton; these are written in the code")]
    pub(super) fn of(phrases: &[&str]) -> Self {
        let automaton = AhoCorasick::builder().match_kind(MatchKind::LeftmostFirst).build(phrases);
        Self { automaton: automaton.expect("a short list of phrases has an automaton") }
    }

    /// Returns whether any phrase stands in `text`.
    pub(super) fn are_in(&self, text: &str) -> bool {
        self.automaton.is_match(text)
    }

    /// Returns the byte at which the first phrase of `text` begins.
    pub(super) fn first_in(&self, text: &str) -> Option<usize> {
        self.automaton.find(text).map(|found| found.start())
    }

    /// Returns the bytes at which phrases of `text` begin, in its order.
    pub(super) fn places_in(&self, text: &str) -> impl Iterator<Item = usize> {
        self.automaton.find_iter(text).map(|found| found.start())
    }

    /// Returns the byte after the phrase that stands first in the list among those in `text`, at its first place there.
    /// No phrase may overlap another one that begins later.
    pub(super) fn after_best_in(&self, text: &str) -> Option<usize> {
        self.automaton.find_iter(text).min_by_key(Match::pattern).map(|found| found.end())
    }
}

/// Phrases looked for at the beginning of a text, found by their first word.
pub(super) struct Openings {
    by_first: HashMap<&'static str, Vec<&'static str>>,
}

impl Openings {
    /// Makes a list of phrases that begin with a letter.
    pub(super) fn of(phrases: &[&'static str]) -> Self {
        let mut by_first: HashMap<&'static str, Vec<&'static str>> = HashMap::new();
        for phrase in phrases {
            by_first.entry(first_word(phrase)).or_default().push(phrase);
        }
        Self { by_first }
    }

    /// Returns the phrases, in the list's order, whose first word is that of `text` and with which it begins, each with
    /// what follows it.
    pub(super) fn of_text<'t>(&self, text: &'t str) -> impl Iterator<Item = (&'static str, &'t str)> {
        let phrases = self.by_first.get(first_word(text)).map(Vec::as_slice).unwrap_or_default();
        phrases.iter().filter_map(move |phrase| Some((*phrase, text.strip_prefix(phrase)?)))
    }

    /// Returns the first of [`Self::of_text`] after which a word ends.
    pub(super) fn whole_of_text<'t>(&self, text: &'t str) -> Option<(&'static str, &'t str)> {
        self.of_text(text).find(|(_, after)| after.chars().next().is_none_or(|c| !is_letter_or_number(c)))
    }
}

fn first_word(text: &str) -> &str {
    text.split(|c| !is_letter_or_number(c)).next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{Openings, Phrases};

    #[test]
    fn the_first_place_and_the_first_of_the_list() {
        let phrases = Phrases::of(&["phối hợp với ", "phối hợp "]);
        let text = "phối hợp chặt chẽ, phối hợp với Sở";
        assert_eq!(phrases.first_in(text), Some(0));
        assert_eq!(phrases.after_best_in(text).map(|end| &text[end..]), Some("Sở"));
        assert!(!phrases.are_in("hợp với"));
    }

    #[test]
    fn openings_are_whole_words() {
        let openings = Openings::of(&["ban", "ban hành", "bộ"]);
        assert_eq!(openings.whole_of_text("ban hành quy chế"), Some(("ban", " hành quy chế")));
        assert_eq!(openings.of_text("ban hành quy chế").count(), 2);
        assert_eq!(openings.whole_of_text("bộ"), Some(("bộ", "")));
        assert_eq!(openings.whole_of_text("bản đồ"), None);
    }
}
