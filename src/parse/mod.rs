//! Recognises header, recitals, provisions, citations, tasks and signature in a [`Source`](crate::text::Source).
//!
//! Parsing never fails: it returns a document and the problems found. No I/O, no clock, no registry: a citation leaves
//! this room unresolved.

pub mod citation;
mod class;
mod day;
mod effective;
mod flow;
mod header;
mod label;
pub mod number;
mod pieces;
mod provisions;
mod recipients;
mod recitals;
mod shape;
mod signature;
mod tasks;
mod token;
mod vocabulary;
mod whole;

pub use flow::{Paragraph, paragraphs};
pub use whole::parse;

/// Returns `words` on one line: every run of blanks and line ends is one space, none at the ends.
pub(crate) fn one_line(words: &str) -> String {
    let mut line = String::with_capacity(words.len());
    for word in words.split(token::is_blank).filter(|word| !word.is_empty()) {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}
