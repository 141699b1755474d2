//! Cuts a name into folded words with the abbreviations used in names written out, keeping where each word stood.

use unicode_normalization::char::is_combining_mark;

use super::synonyms::{Synonyms, letters_only};
use crate::text::fold_case_tone;

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
    let mut found = Vec::new();
    let mut stop = false;
    let mut rest = 0;
    while found.len() < limit {
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
    let core = chunk.trim_matches(|c: char| !is_word(c));
    let lead = chunk.find(core).unwrap_or(0);
    if chunk.get(..lead).is_some_and(is_stop) {
        *stop = true;
    }
    if !core.is_empty() && core.chars().any(|c| !is_word(c)) && synonyms.in_names.contains_key(&letters_only(core)) {
        push(core, start + lead, synonyms, stop, found);
        *stop = chunk.get(lead + core.len()..).is_some_and(is_stop);
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
    let one =
        |folded: String, expanded| Word { folded, start, end, capital: capital || expanded, expanded, after_stop };
    let written_out =
        if word.chars().all(char::is_lowercase) { None } else { synonyms.in_names.get(&letters_only(word)) };
    match written_out {
        Some(words) => found.extend(words.iter().map(|part| one(part.clone(), true))),
        None => found.push(one(fold_case_tone(word), false)),
    }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || is_combining_mark(c)
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

/// Returns the longest run of words from the start, at most `most`, for which `known` gives something, and its length.
pub(super) fn longest<T>(words: &[Word], most: usize, known: impl Fn(&str) -> Option<T>) -> Option<(T, usize)> {
    let most = most.min(words.len());
    let text = joined(words.get(..most)?);
    let mut end = text.len();
    for length in (1..=most).rev() {
        if let Some(hit) = text.get(..end).and_then(&known) {
            return Some((hit, length));
        }
        end -= words.get(length - 1)?.folded.len() + usize::from(length > 1);
    }
    None
}
