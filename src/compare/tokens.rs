//! Words, and how those of two texts differ.

use std::ops::Range;

use similar::{Algorithm, DiffOp};

use super::{Part, Piece};
use crate::text::fold_case_tone;

/// A text cut into words, signs and ends of lines, each with the blanks behind it.
#[derive(Debug, Default)]
pub(super) struct Tokens<'t> {
    /// As printed.
    printed: Vec<&'t str>,
    /// As compared.
    keys: Vec<String>,
}

const BLANKS: [char; 3] = [' ', '\t', '\u{a0}'];

/// Equal words between two changes that are fewer than this are read as part of one change.
const ISLAND: usize = 3;

impl<'t> Tokens<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        let mut tokens = Self::default();
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            let word = |c: char| c.is_alphanumeric();
            let core = if word(first) { rest.find(|c: char| !word(c)).unwrap_or(rest.len()) } else { first.len_utf8() };
            let blanks = if first == '\n' { 0 } else { blanks(rest.get(core..).unwrap_or_default()) };
            let (printed, after) = rest.split_at(core + blanks);
            tokens.keys.push(compared(printed.trim_matches(BLANKS)));
            tokens.printed.push(printed);
            rest = after;
        }
        tokens
    }

    /// Returns the words as compared, ends of lines left out: where a line ends is no matter of words.
    pub(super) fn words(&self) -> impl Iterator<Item = &str> {
        self.keys.iter().map(String::as_str).filter(|key| !key.trim().is_empty())
    }

    /// Returns the blanks behind the last word of a stretch.
    fn last_blanks(&self, range: &Range<usize>) -> &'t str {
        let last = range.end.checked_sub(1).and_then(|at| self.printed.get(at)).copied().unwrap_or_default();
        last.get(last.trim_end_matches(BLANKS).len()..).unwrap_or_default()
    }

    fn joined(&self, range: Range<usize>) -> String {
        self.printed.get(range).unwrap_or_default().concat()
    }
}

fn blanks(text: &str) -> usize {
    text.len() - text.trim_start_matches(BLANKS).len()
}

/// Returns the word by which a printed one is compared: its letters with the tone mark in one place, its capitals kept.
fn compared(word: &str) -> String {
    if word.is_ascii() {
        return word.to_owned();
    }
    let folded = fold_case_tone(word);
    let capitals = word.chars().filter(|c| c.is_uppercase()).count();
    if capitals == 0 { folded } else { format!("{folded}^{capitals}") }
}

/// Returns the words of both in turn.
pub(super) fn difference(left: &Tokens<'_>, right: &Tokens<'_>) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut push = |part: Part, text: String| match pieces.last_mut() {
        _ if text.is_empty() => {}
        Some(last) if last.part == part => last.text.push_str(&text),
        _ => pieces.push(Piece { part, text }),
    };
    // Blanks behind the last equal word, where the two differ in them: they belong to the change that follows.
    let (mut gone_blank, mut come_blank) = ("", "");
    for run in runs(left, right) {
        match run {
            Run::Equal { left: before, right: after } => {
                let (ours, theirs) = (left.last_blanks(&before), right.last_blanks(&after));
                let mut text = right.joined(after);
                (gone_blank, come_blank) = if ours == theirs { ("", "") } else { (ours, theirs) };
                text.truncate(text.len() - come_blank.len());
                push(Part::Equal, text);
            }
            Run::Other { left: gone, right: come } => {
                push(Part::Delete, std::mem::take(&mut gone_blank).to_owned() + &left.joined(gone));
                push(Part::Insert, std::mem::take(&mut come_blank).to_owned() + &right.joined(come));
            }
        }
    }
    push(Part::Delete, gone_blank.to_owned());
    push(Part::Insert, come_blank.to_owned());
    pieces
}

/// A stretch of both texts.
#[derive(Debug)]
enum Run {
    Equal { left: Range<usize>, right: Range<usize> },
    Other { left: Range<usize>, right: Range<usize> },
}

/// Cuts both into stretches, equal and other in turn; a few equal words between changes belong to them.
///
/// Only where words are equal is taken of what the library tells: where both lack words there, it may name the places of the
/// other text out of turn.
fn runs(left: &Tokens<'_>, right: &Tokens<'_>) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let (mut gone_from, mut come_from) = (0, 0);
    let ops = similar::capture_diff_slices(Algorithm::Patience, &left.keys, &right.keys);
    let last = ops.len().saturating_sub(1);
    for (at, op) in ops.iter().enumerate() {
        let (gone, come) = (op.old_range(), op.new_range());
        let inside = at > 0 && at < last;
        let broken = left.keys.get(gone.clone()).is_some_and(|keys| keys.iter().any(|key| key == "\n"));
        if matches!(op, DiffOp::Equal { .. }) && !(inside && gone.len() < ISLAND && !broken) {
            let other = Run::Other { left: gone_from..gone.start, right: come_from..come.start };
            runs.extend((gone_from < gone.start || come_from < come.start).then_some(other));
            (gone_from, come_from) = (gone.end, come.end);
            runs.push(Run::Equal { left: gone, right: come });
        }
    }
    let (gone_to, come_to) = (left.keys.len(), right.keys.len());
    let other = Run::Other { left: gone_from..gone_to, right: come_from..come_to };
    runs.extend((gone_from < gone_to || come_from < come_to).then_some(other));
    runs
}

#[cfg(test)]
mod tests {
    use super::{Part, Tokens, difference};

    fn shown(left: &str, right: &str) -> String {
        let piece = |piece: super::Piece| match piece.part {
            Part::Equal => piece.text,
            Part::Delete => format!("[-{}-]", piece.text),
            Part::Insert => format!("{{+{}+}}", piece.text),
        };
        difference(&Tokens::of(left), &Tokens::of(right)).into_iter().map(piece).collect()
    }

    #[test]
    fn words_that_changed() {
        assert_eq!(
            shown("trong 15 ngày làm việc, kể từ ngày nhận", "trong 10 ngày làm việc, kể từ ngày nhận"),
            "trong [-15 -]{+10 +}ngày làm việc, kể từ ngày nhận"
        );
        assert_eq!(shown("cấp tỉnh.", "cấp tỉnh và cấp xã."), "cấp tỉnh{+ và cấp xã+}.");
        assert_eq!(shown("Ủy ban hoà giải", "Uỷ ban hòa giải"), "Uỷ ban hòa giải");
        assert_eq!(shown("ủy ban", "Ủy ban"), "[-ủy -]{+Ủy +}ban");
    }

    #[test]
    fn a_word_between_two_changes_belongs_to_them() {
        assert_eq!(
            shown("một hai ba bốn năm sáu bảy", "một 2 ba 4 năm sáu bảy"),
            "một [-hai ba bốn -]{+2 ba 4 +}năm sáu bảy"
        );
    }

    #[test]
    fn nothing_is_lost() {
        let basis = "Căn cứ Luật Đấu thầu ngày 23 tháng 6 năm 2023;\n";
        let twice = format!("{basis}{basis}1. Thời hạn là 15 ngày làm việc kể từ ngày nhận hồ sơ.\nQUY ĐỊNH CHUNG\n");
        let apart = format!("{basis}a) Lập danh mục hồ sơ\n{basis}b) Báo cáo trước ngày 15 tháng 12\n");
        let short = [("", "a b"), ("a\nb", "a b"), ("x – y\t z ", "x - y z"), ("a  b", "a b")];
        for (left, right) in short.into_iter().chain([(&*twice, &*apart), (&*apart, &*twice)]) {
            let pieces = difference(&Tokens::of(left), &Tokens::of(right));
            let of = |part| pieces.iter().filter(|p| p.part != part).map(|p| p.text.as_str()).collect::<String>();
            assert_eq!(of(Part::Delete), right);
            let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
            assert_eq!(words(&of(Part::Insert)), words(left));
        }
    }
}
