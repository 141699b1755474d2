//! Tells from the raw text, before anything is cut, which paragraphs can hold a citation at all.
//!
//! Whatever the grammar reads has a digit, a stroke or room left to be filled in its number, or names a law or congress,
//! or says "này". Most paragraphs have none of these. What typing does to words counts as an anchor too, so that
//! nothing the normaliser would mend is passed over.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use crate::parse::token::is_blank;

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

/// Strokes and gaps, what shows nothing, and letters that are mistaken for others.
const SIGNS: &[&str] = &[
    "/", "\u{2044}", "\u{2215}", "\u{ff0f}", "…", "..", "__", "._", "_.", "\u{200b}", "\u{200c}", "\u{200d}", "\u{200e}",
    "\u{200f}", "\u{2060}", "\u{feff}", "\u{d0}", "\u{f0}", "\u{189}", "\u{256}",
];

/// First bytes of Cyrillic letters.
const CYRILLIC: std::ops::RangeInclusive<u8> = 0xd0..=0xd3;

static ANCHORS: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    let text = |pattern: &&str| pattern.as_bytes().to_vec();
    let apart = [" ", "\n", "\t", "\r", "\u{b}", "\u{c}", "\u{a0}"]
        .into_iter()
        .flat_map(|blank| ENDS.iter().map(move |end| [blank, end].concat().into_bytes()));
    let odd = ODD_BLANKS.iter().map(|blank| blank.to_string().into_bytes());
    let anchors = CONGRESS.iter().chain(WORDS).chain(SIGNS).map(text).chain(apart).chain(odd);
    let anchors = anchors.chain(CYRILLIC.map(|byte| vec![byte]));
    AhoCorasick::builder().ascii_case_insensitive(true).build(anchors).ok()
});

/// Returns whether a citation can stand in `words`.
pub(super) fn stands_in(words: &str) -> bool {
    let has_digit = |bytes: &[u8]| bytes.iter().fold(false, |found, byte| found | byte.is_ascii_digit());
    if words.as_bytes().chunks(64).any(has_digit) {
        return true;
    }
    let Some(anchors) = ANCHORS.as_ref() else { return true };
    anchors.find_iter(words).any(|found| found.pattern().as_usize() >= CONGRESS.len() || follows(words, found.end()))
}

/// Returns whether the second word of "đại hội" may follow at byte `at`.
fn follows(words: &str, at: usize) -> bool {
    let rest = words.get(at..).unwrap_or_default().trim_start_matches(is_blank);
    rest.starts_with(['h', 'H'])
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
                assert!(stands_in(name) && stands_in(&name.to_uppercase()), "{name}");
            }
        }
    }

    #[test]
    fn anchors_in_any_spelling() {
        for words in ["khoản n ày", "ĐẠI  HỘI", "Lu ật", "Quyết định số …", "s\u{200b}ố", "Q\u{d0}", "ĐIỀU NÀY", "7"] {
            assert!(stands_in(words), "{words}");
        }
        for words in ["Giao Sở Nội vụ chủ trì, phối hợp các đơn vị liên quan.", "hiện đại, Đại biểu", "bến tàu", ""] {
            assert!(!stands_in(words), "{words}");
        }
    }
}
