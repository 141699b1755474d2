//! Reads files into documents, several at once, in the order given.

use std::borrow::Borrow;
use std::collections::BTreeMap;

use rayon::prelude::*;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::inputs::{Input, STDIN};
use super::programs;
use crate::document::Document;
use crate::ingest::{self, Batch, Waiting};
use crate::lexicon::Lexicon;
use crate::parse;
use crate::text::Source;

pub use crate::ingest::{
    Alone, Help, IngestError, Programs, is_guarded, is_readable_name, read as read_text, read_alone, read_helped,
};

/// A file that could not be read, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, Deserialize)]
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

impl Reading {
    fn new(path: String, hash: String, source: &Source, lexicon: &Lexicon) -> Self {
        let document = Some(Box::new(parse::parse(&path, source, lexicon)));
        Self { path, hash, document }
    }
}

/// A document that was begun.
enum Begun {
    Done(Result<Reading, Unread>),
    Waits { path: String, hash: String, waiting: Waiting },
}

/// Reads the documents of inputs in parallel, save those whose path is `known` with the same hash; `step` is called as
/// each input is done. Results keep the order of `inputs`; an archive gives one for each of its members.
pub(super) fn read<I: Borrow<Input> + Sync>(
    inputs: &[I],
    lexicon: &Lexicon,
    known: &BTreeMap<String, String>,
    step: &(dyn Fn() + Sync),
) -> Vec<Result<Reading, Unread>> {
    let programs = programs::find();
    let batch = Batch::new(&programs);
    let documents = |input: &I| {
        let documents = begin(input.borrow(), &batch, lexicon, known);
        step();
        documents
    };
    let begun: Vec<Begun> = inputs.par_iter().flat_map_iter(documents).collect();
    batch.convert();
    let finish = |begun| match begun {
        Begun::Done(reading) => reading,
        Begun::Waits { path, hash, waiting } => match batch.finish(&waiting) {
            Ok(source) => Ok(Reading::new(path, hash, &source, lexicon)),
            Err(error) => Err(unread(&path, &error)),
        },
    };
    begun.into_par_iter().map(finish).collect()
}

/// Reads and parses the documents of every input in parallel; `step` is called as each input is done. Results keep the
/// order of `inputs`; an archive gives one for each of its members.
pub fn read_all(inputs: &[Input], lexicon: &Lexicon, step: &(dyn Fn() + Sync)) -> Vec<Result<Document, Unread>> {
    let readings = read(inputs, lexicon, &BTreeMap::new(), step).into_iter();
    let document = |reading: Result<Reading, Unread>| reading.map(|own| own.document.map(|own| *own)).transpose();
    readings.filter_map(document).collect()
}

/// Begins the documents of one input, or of standard input where it stands for it.
fn begin(input: &Input, batch: &Batch<'_>, lexicon: &Lexicon, known: &BTreeMap<String, String>) -> Vec<Begun> {
    let loaded =
        if input.name == STDIN { ingest::load_from(std::io::stdin().lock()) } else { ingest::load(&input.path) };
    let bytes = match loaded {
        Ok(bytes) => bytes,
        Err(error) => return vec![Begun::Done(Err(unread(&input.name, &error)))],
    };
    let mut all = Vec::new();
    ingest::members(&input.name, &bytes, &mut |path, bytes| {
        let begun = bytes.and_then(|bytes| {
            let (path, hash) = (path.to_owned(), blake3::hash(bytes).to_hex().to_string());
            if known.get(&path) == Some(&hash) {
                return Ok(Begun::Done(Ok(Reading { path, hash, document: None })));
            }
            Ok(match batch.begin(&path, bytes)? {
                ingest::Begun::Read(source) => Begun::Done(Ok(Reading::new(path, hash, &source, lexicon))),
                ingest::Begun::Waits(waiting) => Begun::Waits { path, hash, waiting },
            })
        });
        all.push(begun.unwrap_or_else(|error| Begun::Done(Err(unread(path, &error)))));
    });
    all
}

fn unread(path: &str, error: &IngestError) -> Unread {
    Unread { path: path.to_owned(), reason: error.to_string() }
}
