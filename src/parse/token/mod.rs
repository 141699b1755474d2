//! Cuts a stretch of text into tokens that know where they stand: the normaliser of the citation grammar.
//!
//! What typing does to a symbol is undone here once, token by token, while every token keeps its span in the text:
//! `Ð` (U+00D0) and Cyrillic look-alikes become the Vietnamese letter, every dash is one dash and every slash one slash,
//! blanks of any sort only set a flag, letters spaced out ("Ngh ị định") are joined again and words run together
//! (`tạiĐiều`, `TTgcủa`) are cut. No meaning is given here; that is the grammar's work.

mod key;
mod letters;

use unicode_normalization::char::is_combining_mark;

use crate::text::{Span, is_letter};

pub(crate) use key::Key;
use letters::{fixed, folded, is_blank, is_invisible, is_upper};

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
    letters: (u32, u32),
    lower: (u32, u32),
}

/// The tokens of one stretch of text.
#[derive(Debug, Default)]
pub(crate) struct Tokens {
    list: Vec<Token>,
    letters: String,
    lower: String,
}

/// Stands for what lies beyond either end, so that the grammar never has to ask whether there is a next token.
const OUTSIDE: Token = Token {
    span: Span { start: 0, end: 0 },
    sort: Sort::Mark('\0'),
    blank: true,
    key: Key::Other,
    capital: false,
    capitals: false,
    letters: (0, 0),
    lower: (0, 0),
};

impl Tokens {
    /// Cuts `text`, which starts at byte `offset` of the whole text.
    pub(crate) fn of(text: &str, offset: usize) -> Self {
        let mut tokens = Self::default();
        tokens.cut(text, offset);
        tokens
    }

    /// Cuts another text into this list, keeping the room of the last one.
    pub(crate) fn cut(&mut self, text: &str, offset: usize) {
        self.list.clear();
        self.letters.clear();
        self.lower.clear();
        let mut blank = true;
        let mut chars = text.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            if is_invisible(c) {
                continue;
            }
            if is_blank(c) {
                blank = true;
                continue;
            }
            let sort = sort_of(c);
            let (letters, lower) = (self.letters.len(), self.lower.len());
            self.push_char(c);
            let mut end = at + c.len_utf8();
            while let Some(&(next_at, next)) = chars.peek() {
                if !is_invisible(next) {
                    if !continues(sort, next) {
                        break;
                    }
                    self.push_char(next);
                }
                end = next_at + next.len_utf8();
                chars.next();
            }
            self.finish(sort, Span::new(offset + at, offset + end), blank, (letters, lower), text, offset);
            blank = false;
        }
    }

    fn push_char(&mut self, c: char) {
        let c = fixed(c);
        self.letters.push(c);
        self.lower.push(folded(c));
    }

    fn finish(&mut self, sort: Sort, span: Span, blank: bool, starts: (usize, usize), text: &str, offset: usize) {
        let sort = match sort {
            Sort::Gap if span.len() == 1 => Sort::Mark('.'),
            other => other,
        };
        let letters = self.letters.get(starts.0..).unwrap_or_default();
        let lower = self.lower.get(starts.1..).unwrap_or_default();
        if sort != Sort::Word {
            let token = Token { span, sort, blank, letters: narrow(starts.0, self.letters.len()), ..OUTSIDE };
            self.list.push(Token { lower: narrow(starts.1, self.lower.len()), ..token });
            return;
        }
        if let Some((head_letters, head_lower, head_bytes)) = seam(letters, lower, text, span, offset) {
            let middle = span.start + head_bytes;
            self.word(Span::new(span.start, middle), blank, starts, (starts.0 + head_letters, starts.1 + head_lower));
            let rest = (starts.0 + head_letters, starts.1 + head_lower);
            self.word(Span::new(middle, span.end), false, rest, (self.letters.len(), self.lower.len()));
            return;
        }
        self.word(span, blank, starts, (self.letters.len(), self.lower.len()));
    }

    fn word(&mut self, span: Span, blank: bool, starts: (usize, usize), ends: (usize, usize)) {
        let letters = self.letters.get(starts.0..ends.0).unwrap_or_default();
        let lower = self.lower.get(starts.1..ends.1).unwrap_or_default();
        let capital = letters.chars().next().is_some_and(is_upper);
        let token = Token {
            span,
            sort: Sort::Word,
            blank,
            key: Key::of(lower),
            capital,
            capitals: capital && letters.chars().all(is_upper),
            letters: narrow(starts.0, ends.0),
            lower: narrow(starts.1, ends.1),
        };
        if !self.joined(&token) {
            self.list.push(token);
        }
    }

    /// Joins a piece of a word that was typed with blanks between its letters onto the piece before it.
    fn joined(&mut self, piece: &Token) -> bool {
        if !piece.blank || piece.capital || piece.key != Key::Other {
            return false;
        }
        let Some(last) = self.list.last().copied() else { return false };
        let starts_late = self.lower(piece).chars().next().is_some_and(letters::starts_no_word);
        if last.sort != Sort::Word || last.key != Key::Other || !starts_late || last.lower.1 != piece.lower.0 {
            return false;
        }
        let whole = self.lower.get(last.lower.0 as usize..piece.lower.1 as usize).unwrap_or_default();
        let key = Key::of(whole);
        if key == Key::Other {
            return false;
        }
        if let Some(last) = self.list.last_mut() {
            last.span.end = piece.span.end;
            last.key = key;
            last.letters.1 = piece.letters.1;
            last.lower.1 = piece.lower.1;
            last.capitals = false;
        }
        true
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
        self.letters.get(token.letters.0 as usize..token.letters.1 as usize).unwrap_or_default()
    }

    /// Returns a token's letters in lower case, look-alikes replaced.
    pub(crate) fn lower(&self, token: &Token) -> &str {
        self.lower.get(token.lower.0 as usize..token.lower.1 as usize).unwrap_or_default()
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

/// Returns the sort of a token that starts with `c`.
fn sort_of(c: char) -> Sort {
    match c {
        '0'..='9' => Sort::Digits,
        '.' | '…' | '_' => Sort::Gap,
        c if is_letter(c) => Sort::Word,
        c => Sort::Mark(letters::mark(c)),
    }
}

fn continues(sort: Sort, next: char) -> bool {
    match sort {
        Sort::Digits => next.is_ascii_digit(),
        Sort::Word => is_letter(next) || (!next.is_ascii() && is_combining_mark(next)),
        Sort::Gap => matches!(next, '.' | '…' | '_'),
        Sort::Mark(_) => false,
    }
}

/// Finds where two words were run together: before a capital that starts a word of the grammar (`tạiĐiều`), or after
/// a symbol's capitals (`CPngày`, `TTgcủa`). Returns the head's length in letters, in lower letters and in the text.
fn seam(letters: &str, lower: &str, text: &str, span: Span, offset: usize) -> Option<(usize, usize, usize)> {
    if letters.len() != lower.len() || letters.len() != span.len() {
        return None;
    }
    let raw = text.get(span.start - offset..span.end - offset)?;
    let first = letters.chars().next()?;
    let second = letters.chars().nth(1)?;
    let cut = if is_upper(first) {
        if !is_upper(second) || letters.chars().next_back().is_some_and(is_upper) {
            return None;
        }
        let tail = letters.char_indices().rev().take_while(|(_, c)| !is_upper(*c)).last().map(|(at, _)| at)?;
        let glued = |at: usize| lower.get(at..).is_some_and(|rest| Key::of(rest).follows_symbol());
        let later = letters.get(tail..)?.chars().next().map(|c| tail + c.len_utf8())?;
        [tail, later].into_iter().find(|at| glued(*at))?
    } else {
        let (at, _) = letters.char_indices().find(|(_, c)| is_upper(*c))?;
        Key::of(lower.get(at..)?).starts_reference().then_some(at)?
    };
    raw.is_char_boundary(cut).then_some((cut, cut, cut))
}

#[expect(clippy::cast_possible_truncation, reason = "a paragraph of four gigabytes does not occur; ranges are checked")]
fn narrow(start: usize, end: usize) -> (u32, u32) {
    (start as u32, end as u32)
}

#[cfg(test)]
mod tests {
    use super::{Sort, Tokens};

    fn words(text: &str) -> Vec<String> {
        let tokens = Tokens::of(text, 0);
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
        let tokens = Tokens::of("số ……/……./TT . x", 0);
        assert_eq!(tokens.get(1).sort, Sort::Gap);
        assert_eq!(tokens.get(3).sort, Sort::Gap);
        assert!(tokens.is_mark(6, '.'));
    }
}
