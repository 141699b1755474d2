//! The words of the documents above this one that it cites, where the registry holds them.

use std::collections::BTreeSet;

use super::Cited;
use super::context;
use crate::document::{Citation, Class, Document, Level, Role, ValidityStatus};
use crate::lexicon::Lexicon;
use crate::registry::{Record, RegistryError, Source, Store, Wording};

/// A cited document of a higher authority, normative and in force, with its words.
#[derive(Debug, Clone)]
pub struct Higher {
    /// Place of a citation that means it, in [`Document::citations`].
    pub citation: usize,
    /// Its words.
    pub wording: Wording,
}

/// Of a document that rests on more, the first so many are read.
const MOST: usize = 12;

/// Returns the words of the normative documents in force above this one that it cites, each once, in the order of the
/// citations. What it amends, replaces or repeals is not looked at, nor is a document that was changed nobody knows where.
pub(super) fn of(
    document: &Document,
    cited: &[Option<Cited>],
    store: &Store,
    lexicon: &Lexicon,
) -> Result<Vec<Higher>, RegistryError> {
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    let mut found = Vec::new();
    if document.class == Class::Party {
        return Ok(found);
    }
    for (index, (citation, cited)) in document.citations.iter().zip(cited).enumerate() {
        let Some(cited) = cited.as_ref().filter(|cited| is_asked(document, citation, cited, lexicon)) else { continue };
        if found.len() == MOST || !seen.insert(&cited.record.id) {
            continue;
        }
        if let Some(wording) = store.wording(&cited.record.id)? {
            found.push(Higher { citation: index, wording });
        }
    }
    Ok(found)
}

fn is_asked(document: &Document, citation: &Citation, cited: &Cited, lexicon: &Lexicon) -> bool {
    let record = &cited.record;
    let changes = matches!(citation.role, Role::Amends | Role::Replaces | Role::Repeals);
    let in_force = matches!(cited.validity.status, ValidityStatus::InForce | ValidityStatus::Partly);
    let known = cited.amendments.iter().all(|amendment| !amendment.provisions.is_empty());
    !changes
        && in_force
        && known
        && record.class == Class::Normative
        && record.source == Source::Document
        && is_above(document, record, lexicon)
}

/// Returns whether a document is of an authority above that of this one, or a council's above its committee's.
fn is_above(document: &Document, record: &Record, lexicon: &Lexicon) -> bool {
    let header = &document.header;
    let Some(own) = header.enacting.iter().chain(&header.issuer).find(|issuer| issuer.id.is_some()) else {
        return false;
    };
    let Some(theirs) = record.issuer.as_ref() else { return false };
    let height = |id: Option<&str>| id.and_then(|id| lexicon.height(id));
    match (context::level(document), theirs.level) {
        (Some(Level::Central), Some(Level::Central)) => height(theirs.id.as_deref()) > height(own.id.as_deref()),
        (Some(own), Some(theirs)) => theirs < own,
        _ => false,
    }
}
