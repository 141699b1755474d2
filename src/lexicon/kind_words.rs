//! The names of kinds word by word, for readers that walk over words and not over text.

use std::cmp::Reverse;

use foldhash::{HashMap, HashSet};

use super::{Kind, Lexicon};
use crate::document::Slug;

/// A kind's name after its first word.
#[derive(Debug)]
struct Rest {
    words: Vec<String>,
    id: Slug,
}

/// The kinds' names in lower case by their first word, the longest first.
#[derive(Debug)]
pub(super) struct KindWords {
    by_first: HashMap<String, Vec<Rest>>,
    /// A bit at the [`mark`] of each first word: most words of a text are no kind's, and this tells nearly all of those.
    marks: [u64; 16],
    /// The last words of names.
    last: HashSet<String>,
}

impl KindWords {
    pub(super) fn of(kinds: &[Kind]) -> Self {
        let mut by_first: HashMap<String, Vec<Rest>> = HashMap::default();
        let mut marks = [0; 16];
        let mut last = HashSet::default();
        for kind in kinds {
            for name in std::iter::once(&kind.vi).chain(&kind.also) {
                let name = name.to_lowercase();
                last.extend(name.split_whitespace().next_back().map(str::to_owned));
                let mut words = name.split_whitespace().map(str::to_owned);
                let Some(first) = words.next() else { continue };
                let (place, bit) = mark(&first);
                if let Some(marks) = marks.get_mut(place) {
                    *marks |= bit;
                }
                let names = by_first.entry(first).or_default();
                names.push(Rest { words: words.collect(), id: kind.id.clone() });
                names.sort_by_key(|rest| Reverse(rest.words.len()));
            }
        }
        Self { by_first, marks, last }
    }

    fn starting(&self, first: &str) -> Option<&Vec<Rest>> {
        let (place, bit) = mark(first);
        (self.marks.get(place)? & bit != 0).then(|| self.by_first.get(first)).flatten()
    }
}

/// Returns one of a thousand bits for a word, by its length, first and last byte: in which integer it is, and which.
fn mark(word: &str) -> (usize, u64) {
    let byte = |byte: Option<&u8>| byte.copied().map_or(0, usize::from);
    let bytes = word.as_bytes();
    let at = byte(bytes.first()) * 37 + byte(bytes.last()) * 5 + bytes.len();
    (at / 64 % 16, 1 << (at % 64))
}

impl Lexicon {
    /// Returns whether a kind's name starts with the lower-case word.
    #[must_use]
    pub fn starts_kind(&self, word: &str) -> bool {
        self.kinds.words.starting(word).is_some()
    }

    /// Returns whether a kind's name ends with the lower-case word.
    #[must_use]
    pub fn ends_kind(&self, word: &str) -> bool {
        self.kinds.words.last.contains(word)
    }

    /// Returns the id of the kind whose name starts with the lower-case word `first`, the longest where several do, and
    /// the number of its words; `after` returns the words that follow, the next one at 0.
    #[must_use]
    pub fn kind_of_words<'t>(&self, first: &str, after: impl Fn(usize) -> &'t str) -> Option<(&Slug, usize)> {
        let fits = |rest: &&Rest| rest.words.iter().enumerate().all(|(at, word)| after(at) == word);
        let rest = self.kinds.words.starting(first)?.iter().find(fits)?;
        Some((&rest.id, 1 + rest.words.len()))
    }
}

#[cfg(test)]
mod tests {
    use crate::lexicon::Lexicon;

    #[test]
    fn the_longest_kind_counts() {
        let lexicon = Lexicon::shared();
        let kind = |text: &'static str| {
            let words: Vec<&str> = text.split(' ').collect();
            let found = lexicon.kind_of_words(words[0], |at| words.get(at + 1).copied().unwrap_or_default());
            found.map(|(id, taken)| (id.as_str(), taken))
        };
        assert_eq!(kind("quyết định số"), Some(("quyet-dinh", 2)));
        assert_eq!(kind("bộ luật dân sự"), Some(("bo-luat", 2)));
        assert_eq!(kind("bộ nội vụ"), None);
        assert!(lexicon.starts_kind("bộ") && !lexicon.starts_kind("sở"));
    }
}
