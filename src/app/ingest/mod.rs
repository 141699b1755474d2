//! Adds issued documents, catalogues and number books to a registry.

mod briefs;
mod lists;
mod summary;

pub use crate::ingest::is_list_name;
pub use briefs::keep_briefs;
pub use summary::{Copy, RowNote, Summary};

use std::sync::mpsc::{Receiver, sync_channel};
use std::thread;

use super::book::Mapping;
use super::inputs::{Input, STDIN};
use super::reading::{self, Reading, Unread};
use crate::ingest;
use crate::lexicon::Lexicon;
use crate::registry::{Coverage, Outcome, RegistryError, Store};

/// Documents stored by one commit: what an ended run may lose, against one wait for the disk.
const BATCH: usize = 256;

/// What is asked for besides the files.
#[derive(Debug, Clone, Default)]
pub struct Plan {
    /// What the registry has all of from now on.
    pub covers: Vec<Coverage>,
    /// What the office says of its number books.
    pub mapping: Mapping,
}

/// Returns whether a file of this name is ingested where a folder is named: documents, catalogues (`.jsonl`)
/// and number books.
#[must_use]
pub fn is_readable_name(name: &str) -> bool {
    is_catalogue(name) || is_list_name(name) || ingest::is_readable_name(name)
}

fn is_catalogue(name: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, extension)| extension.eq_ignore_ascii_case("jsonl"))
}

/// Stores every input and declares what is covered; `step` is called as each file is done.
///
/// Files are read in parallel and written in order by one writer, a batch a commit: an ingest that is ended goes on
/// where it stood when it is run again. A file that cannot be read is listed, and the others go on.
///
/// # Errors
/// The registry cannot be read or written to.
pub fn ingest(
    inputs: &[Input],
    store: &mut Store,
    lexicon: &Lexicon,
    plan: &Plan,
    step: &(dyn Fn() + Sync),
) -> Result<Summary, RegistryError> {
    let mut summary = Summary::default();
    let (catalogues, files): (Vec<&Input>, Vec<&Input>) = inputs.iter().partition(|input| is_catalogue(&input.name));
    for input in catalogues {
        lists::store_catalogue(input, store, lexicon, &mut summary)?;
        step();
    }
    let (tables, mut files): (Vec<&Input>, Vec<&Input>) =
        files.into_iter().partition(|input| input.name != STDIN && is_list_name(&input.name));
    let documents = lists::store_books(&tables, store, lexicon, &plan.mapping, &mut summary)?;
    (documents.len()..tables.len()).for_each(|_| step());
    files.extend(documents);
    store_files(&files, store, lexicon, &mut summary, step)?;
    let mut batch = store.begin()?;
    for coverage in &plan.covers {
        batch.cover(coverage)?;
    }
    batch.commit()?;
    keep_briefs(store, lexicon)?;
    Ok(summary)
}

fn store_files(
    files: &[&Input],
    store: &mut Store,
    lexicon: &Lexicon,
    summary: &mut Summary,
    step: &(dyn Fn() + Sync),
) -> Result<(), RegistryError> {
    let known = &store.files()?;
    thread::scope(|scope| {
        // One batch waits while another is written, no more: memory stays bounded.
        let (sender, receiver) = sync_channel(1);
        scope.spawn(move || {
            for chunk in files.chunks(BATCH) {
                let readings = reading::read(chunk, lexicon, known, step);
                if sender.send(readings).is_err() {
                    break;
                }
            }
        });
        store_batches(&receiver, store, summary)
    })
}

fn store_batches(
    receiver: &Receiver<Vec<Result<Reading, Unread>>>,
    store: &mut Store,
    summary: &mut Summary,
) -> Result<(), RegistryError> {
    for readings in receiver {
        let mut batch = store.begin()?;
        for reading in readings {
            match reading {
                Err(unread) => summary.unread.push(unread),
                Ok(Reading { document: None, .. }) => summary.unchanged += 1,
                Ok(Reading { path, hash, document: Some(document) }) => {
                    let put = batch.put(&document, &hash)?;
                    match put.outcome {
                        Outcome::Added => summary.added += 1,
                        Outcome::Updated => summary.updated += 1,
                        Outcome::Unchanged => summary.unchanged += 1,
                        Outcome::Copy => summary.copies.push(Copy { path: path.clone(), document: put.id }),
                    }
                    if document.header.number.as_ref().is_none_or(crate::document::DocNumber::is_blank) {
                        summary.unnumbered.push(path);
                    }
                }
            }
        }
        batch.commit()?;
    }
    Ok(())
}
