//! Measures the readers: paragraphs, cells and words that come out exactly, by format.

mod files;
mod ocr;
mod pdf;
mod similarity;
mod words;

use std::path::Path;

use anyhow::Result;
use clap::ValueEnum;

/// A part of the measurement.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Part {
    /// Made files by format, real files read without error
    Files,
    /// PDF files: words in order, cells, pages a second
    Pdf,
    /// Real files whose document is also at hand as published text
    Similarity,
    /// Recognised pictures of our own corpus
    Pictures,
}

/// Prints the measurement, or one part of it.
pub(crate) fn run(data: &Path, only: Option<Part>, pictures: usize) -> Result<()> {
    let wanted = |part| only.is_none_or(|only| only == part);
    if wanted(Part::Files) {
        files::run(data)?;
    }
    if wanted(Part::Pdf) {
        pdf::run(data)?;
    }
    if wanted(Part::Similarity) {
        similarity::run(data)?;
    }
    if wanted(Part::Pictures) {
        ocr::run(pictures)?;
    }
    Ok(())
}
