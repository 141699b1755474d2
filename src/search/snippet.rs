//! The stretch of a text in which a query's words stand closest, with the words marked.

use std::collections::HashSet;

use super::query::Query;
use super::words::{Piece, Words, pieces, push_folded};
use crate::text::{Span, fold_case_tone};

/// So many bytes of text are shown at most.
const LONGEST: usize = 260;

/// A stretch of text with the places of the words that were asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Marked {
    /// The stretch, on one line, `…` where it was cut.
    pub text: String,
    /// The marked words.
    pub marks: Vec<Span>,
}

impl Marked {
    /// Returns the text with the marked words between `open` and `close`; `escape` writes every other stretch.
    #[must_use]
    pub fn written(&self, open: &str, close: &str, escape: impl Fn(&str) -> String) -> String {
        let mut out = String::new();
        let mut from = 0;
        for mark in &self.marks {
            out += &escape(self.text.get(from..mark.start).unwrap_or_default());
            out += open;
            out += &escape(self.text.get(mark.range()).unwrap_or_default());
            out += close;
            from = mark.end;
        }
        out + &escape(self.text.get(from..).unwrap_or_default())
    }
}

/// What of a text is marked.
struct Sought<'q> {
    folded: HashSet<&'q str>,
    exact: HashSet<&'q str>,
    /// Many words are asked for: one that stands alone says little.
    many: bool,
}

impl<'q> Sought<'q> {
    fn of(query: &'q Query) -> Self {
        let exact = query.groups.iter().flat_map(|group| {
            let phrased = group.phrases.iter().flat_map(|phrase| phrase.exact.iter());
            let words = group.words.iter().filter(|_| query.exact).map(|word| &word.exact);
            phrased.chain(words).map(String::as_str)
        });
        let folded = query.groups.iter().filter(|_| !query.exact).flat_map(|group| &group.words);
        let folded: HashSet<&str> = folded.map(|word| word.folded.as_str()).collect();
        let exact: HashSet<&str> = exact.collect();
        let many = folded.len() + exact.len() > 3;
        Self { folded, exact, many }
    }

    fn has(&self, piece: Piece<'_>, words: &Words) -> bool {
        let mut folded = String::new();
        push_folded(piece.text, &mut folded);
        if self.folded.contains(folded.as_str()) || self.exact.contains(fold_case_tone(piece.text).as_str()) {
            return true;
        }
        let written = words.written_out(piece.text).filter(|_| !piece.tied);
        written.is_some_and(|written| written.split(' ').all(|part| self.folded.contains(part)))
    }
}

/// Returns the stretch of `text` where most of the query's words stand close together.
#[must_use]
pub fn marked(text: &str, query: &Query, words: &Words) -> Marked {
    let sought = Sought::of(query);
    let all: Vec<Piece<'_>> = pieces(text).collect();
    let mut found: Vec<bool> = all.iter().map(|piece| sought.has(*piece, words)).collect();
    if sought.many {
        let alone = |at: usize| {
            let beside = |at: Option<usize>| at.and_then(|at| found.get(at)).copied().unwrap_or(false);
            !beside(at.checked_sub(1)) && !beside(at.checked_add(1))
        };
        // A number or an abbreviation says enough.
        let short = |at: usize| {
            all.get(at).is_some_and(|piece| {
                let number = piece.text.starts_with(|first: char| first.is_ascii_digit());
                !number && words.written_out(piece.text).is_none()
            })
        };
        found = found.iter().enumerate().map(|(at, found)| *found && !(alone(at) && short(at))).collect();
    }
    windowed(text, &all, &found)
}

/// Returns the stretch of `text` in which most of the pieces that were found stand close together, with them marked.
pub(super) fn windowed(text: &str, all: &[Piece<'_>], found: &[bool]) -> Marked {
    let (from, to) = densest(all, found);
    let span = stretch(text, all, from, to);
    let marks =
        all.iter().zip(found).filter(|(piece, found)| **found && piece.start >= span.start && piece.end() <= span.end);
    cut(text, span, marks.map(|(piece, _)| Span::new(piece.start, piece.end())))
}

/// Returns the first and the last piece of the window with most marked words, each different one counted once more.
fn densest(all: &[Piece<'_>], found: &[bool]) -> (usize, usize) {
    let hits: Vec<usize> = (0..all.len()).filter(|at| found.get(*at).copied().unwrap_or(false)).collect();
    let place = |at: usize| all.get(at).map_or(0, |piece| piece.start);
    let mut best = (0, hits.first().copied().unwrap_or(0), hits.first().copied().unwrap_or(0));
    let mut first = 0;
    for (last, at) in hits.iter().enumerate() {
        while hits.get(first).is_some_and(|from| place(*at).saturating_sub(place(*from)) > LONGEST * 3 / 4) {
            first += 1;
        }
        let inside = hits.get(first..=last).unwrap_or_default();
        let different: HashSet<String> =
            inside.iter().filter_map(|at| all.get(*at)).map(|piece| piece.text.to_lowercase()).collect();
        let worth = inside.len() + 3 * different.len();
        if worth > best.0 {
            best = (worth, inside.first().copied().unwrap_or(*at), *at);
        }
    }
    (best.1, best.2)
}

/// Widens a window by whole words to what is shown.
fn stretch(text: &str, all: &[Piece<'_>], from: usize, to: usize) -> Span {
    let (mut from, mut to) = (from, to);
    let length = |from: usize, to: usize| {
        let ends = all.get(from).zip(all.get(to));
        ends.map_or(0, |(first, last)| last.end() - first.start)
    };
    loop {
        let wider = (from.saturating_sub(1), (to + 2).min(all.len().saturating_sub(1)));
        if wider == (from, to) || length(wider.0, wider.1) > LONGEST {
            break;
        }
        (from, to) = wider;
    }
    let start = if from == 0 { 0 } else { all.get(from).map_or(0, |piece| piece.start) };
    let end = all.get(to).filter(|_| to + 1 < all.len()).map_or(text.len(), |piece| piece.end());
    let end = if end - start > 2 * LONGEST { all.get(to).map_or(end, |piece| piece.end()) } else { end };
    Span::new(start, end.max(start))
}

/// Copies a stretch on one line; the marks move along.
fn cut(text: &str, span: Span, marks: impl Iterator<Item = Span>) -> Marked {
    let mut out = Marked::default();
    if text.get(..span.start).is_some_and(|before| !before.trim().is_empty()) {
        out.text.push_str("… ");
    }
    let mut marks = marks.peekable();
    let mut open = None;
    for (at, letter) in text.get(span.range()).unwrap_or_default().char_indices() {
        let at = at + span.start;
        if let Some(start) = open.filter(|_| marks.peek().is_some_and(|mark| mark.end <= at)) {
            out.marks.push(Span::new(start, out.text.len()));
            marks.next();
            open = None;
        }
        let blank = letter.is_whitespace();
        if !(blank && (out.text.is_empty() || out.text.ends_with(' '))) {
            if marks.peek().is_some_and(|mark| mark.start == at) {
                open = Some(out.text.len());
            }
            out.text.push(if blank { ' ' } else { letter });
        }
    }
    if let Some(start) = open {
        out.marks.push(Span::new(start, out.text.len()));
    }
    out.text.truncate(out.text.trim_end().len());
    if text.get(span.end..).is_some_and(|after| !after.trim().is_empty()) {
        out.text.push_str(" …");
    }
    joined(out)
}

/// Makes one mark of words that stand side by side.
fn joined(mut marked: Marked) -> Marked {
    let mut marks: Vec<Span> = Vec::new();
    for mark in marked.marks {
        match marks.last_mut() {
            Some(last)
                if marked
                    .text
                    .get(last.end..mark.start)
                    .is_some_and(|between| matches!(between, " " | "" | "/" | "-")) =>
            {
                last.end = mark.end;
            }
            _ => marks.push(mark),
        }
    }
    marked.marks = marks;
    marked
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;

    fn shown(text: &str, query: &str) -> String {
        let lexicon = Lexicon::builtin().unwrap();
        let words = Words::new(&lexicon);
        let query = Query::read(query, false, &words, &lexicon);
        marked(text, &query, &words).written("<em>", "</em>", str::to_owned)
    }

    #[test]
    fn words_are_marked_as_the_text_has_them() {
        assert_eq!(shown("Kiểm tra CCHC\n năm 2018", "cải cách hành chính"), "Kiểm tra <em>CCHC</em> năm 2018");
        assert_eq!(shown("Uỷ ban nhân dân", "uy ban"), "<em>Uỷ ban</em> nhân dân");
        assert_eq!(shown("Kế hoạch, hoach", "\"kế hoạch\""), "<em>Kế hoạch</em>, hoach");
    }

    #[test]
    fn the_stretch_is_where_the_words_are() {
        let text = "đầu ".repeat(200) + "xử phạt vi phạm " + &"cuối ".repeat(200);
        let shown = shown(&text, "xử phạt vi phạm");
        assert!(shown.contains("<em>xử phạt vi phạm</em>") && shown.len() < 400, "{shown}");
        assert!(shown.starts_with("… ") && shown.ends_with(" …"), "{shown}");
    }
}
