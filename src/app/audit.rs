//! Looks over a whole registry, blocks of tasks side by side.

use rayon::prelude::*;

use super::Office;
use crate::audit::{Audit, Found, Scope, Search};
use crate::document::DocNumber;
use crate::parse::number::parse_number;
use crate::registry::{RegistryError, Store};

/// Returns all that is found of the registry within `scope`.
///
/// # Errors
/// The registry cannot be read.
pub fn audit(office: &Office, store: &Store, scope: &Scope) -> Result<Audit, RegistryError> {
    let lexicon = &office.lexicon;
    let search = Search::of(store, lexicon, scope)?;
    let found: Vec<Found> = search.blocks().par_iter().flat_map_iter(|block| search.judged(block, lexicon)).collect();
    Audit::of(store, lexicon, scope, &search, found)
}

/// Reads the number of a document as people write it.
#[must_use]
pub fn number(office: &Office, text: &str) -> Option<DocNumber> {
    parse_number(&office.lexicon, text)
}
