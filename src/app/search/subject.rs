//! The document beside which others are held: one of the registry, or a draft.

use std::collections::BTreeSet;
use std::path::Path;

use crate::app::Office;
use crate::app::compare::CompareError;
use crate::app::inputs::STDIN;
use crate::app::show::{Shown, show};
use crate::check::Facts;
use crate::document::{AuthorityRef, Date, Document, Provision};
use crate::registry::{Record, RegistryError, Store, document_id};

/// A document that others are to be held beside.
#[derive(Debug, Clone)]
pub struct Subject {
    pub(super) asked: String,
    pub(super) id: Option<String>,
    pub(super) number: Option<String>,
    pub(super) title: String,
    pub(super) issuer: Option<AuthorityRef>,
    pub(super) text: String,
    pub(super) provisions: Vec<Provision>,
    /// Ids of the documents that it names, as far as known; `None` where its text is not.
    pub(super) named: Option<BTreeSet<String>>,
}

impl Subject {
    /// Returns the document that `asked` means: a file, else a number, id or law's name.
    ///
    /// # Errors
    /// It is no one document.
    pub fn of(office: &Office, store: &Store, asked: &str, as_of: Date) -> Result<Self, CompareError> {
        if asked == STDIN || Path::new(asked).is_file() {
            let mut document = crate::app::compare::of_file(office, Path::new(asked), asked)?;
            let day = document.issued().unwrap_or(as_of);
            Facts::gather(&mut document, Some(store), &office.lexicon, day)?;
            return Ok(Self::of_draft(document, asked, store)?);
        }
        Self::known(office, store, asked, as_of)
    }

    /// Returns the document that `asked` means: a number, id or law's name.
    ///
    /// # Errors
    /// It is no one document.
    pub fn known(office: &Office, store: &Store, asked: &str, as_of: Date) -> Result<Self, CompareError> {
        match show(store, &office.lexicon, asked, None, as_of)? {
            Shown::One(detail) => Ok(Self::of_record(detail.record, asked, store)?),
            Shown::Several(records) | Shown::Near(records) => Err(CompareError::several(asked, records)),
            Shown::Nothing => Err(CompareError::Unknown { asked: asked.to_owned() }),
        }
    }

    fn of_draft(document: Document, asked: &str, store: &Store) -> Result<Self, RegistryError> {
        let id = document_id(&document);
        let resolutions = document.citations.iter().filter_map(|citation| citation.resolution.as_ref());
        let named = resolutions.flat_map(|found| found.document.iter().chain(&found.candidates)).cloned().collect();
        let Document { header, text, provisions, .. } = document;
        Ok(Self {
            asked: asked.to_owned(),
            id: store.record(&id)?.map(|record| record.id),
            number: header.number.map(|number| number.key),
            title: header.title.map(|title| title.text).unwrap_or_default(),
            issuer: header.issuer,
            text,
            provisions,
            named: Some(named),
        })
    }

    fn of_record(record: Record, asked: &str, store: &Store) -> Result<Self, RegistryError> {
        let document = store.document(&record.id)?;
        let mut named = None;
        if document.is_some() {
            let relations = store.relations_from(&record.id)?;
            named = Some(relations.into_iter().filter_map(|relation| relation.target.document).collect());
        }
        let (text, provisions) = document.map(|document| (document.text, document.provisions)).unwrap_or_default();
        Ok(Self {
            asked: asked.to_owned(),
            id: Some(record.id),
            number: record.number.map(|number| number.key),
            title: record.name.or(record.title).unwrap_or_default(),
            issuer: record.issuer,
            text,
            provisions,
            named,
        })
    }
}
