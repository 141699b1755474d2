//! Tells from the raw text, before anything is cut, which paragraphs can hold a citation at all.
//!
//! Whatever the grammar reads has a number that goes on with a code or follows a word that numbers do, a stroke or room
//! left to be filled, or names a law or congress, or says "này". Most paragraphs have none of these. What typing does to
//! words counts as an anchor too, so that nothing the normaliser would mend is passed over.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use unicode_normalization::char::is_combining_mark;

use crate::lexicon::Lexicon;
use crate::parse::token::{Key, is_blank, mark, starts_no_word};
use crate::text::{is_capital, is_letter, small};

/// Words of which every reference without a digit has one: "này", and the word of each law kind that is the rarest.
const WORDS: &[&str] = &["này", "nÀy", "luật", "luẬt", "lệnh", "lỆnh", "hiến", "hiẾn"];

/// The ends of these words and of "đại" from their first letter beyond ASCII on, before which they are typed apart.
const ENDS: &[&str] = &["ày", "ật", "ệnh", "ến", "ại"];

/// The first word of a congress, which counts where the second may follow.
const CONGRESS: &[&str] = &["đại", "đẠi", "Đại", "ĐẠi"];

/// Blanks beyond ASCII but the common one.
const ODD_BLANKS: &[char] = &[
    '\u{85}', '\u{1680}', '\u{2000}', '\u{2001}', '\u{2002}', '\u{2003}', '\u{2004}', '\u{2005}', '\u{2006}',
    '\u{2007}', '\u{2008}', '\u{2009}', '\u{200a}', '\u{2028}', '\u{2029}', '\u{202f}', '\u{205f}', '\u{3000}',
];

/// Strokes, which count where no digit follows: those of dates do not.
const STROKES: &[&str] = &["/", "\u{2044}", "\u{2215}", "\u{ff0f}"];

/// Gaps, what shows nothing, and letters that are mistaken for others.
const SIGNS: &[&str] = &[
    "…", "..", "__", "._", "_.", "\u{200b}", "\u{200c}", "\u{200d}", "\u{200e}", "\u{200f}", "\u{2060}", "\u{feff}",
    "\u{d0}", "\u{f0}", "\u{189}", "\u{256}",
];

/// First bytes of Cyrillic letters.
const CYRILLIC: std::ops::RangeInclusive<u8> = 0xd0..=0xd3;

static ANCHORS: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    let text = |pattern: &&str| pattern.as_bytes().to_vec();
    let apart = [" ", "\n", "\t", "\r", "\u{b}", "\u{c}", "\u{a0}"]
        .into_iter()
        .flat_map(|blank| ENDS.iter().map(move |end| [blank, end].concat().into_bytes()));
    let odd = ODD_BLANKS.iter().map(|blank| blank.to_string().into_bytes());
    let anchors = CONGRESS.iter().chain(STROKES).chain(WORDS).chain(SIGNS).map(text).chain(apart).chain(odd);
    let anchors = anchors.chain(CYRILLIC.map(|byte| vec![byte]));
    AhoCorasick::builder().ascii_case_insensitive(true).build(anchors).ok()
});

/// Returns whether a citation can stand in `words`.
pub(super) fn stands_in(words: &str, lexicon: &Lexicon) -> bool {
    numbers(words).any(|(from, end)| goes_on_as_number(words, end) || is_numbered(words, from, lexicon)) || {
        let counts = |(pattern, end)| match pattern {
            _ if pattern < CONGRESS.len() => next(words, end).is_some_and(|c| matches!(c, 'h' | 'H')),
            _ if pattern < CONGRESS.len() + STROKES.len() => next(words, end).is_some_and(|c| !c.is_ascii_digit()),
            _ => true,
        };
        let anchors = ANCHORS.as_ref();
        anchors.is_none_or(|anchors| {
            anchors.find_overlapping_iter(words).any(|found| counts((found.pattern().as_usize(), found.end())))
        })
    }
}

/// Returns the first and last bytes of the runs of digits.
fn numbers(words: &str) -> impl Iterator<Item = (usize, usize)> {
    let bytes = words.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
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

/// Returns whether the word before byte `from` is one that numbers of the grammar follow, or may be when it is mended.
fn is_numbered(words: &str, from: usize, lexicon: &Lexicon) -> bool {
    let before =
        words.get(..from).unwrap_or_default().trim_end_matches(|c| is_blank(c) || matches!(c, ':' | '\u{ff1a}'));
    if before.ends_with(is_combining_mark) {
        return true;
    }
    let word = before.trim_end_matches(is_letter);
    let word = before.get(word.len()..).unwrap_or_default();
    let Some(first) = word.chars().next() else { return false };
    let inside = word.chars().skip(1).any(is_capital);
    if (is_capital(first) && word.len() <= 6) || (inside && !word.chars().all(is_capital)) {
        return true;
    }
    let lower: String = word.chars().map(|c| small(c).unwrap_or(c)).collect();
    matches!(Key::of(&lower), Key::So | Key::Dieu | Key::Ngay)
        || lower.starts_with(starts_no_word)
        || lexicon.ends_kind(&lower)
}

/// Returns the first character from byte `at` on that is no blank.
fn next(words: &str, at: usize) -> Option<char> {
    words.get(at..)?.trim_start_matches(is_blank).chars().next()
}

#[cfg(test)]
mod tests {
    use super::stands_in;
    use crate::lexicon::Lexicon;
    use crate::parse::citation::law_name::is_law;

    #[test]
    fn every_name_of_a_law_kind_is_an_anchor() {
        for kind in Lexicon::shared().kinds().iter().filter(|kind| is_law(&kind.id)) {
            for name in std::iter::once(&kind.vi).chain(&kind.also) {
                assert!(stands_in(name, Lexicon::shared()), "{name}");
                assert!(stands_in(&name.to_uppercase(), Lexicon::shared()), "{name} in capitals");
            }
        }
    }

    #[test]
    fn anchors_in_any_spelling() {
        for words in [
            "khoản n ày",
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
            assert!(stands_in(words, Lexicon::shared()), "{words}");
        }
        for words in [
            "Giao Sở Nội vụ chủ trì trong năm 2025, trước 30/11/2025.",
            "hiện đại, Đại biểu",
            "bến tàu",
            "",
            "giai đoạn 2021 - 2025",
            "1. Mục tiêu 25%",
        ] {
            assert!(!stands_in(words, Lexicon::shared()), "{words}");
        }
    }
}
