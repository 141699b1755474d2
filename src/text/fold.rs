//! Folds Vietnamese words so that spellings of one word compare equal.
//!
//! Two folds: [`fold_case_tone`] keeps the diacritics and evens out case, `Ð`, blanks and where the tone mark stands;
//! [`fold_ascii`] drops the diacritics too. Neither keeps offsets: what needs them folds word by word.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The vowels whose tone mark moves, each row one vowel: no tone, then the five tones in one order.
const TONED: [[char; 6]; 5] = [
    ['a', 'à', 'á', 'ả', 'ã', 'ạ'],
    ['e', 'è', 'é', 'ẻ', 'ẽ', 'ẹ'],
    ['o', 'ò', 'ó', 'ỏ', 'õ', 'ọ'],
    ['u', 'ù', 'ú', 'ủ', 'ũ', 'ụ'],
    ['y', 'ỳ', 'ý', 'ỷ', 'ỹ', 'ỵ'],
];

/// Returns `words` in NFC and lower case, with `Ð` as `đ`, the tone mark where the official spelling has it
/// (`hoà` → `hòa`, `uỷ` → `ủy`, `tòan` → `toàn`), runs of blanks as one space and none at the ends.
#[must_use]
pub fn fold_case_tone(words: &str) -> String {
    let mut chars: Vec<char> = Vec::with_capacity(words.len());
    for c in words.nfc().flat_map(char::to_lowercase) {
        match c {
            'ð' => chars.push('đ'),
            c if c.is_whitespace() => {
                if chars.last().is_some_and(|last| *last != ' ') {
                    chars.push(' ');
                }
            }
            c => chars.push(c),
        }
    }
    if chars.last() == Some(&' ') {
        chars.pop();
    }
    settle_tones(&mut chars);
    chars.into_iter().collect()
}

/// Returns `words` in lower case without diacritics (`đ` as `d`), blanks as in [`fold_case_tone`].
#[must_use]
pub fn fold_ascii(words: &str) -> String {
    let mut folded = String::with_capacity(words.len());
    for c in words.nfd().flat_map(char::to_lowercase) {
        match c {
            'đ' | 'ð' => folded.push('d'),
            c if is_combining_mark(c) => {}
            c if c.is_whitespace() => {
                if !folded.is_empty() && !folded.ends_with(' ') {
                    folded.push(' ');
                }
            }
            c => folded.push(c),
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// Moves the tone of `oa`, `oe`, `uy` to the first vowel at a syllable's end and to the second before a further
/// letter; after `q` the `u` is no vowel and never has it.
fn settle_tones(chars: &mut [char]) {
    for at in 1..chars.len() {
        let (Some(&first), Some(&second)) = (chars.get(at - 1), chars.get(at)) else { return };
        let (Some((first_base, first_tone)), Some((second_base, second_tone))) = (toned(first), toned(second)) else {
            continue;
        };
        let tone = first_tone.max(second_tone);
        let moves = matches!((first_base, second_base), ('o', 'a' | 'e') | ('u', 'y'));
        if !moves || tone == 0 || (first_tone > 0 && second_tone > 0) {
            continue;
        }
        let after_q = at >= 2 && chars.get(at - 2) == Some(&'q');
        let closed = chars.get(at + 1).is_some_and(|c| c.is_alphabetic());
        let on_second = after_q || closed;
        let (first_tone, second_tone) = if on_second { (0, tone) } else { (tone, 0) };
        for (place, base, tone) in [(at - 1, first_base, first_tone), (at, second_base, second_tone)] {
            if let Some(slot) = chars.get_mut(place) {
                *slot = with_tone(base, tone);
            }
        }
    }
}

/// Returns the plain vowel and the tone's place in [`TONED`], for the five vowels whose tone moves.
fn toned(c: char) -> Option<(char, usize)> {
    TONED.iter().find_map(|row| {
        let tone = row.iter().position(|vowel| *vowel == c)?;
        row.first().map(|base| (*base, tone))
    })
}

fn with_tone(base: char, tone: usize) -> char {
    TONED.iter().find(|row| row.first() == Some(&base)).and_then(|row| row.get(tone)).copied().unwrap_or(base)
}

#[cfg(test)]
mod tests {
    use super::{fold_ascii, fold_case_tone};

    #[test]
    fn tone_placements_of_one_word_are_one() {
        for (old, new) in [
            ("HOÀ BÌNH", "hòa bình"),
            ("Uỷ ban", "ủy ban"),
            ("tòan quốc", "toàn quốc"),
            ("Huỳnh Thuý", "huỳnh thúy"),
            ("kế hoạch", "kế hoạch"),
            ("ngoài, khoẻ, loè", "ngoài, khỏe, lòe"),
            ("qúy II, Phú Qúy", "quý ii, phú quý"),
            ("khuỷu, khuya", "khuỷu, khuya"),
        ] {
            assert_eq!(fold_case_tone(old), new);
        }
    }

    #[test]
    fn case_blanks_and_eth_fold() {
        assert_eq!(fold_case_tone("  QUYẾT\u{a0} ÐỊNH\n"), "quyết định");
        assert_eq!(fold_case_tone("Quye\u{302}\u{301}t"), "quyết");
        assert_eq!(fold_case_tone(""), "");
    }

    #[test]
    fn ascii_has_no_marks() {
        assert_eq!(fold_ascii(" Ðồng  Tháp "), "dong thap");
        assert_eq!(fold_ascii("Ủy ban"), "uy ban");
    }
}
