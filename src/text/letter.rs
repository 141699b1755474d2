//! One letter without its case, and without its marks.
//!
//! Every comparison of words asks this of every letter, so the blocks in which Vietnamese is written lie in a table. It
//! is made of Unicode's own data, which answers for all other characters.

use std::sync::LazyLock;

use unicode_normalization::char::{decompose_canonical, is_combining_mark};

/// The letters of Latin-1, Latin Extended A and B (`à`, `đ`, `ơ`).
const LATIN: std::ops::Range<u32> = 0xc0..0x250;
/// The letters of Latin Extended Additional (`ệ`).
const ADDITIONAL: std::ops::Range<u32> = 0x1e00..0x1f00;

/// A letter's other faces; [`NONE`] where one has not exactly one character.
#[derive(Clone, Copy)]
struct Faces {
    small: char,
    plain: char,
    capital: bool,
}

/// Stands for "not one character"; no text has it as a face of another character.
const NONE: char = '\0';

static TABLE: LazyLock<Vec<Faces>> =
    LazyLock::new(|| LATIN.chain(ADDITIONAL).filter_map(char::from_u32).map(Faces::of).collect());

impl Faces {
    fn of(c: char) -> Self {
        let mut plain = Vec::new();
        each_plain(c, |letter| plain.push(letter));
        Self { small: only(c.to_lowercase()), plain: only(plain), capital: c.is_uppercase() }
    }

    /// Returns what the table says of a letter beyond ASCII.
    fn known(c: char) -> Option<Self> {
        let code = u32::from(c);
        let at = if LATIN.contains(&code) {
            code - LATIN.start
        } else if ADDITIONAL.contains(&code) {
            code - ADDITIONAL.start + (LATIN.end - LATIN.start)
        } else {
            return None;
        };
        TABLE.get(usize::try_from(at).ok()?).copied()
    }
}

fn only(letters: impl IntoIterator<Item = char>) -> char {
    let mut letters = letters.into_iter();
    letters.next().filter(|_| letters.next().is_none()).unwrap_or(NONE)
}

/// Returns whether `c` is a letter, as [`char::is_alphabetic`] does, which searches a big table for Vietnamese ones.
#[must_use]
pub fn is_letter(c: char) -> bool {
    match c {
        'a'..='z' | 'A'..='Z' | 'À'..='Ö' | 'Ø'..='ö' | 'ø'..='ɏ' | 'Ḁ'..='ỿ' => true,
        c => !c.is_ascii() && c.is_alphabetic(),
    }
}

/// Returns whether `c` is a letter or a number, as [`char::is_alphanumeric`] does.
#[must_use]
pub fn is_letter_or_number(c: char) -> bool {
    c.is_ascii_digit() || is_letter(c) || (!c.is_ascii() && c.is_numeric())
}

/// Returns whether `c` is a capital letter, as [`char::is_uppercase`] does.
#[must_use]
pub fn is_capital(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_uppercase();
    }
    Faces::known(c).map_or_else(|| c.is_uppercase(), |faces| faces.capital)
}

/// Returns the small letter of `c`, where it is one character: `Ệ` is `ệ`, `İ` has none.
#[must_use]
pub fn small(c: char) -> Option<char> {
    if c.is_ascii() {
        return Some(c.to_ascii_lowercase());
    }
    let small = Faces::known(c).map_or_else(|| only(c.to_lowercase()), |faces| faces.small);
    (small != NONE).then_some(small)
}

/// Gives the small letters of `c` without diacritics to `take`: `Ệ` is `e`, `Đ` and `Ð` are `d`, a mark alone is
/// nothing.
pub fn plain(c: char, mut take: impl FnMut(char)) {
    if c.is_ascii() {
        return take(c.to_ascii_lowercase());
    }
    match Faces::known(c) {
        Some(Faces { plain, .. }) if plain != NONE => take(plain),
        _ => each_plain(c, take),
    }
}

fn each_plain(c: char, mut take: impl FnMut(char)) {
    decompose_canonical(c, |part| {
        for letter in part.to_lowercase() {
            match letter {
                'đ' | 'ð' => take('d'),
                letter if is_combining_mark(letter) => {}
                letter => take(letter),
            }
        }
    });
}

#[cfg(test)]
mod tests {
    use super::{each_plain, is_capital, is_letter, is_letter_or_number, plain, small};

    #[test]
    fn the_table_says_what_unicode_says() {
        for c in '\0'..=char::MAX {
            let (mut quick, mut slow) = (String::new(), String::new());
            plain(c, |letter| quick.push(letter));
            each_plain(c, |letter| slow.push(letter));
            assert_eq!(quick, slow, "{c:?}");
            assert_eq!((is_letter(c), is_letter_or_number(c)), (c.is_alphabetic(), c.is_alphanumeric()), "{c:?}");
            assert_eq!(is_capital(c), c.is_uppercase(), "{c:?}");
            let lower: String = c.to_lowercase().collect();
            assert_eq!(small(c).map(String::from), (lower.chars().count() == 1).then_some(lower), "{c:?}");
        }
    }

    #[test]
    fn marks_and_strokes_vanish() {
        let letters = |text: &str| {
            let mut letters = String::new();
            text.chars().for_each(|c| plain(c, |letter| letters.push(letter)));
            letters
        };
        assert_eq!(letters("Đường ĐẶNG Ðức"), "duong dang duc");
        assert_eq!(letters("e\u{302}\u{301}"), "e");
    }
}
