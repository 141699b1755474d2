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

/// A part of the measurement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Part {
    /// Contexts with every mention.
    Contexts,
    /// Whole documents annotated by reading.
    Documents,
    /// Sentences with spans.
    Sentences,
    /// The quick way against the plain one.
    Agreement,
    /// Speed.
    Speed,
}

/// Prints precision and recall of every field, the sentences' recall, whether the quick way and the plain one agree, and
/// the speed; or one of these.
pub(crate) fn run(data: &Path, show: &str, only: Option<Part>) -> Result<()> {
    let lexicon = Lexicon::builtin()?;
    let citations = data.join("citations");
    let asked = |part: Part| only.is_none_or(|only| only == part);
    if asked(Part::Contexts) {
        variants::run(&lexicon, &citations.join("variants.jsonl.gz"), show)?;
    }
    if asked(Part::Documents) {
        documents::run(&lexicon, data, show)?;
    }
    if asked(Part::Sentences) {
        sentences::run(&lexicon, &citations.join("sentences.jsonl.gz"), show)?;
    }
    if asked(Part::Agreement) {
        agreement::run(&lexicon, data)?;
    }
    if asked(Part::Speed) {
        speed::run(&lexicon, data)?;
    }
    Ok(())
}
