//! Holds one document's text in NFC and answers which bytes of which original part a span is.
//!
//! Everything above this room speaks of [`Span`]s: half-open byte ranges of [`Source::text`]. One paragraph of the
//! file is one line of that text and one [`Block`]; a table's cells are blocks too, told apart by their [`Place`].
//! What a reader could not read is in [`Source::skipped`]: nothing is dropped silently.
//! No recognition happens here; that is the work of `parse`.

mod builder;
mod fold;
mod format;
mod letter;
mod lines;
mod normal;
mod source;
mod span;
mod trace;
mod typeset;

pub use builder::{Builder, Label, Look};
pub use fold::{fold_ascii, fold_case_tone};
pub use format::{ElectronicSignature, Format, Quality};
pub use letter::{is_capital, is_letter, is_letter_or_number, plain, small};
pub use lines::LineIndex;
pub use source::{
    Alignment, Block, Cell, Layout, Origin, Page, PageNumbers, Place, Run, Section, Skipped, Source, Table,
};
pub use span::Span;
pub use trace::Trace;
pub use typeset::{Shown, Typeset};
