//! Kind words (tên loại) in running text: the lexicon's names, matched word by word.

use std::cmp::Reverse;
use std::collections::HashMap;

use crate::document::Slug;
use crate::lexicon::Lexicon;
use crate::parse::token::Tokens;
use crate::parse::vocabulary::kind_names;

/// A kind word found in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct KindWord {
    /// The kind's id.
    pub(super) id: Slug,
    /// The token after its last word.
    pub(super) end: usize,
}

/// The kinds' names by their first word.
#[derive(Debug)]
pub(super) struct KindWords {
    by_first: HashMap<String, Vec<(Vec<String>, Slug)>>,
}

impl KindWords {
    /// Indexes the names of the lexicon's kinds, the longest first.
    pub(super) fn of(lexicon: &Lexicon) -> Self {
        let mut by_first: HashMap<String, Vec<(Vec<String>, Slug)>> = HashMap::new();
        for (name, id) in kind_names(lexicon) {
            let words: Vec<String> = name.to_lowercase().split_whitespace().map(str::to_owned).collect();
            let Some((first, rest)) = words.split_first() else { continue };
            let names = by_first.entry(first.clone()).or_default();
            names.push((rest.to_vec(), id));
            names.sort_by_key(|(rest, _)| Reverse(rest.len()));
        }
        Self { by_first }
    }

    /// Returns whether a kind's name starts with the word.
    pub(super) fn starts(&self, lower: &str) -> bool {
        self.by_first.contains_key(lower)
    }

    /// Returns the kind word that starts at the token `at`, the longest where several do.
    pub(super) fn at(&self, tokens: &Tokens, at: usize) -> Option<KindWord> {
        let names = self.by_first.get(tokens.lower(tokens.get(at)))?;
        names.iter().find_map(|(rest, id)| {
            let fits = rest.iter().enumerate().all(|(step, word)| tokens.lower(tokens.get(at + 1 + step)) == word);
            fits.then(|| KindWord { id: id.clone(), end: at + 1 + rest.len() })
        })
    }
}
