//! Cuts a name into folded words with the abbreviations used in names written out, keeping where each word stood.

use foldhash::{HashMap, HashMapExt, HashSet, HashSetExt};
use unicode_normalization::char::is_combining_mark;

use super::synonyms::{Synonyms, letters_only};
use crate::text::{fold_case_tone, is_letter_or_number};

/// One word of a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    /// Folded as by [`fold_case_tone`].
    pub(super) folded: String,
    /// First byte in the text.
    pub(super) start: usize,
    /// Byte after the last one.
    pub(super) end: usize,
    /// Whether the printed word starts with a capital or a digit.
    pub(super) capital: bool,
    /// Whether the word was written out from an abbreviation.
    pub(super) expanded: bool,
    /// Whether a comma or other stop stands between the word before and this one.
    pub(super) after_stop: bool,
}

/// Returns the first `limit` words of `text`; hyphens and commas vanish, `&` becomes `và`.
pub(super) fn words(text: &str, synonyms: &Synonyms, limit: usize) -> Vec<Word> {
    words_while(text, synonyms, limit, |_| true)
}

/// Returns the first words of `text` as [`words`] does, until `wanted` wants no more than those found.
pub(super) fn words_while(
    text: &str,
    synonyms: &Synonyms,
    limit: usize,
    mut wanted: impl FnMut(&[Word]) -> bool,
) -> Vec<Word> {
    let mut found = Vec::new();
    let mut stop = false;
    let mut rest = 0;
    while found.len() < limit && wanted(&found) {
        let Some(tail) = text.get(rest..) else { break };
        let Some(skipped) = tail.find(|c: char| !c.is_whitespace()) else { break };
        let start = rest + skipped;
        let length = text.get(start..).and_then(|t| t.find(char::is_whitespace)).unwrap_or(text.len() - start);
        let Some(chunk) = text.get(start..start + length) else { break };
        cut(chunk, start, synonyms, &mut stop, &mut found);
        rest = start + length;
    }
    found.truncate(limit);
    found
}

/// Adds the words of one chunk without blanks.
fn cut(chunk: &str, start: usize, synonyms: &Synonyms, stop: &mut bool, found: &mut Vec<Word>) {
    let tail = chunk.trim_start_matches(|c: char| !is_word(c));
    let lead = chunk.len() - tail.len();
    let core = tail.trim_end_matches(|c: char| !is_word(c));
    if chunk.get(..lead).is_some_and(is_stop) {
        *stop = true;
    }
    if core.chars().any(|c| !is_word(c)) && synonyms.in_names.contains_key(&letters_only(core)) {
        push(core, start + lead, synonyms, stop, found);
        *stop = chunk.get(lead + core.len()..).is_some_and(is_stop);
        return;
    }
    if core.chars().all(is_word) {
        if !core.is_empty() {
            push(core, start + lead, synonyms, stop, found);
        }
        *stop |= chunk.get(lead + core.len()..).is_some_and(is_stop);
        return;
    }
    let mut piece = None;
    for (at, c) in chunk.char_indices().chain(std::iter::once((chunk.len(), ' '))) {
        if is_word(c) {
            piece.get_or_insert(at);
            continue;
        }
        if let Some(word) = piece.take().and_then(|from| Some((from, chunk.get(from..at)?))) {
            push(word.1, start + word.0, synonyms, stop, found);
        }
        if c == '&' {
            push("và", start + at, synonyms, stop, found);
        }
        *stop |= matches!(c, ',' | ';' | ':' | '.' | '(' | ')' | '/');
    }
}

fn push(word: &str, start: usize, synonyms: &Synonyms, stop: &mut bool, found: &mut Vec<Word>) {
    let end = start + if word == "và" { 1 } else { word.len() };
    let capital = word.chars().next().is_some_and(|c| c.is_uppercase() || c.is_numeric());
    let after_stop = std::mem::take(stop);
    let folded = fold_case_tone(word);
    let one =
        |folded: String, expanded| Word { folded, start, end, capital: capital || expanded, expanded, after_stop };
    // An abbreviation has a capital somewhere; a lower-case word that reads the same is a word.
    let written_out = if folded == word {
        None
    } else if folded.chars().all(is_word) {
        synonyms.in_names.get(&folded)
    } else {
        synonyms.in_names.get(&letters_only(&folded))
    };
    match written_out {
        Some(words) => found.extend(words.iter().map(|part| one(part.clone(), true))),
        None => found.push(one(folded, false)),
    }
}

fn is_word(c: char) -> bool {
    is_letter_or_number(c) || (!c.is_ascii() && is_combining_mark(c))
}

fn is_stop(gap: &str) -> bool {
    gap.contains([',', ';', ':', '.', '(', ')', '/'])
}

/// Returns the words as one text with single blanks, the form in which names are indexed.
pub(super) fn joined(words: &[Word]) -> String {
    let mut text = String::with_capacity(words.len() * 8);
    for word in words {
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(&word.folded);
    }
    text
}

/// A hash of words, one after another: that of Fowler, Noll and Vo.
struct Beginning(u64);

impl Default for Beginning {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Beginning {
    /// Goes on with a word and returns the hash of all so far.
    fn and(&mut self, word: &Word) -> u64 {
        for byte in word.folded.bytes().chain(std::iter::once(b' ')) {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
        self.0
    }
}

/// Things by name, found by the longest name that starts a text.
#[derive(Debug)]
pub(super) struct Names<T> {
    by_name: HashMap<String, T>,
    /// The words of the longest name that begins with a word.
    most_by_first: HashMap<String, usize>,
    /// Hashes of the beginnings of names. Two that are equal by chance only cost a look further on.
    beginnings: HashSet<u64>,
}

impl<T> Default for Names<T> {
    fn default() -> Self {
        Self { by_name: HashMap::new(), most_by_first: HashMap::new(), beginnings: HashSet::new() }
    }
}

impl<T: Default> Names<T> {
    /// Returns what is kept under the name, made where there was nothing.
    pub(super) fn entry(&mut self, name: &[Word]) -> &mut T {
        if let Some(first) = name.first() {
            match self.most_by_first.get_mut(&first.folded) {
                Some(most) => *most = name.len().max(*most),
                None => drop(self.most_by_first.insert(first.folded.clone(), name.len())),
            }
        }
        let mut beginning = Beginning::default();
        self.beginnings.extend(name.iter().map(|word| beginning.and(word)));
        self.by_name.entry(joined(name)).or_default()
    }
}

impl<T> Names<T> {
    /// Returns what is kept under the name.
    pub(super) fn get(&self, name: &[Word]) -> Option<&T> {
        self.by_name.get(&joined(name))
    }

    /// Returns the words that `text` begins with as far as a name may go on with them, and `more` behind.
    pub(super) fn words_of(&self, text: &str, synonyms: &Synonyms, limit: usize, more: usize) -> Vec<Word> {
        let (mut beginning, mut read, mut known) = (Beginning::default(), 0, 0);
        words_while(text, synonyms, limit, |found| {
            for word in found.iter().skip(read) {
                known += usize::from(known == read && self.beginnings.contains(&beginning.and(word)));
                read += 1;
            }
            known == read || (known > 0 && read < known + more)
        })
    }

    /// Returns what the longest name that starts `words` and has at most `limit` words keeps, where `fits` lets it
    /// pass, and the number of its words.
    pub(super) fn longest<'a, R>(
        &'a self,
        words: &[Word],
        limit: usize,
        fits: impl Fn(&'a T) -> Option<R>,
    ) -> Option<(R, usize)> {
        let most = *self.most_by_first.get(&words.first()?.folded)?;
        let most = most.min(words.len()).min(limit);
        let text = joined(words.get(..most)?);
        let mut end = text.len();
        for length in (1..=most).rev() {
            if let Some(hit) = text.get(..end).and_then(|name| self.by_name.get(name)).and_then(&fits) {
                return Some((hit, length));
            }
            end -= words.get(length - 1)?.folded.len() + usize::from(length > 1);
        }
        None
    }
}
