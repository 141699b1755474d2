//! The way back from a text to the letters that it was read from, for what keeps no runs: plain text, Markdown, Akoma
//! Ntoso, a paragraph out of an editor.
//!
//! Words are compared in their normal form, in order; what a reader left out (marks, tags) or put in (labels) has no
//! counterpart. So the way is found for any such reader, and where it is not certain it is not said to be.

use std::borrow::Cow;
use std::ops::Range;

use similar::{Algorithm, DiffTag, capture_diff_slices};

use super::normal::{is_normal, normalise};
use super::{Format, Source, Span};

/// Where the words of a text stand in the letters that it was read from.
#[derive(Debug)]
pub struct Trace<'r> {
    raw: &'r str,
    text: &'r str,
    /// Words that both have, ascending.
    words: Vec<Pair>,
}

/// A word in the text and in the letters read.
#[derive(Debug, Clone)]
struct Pair {
    text: Range<usize>,
    raw: Range<usize>,
}

impl<'r> Trace<'r> {
    /// Finds the words of `source` in `raw`, from which it was read.
    #[must_use]
    pub fn of(raw: &'r str, source: &'r Source) -> Self {
        let tagged = source.format() == Format::Akn;
        let (there, here) = (words(raw, tagged), words(source.text(), false));
        let normal = |found: &[Range<usize>], of: &'r str| -> Vec<Cow<'r, str>> {
            found.iter().map(|word| normal(of.get(word.clone()).unwrap_or_default())).collect()
        };
        let operations = capture_diff_slices(Algorithm::Myers, &normal(&there, raw), &normal(&here, source.text()));
        let mut pairs = Vec::with_capacity(here.len());
        for operation in operations {
            let (tag, old, new) = operation.as_tag_tuple();
            if tag == DiffTag::Equal {
                let both = there.get(old).unwrap_or_default().iter().zip(here.get(new).unwrap_or_default());
                pairs.extend(both.map(|(raw, text)| Pair { text: text.clone(), raw: raw.clone() }));
            }
        }
        Self { raw, text: source.text(), words: pairs }
    }

    /// Returns the bytes of the letters read that `span` stands for, widened or narrowed to words where its ends cannot
    /// be found; `None` where no word of it can.
    #[must_use]
    pub fn near(&self, span: Span) -> Option<Range<usize>> {
        let first = self.words.partition_point(|pair| pair.text.end <= span.start);
        let past = self.words.partition_point(|pair| pair.text.start < span.end.max(span.start + 1));
        let (first, last) = (self.words.get(first)?, self.words.get(past.checked_sub(1)?)?);
        let start = self.place(span.start).unwrap_or(first.raw.start);
        let end = self.place(span.end).unwrap_or(last.raw.end);
        (first.text.start <= last.text.start && start <= end).then_some(start..end)
    }

    /// Returns the bytes of the letters read that `span` stands for, where they say the very same; what is put there
    /// instead replaces nothing else.
    #[must_use]
    pub fn exact(&self, span: Span) -> Option<Range<usize>> {
        let range = self.place(span.start)?..self.place(span.end)?;
        let there = normal(self.raw.get(range.clone())?);
        (there == *self.text.get(span.range())?).then_some(range)
    }

    /// Returns where a place of the text is among the letters read: in a word that both have, or in a gap between two
    /// that is the same in both.
    fn place(&self, at: usize) -> Option<usize> {
        let next = self.words.partition_point(|pair| pair.text.end < at);
        match self.words.get(next) {
            Some(pair) if pair.text.start <= at => self.within(pair, at),
            after => {
                let before = next.checked_sub(1).and_then(|before| self.words.get(before));
                let (text, raw) = before.map_or((0, 0), |pair| (pair.text.end, pair.raw.end));
                let end = after.map_or((self.text.len(), self.raw.len()), |pair| (pair.text.start, pair.raw.start));
                let same = self.text.get(text..end.0)? == self.raw.get(raw..end.1)?;
                same.then_some(raw + at.checked_sub(text)?)
            }
        }
    }

    fn within(&self, pair: &Pair, at: usize) -> Option<usize> {
        let raw = self.raw.get(pair.raw.clone())?;
        let stops: Vec<usize> = raw.char_indices().map(|(at, _)| at).chain([raw.len()]).collect();
        let went = normalise(raw, &mut String::new(), &stops);
        let wanted = at - pair.text.start;
        // Stops inside a letter of several signs went behind it: the last of them is its end.
        let stop = went.iter().rposition(|&stop| stop == wanted)?;
        stops.get(stop).map(|stop| pair.raw.start + stop)
    }
}

fn normal(raw: &str) -> Cow<'_, str> {
    if is_normal(raw) {
        return Cow::Borrowed(raw);
    }
    let mut out = String::with_capacity(raw.len());
    normalise(raw, &mut out, &[]);
    Cow::Owned(out)
}

/// Returns the words of `text`, every other sign but blanks as one; those inside `<…>` are none where it is `tagged`.
fn words(text: &str, tagged: bool) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let (mut open, mut tag) = (false, false);
    for (at, letter) in text.char_indices() {
        let end = at + letter.len_utf8();
        tag |= tagged && letter == '<';
        let part_of_word = letter.is_alphanumeric() || ('\u{300}'..='\u{36f}').contains(&letter);
        match found.last_mut() {
            _ if tag || letter.is_whitespace() || letter == '\u{feff}' => open = false,
            Some(word) if open && part_of_word => word.end = end,
            _ => {
                found.push(at..end);
                open = part_of_word;
            }
        }
        tag &= letter != '>';
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(text: &str, words: &str) -> Span {
        let at = text.find(words).unwrap();
        Span::new(at, at + words.len())
    }

    #[test]
    fn composed_letters_lead_back_to_their_signs() {
        let raw = "\u{feff}Quye\u{302}\u{301}t  đi\u{323}nh\r\nsố 5";
        let source = Source::from_lines(Format::Txt, raw.trim_start_matches('\u{feff}'));
        let trace = Trace::of(raw, &source);
        let found = |words: &str| raw.get(trace.exact(span(source.text(), words)).unwrap()).unwrap();
        assert_eq!(found("Quyết"), "Quye\u{302}\u{301}t");
        assert_eq!(found("ết  đị"), "e\u{302}\u{301}t  đi\u{323}");
        assert_eq!(found("  "), "  ");
        assert_eq!(found("số 5"), "số 5");
    }

    #[test]
    fn what_was_left_out_is_stepped_over_and_no_exact_place() {
        let raw = "# **Căn cứ** Nghị *định*\n";
        let source = Source::from_lines(Format::Md, "Căn cứ Nghị định");
        let trace = Trace::of(raw, &source);
        let at = span(source.text(), "Căn cứ Nghị");
        assert_eq!(raw.get(trace.near(at).unwrap()), Some("Căn cứ** Nghị"));
        assert_eq!(trace.exact(at), None);
        assert_eq!(raw.get(trace.exact(span(source.text(), "định")).unwrap()), Some("định"));
    }

    #[test]
    fn tags_hold_no_words() {
        let raw = "<p class=\"Căn\">Căn cứ</p><p>Căn &amp; cứ</p>";
        let source = Source::from_lines(Format::Akn, "Căn cứ\nCăn & cứ");
        let trace = Trace::of(raw, &source);
        assert_eq!(trace.exact(Span::new(0, "Căn cứ".len())), raw.find("Căn cứ").map(|at| at..at + "Căn cứ".len()));
        assert_eq!(raw.get(trace.near(span(source.text(), "Căn & cứ")).unwrap()), Some("Căn &amp; cứ"));
    }

    #[test]
    fn an_empty_place_is_beside_its_word() {
        let source = Source::from_lines(Format::Txt, "a b");
        let trace = Trace::of("a b", &source);
        assert_eq!((trace.exact(Span::new(1, 1)), trace.near(Span::new(3, 3))), (Some(1..1), None));
        assert_eq!(Trace::of("", &Source::from_lines(Format::Txt, "")).near(Span::new(0, 0)), None);
    }
}
