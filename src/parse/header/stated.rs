//! The line of older documents that states issuer, number and day below the kind word:
//! `CỦA THỦ TƯỚNG CHÍNH PHỦ SỐ 100/2002/QĐ-TTg NGÀY 24 THÁNG 7 NĂM 2002 VỀ VIỆC …`.

use crate::document::{DocNumber, SpannedDate};
use crate::lexicon::Lexicon;
use crate::parse::pieces::Piece;
use crate::parse::{day, one_line};
use crate::text::{Source, Span};

use super::named::names_organ;
use super::numbered;

/// What such a line states.
#[derive(Debug)]
pub(super) struct Found {
    /// Where the issuer's name stands.
    pub(super) organ: Option<Span>,
    pub(super) number: Option<DocNumber>,
    pub(super) issued: Option<SpannedDate>,
    /// Pieces it takes, the one of `rest` included.
    pub(super) pieces: usize,
    /// What stands after it on its last line: the title's beginning.
    pub(super) rest: Span,
}

/// Pieces over which such a line may run.
const LINES: usize = 4;

/// Reads the line that begins at byte `begin` in the first of `run`.
pub(super) fn read(source: &Source, run: &[Piece<'_>], begin: usize, lexicon: &Lexicon) -> Option<Found> {
    let last = run.get(..run.len().min(LINES))?.last()?;
    let text = source.slice(Span::new(begin, last.span.end.max(begin)));
    let mut at = word(text, &["CỦA ", "Của ", "của "]).unwrap_or(0);
    let organ_at = at;
    let numbered_at = number_word(text.get(at..)?).map(|offset| at + offset);
    let named = at > 0 && names_organ(text.get(at..)?);
    if at > 0 && !named {
        return None;
    }
    let Some(number_at) = numbered_at.filter(|number_at| named || *number_at == 0) else {
        return named.then(|| unnumbered(run, begin, organ_at)).flatten();
    };
    let (number, len) = numbered::symbol(text.get(number_at..)?, begin + number_at, lexicon)?;
    at = number_at + len;
    let mut issued = None;
    let gap = text.get(at..)?.find(|c: char| c.is_alphanumeric())?;
    if let Some(day) = day::read(text.get(at + gap..)?).filter(|day| day.date.is_some()) {
        let words = text.get(at + gap..at + gap + day.len)?.trim_end();
        let start = begin + at + gap;
        issued =
            Some(SpannedDate { text: one_line(words), span: Span::new(start, start + words.len()), date: day.date });
        at += gap + day.len;
    }
    let organ = named.then(|| trimmed(source, Span::new(begin + organ_at, begin + number_at))).flatten();
    Some(following(run, begin + at, Found { organ, number: Some(number), issued, pieces: 0, rest: Span::default() }))
}

/// Returns whether two lines are those of a law of old, which states issuer and number below its name:
/// `CỦA QUỐC HỘI KHÓA XI, KỲ HỌP THỨ 10` / `SỐ 73/2006/QH11 NGÀY 29 THÁNG 11 NĂM 2006`.
pub(super) fn is_line(first: &str, second: &str) -> bool {
    word(first, &["CỦA ", "Của "]).and_then(|at| first.get(at..)).is_some_and(names_organ)
        && number_word(second) == Some(0)
}

/// Reads a line of the issuer alone, where the title begins on the next: "CỦA BỘ CHÍNH TRỊ" / "VỀ …".
fn unnumbered(run: &[Piece<'_>], begin: usize, organ_at: usize) -> Option<Found> {
    let titled = (1..LINES).find(|at| run.get(*at).is_some_and(|piece| word(piece.text, &["VỀ", "Về"]).is_some()))?;
    let end = run.get(titled - 1)?.span.end;
    let organ = Some(Span::new(begin + organ_at, end));
    Some(Found { organ, number: None, issued: None, pieces: titled, rest: Span::new(end, end) })
}

/// Finds the pieces that end before byte `end` and what is left of the one that holds it.
fn following(run: &[Piece<'_>], end: usize, found: Found) -> Found {
    let pieces = run.iter().take_while(|piece| piece.span.start < end).count();
    let last = run.get(pieces.saturating_sub(1)).map_or(end, |piece| piece.span.end.max(end));
    Found { pieces, rest: Span::new(end, last), ..found }
}

/// Finds the word `SỐ` before a figure: its byte.
fn number_word(text: &str) -> Option<usize> {
    let lower = text.to_lowercase();
    let mut from = 0;
    while let Some(offset) = lower.get(from..)?.find("số") {
        let at = from + offset;
        let before = lower.get(..at)?.chars().next_back();
        let rest = lower.get(at + "số".len()..)?.trim_start_matches(|c: char| c.is_whitespace() || c == ':');
        if before.is_none_or(char::is_whitespace) && rest.starts_with(|c: char| c.is_ascii_digit()) {
            // Capital and small letters of Vietnamese take the same bytes, but not all signs do.
            return (lower.len() == text.len() && at < 200).then_some(at);
        }
        from = at + "số".len();
    }
    None
}

fn word(text: &str, words: &[&str]) -> Option<usize> {
    words.iter().find(|word| text.starts_with(**word)).map(|word| word.len())
}

fn trimmed(source: &Source, span: Span) -> Option<Span> {
    let text = source.slice(span);
    let session = text.to_lowercase().find(", kỳ họp").and_then(|at| text.get(..at)).unwrap_or(text);
    let head = session.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ',' | '-' | ':' | '*'));
    (!head.trim().is_empty()).then(|| Span::new(span.start, span.start + head.len()))
}
