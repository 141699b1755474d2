//! Looks over a whole registry, blocks of tasks side by side; what was compared before is not compared again.

use rayon::prelude::*;

use super::Office;
use crate::audit::{Audit, Candidate, Found, Loaded, Scope, Search};
use crate::document::DocNumber;
use crate::overlap::{Apart, Work};
use crate::parse::number::parse_number;
use crate::registry::{KnownPairs, NewPairs, RegistryError, Store};

/// How tasks are compared and which pairs are kept; another number makes those kept before void.
const COMPARING: u32 = 1;

/// Returns all that is found of the registry within `scope`.
///
/// # Errors
/// The registry cannot be read.
pub fn audit(office: &Office, store: &Store, scope: &Scope) -> Result<Audit, RegistryError> {
    let (search, found) = overlaps(office, store, scope)?;
    Audit::of(store, &office.lexicon, scope, &search, found)
}

/// Returns the tasks within `scope` and those of them that have to do with one another. The pairs that may be one work are taken
/// from the registry where they were found before, and kept there for the next time where the whole registry was looked over.
///
/// # Errors
/// The registry cannot be read.
pub fn overlaps(office: &Office, store: &Store, scope: &Scope) -> Result<(Search, Vec<Found>), RegistryError> {
    let lexicon = &office.lexicon;
    let ground = format!("{}/{COMPARING}/{}", env!("CARGO_PKG_VERSION"), lexicon.digest());
    let known = store.known_pairs(&ground)?;
    let loaded = Loaded::of(store, lexicon, scope)?;
    let works: Vec<Work> = (0..loaded.len()).into_par_iter().filter_map(|at| loaded.read(at, lexicon)).collect();
    let search = Search::new(loaded, works, &known, lexicon);
    let new: Vec<Candidate> =
        search.blocks().par_iter().flat_map_iter(|block| search.candidates(block, lexicon)).collect();
    let judged = |pair: &Candidate| (*pair, search.judged(*pair, lexicon));
    let mut found: Vec<Found> =
        search.known().par_iter().filter_map(|pair| search.judged(*pair, lexicon).ok()).collect();
    let news: Vec<(Candidate, Result<Found, Apart>)> = new.par_iter().map(judged).collect();
    // A territory's tasks are not compared with those around it.
    if scope.territory.is_none() && search.holds_all(&known) {
        keep(store, &search, &known, &ground, &news)?;
    }
    found.extend(news.into_iter().filter_map(|(_, judged)| judged.ok()));
    Ok((search, found))
}

/// Keeps the pairs whose verdict is an overlap, or may become one when other documents come.
fn keep(
    store: &Store,
    search: &Search,
    known: &KnownPairs,
    ground: &str,
    news: &[(Candidate, Result<Found, Apart>)],
) -> Result<(), RegistryError> {
    let documents = search.new_documents();
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
