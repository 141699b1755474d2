//! NFC with the order of Vietnamese marks mended, and where each place of the raw text went.
//!
//! NFC alone turns `e` + dot below + circumflex to `ệ`, but leaves `é` + circumflex as two letters: marks of one class
//! keep their order. Here the mark that shapes a vowel (mũ, trăng) goes before the tone, as Unicode composes them.

use unicode_normalization::char::canonical_combining_class;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// Circumflex and breve; the horn has a class of its own, which NFC sorts.
const SHAPES: [char; 2] = ['\u{302}', '\u{306}'];

/// Returns whether `text` is as [`normalise`] would leave it, without false "yes".
pub(super) fn is_normal(text: &str) -> bool {
    if text.is_ascii() {
        return true;
    }
    let plain = |letter: char| {
        letter < '\u{300}' || ('\u{1e00}'..='\u{1eff}').contains(&letter) || ('\u{2010}'..='\u{2027}').contains(&letter)
    };
    text.chars().all(plain)
        || is_nfc_quick(text.chars()) == IsNormalized::Yes && !text.chars().any(|letter| SHAPES.contains(&letter))
}

/// Appends the normal form of `raw` to `out`; returns where each of the ascending offsets `stops` of `raw` went, as
/// offsets of `out`.
///
/// A stop inside a letter and its marks goes behind them, so that the letter belongs whole to where its base stood.
pub(super) fn normalise(raw: &str, out: &mut String, stops: &[usize]) -> Vec<usize> {
    let mut went = Vec::with_capacity(stops.len());
    let mut stops = stops.iter().copied().peekable();
    for (start, cluster) in clusters(raw) {
        while stops.next_if(|&stop| stop <= start).is_some() {
            went.push(out.len());
        }
        if is_normal(cluster) {
            out.push_str(cluster);
        } else {
            compose(cluster, out);
        }
    }
    went.extend(stops.map(|_| out.len()));
    went
}

/// Cuts `raw` where composition cannot reach over.
fn clusters(raw: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut rest = raw;
    let mut at = 0;
    std::iter::from_fn(move || {
        let next = rest.char_indices().skip(1).find(|&(_, letter)| starts_cluster(letter));
        let end = next.map_or(rest.len(), |(end, _)| end);
        let (cluster, tail) = rest.split_at_checked(end)?;
        let start = at;
        (rest, at) = (tail, at + end);
        (!cluster.is_empty()).then_some((start, cluster))
    })
}

fn starts_cluster(letter: char) -> bool {
    letter < '\u{300}'
        || canonical_combining_class(letter) == 0 && is_nfc_quick(std::iter::once(letter)) != IsNormalized::Maybe
}

fn compose(cluster: &str, out: &mut String) {
    let mut letters: Vec<char> = cluster.nfd().collect();
    let above = |letter: char| canonical_combining_class(letter) == 230;
    for marks in letters.chunk_by_mut(|&left, &right| above(left) == above(right)) {
        if marks.first().is_some_and(|&mark| above(mark)) {
            marks.sort_by_key(|mark| !SHAPES.contains(mark));
        }
    }
    out.extend(letters.into_iter().nfc());
}

#[cfg(test)]
mod tests {
    use super::*;

    fn normal(raw: &str) -> String {
        let mut out = String::new();
        normalise(raw, &mut out, &[]);
        out
    }

    #[test]
    fn marks_compose_in_any_order() {
        for raw in ["e\u{301}\u{302}", "\u{e9}\u{302}", "\u{ea}\u{301}", "e\u{302}\u{301}"] {
            assert!(!is_normal(raw));
            assert_eq!(normal(raw), "ế", "{raw:?}");
        }
        assert_eq!(normal("a\u{323}\u{306}ng"), "ặng");
        assert_eq!(normal("o\u{301}\u{31b}"), "ớ");
        assert_eq!(normal("Quyê\u{301}t đi\u{323}nh"), "Quyết định");
    }

    #[test]
    fn normal_text_is_left_alone() {
        assert!(is_normal("Căn cứ Thông tư số 01/2011/TT\u{2011}BNV"));
        assert_eq!(normal("Căn cứ"), "Căn cứ");
    }

    #[test]
    fn a_stop_inside_a_letter_goes_behind_it() {
        let mut out = "x".to_owned();
        let raw = "e\u{302}\u{301}t";
        assert_eq!(normalise(raw, &mut out, &[0, 1, 3, 5, 6]), [1, 4, 4, 4, 5]);
        assert_eq!(out, "xết");
    }
}
