//! Kind words (tên loại) in running text: the lexicon's names, matched token by token.

use crate::document::Slug;
use crate::lexicon::Lexicon;
use crate::parse::token::Tokens;

/// A kind word found in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct KindWord<'l> {
    /// The kind's id.
    pub(super) id: &'l Slug,
    /// The token after its last word.
    pub(super) end: usize,
}

/// The names of the lexicon's kinds.
#[derive(Debug, Clone, Copy)]
pub(super) struct KindWords<'l> {
    lexicon: &'l Lexicon,
}

impl<'l> KindWords<'l> {
    /// Asks `lexicon`.
    pub(super) fn of(lexicon: &'l Lexicon) -> Self {
        Self { lexicon }
    }

    /// Returns whether a kind's name starts with the word.
    pub(super) fn starts(self, lower: &str) -> bool {
        self.lexicon.starts_kind(lower)
    }

    /// Returns the kind word that starts at the token `at`, the longest where several do.
    pub(super) fn at(self, tokens: &Tokens<'_>, at: usize) -> Option<KindWord<'l>> {
        let lower = |at: usize| tokens.lower(tokens.get(at));
        let (id, taken) = self.lexicon.kind_of_words(lower(at), |step| lower(at + 1 + step))?;
        Some(KindWord { id, end: at + taken })
    }
}
