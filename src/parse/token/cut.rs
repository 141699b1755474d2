//! Walks over the characters, each once, and cuts them into tokens.

use unicode_normalization::char::is_combining_mark;

use super::letters::{fixed, folded, is_blank, is_invisible, is_upper, mark, starts_no_word};
use super::{Kept, Key, OUTSIDE, Sort, Token, Tokens};
use crate::text::{Span, is_letter};

/// What was seen of a token while walking over it.
#[derive(Debug, Clone, Copy, Default)]
struct Run {
    /// The byte after it.
    end: usize,
    /// Its letters.
    letters: usize,
    /// Its capital letters.
    capitals: usize,
    /// Whether the first letter is a capital.
    capital: bool,
    /// Whether it is to be written otherwise than printed.
    mended: bool,
}

impl Tokens<'_> {
    /// Cuts a stretch of the text into this list, keeping the room of the last one.
    pub(crate) fn cut(&mut self, stretch: Span) {
        self.list.clear();
        self.own.clear();
        let text = self.text.get(..stretch.end).unwrap_or_default();
        let mut at = stretch.start;
        let mut blank = true;
        while let Some(c) = char_at(text, at) {
            if c == ' ' {
                blank = true;
                at += 1;
                continue;
            }
            let sort = sort_of(c);
            if sort != Sort::Word && (is_blank(c) || is_invisible(c)) {
                blank |= is_blank(c);
                at += c.len_utf8();
                continue;
            }
            let run = if sort == Sort::Word { word_from(text, at) } else { run_from(text, at, c, sort) };
            let span = Span::new(at, run.end);
            match sort {
                Sort::Word => self.push_word(span, run, blank),
                Sort::Gap if span.len() == 1 => self.push_other(span, Sort::Mark('.'), run.mended, blank),
                sort => self.push_other(span, sort, run.mended, blank),
            }
            at = run.end;
            blank = false;
        }
    }

    fn push_other(&mut self, span: Span, sort: Sort, mended: bool, blank: bool) {
        let kept = if mended { self.keep(span, fixed) } else { Kept::Printed };
        self.list.push(Token { span, sort, blank, letters: kept, lower: kept, ..OUTSIDE });
    }

    fn push_word(&mut self, span: Span, run: Run, blank: bool) {
        let letters = if run.mended { self.keep(span, fixed) } else { Kept::Printed };
        let small = run.capitals == 0;
        let lower = if small {
            letters
        } else if run.capitals == 1 && run.capital && !run.mended {
            self.keep_uncapitalised(span)
        } else {
            self.keep(span, |c| folded(fixed(c)))
        };
        let capitals = run.capitals == run.letters && run.capital;
        let word = Token { span, sort: Sort::Word, blank, capital: run.capital, capitals, letters, lower, ..OUTSIDE };
        let mixed = !small && !capitals && (run.capitals > 1 || !run.capital);
        if let Some(cut) = mixed.then(|| seam(self.letters(&word), self.lower(&word), span.len())).flatten() {
            let (head, tail) = self.parted(&word, cut);
            self.add_word(head);
            self.add_word(tail);
        } else {
            self.add_word(word);
        }
    }

    /// Returns the two words that a word was run together from, the second one `cut` bytes from its start.
    fn parted(&self, word: &Token, cut: usize) -> (Token, Token) {
        let middle = word.span.start + cut;
        let halves = |kept: Kept| match kept {
            Kept::Printed => (Kept::Printed, Kept::Printed),
            Kept::Own(start, end) => {
                let middle = start + narrow(cut);
                (Kept::Own(start, middle), Kept::Own(middle, end))
            }
        };
        let (letters, lower) = (halves(word.letters), halves(word.lower));
        let piece = |span: Span, blank: bool, letters: Kept, lower: Kept| {
            let piece = Token { span, blank, letters, lower, ..*word };
            let printed = self.letters(&piece);
            let capital = printed.chars().next().is_some_and(is_upper);
            Token { capital, capitals: capital && printed.chars().all(is_upper), ..piece }
        };
        (
            piece(Span::new(word.span.start, middle), word.blank, letters.0, lower.0),
            piece(Span::new(middle, word.span.end), false, letters.1, lower.1),
        )
    }

    fn add_word(&mut self, word: Token) {
        let key = Key::of(self.lower(&word));
        let word = Token { key, ..word };
        if !self.joined(&word) {
            self.list.push(word);
        }
    }

    /// Joins a piece of a word that was typed with blanks between its letters onto the piece before it.
    fn joined(&mut self, piece: &Token) -> bool {
        if !piece.blank || piece.capital || piece.key != Key::Other {
            return false;
        }
        let Some(last) = self.list.last().copied() else { return false };
        let starts_late = self.lower(piece).chars().next().is_some_and(starts_no_word);
        if last.sort != Sort::Word || last.key != Key::Other || !starts_late {
            return false;
        }
        let whole = [self.lower(&last), self.lower(piece)].concat();
        let key = Key::of(&whole);
        if key == Key::Other {
            return false;
        }
        let letters = [self.letters(&last), self.letters(piece)].concat();
        let (letters, lower) = (self.keep_word(&letters), self.keep_word(&whole));
        if let Some(last) = self.list.last_mut() {
            *last = Token {
                span: Span::new(last.span.start, piece.span.end),
                key,
                capitals: false,
                letters,
                lower,
                ..*last
            };
        }
        true
    }

    /// Writes down the characters of `span` that show, each as `change` makes it.
    fn keep(&mut self, span: Span, change: impl Fn(char) -> char) -> Kept {
        let start = self.own.len();
        let printed = self.text.get(span.range()).unwrap_or_default();
        self.own.extend(printed.chars().filter(|c| !is_invisible(*c)).map(change));
        Kept::Own(narrow(start), narrow(self.own.len()))
    }

    /// Writes down a word of which only the first letter is a capital.
    fn keep_uncapitalised(&mut self, span: Span) -> Kept {
        let start = self.own.len();
        let mut letters = self.text.get(span.range()).unwrap_or_default().chars();
        self.own.extend(letters.next().map(folded));
        self.own.push_str(letters.as_str());
        Kept::Own(narrow(start), narrow(self.own.len()))
    }

    fn keep_word(&mut self, word: &str) -> Kept {
        let start = self.own.len();
        self.own.push_str(word);
        Kept::Own(narrow(start), narrow(self.own.len()))
    }
}

fn char_at(text: &str, at: usize) -> Option<char> {
    match text.as_bytes().get(at) {
        Some(byte) if byte.is_ascii() => Some(char::from(*byte)),
        _ => text.get(at..)?.chars().next(),
    }
}

/// Walks over the letters from byte `at` on.
fn word_from(text: &str, at: usize) -> Run {
    let bytes = text.as_bytes();
    let (mut end, mut letters, mut capitals) = (at, 0, 0);
    let (mut capital, mut mended) = (false, false);
    while let Some(first) = bytes.get(end).copied() {
        // The letters of Vietnamese words as they lie in UTF-8: in these blocks capitals are even.
        let (upper, length) = if first.is_ascii_lowercase() {
            (false, 1)
        } else if first.is_ascii() {
            if !first.is_ascii_uppercase() {
                break;
            }
            (true, 1)
        } else {
            let byte = |ahead: usize| bytes.get(end + ahead).copied().unwrap_or_default();
            match (first, byte(1)) {
                (0xe1, 0xba) if byte(2) >= 0xa0 => (byte(2) % 2 == 0, 3),
                (0xe1, 0xbb) => (byte(2) % 2 == 0, 3),
                (0xc3, 0xa0..=0xaf | 0xb1..=0xb6 | 0xb8..=0xbf) | (0xc6, 0xa1 | 0xb0) => (false, 2),
                (0xc4, low @ 0x80..=0xb7) => (low % 2 == 0, 2),
                _ => match other_letter(text, end) {
                    Other::Letter { upper, length, fixed } => {
                        mended |= fixed;
                        (upper, length)
                    }
                    Other::Invisible(length) => {
                        mended = true;
                        end += length;
                        continue;
                    }
                    Other::End => break,
                },
            }
        };
        capital |= upper && letters == 0;
        capitals += usize::from(upper);
        letters += 1;
        end += length;
    }
    Run { end, letters, capitals, capital, mended }
}

/// What stands in a word beside the letters of the common blocks.
enum Other {
    /// A letter of any other block: whether it is a capital, its length in bytes, whether it is to be mended.
    Letter { upper: bool, length: usize, fixed: bool },
    /// What shows nothing, of so many bytes.
    Invisible(usize),
    /// The word is over.
    End,
}

fn other_letter(text: &str, at: usize) -> Other {
    let Some(next) = char_at(text, at) else { return Other::End };
    let length = next.len_utf8();
    if is_invisible(next) {
        return Other::Invisible(length);
    }
    if !(is_letter(next) || is_combining_mark(next)) {
        return Other::End;
    }
    let letter = fixed(next);
    Other::Letter { upper: is_upper(letter), length, fixed: letter != next }
}

/// Walks over the digits, the gap or the one mark that starts at byte `at` with `first`.
fn run_from(text: &str, at: usize, first: char, sort: Sort) -> Run {
    let mut run = Run { end: at + first.len_utf8(), mended: fixed(first) != first, ..Run::default() };
    while let Some(next) = char_at(text, run.end) {
        if is_invisible(next) {
            run.mended = true;
        } else if !goes_on(sort, next) {
            break;
        }
        run.end += next.len_utf8();
    }
    run
}

/// Returns the sort of a token that starts with `c`.
fn sort_of(c: char) -> Sort {
    match c {
        'a'..='z' | 'A'..='Z' => Sort::Word,
        '0'..='9' => Sort::Digits,
        '.' | '…' | '_' => Sort::Gap,
        c if is_letter(c) => Sort::Word,
        c => Sort::Mark(mark(c)),
    }
}

fn goes_on(sort: Sort, next: char) -> bool {
    match sort {
        Sort::Digits => next.is_ascii_digit(),
        Sort::Gap => matches!(next, '.' | '…' | '_'),
        Sort::Word | Sort::Mark(_) => false,
    }
}

/// Finds where two words were run together: before a capital that starts a word of the grammar (`tạiĐiều`), or after
/// a symbol's capitals (`CPngày`, `TTgcủa`). Returns the first word's length in bytes, in a word of `len` bytes.
fn seam(letters: &str, lower: &str, len: usize) -> Option<usize> {
    if letters.len() != lower.len() || letters.len() != len {
        return None;
    }
    let first = letters.chars().next()?;
    if !is_upper(first) {
        let (at, _) = letters.char_indices().find(|(_, c)| is_upper(*c))?;
        return Key::of(lower.get(at..)?).starts_reference().then_some(at);
    }
    if !letters.chars().nth(1).is_some_and(is_upper) || letters.chars().next_back().is_some_and(is_upper) {
        return None;
    }
    let tail = letters.char_indices().rev().take_while(|(_, c)| !is_upper(*c)).last().map(|(at, _)| at)?;
    let glued = |at: usize| lower.get(at..).is_some_and(|rest| Key::of(rest).follows_symbol());
    let later = letters.get(tail..)?.chars().next().map(|c| tail + c.len_utf8())?;
    [tail, later].into_iter().find(|at| glued(*at))
}

#[expect(clippy::cast_possible_truncation, reason = "a paragraph of four gigabytes does not occur; ranges are checked")]
fn narrow(at: usize) -> u32 {
    at as u32
}
