//! How a file sets its text: pages, alignment of paragraphs, look of letters.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Alignment, Block, Format, PageNumbers, Place, Run, Section, Source, Span};

/// What a word processor's file says of its pages, paragraphs and letters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Typeset {
    blocks: Vec<Block>,
    runs: Vec<Run>,
    sections: Vec<Section>,
    page_numbers: Option<PageNumbers>,
}

/// The look that the letters of a stretch share; `None` where they differ or the file does not say.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Shown {
    /// Font name.
    pub font: Option<Arc<str>>,
    /// Font size in half points.
    pub half_points: Option<u16>,
    /// Bold.
    pub bold: Option<bool>,
    /// Italic.
    pub italic: Option<bool>,
}

impl Source {
    /// Returns how the file sets its text, where its format says so in full (`.docx`).
    #[must_use]
    pub fn typeset(&self) -> Option<Typeset> {
        let says = self.format == Format::Docx && !self.runs.is_empty();
        says.then(|| Typeset {
            blocks: self.blocks.clone(),
            runs: self.runs.clone(),
            sections: self.sections.clone(),
            page_numbers: self.page_numbers,
        })
    }
}

impl Typeset {
    /// Returns the sections of the body in reading order, each with its page.
    #[must_use]
    pub fn sections(&self) -> &[Section] {
        &self.sections
    }

    /// Returns where the numbers of pages stand; `None` where there are none.
    #[must_use]
    pub fn page_numbers(&self) -> Option<PageNumbers> {
        self.page_numbers
    }

    /// Returns whether a line is drawn, bordered or underlined anywhere in the paragraphs of `span`.
    #[must_use]
    pub fn is_ruled(&self, span: Span) -> bool {
        let near = |block: &&Block| block.span.start <= span.end && block.span.end >= span.start;
        self.blocks.iter().filter(near).any(|block| block.layout.ruled)
    }

    /// Returns the alignments of the paragraphs of `span` that are no cells and longer than `length` bytes.
    #[must_use]
    pub fn alignments(&self, span: Span, length: usize) -> Vec<Alignment> {
        let long =
            |block: &&Block| block.place == Place::Body && block.span.len() > length && span.contains(block.span);
        self.blocks.iter().filter(long).map(|block| block.layout.alignment).collect()
    }

    /// Returns the alignment of the paragraph at `offset`.
    #[must_use]
    pub fn alignment(&self, offset: usize) -> Option<Alignment> {
        let at = self.blocks.partition_point(|block| block.span.end < offset);
        self.blocks.get(at).filter(|block| block.span.start <= offset).map(|block| block.layout.alignment)
    }

    /// Returns the look that all letters of `span` share.
    #[must_use]
    pub fn shown(&self, span: Span) -> Shown {
        let runs: Vec<&Run> = self.runs_in(span).filter(|(_, length)| *length > 0).map(|(run, _)| run).collect();
        let Some(first) = runs.first() else { return Shown::default() };
        Shown {
            font: first.font.clone().filter(|_| runs.iter().all(|run| run.font == first.font)),
            half_points: first.half_points.filter(|_| runs.iter().all(|run| run.half_points == first.half_points)),
            bold: Some(first.bold).filter(|_| runs.iter().all(|run| run.bold == first.bold)),
            italic: Some(first.italic).filter(|_| runs.iter().all(|run| run.italic == first.italic)),
        }
    }

    /// Returns the size in half points in which most bytes of `spans` are set.
    #[must_use]
    pub fn usual_size(&self, spans: &[Span]) -> Option<u16> {
        let sizes =
            spans.iter().flat_map(|span| self.runs_in(*span)).filter_map(|(run, len)| Some((run.half_points?, len)));
        most(sizes)
    }

    /// Returns the font in which most bytes of `span` are set.
    #[must_use]
    pub fn usual_font(&self, span: Span) -> Option<Arc<str>> {
        most(self.runs_in(span).filter_map(|(run, length)| Some((run.font.clone()?, length))))
    }

    /// Returns the runs that lie in `span` with how many bytes of them do.
    fn runs_in(&self, span: Span) -> impl Iterator<Item = (&Run, usize)> {
        let from = self.runs.partition_point(|run| run.span.end <= span.start);
        self.runs.iter().skip(from).take_while(move |run| run.span.start < span.end).map(move |run| {
            let within = Span::new(run.span.start.max(span.start), run.span.end.min(span.end));
            (run, within.len())
        })
    }
}

fn most<T: Ord>(weighed: impl Iterator<Item = (T, usize)>) -> Option<T> {
    let mut sums: BTreeMap<T, usize> = BTreeMap::new();
    for (thing, weight) in weighed {
        *sums.entry(thing).or_default() += weight;
    }
    sums.into_iter().max_by_key(|(_, weight)| *weight).map(|(thing, _)| thing)
}

#[cfg(test)]
mod tests {
    use super::super::{Builder, Look};
    use super::*;

    fn look(half_points: u16, bold: bool) -> Look {
        Look { font: Some("Times New Roman".into()), half_points: Some(half_points), bold, italic: false }
    }

    #[test]
    fn letters_that_differ_share_no_look() {
        let mut made = Builder::new(Format::Docx);
        made.push_run("Điều 1.", look(28, true), None);
        made.push_run(" Giao nhiệm vụ", look(28, false), None);
        made.end_paragraph(None, Alignment::Justify.into());
        let typeset = made.finish().typeset().unwrap();
        let whole = typeset.shown(Span::new(0, 12));
        assert_eq!((whole.half_points, whole.bold, whole.italic), (Some(28), None, Some(false)));
        assert_eq!(typeset.shown(Span::new(0, 4)).bold, Some(true));
        assert_eq!(typeset.alignment(3), Some(Alignment::Justify));
        assert_eq!(typeset.usual_size(&[Span::new(0, 20)]), Some(28));
        assert_eq!(typeset.usual_font(Span::new(0, 20)).as_deref(), Some("Times New Roman"));
    }

    #[test]
    fn plain_text_is_set_nowhere() {
        assert!(Source::from_lines(Format::Txt, "Điều 1.").typeset().is_none());
    }
}
