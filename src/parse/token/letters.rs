//! Single characters: which are blanks, which look like another, what their small letter is.

use crate::text::{is_capital, small};

/// Returns whether `c` separates words.
pub(crate) fn is_blank(c: char) -> bool {
    c == ' ' || c == '\n' || (c != '\u{1}' && c.is_whitespace())
}

/// Returns whether `c` shows nothing and separates nothing.
pub(super) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

/// Returns the Vietnamese letter that `c` is or is mistaken for: Eth for Đ, Cyrillic for Latin.
pub(super) fn fixed(c: char) -> char {
    match c {
        '\u{d0}' | '\u{189}' => 'Đ',
        '\u{f0}' | '\u{256}' => 'đ',
        '\u{400}'..='\u{4ff}' => latin(c),
        c => match mark(c) {
            '\0' => c,
            mark => mark,
        },
    }
}

fn latin(c: char) -> char {
    match c {
        'А' => 'A',
        'В' => 'B',
        'Е' => 'E',
        'К' => 'K',
        'М' => 'M',
        'Н' => 'H',
        'О' => 'O',
        'Р' => 'P',
        'С' => 'C',
        'Т' => 'T',
        'Х' => 'X',
        'У' => 'Y',
        'І' => 'I',
        'Ѕ' => 'S',
        'Ј' => 'J',
        'а' => 'a',
        'е' => 'e',
        'о' => 'o',
        'р' => 'p',
        'с' => 'c',
        'х' => 'x',
        'у' => 'y',
        'і' => 'i',
        other => other,
    }
}

/// Returns the one character that stands for all marks of its sort; letters and digits come back as they are.
pub(crate) fn mark(c: char) -> char {
    match c {
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{ad}' => '-',
        '\u{2044}' | '\u{2215}' | '\u{ff0f}' => '/',
        '\u{ff1a}' => ':',
        '“' | '«' => '“',
        '”' | '»' => '”',
        other => other,
    }
}

/// Returns the small letter of `c`, one for one so that offsets stay.
pub(super) fn folded(c: char) -> char {
    match c {
        'a'..='z' | '0'..='9' | '-' | '/' | '.' | ',' => c,
        'A'..='Z' => c.to_ascii_lowercase(),
        'Đ' | 'đ' => 'đ',
        c => small(c).filter(|small| small.len_utf8() == c.len_utf8()).unwrap_or(c),
    }
}

/// Returns whether `c` is a capital letter.
pub(super) fn is_upper(c: char) -> bool {
    is_capital(c)
}

/// Returns whether no Vietnamese word of the grammar starts with `c`: a vowel with a tone or hook, as is left over when
/// letters are spaced out ("Ngh ị định").
pub(crate) fn starts_no_word(c: char) -> bool {
    !c.is_ascii() && c != 'đ'
}
