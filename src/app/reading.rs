//! Reads files into documents, several at once, in the order given.

use std::collections::BTreeMap;

use rayon::prelude::*;
use serde::Serialize;

use super::inputs::{Input, STDIN};
use crate::document::Document;
use crate::ingest::{self, IngestError};
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

/// One document of an input: the file itself, or a member of an archive or letter.
#[derive(Debug)]
pub(super) struct Reading {
    /// The input's name, and the member's below it.
    pub(super) path: String,
    /// Hash of its bytes.
    pub(super) hash: String,
    /// `None` where a document of this path and hash is known already.
    pub(super) document: Option<Box<Document>>,
}

/// Reads the documents of one input, or of standard input where it stands for it, save those whose path is `known` with
/// the same hash.
pub(super) fn read(input: &Input, lexicon: &Lexicon, known: &BTreeMap<String, String>) -> Vec<Result<Reading, Unread>> {
    let unread = |path: &str, error: IngestError| Unread { path: path.to_owned(), reason: error.to_string() };
    let loaded =
        if input.name == STDIN { ingest::load_from(std::io::stdin().lock()) } else { ingest::load(&input.path) };
    let bytes = match loaded {
        Ok(bytes) => bytes,
        Err(error) => return vec![Err(unread(&input.name, error))],
    };
    let mut readings = Vec::new();
    ingest::members(&input.name, &bytes, &mut |path, bytes| {
        let reading = bytes.and_then(|bytes| {
            let hash = blake3::hash(bytes).to_hex().to_string();
            let document = if known.get(path) == Some(&hash) {
                None
            } else {
                Some(Box::new(parse::parse(path, &ingest::read(path, bytes)?, lexicon)))
            };
            Ok(Reading { path: path.to_owned(), hash, document })
        });
        readings.push(reading.map_err(|error| unread(path, error)));
    });
    readings
}

/// Reads and parses the documents of every input in parallel; `step` is called as each input is done. Results keep the
/// order of `inputs`; an archive gives one for each of its members.
pub fn read_all(inputs: &[Input], lexicon: &Lexicon, step: &(dyn Fn() + Sync)) -> Vec<Result<Document, Unread>> {
    let known = BTreeMap::new();
    let read = |input: &Input| {
        let readings = read(input, lexicon, &known);
        step();
        readings
    };
    let readings: Vec<_> = inputs.par_iter().map(read).collect();
    let documents = readings.into_iter().flatten();
    documents
        .filter_map(|reading| reading.map(|reading| reading.document.map(|document| *document)).transpose())
        .collect()
}
