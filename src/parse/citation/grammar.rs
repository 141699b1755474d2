//! What every part of the grammar reads from: the tokens of one paragraph and the words of the lexicon.

use super::kinds::KindWords;
use crate::parse::token::{Key, Sort, Token, Tokens};
use crate::parse::vocabulary::Vocabulary;

/// The grammar over one paragraph. Its parts are in the files of this folder; each reads from a token on and returns
/// what it found with the token after it, or `None`, and never looks further than its own rule.
#[derive(Clone, Copy)]
pub(super) struct Grammar<'t> {
    /// The whole text that the tokens' spans point into.
    pub(super) text: &'t str,
    /// Where the paragraph ends in it.
    pub(super) text_end: usize,
    pub(super) tokens: &'t Tokens<'t>,
    pub(super) vocabulary: &'t Vocabulary<'t>,
    pub(super) kinds: KindWords<'t>,
}

impl<'t> Grammar<'t> {
    pub(super) fn token(&self, at: usize) -> &'t Token {
        self.tokens.get(at)
    }

    pub(super) fn key(&self, at: usize) -> Key {
        self.tokens.key(at)
    }

    /// Returns the paragraph's text from the token `at` on.
    pub(super) fn text_from(&self, at: usize) -> Option<&'t str> {
        self.text.get(self.token(at).span.start..self.text_end)
    }

    pub(super) fn key_before(&self, at: usize) -> Key {
        self.tokens.before(at, 1).key
    }

    pub(super) fn mark(&self, at: usize, mark: char) -> bool {
        self.tokens.is_mark(at, mark)
    }

    pub(super) fn letters(&self, at: usize) -> &'t str {
        self.tokens.letters(self.token(at))
    }

    pub(super) fn lower(&self, at: usize) -> &'t str {
        self.tokens.lower(self.token(at))
    }

    pub(super) fn is_word(&self, at: usize) -> bool {
        self.token(at).sort == Sort::Word
    }

    pub(super) fn is_digits(&self, at: usize) -> bool {
        self.token(at).sort == Sort::Digits
    }

    pub(super) fn is_end(&self, at: usize) -> bool {
        at >= self.tokens.len()
    }

    /// Returns the number that the digits at `at` are, where they are no more than `most` digits.
    pub(super) fn number(&self, at: usize, most: usize) -> Option<u16> {
        (self.is_digits(at) && self.token(at).span.len() <= most).then(|| self.letters(at).parse().ok()).flatten()
    }

    /// Returns the year that the digits at `at` are, where they are four and of the last two centuries.
    pub(super) fn year(&self, at: usize) -> Option<i16> {
        let year = self.number(at, 4)?;
        (1900..2100).contains(&year).then(|| i16::try_from(year).ok()).flatten()
    }
}
