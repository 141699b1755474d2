//! Recognises header, recitals, provisions, citations, tasks and signature in a [`Source`](crate::text::Source).
//!
//! Parsing never fails: it returns a document and the problems found. No I/O, no clock, no registry: a citation leaves
//! this room unresolved.

mod flow;

pub use flow::{Paragraph, paragraphs};
