//! Lists every citation of a set of files, resolved against the issued documents.

use jiff::civil::Date;
use rayon::prelude::*;
use schemars::JsonSchema;
use serde::Serialize;

use super::Office;
use super::inputs::Input;
use super::reading::{self, Unread};
use crate::check::Facts;
use crate::document::{Citation, Document};
use crate::registry::{RegistryError, Store};

/// What is asked for.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    /// The files.
    pub inputs: &'a [Input],
    /// The day as of which validity is told; each document's own date where `None`.
    pub as_of: Option<Date>,
    /// Today, for documents without a date.
    pub today: Date,
}

/// One document with its citations resolved.
#[derive(Debug)]
pub struct Cited {
    /// The document.
    pub document: Document,
}

/// One citation with the file it stands in: the contract's `Citation` and its path.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PlacedCitation {
    /// The file's path as given.
    pub path: String,
    /// The citation.
    #[serde(flatten)]
    pub citation: Citation,
}

impl PlacedCitation {
    /// Returns the citations of a document, in reading order.
    #[must_use]
    pub fn all(document: Document) -> Vec<Self> {
        let Document { path, citations, .. } = document;
        citations.into_iter().map(|citation| Self { path: path.clone(), citation }).collect()
    }
}

/// The outcome of a listing.
#[derive(Debug, Default)]
pub struct Outcome {
    /// The documents, in the order of the inputs.
    pub documents: Vec<Cited>,
    /// The files that could not be read.
    pub unread: Vec<Unread>,
}

/// Reads every input and resolves its citations; `step` is called as each is read.
///
/// # Errors
/// The registry cannot be read.
pub fn cite(
    office: &Office,
    store: Option<&Store>,
    request: &Request<'_>,
    step: &(dyn Fn() + Sync),
) -> Result<Outcome, RegistryError> {
    let mut outcome = Outcome::default();
    let mut documents = Vec::new();
    for result in reading::read_all(request.inputs, &office.lexicon, step) {
        match result {
            Ok(document) => documents.push(document),
            Err(unread) => outcome.unread.push(unread),
        }
    }
    outcome.documents = documents
        .into_par_iter()
        .map(|mut document| {
            let as_of = request.as_of.or(document.issued()).unwrap_or(request.today);
            Facts::gather(&mut document, store, &office.lexicon, as_of)?;
            Ok(Cited { document })
        })
        .collect::<Result<_, RegistryError>>()?;
    Ok(outcome)
}
