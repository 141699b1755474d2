//! Cuts a stretch of text into tokens that know where they stand: the normaliser of the citation grammar.
//!
//! What typing does to a symbol is undone here once, token by token, while every token keeps its span in the text:
//! `Ð` (U+00D0) and Cyrillic look-alikes become the Vietnamese letter, every dash is one dash and every slash one slash,
//! blanks of any sort only set a flag, letters spaced out ("Ngh ị định") are joined again and words run together
//! (`tạiĐiều`, `TTgcủa`) are cut. No meaning is given here; that is the grammar's work.
//!
//! Nearly every word stands in the text as the grammar wants it, and is read from there; only what was mended, and the
//! small letters of words with capitals, is written down anew.

mod cut;
mod key;
mod letters;

use crate::text::Span;

pub(crate) use key::Key;
pub(crate) use letters::{is_blank, mark, starts_no_word};

/// What sort of thing a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sort {
    /// Letters.
    Word,
    /// Digits.
    Digits,
    /// Two or more dots, `…` or underscores: room left to be filled.
    Gap,
    /// One character of punctuation, normalised.
    Mark(char),
}

/// Where a token's characters are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kept {
    /// In the text, as printed.
    Printed,
    /// In the list's own store, from byte to byte.
    Own(u32, u32),
}

/// One token of the text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Token {
    /// Where it stands in the whole text.
    pub(crate) span: Span,
    /// Its sort.
    pub(crate) sort: Sort,
    /// Whether a blank or line end stands before it.
    pub(crate) blank: bool,
    /// Which word of the grammar it is.
    pub(crate) key: Key,
    /// Whether its first letter is a capital.
    pub(crate) capital: bool,
    /// Whether all its letters are capitals.
    pub(crate) capitals: bool,
    letters: Kept,
    lower: Kept,
}

/// The tokens of one stretch of a text.
#[derive(Debug)]
pub(crate) struct Tokens<'t> {
    text: &'t str,
    list: Vec<Token>,
    own: String,
}

/// Stands for what lies beyond either end, so that the grammar never has to ask whether there is a next token.
const OUTSIDE: Token = Token {
    span: Span { start: 0, end: 0 },
    sort: Sort::Mark('\0'),
    blank: true,
    key: Key::Other,
    capital: false,
    capitals: false,
    letters: Kept::Own(0, 0),
    lower: Kept::Own(0, 0),
};

impl<'t> Tokens<'t> {
    /// Returns an empty list for stretches of `text`.
    pub(crate) fn within(text: &'t str) -> Self {
        Self { text, list: Vec::new(), own: String::new() }
    }

    /// Cuts the whole of `text`.
    pub(crate) fn of(text: &'t str) -> Self {
        let mut tokens = Self::within(text);
        tokens.cut(Span::new(0, text.len()));
        tokens
    }

    /// Returns the number of tokens.
    pub(crate) fn len(&self) -> usize {
        self.list.len()
    }

    /// Returns the token at `at`; beyond the end, a mark that nothing matches.
    pub(crate) fn get(&self, at: usize) -> &Token {
        self.list.get(at).unwrap_or(&OUTSIDE)
    }

    /// Returns the token `back` places before `at`; before the start, a mark that nothing matches.
    pub(crate) fn before(&self, at: usize, back: usize) -> &Token {
        at.checked_sub(back).map_or(&OUTSIDE, |at| self.get(at))
    }

    /// Returns the word of the grammar at `at`.
    pub(crate) fn key(&self, at: usize) -> Key {
        self.get(at).key
    }

    /// Returns whether the normalised mark `mark` stands at `at`.
    pub(crate) fn is_mark(&self, at: usize, mark: char) -> bool {
        self.get(at).sort == Sort::Mark(mark)
    }

    /// Returns whether the words of the grammar `keys` stand from `at` on.
    pub(crate) fn are(&self, at: usize, keys: &[Key]) -> bool {
        keys.iter().enumerate().all(|(step, key)| self.key(at + step) == *key)
    }

    /// Returns a token's letters, look-alikes replaced, case as printed.
    pub(crate) fn letters(&self, token: &Token) -> &str {
        self.kept(token.letters, token.span)
    }

    /// Returns a token's letters in lower case, look-alikes replaced.
    pub(crate) fn lower(&self, token: &Token) -> &str {
        self.kept(token.lower, token.span)
    }

    fn kept(&self, kept: Kept, span: Span) -> &str {
        match kept {
            Kept::Printed => self.text.get(span.range()),
            Kept::Own(start, end) => self.own.get(start as usize..end as usize),
        }
        .unwrap_or_default()
    }

    /// Returns the words from the token `from` to the token before `to` on one line, letters that were spaced out joined.
    pub(crate) fn words(&self, from: usize, to: usize) -> String {
        let mut line = String::new();
        for token in self.list.get(from..to).unwrap_or_default() {
            if token.blank && !line.is_empty() {
                line.push(' ');
            }
            line.push_str(self.letters(token));
        }
        line
    }

    /// Returns the span from the token `from` to the token before `to`.
    pub(crate) fn span(&self, from: usize, to: usize) -> Span {
        Span::new(self.get(from).span.start, self.before(to, 1).span.end)
    }

    /// Returns the first token that starts at or after byte `offset` of the whole text.
    pub(crate) fn at_offset(&self, offset: usize) -> usize {
        self.list.partition_point(|token| token.span.start < offset)
    }
}

#[cfg(test)]
mod tests {
    use super::{Sort, Tokens};

    fn words(text: &str) -> Vec<String> {
        let tokens = Tokens::of(text);
        (0..tokens.len()).map(|at| tokens.letters(tokens.get(at)).to_owned()).collect()
    }

    #[test]
    fn look_alikes_and_dashes_are_one() {
        assert_eq!(words("QÐ–UBND"), ["QĐ", "-", "UBND"]);
        assert_eq!(words("137/2020/NĐ-СР"), ["137", "/", "2020", "/", "NĐ", "-", "CP"]);
    }

    #[test]
    fn spaced_letters_join_and_glued_words_part() {
        assert_eq!(words("Ngh ị định s ố 99"), ["Nghị", "định", "số", "99"]);
        assert_eq!(words("tạiĐiều 49"), ["tại", "Điều", "49"]);
        assert_eq!(words("QĐ-TTgcủa NĐ-CPngày"), ["QĐ", "-", "TTg", "của", "NĐ", "-", "CP", "ngày"]);
    }

    #[test]
    fn gaps_are_room_to_be_filled() {
        let tokens = Tokens::of("số ……/……./TT . x");
        assert_eq!(tokens.get(1).sort, Sort::Gap);
        assert_eq!(tokens.get(3).sort, Sort::Gap);
        assert!(tokens.is_mark(6, '.'));
    }
}
