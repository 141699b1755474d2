//! Paragraphs as written, put together again from the lines of a file that wraps them.

use crate::text::{Place, Source, Span};

/// One paragraph as written: one line of the text, or several that a wrapping file cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Paragraph {
    /// From the first line's start to the last line's end; line ends inside it count as blanks.
    pub span: Span,
    /// Where it stands.
    pub place: Place,
}

/// Returns the paragraphs of `source` that hold anything but blanks, in reading order.
#[must_use]
pub fn paragraphs(source: &Source) -> Vec<Paragraph> {
    source
        .blocks()
        .iter()
        .filter(|block| !source.slice(block.span).trim().is_empty())
        .map(|block| Paragraph { span: block.span, place: block.place })
        .collect()
}
