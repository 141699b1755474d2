//! Measures the citation grammar on annotated texts.
//!
//! The data are `citations/variants.jsonl.gz` (contexts with every mention), `citations/sentences.jsonl.gz` (sentences
//! with spans, for recall), whole documents annotated by reading (`examples/soat-eval/gold`, their texts in
//! `docs/*.jsonl.gz`), and `docs/local.jsonl.gz` for speed. An entry marked unsure counts neither way. Numbers are
//! compared by normal form, provisions without annexes.

mod agreement;
mod documents;
mod fields;
mod gold;
mod sentences;
pub(crate) mod speed;
mod variants;

use std::path::Path;

use anyhow::Result;
use soat::lexicon::Lexicon;

/// Prints precision and recall of every field, the sentences' recall, whether the quick way and the plain one agree, and
/// the speed.
pub(crate) fn run(data: &Path, show: &str) -> Result<()> {
    let lexicon = Lexicon::builtin()?;
    let citations = data.join("citations");
    variants::run(&lexicon, &citations.join("variants.jsonl.gz"), show)?;
    documents::run(&lexicon, data, show)?;
    sentences::run(&lexicon, &citations.join("sentences.jsonl.gz"), show)?;
    agreement::run(&lexicon, data)?;
    speed::run(&lexicon, &data.join("docs/local.jsonl.gz"))
}
