//! soat (from *rà soát*, to review) reads Vietnamese state documents, knows which document is which and what was
//! in force when, and checks drafts by the law of their own date.
//!
//! The map of this tree, lowest room first; imports go down this list only (`tests/tidy.rs` holds it):
//! [`text`] · [`document`], [`lexicon`] · [`ingest`], [`mend`], [`parse`], [`rules`] · [`registry`], [`ledger`], [`overlap`] · [`check`], [`audit`] · [`report`] ·
//! [`app`] · [`lsp`], `serve` · [`cli`]. What flows through them is drawn in `ARCHITECTURE.md`.

pub mod app;
pub mod audit;
pub mod check;
pub mod cli;
pub mod compare;
pub mod document;
pub mod ingest;
pub mod ledger;
pub mod lexicon;
pub mod lsp;
pub mod mend;
pub mod overlap;
pub mod parse;
pub mod registry;
pub mod report;
pub mod rules;
pub mod search;
#[cfg(feature = "serve")]
pub mod serve;
pub mod sqlite;
pub mod text;
