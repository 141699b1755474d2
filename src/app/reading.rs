//! Reads files into documents, several at once, in the order given.

use rayon::prelude::*;
use serde::Serialize;

use super::inputs::{Input, STDIN};
use crate::document::Document;
use crate::ingest;
use crate::lexicon::Lexicon;
use crate::parse;

pub use crate::ingest::is_readable_name;

/// A file that could not be read, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Unread {
    /// The path as given.
    pub path: String,
    /// Why, in Vietnamese, with what to do.
    pub reason: String,
}

/// Reads and parses one file, or standard input where the input stands for it.
///
/// # Errors
/// The file cannot be read as any format that soat knows.
pub fn read(input: &Input, lexicon: &Lexicon) -> Result<Document, Unread> {
    let source = if input.name == STDIN {
        ingest::read_from(STDIN, std::io::stdin().lock())
    } else {
        ingest::read_path(&input.path)
    };
    let source = source.map_err(|error| Unread { path: input.name.clone(), reason: error.to_string() })?;
    Ok(parse::parse(&input.name, &source, lexicon))
}

/// Reads and parses every input in parallel; `step` is called as each is done. Results keep the order of `inputs`.
pub fn read_all(inputs: &[Input], lexicon: &Lexicon, step: &(dyn Fn() + Sync)) -> Vec<Result<Document, Unread>> {
    inputs
        .par_iter()
        .map(|input| {
            let document = read(input, lexicon);
            step();
            document
        })
        .collect()
}
