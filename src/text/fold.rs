//! Folds Vietnamese words so that spellings of one word compare equal.
//!
//! Two folds: [`fold_case_tone`] keeps the diacritics and evens out case, `Ð`, blanks and where the tone mark stands;
//! [`fold_ascii`] drops the diacritics too. Neither keeps offsets: what needs them folds word by word.

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use super::letter::{plain, small};

/// Returns `words` in NFC and lower case, with `Ð` as `đ`, the tone mark where the official spelling has it
/// (`hoà` → `hòa`, `uỷ` → `ủy`, `tòan` → `toàn`), runs of blanks as one space and none at the ends.
#[must_use]
pub fn fold_case_tone(words: &str) -> String {
    if let Some(folded) = folded_as_it_stands(words) {
        return folded;
    }
    let mut folder = Folder { folded: String::with_capacity(words.len()), before: [NONE; 3] };
    if is_nfc_quick(words.chars()) == IsNormalized::Yes {
        words.chars().for_each(|c| folder.add(c));
    } else {
        words.nfc().for_each(|c| folder.add(c));
    }
    folder.finish()
}

/// Returns the small letters of one word in which no tone can move, `None` of anything else.
fn folded_as_it_stands(word: &str) -> Option<String> {
    let mut folded = String::with_capacity(word.len());
    let mut glides = false;
    for c in word.chars() {
        let c = match c {
            '!'..='~' => c.to_ascii_lowercase(),
            // Neither marks that stand alone nor letters that are not in NFC.
            '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' if !matches!(c, 'ð' | 'Ð') => small(c)?,
            _ => return None,
        };
        if glides && matches!(toned(c), Some(('a' | 'e' | 'y', _))) {
            return None;
        }
        glides = matches!(toned(c), Some(('o' | 'u', _)));
        folded.push(c);
    }
    Some(folded)
}

/// Stands for "no character yet".
const NONE: char = '\0';

/// Folds one character after another. The last two characters wait, for the next one may move their tone.
struct Folder {
    folded: String,
    /// The last three characters, the newest last; the newest two are not yet written.
    before: [char; 3],
}

impl Folder {
    fn add(&mut self, c: char) {
        match c {
            'a'..='z' => self.push(c),
            'A'..='Z' => self.push(c.to_ascii_lowercase()),
            'ð' | 'Ð' => self.push('đ'),
            c if c.is_whitespace() => self.push(' '),
            c => match small(c) {
                Some(c) => self.push(c),
                None => c.to_lowercase().for_each(|c| self.push(c)),
            },
        }
    }

    fn push(&mut self, c: char) {
        let [first, second, third] = self.before;
        if c == NONE || (c == ' ' && matches!(third, ' ' | NONE)) {
            return;
        }
        let (second, third) = settled(first, second, third, c);
        self.write(second);
        self.before = [second, third, c];
    }

    fn write(&mut self, c: char) {
        if c != NONE {
            self.folded.push(c);
        }
    }

    fn finish(mut self) -> String {
        let [first, second, third] = self.before;
        let (second, third) = settled(first, second, third, NONE);
        self.write(second);
        if third != ' ' {
            self.write(third);
        }
        self.folded
    }
}

/// Returns `second` and `third` with the tone of `oa`, `oe`, `uy` on the first vowel at a syllable's end and on the
/// second where the next character is a letter; after `q` the `u` is no vowel and never has it.
fn settled(first: char, second: char, third: char, next: char) -> (char, char) {
    if second.is_ascii() && third.is_ascii() {
        return (second, third);
    }
    let (Some((one, one_tone)), Some((other, other_tone))) = (toned(second), toned(third)) else {
        return (second, third);
    };
    let moves = matches!((one, other), ('o', 'a' | 'e') | ('u', 'y')) && (one_tone == 0) != (other_tone == 0);
    if !moves {
        return (second, third);
    }
    let tone = one_tone + other_tone;
    if first == 'q' || next.is_alphabetic() { (one, with_tone(other, tone)) } else { (with_tone(one, tone), other) }
}

/// Returns the plain vowel and the number of its tone, 0 for none, of the five vowels whose tone moves.
fn toned(c: char) -> Option<(char, usize)> {
    let base = match c {
        'a' | 'à' | 'á' | 'ả' | 'ã' | 'ạ' => 'a',
        'e' | 'è' | 'é' | 'ẻ' | 'ẽ' | 'ẹ' => 'e',
        'o' | 'ò' | 'ó' | 'ỏ' | 'õ' | 'ọ' => 'o',
        'u' | 'ù' | 'ú' | 'ủ' | 'ũ' | 'ụ' => 'u',
        'y' | 'ỳ' | 'ý' | 'ỷ' | 'ỹ' | 'ỵ' => 'y',
        _ => return None,
    };
    row(base).iter().position(|vowel| *vowel == c).map(|tone| (base, tone))
}

fn with_tone(base: char, tone: usize) -> char {
    row(base).get(tone).copied().unwrap_or(base)
}

/// Returns a vowel without and with the five tones.
fn row(base: char) -> [char; 6] {
    match base {
        'a' => ['a', 'à', 'á', 'ả', 'ã', 'ạ'],
        'e' => ['e', 'è', 'é', 'ẻ', 'ẽ', 'ẹ'],
        'o' => ['o', 'ò', 'ó', 'ỏ', 'õ', 'ọ'],
        'u' => ['u', 'ù', 'ú', 'ủ', 'ũ', 'ụ'],
        _ => ['y', 'ỳ', 'ý', 'ỷ', 'ỹ', 'ỵ'],
    }
}

/// Returns `words` in lower case without diacritics (`đ` as `d`), blanks as in [`fold_case_tone`].
#[must_use]
pub fn fold_ascii(words: &str) -> String {
    let mut folded = String::with_capacity(words.len());
    for c in words.chars() {
        plain(c, |letter| {
            if !letter.is_whitespace() {
                folded.push(letter);
            } else if !folded.is_empty() && !folded.ends_with(' ') {
                folded.push(' ');
            }
        });
    }
    folded.truncate(folded.trim_end().len());
    folded
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
