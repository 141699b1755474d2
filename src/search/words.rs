//! Takes text apart for the index and the query alike: syllables as they are spelt, syllables without diacritics,
//! abbreviations written out, numbers of documents in parts.

use foldhash::{HashMap, HashMapExt};

use crate::lexicon::Lexicon;
use crate::text::{fold_ascii, fold_case_tone, is_capital, is_letter_or_number, plain};

/// A run of letters, or of digits, of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Piece<'t> {
    /// As printed.
    pub(super) text: &'t str,
    /// Where it starts, in bytes.
    pub(super) start: usize,
    /// Whether a digit, a dash or a slash ties it to its neighbours, as in a document's number.
    pub(super) tied: bool,
}

impl Piece<'_> {
    /// Returns where it ends, in bytes.
    pub(super) fn end(self) -> usize {
        self.start + self.text.len()
    }
}

/// Returns the runs of letters and of digits of a text: `354/QĐ-SKH` has three, `QH13` two.
pub(super) fn pieces(text: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = text;
    let mut before = ' ';
    std::iter::from_fn(move || {
        let start = rest.find(|letter: char| {
            let begins = is_letter_or_number(letter);
            before = if begins { before } else { letter };
            begins
        });
        rest = rest.get(start?..)?;
        let first = rest.chars().next()?;
        let digits = first.is_ascii_digit();
        let goes_on = |next: char| is_letter_or_number(next) && next.is_ascii_digit() == digits || is_mark(next);
        let end = rest.find(|next: char| !goes_on(next)).unwrap_or(rest.len());
        let (piece, after) = rest.split_at_checked(end)?;
        let next = after.chars().next().unwrap_or(' ');
        let found = Piece { text: piece, start: text.len() - rest.len(), tied: ties(before) || ties(next) };
        before = piece.chars().next_back().unwrap_or(' ');
        rest = after;
        Some(found)
    })
}

/// Returns whether `letter` is a mark that stands alone behind its vowel, in text that is not composed.
fn is_mark(letter: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&letter)
}

fn ties(neighbour: char) -> bool {
    matches!(neighbour, '/' | '-' | '–' | '_') || neighbour.is_ascii_digit()
}

/// Appends the letters of one piece without case and diacritics; a number loses its leading zeros.
pub(super) fn push_folded(piece: &str, out: &mut String) {
    if piece.starts_with(|first: char| first.is_ascii_digit()) {
        let trimmed = piece.trim_start_matches('0');
        out.push_str(if trimmed.is_empty() { "0" } else { trimmed });
        return;
    }
    for letter in piece.chars() {
        if letter.is_ascii() {
            out.push(letter.to_ascii_lowercase());
        } else {
            plain(letter, |letter| out.push(letter));
        }
    }
}

/// Writes abbreviations out.
#[derive(Debug)]
pub struct Words {
    /// By the letters in lower case, as printed (`cđs`): the syllables without diacritics, a space between.
    printed: HashMap<String, String>,
    /// The same by the letters without diacritics, for queries.
    typed: HashMap<String, String>,
}

/// A text as the index stores it: pieces with a space between.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Streams {
    /// Without case and diacritics, abbreviations written out.
    pub(super) folded: String,
    /// In lower case with the tone where the official spelling has it; abbreviations as printed.
    pub(super) exact: String,
}

impl Words {
    /// Takes the abbreviations of a lexicon.
    #[must_use]
    pub fn new(lexicon: &Lexicon) -> Self {
        let mut words = Self { printed: HashMap::new(), typed: HashMap::new() };
        for synonym in lexicon.synonyms() {
            let written = fold_ascii(&synonym.words).replace([',', '-'], " ");
            let written = written.split_whitespace().collect::<Vec<_>>().join(" ");
            let mut letters = fold_case_tone(&synonym.abbreviation);
            letters.retain(char::is_alphanumeric);
            words.typed.entry(fold_ascii(&letters)).or_insert_with(|| written.clone());
            words.printed.entry(letters).or_insert(written);
        }
        words
    }

    /// Returns a mark of these abbreviations: an index made with others has to be made anew.
    #[must_use]
    pub fn digest(&self) -> String {
        let mut all: Vec<(&str, &str)> =
            self.printed.iter().map(|(one, other)| (one.as_str(), other.as_str())).collect();
        all.sort_unstable();
        let mut hasher = blake3::Hasher::new();
        for (letters, written) in all {
            hasher.update(letters.as_bytes()).update(b"=").update(written.as_bytes()).update(b"\n");
        }
        hasher.finalize().to_hex().chars().take(16).collect()
    }

    /// Appends a text to the streams of an index entry.
    pub(super) fn write(&self, text: &str, to: &mut Streams) {
        self.pen().write(text, to);
    }

    /// Returns what writes many texts.
    pub(super) fn pen(&self) -> Pen<'_> {
        Pen { words: self, known: HashMap::new() }
    }

    /// Returns what an abbreviation typed in a query stands for, in any case and without diacritics. What can be a syllable
    /// of its own (`ub`, `ct` typed small) is one.
    pub(super) fn written_out(&self, typed: &str) -> Option<&str> {
        let mut letters = fold_case_tone(typed);
        letters.retain(char::is_alphanumeric);
        let shouted = shouts(typed);
        if let Some(written) = self.printed.get(&letters).filter(|_| shouted || is_long(&letters)) {
            return Some(written);
        }
        let folded = fold_ascii(&letters);
        self.typed.get(&folded).filter(|_| shouted || is_long(&folded)).map(String::as_str)
    }
}

/// A piece in both spellings.
#[derive(Debug)]
struct Forms {
    folded: Box<str>,
    exact: Box<str>,
    shouts: bool,
}

impl Forms {
    fn of(piece: &str) -> Self {
        let mut folded = String::new();
        push_folded(piece, &mut folded);
        let exact = if piece.is_ascii() { piece.to_ascii_lowercase() } else { fold_case_tone(piece) };
        Self { folded: folded.into(), exact: exact.into(), shouts: shouts(piece) }
    }

    fn append(&self, to: &mut Streams) {
        spaced(&mut to.folded).push_str(&self.folded);
        spaced(&mut to.exact).push_str(&self.exact);
    }
}

/// Writes texts into streams; a language has few syllables, so each is taken apart once.
#[derive(Debug)]
pub(super) struct Pen<'w> {
    words: &'w Words,
    known: HashMap<Box<str>, Forms>,
}

/// So many pieces are remembered: more are no syllables of any language, but what a damaged file holds.
const REMEMBERED: usize = 50_000;

impl Pen<'_> {
    /// Appends a text to the streams of an index entry.
    pub(super) fn write(&mut self, text: &str, to: &mut Streams) {
        let mut run = Run::default();
        for piece in pieces(text) {
            if self.known.len() > REMEMBERED {
                self.known.clear();
            }
            let forms = match self.known.get(piece.text) {
                Some(forms) => forms,
                None => self.known.entry(piece.text.into()).or_insert_with(|| Forms::of(piece.text)),
            };
            if forms.shouts && run.takes(piece, text) {
                run.end = piece.end();
                continue;
            }
            self.words.close(&mut run, text, to);
            if forms.shouts {
                run = Run { start: piece.start, end: piece.end(), open: true };
            } else {
                forms.append(to);
            }
        }
        self.words.close(&mut run, text, to);
    }
}

impl Words {
    /// Ends a run of capitals: an abbreviation is written out, other capitals are pieces as any.
    fn close(&self, run: &mut Run, text: &str, to: &mut Streams) {
        let Run { start, end, open } = std::mem::take(run);
        if !open {
            return;
        }
        let printed = text.get(start..end).unwrap_or_default();
        let tied_outside = text.get(..start).and_then(|before| before.chars().next_back()).is_some_and(ties)
            || text.get(end..).and_then(|after| after.chars().next()).is_some_and(ties);
        let mut letters = fold_case_tone(printed);
        letters.retain(char::is_alphanumeric);
        match self.printed.get(&letters).filter(|_| !tied_outside) {
            Some(written) => {
                spaced(&mut to.folded).push_str(written);
                spaced(&mut to.exact).push_str(&letters);
            }
            None => pieces(printed).for_each(|piece| Forms::of(piece.text).append(to)),
        }
    }
}

/// Returns whether letters are too many, or too few vowels, for a syllable that happens to be the same.
fn is_long(letters: &str) -> bool {
    letters.chars().count() >= 4 || letters.chars().count() >= 3 && !letters.contains(['a', 'e', 'i', 'o', 'u', 'y'])
}

/// A run of capitals tied by dashes and ampersands: `KH&ĐT`, `KT-XH`.
#[derive(Debug, Default, Clone, Copy)]
struct Run {
    start: usize,
    end: usize,
    open: bool,
}

impl Run {
    fn takes(self, piece: Piece<'_>, text: &str) -> bool {
        self.open && matches!(text.get(self.end..piece.start), Some("&" | "-" | "–" | " & "))
    }
}

/// Returns whether most letters are capitals, as an abbreviation has them (`TTg` too).
fn shouts(piece: &str) -> bool {
    let capitals = piece.chars().filter(|letter| is_capital(*letter)).count();
    capitals >= 2 && piece.chars().count() <= capitals + 1 || capitals == 1 && piece.chars().count() == 1
}

fn spaced(stream: &mut String) -> &mut String {
    if !stream.is_empty() {
        stream.push(' ');
    }
    stream
}

#[cfg(test)]
mod tests {
    use super::{Streams, Words, pieces};
    use crate::lexicon::Lexicon;

    fn folded(text: &str) -> String {
        let mut streams = Streams::default();
        Words::new(&Lexicon::builtin().unwrap()).write(text, &mut streams);
        streams.folded
    }

    #[test]
    fn numbers_come_in_parts_in_every_spelling() {
        for spelling in ["354/QĐ-SKH-VP", "354/qd skh vp", "0354 QÐ–SKH_VP", "354QĐ-SKH-VP"] {
            assert_eq!(folded(spelling), "354 qd skh vp", "{spelling}");
        }
        assert_eq!(folded("77/2015/QH13"), "77 2015 qh 13");
    }

    #[test]
    fn abbreviations_are_written_out_and_symbols_are_not() {
        assert_eq!(folded("kiểm tra CCHC tại UBND xã"), "kiem tra cai cach hanh chinh tai uy ban nhan dan xa");
        assert_eq!(folded("phát triển KT-XH"), "phat trien kinh te xa hoi");
        assert_eq!(folded("số 12/QĐ-UBND"), "so 12 qd ubnd");
    }

    #[test]
    fn exact_keeps_diacritics_and_abbreviations() {
        let mut streams = Streams::default();
        Words::new(&Lexicon::builtin().unwrap()).write("Uỷ ban, CCHC", &mut streams);
        assert_eq!(streams.exact, "ủy ban cchc");
    }

    #[test]
    fn pieces_know_their_place() {
        let found: Vec<(usize, &str)> = pieces("số 30c/NQ").map(|piece| (piece.start, piece.text)).collect();
        assert_eq!(found, [(0, "số"), (5, "30"), (7, "c"), (9, "NQ")]);
    }
}
