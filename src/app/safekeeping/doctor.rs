//! Looking whether the store is sound.

use std::path::Path;

use serde::Serialize;

use super::Store;
use crate::app::{imports, library, search};
use crate::ledger::{Ledger, Sight};
use crate::lexicon::Lexicon;
use crate::registry::Store as Registry;
use crate::sqlite;

/// A part of the store that is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Part {
    /// The registry can be opened by this version.
    Registry,
    /// The pages of the registry, and what its rows point to.
    RegistryPages,
    /// The index of the registry, where it has one.
    Index,
    /// The documents that were sent to be stored are as they were sent.
    Imports,
    /// The ledger can be opened by this version.
    Ledger,
    /// The pages of the ledger, and what its rows point to.
    LedgerPages,
    /// The kept drafts are as they were sent.
    Drafts,
    /// The log is as it was written.
    Log,
}

/// What was found of a part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Check {
    /// The part.
    pub part: Part,
    /// Nothing is wrong with it.
    pub sound: bool,
    /// What was found, for people.
    pub found: String,
}

impl Check {
    fn of(part: Part, found: Result<String, String>) -> Self {
        let sound = found.is_ok();
        Self { part, sound, found: found.unwrap_or_else(|fault| fault) }
    }
}

/// Looks at every part of a store; nothing is changed.
#[must_use]
pub fn examine(store: &Store, lexicon: &Lexicon) -> Vec<Check> {
    let mut checks = Vec::new();
    if let Some(path) = &store.registry {
        let opened = library::of_file(path).map_err(|error| error.to_string());
        let count = |registry: &Registry| registry.len().map_err(|error| error.to_string());
        let found = opened.as_ref().map_err(Clone::clone).and_then(count);
        checks.push(Check::of(Part::Registry, found.map(|count| format!("{}: {count}", path.display()))));
        checks.push(Check::of(Part::RegistryPages, pages(path)));
        if let Ok(registry) = &opened {
            let folder = search::beside(path);
            if folder.is_dir() {
                let lag = search::lag(registry, lexicon, &folder).map(|lag| lag.to_string());
                checks.push(Check::of(Part::Index, lag));
            }
        }
        let folder = imports::beside(path);
        if folder.is_dir() {
            checks.push(Check::of(Part::Imports, sent(&folder)));
        }
    }
    if let Some(path) = &store.ledger {
        let opened = Ledger::read(path).map_err(|error| error.to_string());
        let found = opened.as_ref().map_err(Clone::clone).map(|_| path.display().to_string());
        checks.push(Check::of(Part::Ledger, found));
        checks.push(Check::of(Part::LedgerPages, pages(path)));
        if let Ok(ledger) = &opened {
            checks.push(Check::of(Part::Drafts, drafts(ledger)));
            checks.push(Check::of(Part::Log, log(ledger)));
        }
    }
    checks
}

fn pages(path: &Path) -> Result<String, String> {
    let faults = sqlite::faults(path).map_err(|error| error.to_string())?;
    if faults.is_empty() { Ok("ok".to_owned()) } else { Err(faults.join("; ")) }
}

/// Returns how many imports there are, and how many of them wait; else those that are not as they were sent.
fn sent(folder: &Path) -> Result<String, String> {
    let jobs = imports::kept(folder).map_err(|error| error.to_string())?;
    let wrong: Vec<String> = jobs
        .iter()
        .filter_map(|job| match imports::altered(folder, job) {
            Ok(false) => None,
            Ok(true) => Some(job.id.clone()),
            Err(error) => Some(format!("{}: {error}", job.id)),
        })
        .collect();
    let waiting = jobs.iter().filter(|job| !job.state.is_ended()).count();
    if wrong.is_empty() { Ok(format!("{} ({waiting})", jobs.len())) } else { Err(wrong.join("; ")) }
}

fn drafts(ledger: &Ledger) -> Result<String, String> {
    let all = ledger.drafts(Sight::All).map_err(|error| error.to_string())?;
    let wrong: Vec<String> = all
        .iter()
        .filter_map(|draft| ledger.draft(Sight::All, draft.id).err())
        .map(|error| error.to_string())
        .collect();
    if wrong.is_empty() { Ok(all.len().to_string()) } else { Err(wrong.join("; ")) }
}

fn log(ledger: &Ledger) -> Result<String, String> {
    let chain = ledger.verify(None).map_err(|error| error.to_string())?;
    match chain.broken {
        None => Ok(format!("{}:{}", chain.head.seq, chain.head.hash)),
        Some(broken) => Err(broken.seq.to_string()),
    }
}
