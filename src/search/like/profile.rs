//! A document taken apart for likeness: the pairs of syllables of its title, of its text and of each passage.

use std::collections::BTreeMap;

use super::super::entry::units;
use super::super::words::{Pen, Streams, Words};
use crate::document::Provision;
use crate::text::Span;

/// Pairs of syllables without diacritics, in order, each once.
pub(super) type Pairs = Vec<String>;

/// An article, or where there is none an outermost provision, of a document.
#[derive(Debug, Clone)]
pub struct Passage {
    /// Its path; empty for a text without provisions.
    pub path: String,
    /// Where it stands.
    pub span: Span,
    pub(super) pairs: Pairs,
}

/// A document taken apart.
#[derive(Debug, Clone)]
pub struct Profile {
    pub(super) title: Pairs,
    pub(super) text: Pairs,
    /// Its passages, in order.
    pub passages: Vec<Passage>,
}

impl Profile {
    /// Takes a document apart; `text` is empty where only a catalogue tells of it.
    #[must_use]
    pub fn of(title: &str, text: &str, provisions: &[Provision], words: &Words) -> Self {
        let pen = &mut words.pen();
        let mut passage = |path: &str, span: Span| {
            let pairs = pairs(text.get(span.range()).unwrap_or_default(), pen);
            Passage { path: path.to_owned(), span, pairs }
        };
        let mut passages: Vec<Passage> =
            units(provisions).into_iter().map(|unit| passage(unit.path, unit.span)).collect();
        if passages.is_empty() && !text.is_empty() {
            passages.push(passage("", Span::new(0, text.len())));
        }
        Self { title: pairs(title, pen), text: pairs(text, pen), passages }
    }

    /// Returns every pair of title and text, with how many of the index's entries would hold it were it the index's own.
    pub(super) fn entries_having(&self) -> BTreeMap<&str, u64> {
        let mut having: BTreeMap<&str, u64> = BTreeMap::new();
        for pair in self.title.iter().chain(&self.text) {
            having.entry(pair).or_insert(0);
        }
        for pair in self.passages.iter().flat_map(|passage| &passage.pairs) {
            *having.entry(pair).or_default() += 1;
        }
        having
    }
}

fn pairs(text: &str, pen: &mut Pen<'_>) -> Pairs {
    let mut streams = Streams::default();
    pen.write(text, &mut streams);
    let syllables: Vec<&str> = streams.folded.split_whitespace().collect();
    let mut pairs: Pairs = syllables.windows(2).map(|pair| pair.join(" ")).collect();
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}
