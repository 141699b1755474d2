//! Recognises header, recitals, provisions, citations, tasks and signature in a [`Source`](crate::text::Source).
//!
//! Parsing never fails: it returns a document and the problems found. No I/O, no clock, no registry: a citation leaves
//! this room unresolved.

pub mod citation;
mod flow;
pub mod number;
mod token;
mod vocabulary;

pub use flow::{Paragraph, paragraphs};

/// Returns `words` on one line: every run of blanks and line ends is one space, none at the ends.
pub(crate) fn one_line(words: &str) -> String {
    let mut line = String::with_capacity(words.len());
    for word in words.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}
