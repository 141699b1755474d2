//! How wide words are, and how they are broken into lines: nothing here can ask a font.

use crate::text::plain;

/// Widths in hundredths of the letters' size, those of wide sans-serif faces: a line that fits by them fits in others.
fn width_of(letter: char) -> u32 {
    let mut base = 'm';
    plain(letter, |plain| base = plain);
    let small = match base {
        'i' | 'j' | 'l' => 30,
        'f' | 't' | 'r' => 42,
        'm' | 'w' => 95,
        'a'..='z' | '0'..='9' => 62,
        _ => match letter {
            ' ' | '.' | ',' | ';' | ':' | '\'' | '|' | '!' | '(' | ')' | '[' | ']' => 33,
            '-' | '–' | '/' | '"' | '“' | '”' => 45,
            _ => 95,
        },
    };
    if letter.is_uppercase() { (small + 16).min(105) } else { small }
}

/// Returns how wide words are, in the unit of `size`.
pub(super) fn width(words: &str, size: u32) -> u32 {
    words.chars().map(width_of).sum::<u32>() * size / 100
}

/// Breaks words into at most `most` lines no wider than `room`; what does not fit is cut and `…` stands in its place.
pub(super) fn lines(words: &str, size: u32, room: u32, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in words.split_whitespace().flat_map(|word| pieces(word, size, room)) {
        let joined = lines.last().map(|line| format!("{line} {word}")).filter(|line| width(line, size) <= room);
        let full = lines.len() >= most;
        match (joined, lines.last_mut()) {
            (Some(joined), Some(last)) => *last = joined,
            (None, Some(last)) if full => {
                *last = cut(last, size, room);
                break;
            }
            _ if full => break,
            _ => lines.push(word),
        }
    }
    lines
}

/// Breaks a word that is wider than a line.
fn pieces(word: &str, size: u32, room: u32) -> Vec<String> {
    let mut pieces = vec![String::new()];
    for letter in word.chars() {
        let full = pieces
            .last()
            .is_some_and(|piece| !piece.is_empty() && width(piece, size) + width_of(letter) * size / 100 > room);
        if full {
            pieces.push(String::new());
        }
        if let Some(piece) = pieces.last_mut() {
            piece.push(letter);
        }
    }
    pieces
}

/// Returns a line with `…` behind as much of it as leaves room for it.
fn cut(line: &str, size: u32, room: u32) -> String {
    let mut kept = line.to_owned();
    while width(&kept, size) + width("…", size) > room && kept.pop().is_some() {}
    format!("{}…", kept.trim_end())
}

#[cfg(test)]
mod tests {
    use super::{lines, width};

    #[test]
    fn marks_above_and_below_letters_take_no_room() {
        assert_eq!(width("quyet dinh", 100), width("quyết định", 100));
        assert!(width("MẶT TRẬN", 100) > width("mặt trận", 100));
    }

    #[test]
    fn no_line_is_wider_than_its_room() {
        let title =
            "Ban hành Quy định về phân cấp quản lý tổ chức bộ máy, biên chế công chức và ".to_owned() + &"x".repeat(90);
        for room in [40, 90, 200, 900] {
            let broken = lines(&title, 13, room, 50);
            assert!(broken.iter().all(|line| width(line, 13) <= room), "{room}: {broken:?}");
            assert_eq!(broken.concat().replace(' ', ""), title.replace(' ', ""));
        }
    }

    #[test]
    fn what_does_not_fit_is_cut_and_the_cut_is_shown() {
        let broken = lines("một hai ba bốn năm sáu bảy tám chín mười", 10, 60, 2);
        assert_eq!(broken.len(), 2);
        assert!(broken[1].ends_with('…') && width(&broken[1], 10) <= 60, "{broken:?}");
        assert_eq!(lines("một hai", 10, 90, 2), ["một hai"]);
        assert!(lines("  ", 10, 90, 2).is_empty());
    }
}
