//! The line of number and symbol: `Số: 354/QĐ-SKH-VP`, `Luật số: 80/2015/QH13`, `Số 01-NQ/TU`.

use crate::document::DocNumber;
use crate::lexicon::Lexicon;
use crate::parse::number::parse_number;
use crate::parse::one_line;
use crate::parse::pieces::Piece;
use crate::text::{Source, Span};

/// A number read from a line.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) number: DocNumber,
    /// Pieces it takes.
    pub(super) pieces: usize,
    /// What stands after it on its line.
    pub(super) rest: Span,
}

/// Reads the number at the head of `pieces`.
pub(super) fn read(source: &Source, pieces: &[Piece<'_>], lexicon: &Lexicon) -> Option<Found> {
    let first = pieces.first()?;
    let start = after_word(first.text, lexicon).or_else(|| looks_bare(first.text).then_some(0))?;
    let begin = first.span.start + start;
    for taken in 1..=3 {
        let Some(last) = pieces.get(taken - 1) else { break };
        let printed = source.slice(Span::new(begin, last.span.end));
        if taken > 1 && !joins(printed, last.text) {
            break;
        }
        let (from, to) = extent(printed);
        let symbol = printed.get(from..to)?.trim();
        let wants_more = symbol.is_empty() || symbol.ends_with(['/', '-', '–']);
        if wants_more && taken < 3 {
            continue;
        }
        if let Some(mut number) = parse_number(lexicon, &one_line(symbol)) {
            let at = begin + from + (printed.get(from..to)?.len() - printed.get(from..to)?.trim_start().len());
            number.text = one_line(symbol);
            number.span = Some(Span::new(at, at + symbol.len()));
            return Some(Found { number, pieces: taken, rest: Span::new(begin + to, last.span.end) });
        }
    }
    None
}

/// Reads the symbol after the word `SỐ` at the head of `text`, which stands at byte `at`: the number and its bytes.
pub(super) fn symbol(text: &str, at: usize, lexicon: &Lexicon) -> Option<(DocNumber, usize)> {
    let begin = after_word(text, lexicon).or_else(|| looks_bare(text).then_some(0))?;
    let printed = text.get(begin..)?;
    let (from, to) = extent(printed);
    let words = printed.get(from..to)?;
    let mut number = parse_number(lexicon, &one_line(words))?;
    number.text = one_line(words);
    number.span = Some(Span::new(at + begin + from, at + begin + to));
    Some((number, begin + to))
}

/// Returns whether a further piece can be the number's second part.
fn joins(printed: &str, piece: &str) -> bool {
    printed.len() < 90 && piece.len() < 40 && piece.contains(['/', '-']) || piece.chars().all(char::is_alphanumeric)
}

/// Returns the byte after `Số:`, `Luật số:`, or nothing where the line is no number line.
fn after_word(text: &str, lexicon: &Lexicon) -> Option<usize> {
    let word = ["Số", "SỐ", "số"].iter().find_map(|word| {
        let at = text.find(word)?;
        let after = text.get(at + word.len()..)?;
        let parted = after.is_empty() || after.starts_with([' ', ':', '.', '\u{a0}', '/', ';']);
        parted.then_some((at, at + word.len()))
    });
    let (at, end) = word?;
    let before = text.get(..at)?.trim();
    let after = text.get(end..)?;
    let colon = after.trim_start().starts_with(':');
    // `Luật số: 80/2015/QH13`: the kind word stands before; a title in capitals has more after the number.
    if !(before.is_empty() || (lexicon.kind_named(before).is_some() && (colon || text.len() < 60))) {
        return None;
    }
    let head = after.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ':' | ';'));
    Some(text.len() - head.len())
}

/// Returns whether a piece is a symbol without the word before it: `84/2025/QĐ-UBND`.
fn looks_bare(text: &str) -> bool {
    let (from, to) = extent(text);
    let whole = from == 0 && to == text.len() && text.len() < 40;
    whole && text.starts_with(|c: char| c.is_ascii_digit()) && text.contains('/') && text.contains(['-', 'Q'])
}

/// Returns where the symbol lies: an ordinal or its blank, then parts joined by `/` and `-`.
fn extent(text: &str) -> (usize, usize) {
    let mut end = text.len() - text.trim_start_matches(is_blank).len();
    let digits =
        |from: usize| text.get(from..).unwrap_or_default().bytes().take_while(u8::is_ascii_alphanumeric).count();
    end += digits(end);
    // An ordinal of two parts: `66.16/2026/NQ-CP`.
    if text.get(end..).is_some_and(|rest| rest.starts_with('.')) && digits(end + 1) > 0 {
        end += 1 + digits(end + 1);
    }
    loop {
        let rest = text.get(end..).unwrap_or_default();
        let sign_at = rest.len() - rest.trim_start_matches(is_blank).len();
        let after = rest.get(sign_at..).unwrap_or_default();
        let Some(sign) = after.chars().next().filter(|c| matches!(c, '/' | '-' | '–' | '\u{2011}')) else { break };
        let tail = after.get(sign.len_utf8()..).unwrap_or_default();
        let blank = tail.len() - tail.trim_start_matches(is_blank).len();
        let letters: usize = tail
            .get(blank..)
            .unwrap_or_default()
            .chars()
            .take_while(|c| c.is_alphanumeric() || matches!(c, '.' | '&' | ','))
            .map(char::len_utf8)
            .sum();
        // "Số: 12/KH-UBND - Huế": words after a dash are no part of a symbol.
        let word = tail.get(blank..blank + letters).unwrap_or_default();
        let is_word = sign_at > 0 && blank > 0 && word.chars().skip(1).all(char::is_lowercase) && !word.is_empty();
        if is_word {
            break;
        }
        end += sign_at + sign.len_utf8() + if letters == 0 { 0 } else { blank + letters };
        if letters == 0 {
            break;
        }
    }
    let symbol = text.get(..end).unwrap_or_default().trim_end_matches(['.', ',', ' ']);
    (0, symbol.len())
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '…' | '_' | '.' | '·')
}

#[cfg(test)]
mod tests {
    use super::extent;

    #[test]
    fn symbols_end_before_words() {
        let symbol = |text: &'static str| text.get(..extent(text).1).unwrap();
        assert_eq!(symbol("44/2026/QĐ-UBND Thành phố Huế, ngày 1"), "44/2026/QĐ-UBND");
        assert_eq!(symbol("01-NQ/TU"), "01-NQ/TU");
        assert_eq!(symbol("10 /QĐ-UBND"), "10 /QĐ-UBND");
        assert_eq!(symbol("……/2025/QĐ-UBND"), "……/2025/QĐ-UBND");
        assert_eq!(symbol("895/LĐTBXH-NCC V/v hướng dẫn"), "895/LĐTBXH-NCC");
        assert_eq!(symbol("12/KH-UBND - Huế"), "12/KH-UBND");
    }
}
