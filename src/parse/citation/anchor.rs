//! Tells from the raw text, before anything is cut, which paragraphs can hold a citation at all.
//!
//! Whatever the grammar reads has a number that goes on with a code or stands behind the word of a kind or "Điều", such a
//! word before a stroke or room left to be filled, or names a law or congress, or says "này" of a kind or unit. Most paragraphs have none of these. What typing does to
//! words counts as an anchor too, so that nothing the normaliser would mend is passed over.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use unicode_normalization::char::is_combining_mark;

use crate::parse::token::{Key, is_blank, mark, starts_no_word};
use crate::parse::vocabulary::Vocabulary;
use crate::text::{is_capital, is_letter, small};

/// Words of which every reference without a digit has one: "này", which counts behind a kind's or a unit's word, …
const THIS: &[&str] = &["này", "nÀy"];

/// … and the word of each law kind that is the rarest. "Luật" does not count in "pháp luật".
const LAWS: &[&str] = &["luật", "luẬt"];
const OTHER_LAWS: &[&str] = &["lệnh", "lỆnh", "hiến", "hiẾn"];

/// The ends of these words and of "đại" from their first letter beyond ASCII on, before which they are typed apart.
const ENDS: &[&str] = &["ày", "ật", "ệnh", "ến", "ại"];

/// The first word of a congress, which counts where the second may follow.
const CONGRESS: &[&str] = &["đại", "đẠi", "Đại", "ĐẠi"];

/// Blanks beyond ASCII but the common one.
const ODD_BLANKS: &[char] = &[
    '\u{85}', '\u{1680}', '\u{2000}', '\u{2001}', '\u{2002}', '\u{2003}', '\u{2004}', '\u{2005}', '\u{2006}',
    '\u{2007}', '\u{2008}', '\u{2009}', '\u{200a}', '\u{2028}', '\u{2029}', '\u{202f}', '\u{205f}', '\u{3000}',
];

/// Strokes and gaps, which count where a word announces the number that they leave out: "số /QĐ-UBND", "số …".
const GAPS: &[&str] = &["/", "\u{2044}", "\u{2215}", "\u{ff0f}", "…", "..", "__", "._", "_."];

/// What shows nothing, and letters that are mistaken for others.
const SIGNS: &[&str] = &[
    "\u{200b}", "\u{200c}", "\u{200d}", "\u{200e}", "\u{200f}", "\u{2060}", "\u{feff}", "\u{d0}", "\u{f0}", "\u{189}",
    "\u{256}",
];

/// Where in the list of anchors those of one sort end.
const ROOM: usize = CONGRESS.len() + GAPS.len();
const LAW: usize = ROOM + THIS.len();
const OTHERS: usize = LAW + LAWS.len();

/// First bytes of Cyrillic letters.
const CYRILLIC: std::ops::RangeInclusive<u8> = 0xd0..=0xd3;

static ANCHORS: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    let text = |pattern: &&str| pattern.as_bytes().to_vec();
    let apart = [" ", "\n", "\t", "\r", "\u{b}", "\u{c}", "\u{a0}"]
        .into_iter()
        .flat_map(|blank| ENDS.iter().map(move |end| [blank, end].concat().into_bytes()));
    let odd = ODD_BLANKS.iter().map(|blank| blank.to_string().into_bytes());
    let anchors =
        [CONGRESS, GAPS, THIS, LAWS, OTHER_LAWS, SIGNS].into_iter().flatten().map(text).chain(apart).chain(odd);
    let anchors = anchors.chain(CYRILLIC.map(|byte| vec![byte]));
    // Their rarest bytes are common in Vietnamese, so looking for those first only costs.
    AhoCorasick::builder().ascii_case_insensitive(true).prefilter(false).build(anchors).ok()
});

/// Returns whether a citation can stand in `words`.
pub(super) fn stands_in(words: &str, vocabulary: &Vocabulary<'_>) -> bool {
    let numbered = |(from, end)| goes_on_as_number(words, end) || is_numbered(words, from, vocabulary);
    numbers(words).any(numbered) || {
        let counts = |(pattern, from, end)| match pattern {
            _ if pattern < CONGRESS.len() => next(words, end).is_some_and(|c| matches!(c, 'h' | 'H')),
            _ if pattern < ROOM => is_announced(words, from, vocabulary),
            _ if pattern < LAW => is_pointed_at(words, from, vocabulary),
            _ if pattern < OTHERS => !is_law_in_general(words, from),
            _ => true,
        };
        // What does not count overlaps no other anchor.
        let anchors = ANCHORS.as_ref();
        anchors.is_none_or(|anchors| {
            let mut found = anchors.find_iter(words);
            found.any(|found| counts((found.pattern().as_usize(), found.start(), found.end())))
        })
    }
}

/// Bytes looked at in one step where there are no digits.
const STEP: usize = 32;

/// Returns the first and last bytes of the runs of digits.
pub(super) fn numbers(words: &str) -> impl Iterator<Item = (usize, usize)> {
    let bytes = words.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        let (steps, _) = bytes.get(at..)?.as_chunks::<STEP>();
        let none = |step: &&[u8; STEP]| !step.iter().fold(false, |any, byte| any | byte.is_ascii_digit());
        at += steps.iter().take_while(none).count() * STEP;
        let from = at + bytes.get(at..)?.iter().position(u8::is_ascii_digit)?;
        at = from + bytes.get(from..)?.iter().take_while(|byte| byte.is_ascii_digit()).count();
        Some((from, at))
    })
}

/// Returns whether a code may follow the digits that end before byte `end`: a letter against them, or a mark that joins
/// one.
fn goes_on_as_number(words: &str, end: usize) -> bool {
    let rest = words.get(end..).unwrap_or_default();
    if rest.starts_with(|c| is_letter(c) || is_combining_mark(c)) {
        return true;
    }
    let rest = rest.trim_start_matches(is_blank);
    let Some(sign) = rest.chars().next() else { return false };
    matches!(mark(sign), '/' | '-' | '&' | '_')
        && next(rest, sign.len_utf8()).is_some_and(|c| is_letter(c) || mark(c) == mark(sign))
}

/// Returns whether the number at byte `from` may be a document's or an article's by the word before it: a kind's, "Điều",
/// or "số" and "ngày" behind a kind's.
fn is_numbered(words: &str, from: usize, vocabulary: &Vocabulary<'_>) -> bool {
    let before = Before::of(words, from);
    match before.key() {
        Key::Dieu => !is_heading(words, from),
        Key::So | Key::Ngay => Before::of(words, before.start).is_kind(vocabulary),
        _ => before.is_kind(vocabulary),
    }
}

/// Returns whether the room left for a number at byte `from` may be a document's by the word before it.
fn is_announced(words: &str, from: usize, vocabulary: &Vocabulary<'_>) -> bool {
    let before = Before::of(words, from);
    before.key() == Key::So || before.is_kind(vocabulary)
}

/// Returns whether "này" at byte `from` stands behind a kind's word or that of a unit.
fn is_pointed_at(words: &str, from: usize, vocabulary: &Vocabulary<'_>) -> bool {
    let before = Before::of(words, from);
    before.key().opens_provisions() || before.key() == Key::Luc || before.is_kind(vocabulary)
}

/// Returns whether the article's number at byte `from` is the label of a paragraph: "Điều 3. …".
fn is_heading(words: &str, from: usize) -> bool {
    let alone = words.get(..from).is_some_and(|before| before.trim() == "Điều");
    let number = words.get(from..).unwrap_or_default();
    alone && number.trim_start_matches(|c: char| c.is_ascii_digit()).starts_with(['.', ':'])
}

/// Returns whether "luật" at byte `from` is half of "pháp luật".
fn is_law_in_general(words: &str, from: usize) -> bool {
    let before = words.get(..from).unwrap_or_default();
    let before = before.strip_suffix([' ', '\n']).unwrap_or_default();
    before.ends_with("pháp") || before.ends_with("Pháp") || before.ends_with("PHÁP")
}

/// The word before a byte.
struct Before<'t> {
    /// Its first byte.
    start: usize,
    /// Its letters as printed.
    word: &'t str,
    lower: String,
    /// Whether a mark stands alone behind it.
    marked: bool,
}

impl<'t> Before<'t> {
    fn of(words: &'t str, at: usize) -> Self {
        let before =
            words.get(..at).unwrap_or_default().trim_end_matches(|c| is_blank(c) || matches!(c, ':' | '\u{ff1a}'));
        let start = before.trim_end_matches(is_letter).len();
        let word = before.get(start..).unwrap_or_default();
        let lower = word.chars().map(|c| small(c).unwrap_or(c)).collect();
        Self { start, word, lower, marked: before.ends_with(is_combining_mark) }
    }

    fn key(&self) -> Key {
        Key::of(&self.lower)
    }

    /// Returns whether it is the last of a kind's name, or the kind's code, or may be when it is mended.
    fn is_kind(&self, vocabulary: &Vocabulary<'_>) -> bool {
        self.marked || {
            let Some(first) = self.word.chars().next() else { return false };
            let inside = self.word.chars().skip(1).any(is_capital);
            (inside && !self.word.chars().all(is_capital))
                || (is_capital(first) && self.word.len() <= LONGEST_CODE && vocabulary.is_kind(self.word))
                || self.lower.starts_with(starts_no_word)
                || vocabulary.lexicon().ends_kind(&self.lower)
        }
    }
}

/// The code of a kind has no more bytes.
const LONGEST_CODE: usize = 6;

/// Returns the first character from byte `at` on that is no blank.
fn next(words: &str, at: usize) -> Option<char> {
    words.get(at..)?.trim_start_matches(is_blank).chars().next()
}

#[cfg(test)]
mod tests {
    use crate::lexicon::Lexicon;
    use crate::parse::citation::law_name::is_law;
    use crate::parse::vocabulary::Vocabulary;

    fn stands_in(words: &str) -> bool {
        super::stands_in(words, &Vocabulary::of(Lexicon::shared()))
    }

    #[test]
    fn every_name_of_a_law_kind_is_an_anchor() {
        for kind in Lexicon::shared().kinds().iter().filter(|kind| is_law(&kind.id)) {
            for name in std::iter::once(&kind.vi).chain(&kind.also) {
                assert!(stands_in(name), "{name}");
                assert!(stands_in(&name.to_uppercase()), "{name} in capitals");
            }
        }
    }

    #[test]
    fn anchors_in_any_spelling() {
        for words in [
            "khoản n ày",
            "khoản 1 Điều này",
            "Quyết định số: /QĐ-UBND",
            "Theo số ……/QĐ-UBND",
            "Quyết định ngày 5/5/2020",
            "Thông tư số 13",
            "Luật Phổ biến, giáo dục pháp luật",
            "ĐẠI  HỘI",
            "Lu ật",
            "Quyết định số …",
            "s\u{200b}ố",
            "Q\u{d0}",
            "ĐIỀU NÀY",
            "Điều 7",
            "s ố 7",
            "30c/NQ-CP",
            "tạiĐiều 4",
            "NĐ 30",
            "354 / QĐ",
            "Nghị định: 7",
        ] {
            assert!(stands_in(words), "{words}");
        }
        for words in [
            "Giao Sở Nội vụ chủ trì trong năm 2025, trước 30/11/2025.",
            "hiện đại, Đại biểu",
            "bến tàu",
            "",
            "giai đoạn 2021 - 2025",
            "1. Mục tiêu 25%",
            "theo quy định của pháp luật",
            "Điều 3. Tổ chức thực hiện",
            "Bắc Ninh, ngày 19 tháng 11 năm 2025",
            "- Lưu …",
            "lượt người/lần",
            "Nhóm 3: trong 05 ngày",
            "thủ tục này",
        ] {
            assert!(!stands_in(words), "{words}");
        }
    }
}
