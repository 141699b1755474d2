//! Looks over a whole registry, blocks of tasks side by side; what was compared before is not compared again.

use rayon::prelude::*;

use super::Office;
use crate::audit::{Audit, Candidate, Found, Scope, Search, Works};
use crate::document::DocNumber;
use crate::overlap::Apart;
use crate::parse::number::parse_number;
use crate::registry::{KnownPairs, NewPairs, RegistryError, Store};

/// How tasks are compared and which pairs are kept; another number makes those kept before void.
const COMPARING: u32 = 1;

/// Returns all that is found of the registry within `scope`.
///
/// # Errors
/// The registry cannot be read.
pub fn audit(office: &Office, store: &Store, scope: &Scope) -> Result<Audit, RegistryError> {
    let works = Works::of(store, &office.lexicon, scope)?;
    let found = found(office, store, scope, &works)?;
    Audit::of(store, scope, &works, found)
}

/// Returns the tasks within `scope` that have to do with one another, in the order in which an audit tells them. Nothing else is
/// read than the words of new tasks and of those that they may meet.
///
/// # Errors
/// The registry cannot be read.
pub fn overlaps(office: &Office, store: &Store, scope: &Scope) -> Result<Vec<Found>, RegistryError> {
    found(office, store, scope, &Works::of(store, &office.lexicon, scope)?)
}

/// The pairs that may be one work are taken from the registry where they were found before, and kept there for the next time where
/// the whole registry was looked over.
fn found(office: &Office, store: &Store, scope: &Scope, works: &Works<'_>) -> Result<Vec<Found>, RegistryError> {
    let ground = format!("{}/{COMPARING}/{}", env!("CARGO_PKG_VERSION"), office.lexicon.digest());
    let known = store.known_pairs(&ground)?;
    let search = Search::new(works, &known);
    let new: Vec<Candidate> = search.blocks().par_iter().flat_map_iter(|block| search.candidates(block)).collect();
    let mut found: Vec<Found> = search.known().par_iter().filter_map(|pair| works.judged(*pair).ok()).collect();
    let news: Vec<(Candidate, Result<Found, Apart>)> =
        new.par_iter().map(|pair| (*pair, works.judged(*pair))).collect();
    // A territory's tasks are not compared with those around it, a year's not with those of others.
    if scope.territory.is_none() && scope.years.is_none() && search.holds_all(&known) {
        keep(store, &search, &known, &ground, &news)?;
    }
    found.extend(news.into_iter().filter_map(|(_, judged)| judged.ok()));
    found.sort_by(Found::order);
    Ok(found)
}

/// Keeps the pairs whose verdict is an overlap, or may become one when other documents come.
fn keep(
    store: &Store,
    search: &Search<'_>,
    known: &KnownPairs,
    ground: &str,
    news: &[(Candidate, Result<Found, Apart>)],
) -> Result<(), RegistryError> {
    let documents = search.compared();
    if documents.is_empty() {
        return Ok(());
    }
    let stays = |judged: &Result<Found, Apart>| judged.as_ref().err().is_none_or(|apart| apart.hangs_on_citations());
    let pairs: Vec<(i64, i64)> =
        news.iter().filter(|(_, judged)| stays(judged)).filter_map(|(pair, _)| search.rows(*pair)).collect();
    store.keep_pairs(known, &NewPairs { ground, documents: &documents, pairs: &pairs })?;
    Ok(())
}

/// Reads the number of a document as people write it.
#[must_use]
pub fn number(office: &Office, text: &str) -> Option<DocNumber> {
    parse_number(&office.lexicon, text)
}
