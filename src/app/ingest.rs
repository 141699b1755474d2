//! Adds issued documents and catalogues to a registry.

use std::sync::mpsc::{Receiver, sync_channel};
use std::thread;

use rayon::prelude::*;
use serde::Serialize;

use super::catalogue;
use super::inputs::Input;
use super::reading::{self, Reading, Unread};
use crate::ingest::{self, IngestError};
use crate::lexicon::Lexicon;
use crate::registry::{Coverage, Outcome, RegistryError, Store};

/// Documents stored by one commit: what an ended run may lose, against one wait for the disk.
const BATCH: usize = 256;

/// Lines of a catalogue stored by one commit.
const LINES: usize = 4096;

/// What came of an ingest.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Summary {
    /// Files whose documents are new.
    pub added: usize,
    /// Files that had changed, or whose documents were known by a catalogue only.
    pub updated: usize,
    /// Files that were there before.
    pub unchanged: usize,
    /// Files that hold a document which another file brought.
    pub copies: Vec<Copy>,
    /// Catalogue records stored or confirmed.
    pub catalogued: usize,
    /// Files stored under their path, since no number was recognised.
    pub unnumbered: Vec<String>,
    /// Files that could not be read.
    pub unread: Vec<Unread>,
    /// Catalogue lines that were not used.
    pub unused: Vec<Unused>,
}

impl Summary {
    /// Returns whether nothing was read.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.added + self.updated + self.unchanged + self.catalogued + self.copies.len() + self.unused.len() == 0
    }
}

/// A file that holds a document which another file brought.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Copy {
    /// The file.
    pub path: String,
    /// Id of the document.
    pub document: String,
}

/// A catalogue line that was not used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Unused {
    /// The catalogue.
    pub path: String,
    /// The line, from 1.
    pub line: usize,
    /// Why, in Vietnamese.
    pub reason: String,
}

/// Returns whether a file of this name is ingested where a folder is named: documents, and catalogues (`.jsonl`).
#[must_use]
pub fn is_readable_name(name: &str) -> bool {
    is_catalogue(name) || ingest::is_readable_name(name)
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
    covers: &[Coverage],
    step: &(dyn Fn() + Sync),
) -> Result<Summary, RegistryError> {
    let mut summary = Summary::default();
    let (catalogues, files): (Vec<&Input>, Vec<&Input>) = inputs.iter().partition(|input| is_catalogue(&input.name));
    for input in catalogues {
        store_catalogue(input, store, lexicon, &mut summary)?;
        step();
    }
    store_files(&files, store, lexicon, &mut summary, step)?;
    let mut batch = store.begin()?;
    for coverage in covers {
        batch.cover(coverage)?;
    }
    batch.commit()?;
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

fn store_catalogue(
    input: &Input,
    store: &mut Store,
    lexicon: &Lexicon,
    summary: &mut Summary,
) -> Result<(), RegistryError> {
    let text = match std::fs::read_to_string(&input.path) {
        Ok(text) => text,
        Err(error) => {
            let reason = IngestError::Unopened(error.to_string()).to_string();
            summary.unread.push(Unread { path: input.name.clone(), reason });
            return Ok(());
        }
    };
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let lines: Vec<(usize, &str)> =
        text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()).map(|(at, line)| (at + 1, line)).collect();
    for chunk in lines.chunks(LINES) {
        let entries: Vec<_> =
            chunk.par_iter().map(|(number, line)| (*number, catalogue::entry(line, lexicon))).collect();
        let mut batch = store.begin()?;
        for (line, entry) in entries {
            match entry {
                Ok(entry) => {
                    batch.put_entry(&entry)?;
                    summary.catalogued += 1;
                }
                Err(error) => {
                    let reason = error.to_string();
                    summary.unused.push(Unused { path: input.name.clone(), line, reason });
                }
            }
        }
        batch.commit()?;
    }
    Ok(())
}
