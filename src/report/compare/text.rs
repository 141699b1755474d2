//! What changed, for a terminal: deleted words as `[-…-]`, inserted ones as `{+…+}`.

use std::io::{self, Write};

use super::{named, summary, whereabouts, word};
use crate::compare::{Change, Comparison, Part, Piece, Row};
use crate::report::words::pick;
use crate::rules::Lang;

/// Words that are shown of what did not change beside what did.
const AROUND: usize = 8;

/// Colours of a terminal; the marks say the same without them.
const DELETED: &str = "\u{1b}[31m";
const INSERTED: &str = "\u{1b}[32m";
const BOLD: &str = "\u{1b}[1m";
const RESET: &str = "\u{1b}[0m";

/// Writes the changes in the order of the right document.
///
/// # Errors
/// `out` cannot be written.
pub fn text(comparison: &Comparison, lang: Lang, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "{}: {}", pick(lang, "Bản trước", "Before"), named(&comparison.left, lang))?;
    writeln!(out, "{}: {}", pick(lang, "Bản sau", "After"), named(&comparison.right, lang))?;
    writeln!(out, "{}", summary(comparison, lang))?;
    for row in comparison.changes() {
        let (place, change) = (whereabouts(comparison, row, lang), word(row.change, lang));
        writeln!(out, "\n{BOLD}{place}{RESET} – {change}")?;
        if row.change != Change::Renumbered {
            writeln!(out, "  {}", marked(row).replace('\n', "\n  "))?;
        }
    }
    Ok(())
}

fn marked(row: &Row) -> String {
    let last = row.words.len().saturating_sub(1);
    let piece = |(at, piece): (usize, &Piece)| {
        // Blanks stay outside the marks; those behind deleted words give way to those behind the words in their place.
        let words = piece.text.trim();
        let (before, behind) = piece.text.split_once(words).unwrap_or_default();
        let replaced =
            piece.part == Part::Delete && row.words.get(at + 1).is_some_and(|next| next.part == Part::Insert);
        let behind = if replaced { "" } else { behind };
        match piece.part {
            Part::Delete => format!("{before}{DELETED}[-{words}-]{RESET}{behind}"),
            Part::Insert => format!("{before}{INSERTED}{{+{words}+}}{RESET}{behind}"),
            Part::Equal => shortened(&piece.text, at > 0, at < last),
        }
    };
    let marked: String = row.words.iter().enumerate().map(piece).collect();
    marked.trim_end().to_owned()
}

/// Returns the words nearest to a change before and behind them, with an ellipsis for the others.
fn shortened(text: &str, changed_before: bool, changed_behind: bool) -> String {
    let words: Vec<&str> = text.split_inclusive([' ', '\n']).collect();
    let (first, last) = (if changed_before { AROUND } else { 0 }, if changed_behind { AROUND } else { 0 });
    let hidden = words.len().saturating_sub(first + last);
    if hidden < 3 || first + last == 0 {
        return text.to_owned();
    }
    let (head, tail) = (words.get(..first).unwrap_or_default(), words.get(words.len() - last..).unwrap_or_default());
    format!("{}… {}", head.concat(), tail.concat())
}

#[cfg(test)]
mod tests {
    use super::shortened;

    #[test]
    fn only_the_words_beside_a_change_are_shown() {
        let text = "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 ";
        assert_eq!(shortened(text, true, true), "1 2 3 4 5 6 7 8 … 23 24 25 26 27 28 29 30 ");
        assert_eq!(shortened(text, false, true), "… 23 24 25 26 27 28 29 30 ");
        assert_eq!(shortened("một hai", true, false), "một hai");
    }
}
