//! The index: a folder beside the registry (or memory), what of the registry it holds, and how it is written.

use std::collections::HashSet;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use tantivy::directory::MmapDirectory;
use tantivy::directory::error::{LockError, OpenDirectoryError};
use tantivy::indexer::{IndexWriterOptions, UserOperation};
use tantivy::{Index as Tantivy, IndexReader, IndexSettings, IndexWriter, ReloadPolicy, TantivyError, Term};

use super::entry::Entry;
use super::error::SearchError;
use super::fields::{Fields, schema, tokenizers};
use super::view::{Open, View};
use super::words::Words;

/// Raised when entries are made otherwise than before.
const FORMAT: u32 = 1;

/// Of more entries than this, as found at opening, several threads answer each query.
const MANY: u64 = 100_000;
/// So many at most: those who ask at the same time share the machine.
const THREADS: usize = 4;

/// What an index holds: everything of one registry up to a change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Held {
    /// How entries are made.
    format: u32,
    /// Which abbreviations they were made with.
    words: String,
    /// Which registry.
    pub registry: String,
    /// The number of the newest change that it holds.
    pub change: i64,
}

impl Held {
    /// What an index made now with these words holds of a registry up to a change.
    #[must_use]
    pub fn of(words: &Words, registry: &str, change: i64) -> Self {
        Self { format: FORMAT, words: words.digest(), registry: registry.to_owned(), change }
    }

    /// Returns whether both were made alike of one registry, whatever the change.
    #[must_use]
    pub fn fits(&self, other: &Self) -> bool {
        (self.format, &self.words, &self.registry) == (other.format, &other.words, &other.registry)
    }
}

/// An index with the words that made it.
pub struct Index {
    pub(super) tantivy: Tantivy,
    pub(super) fields: Fields,
    pub(super) words: Words,
    reader: IndexReader,
    open: Arc<Open>,
    path: Option<PathBuf>,
}

impl std::fmt::Debug for Index {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Index").field("path", &self.path).finish_non_exhaustive()
    }
}

impl Index {
    /// Opens the index in the folder `path`, or makes an empty one there.
    ///
    /// # Errors
    /// The folder cannot be written to, or what is there is damaged or of another version.
    pub fn open_or_create(path: &Path, words: Words) -> Result<Self, SearchError> {
        let unwritable = |reason: String| SearchError::Unwritable { path: path.to_owned(), reason };
        std::fs::create_dir_all(path).map_err(|error| unwritable(error.to_string()))?;
        let folder = MmapDirectory::open(path).map_err(|error| match error {
            OpenDirectoryError::IoError { io_error, .. } => unwritable(io_error.to_string()),
            other => unwritable(other.to_string()),
        })?;
        let (schema, fields) = schema();
        let tantivy = Tantivy::builder().schema(schema).settings(IndexSettings::default()).open_or_create(folder)?;
        Self::new(tantivy, fields, words, Some(path.to_owned()))
    }

    /// Makes an empty index in memory.
    ///
    /// # Errors
    /// It cannot be made.
    pub fn in_memory(words: Words) -> Result<Self, SearchError> {
        let (schema, fields) = schema();
        Self::new(Tantivy::create_in_ram(schema), fields, words, None)
    }

    fn new(mut tantivy: Tantivy, fields: Fields, words: Words, path: Option<PathBuf>) -> Result<Self, SearchError> {
        tantivy.set_tokenizers(tokenizers());
        let entries: u64 = tantivy.load_metas()?.segments.iter().map(|segment| u64::from(segment.num_docs())).sum();
        let threads = std::thread::available_parallelism().map_or(1, NonZeroUsize::get).min(THREADS);
        if entries > MANY && threads > 1 {
            tantivy.set_multithread_executor(threads)?;
        }
        let reader = tantivy.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        Ok(Self { tantivy, fields, words, reader, open: Arc::default(), path })
    }

    /// Removes the index in the folder `path`, where there is one; other files there stay.
    ///
    /// # Errors
    /// A file cannot be removed.
    pub fn remove(path: &Path) -> Result<(), SearchError> {
        let unwritable =
            |error: std::io::Error| SearchError::Unwritable { path: path.to_owned(), reason: error.to_string() };
        let Ok(files) = std::fs::read_dir(path) else { return Ok(()) };
        for file in files {
            let file = file.map_err(unwritable)?.path();
            if is_ours(&file) {
                std::fs::remove_file(file).map_err(unwritable)?;
            }
        }
        Ok(())
    }

    /// Returns what it holds, `None` where nothing was ever finished or another version wrote it.
    ///
    /// # Errors
    /// Its list of files cannot be read.
    pub fn held(&self) -> Result<Option<Held>, SearchError> {
        let payload = self.tantivy.load_metas()?.payload;
        Ok(payload.and_then(|text| serde_json::from_str(&text).ok()))
    }

    /// Returns the files whose content is not what was written.
    ///
    /// # Errors
    /// A file cannot be read.
    pub fn damaged_files(&self) -> Result<Vec<PathBuf>, SearchError> {
        let mut files: Vec<PathBuf> = self.tantivy.validate_checksum()?.into_iter().collect();
        files.sort();
        Ok(files)
    }

    /// Begins to write, with so many threads and so much memory in bytes for all of them.
    ///
    /// # Errors
    /// Another process writes it, or its folder cannot be written to.
    pub fn writer(&self, threads: usize, memory: usize) -> Result<Writer<'_>, SearchError> {
        let path = || self.path.clone().unwrap_or_default();
        // One merge at a time: each holds lists as long as its segments.
        let options = IndexWriterOptions::builder()
            .num_worker_threads(threads.max(1))
            .memory_budget_per_thread(memory / threads.max(1))
            .num_merge_threads(1)
            .build();
        let tantivy = self.tantivy.writer_with_options(options).map_err(|error| match error {
            TantivyError::LockFailure(LockError::LockBusy, _) => SearchError::Locked { path: path() },
            TantivyError::LockFailure(LockError::IoError(error), _) => {
                SearchError::Unwritable { path: path(), reason: error.to_string() }
            }
            other => other.into(),
        })?;
        // What a writer that was killed left behind has names that this one may need.
        tantivy.garbage_collect_files().wait()?;
        let empty = self.tantivy.searchable_segment_ids()?.is_empty();
        Ok(Writer { index: self, tantivy, fresh: empty.then(HashSet::new) })
    }

    /// Returns the words that it was made with.
    #[must_use]
    pub fn words(&self) -> &Words {
        &self.words
    }

    /// Returns how many entries it has: documents and provisions.
    #[must_use]
    pub fn entries(&self) -> u64 {
        self.reader.searcher().num_docs()
    }

    /// Returns what is there to be asked now.
    pub(super) fn view(&self) -> View<'_> {
        View { searcher: self.reader.searcher(), fields: &self.fields, open: &self.open }
    }

    /// Sees what was committed.
    fn reload(&self) -> Result<(), SearchError> {
        self.reader.reload()?;
        self.open.keep(&self.reader.searcher());
        Ok(())
    }
}

/// Returns whether tantivy wrote a file of this name: its lists and locks, and segments named by 32 hexadecimal digits.
fn is_ours(file: &Path) -> bool {
    let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let stem = name.split('.').next().unwrap_or_default();
    let segment = stem.len() == 32 && stem.bytes().all(|digit| digit.is_ascii_hexdigit());
    segment || name == "meta.json" || name.starts_with(".managed.json") || name.starts_with(".tantivy-")
}

/// Writes of an index, seen by others after [`Writer::commit`] only.
pub struct Writer<'i> {
    index: &'i Index,
    tantivy: IndexWriter,
    /// The rows put, where the index had no entry at the start: of others there is nothing to take out.
    fresh: Option<HashSet<u64>>,
}

impl Writer<'_> {
    /// Puts the entries of documents in the place of their earlier ones.
    ///
    /// # Errors
    /// The index cannot be written to.
    pub fn put(&mut self, entries: &[Entry]) -> Result<(), SearchError> {
        for entry in entries {
            if !self.fresh.as_mut().is_some_and(|put| put.insert(entry.row)) {
                self.remove(entry.row);
            }
        }
        let (words, fields) = (&self.index.words, &self.index.fields);
        entries.par_iter().try_for_each_init(
            || words.pen(),
            |pen, entry| {
                // Together, so that one segment has them side by side.
                self.tantivy.run(entry.documents(pen, fields).into_iter().map(UserOperation::Add))?;
                Ok(())
            },
        )
    }

    /// Takes a document's entries out.
    pub fn remove(&self, row: u64) {
        self.tantivy.delete_term(Term::from_field_u64(self.index.fields.row, row));
    }

    /// Makes the writes durable together with what the index now holds.
    ///
    /// # Errors
    /// The index cannot be written to; what it held before is there still.
    pub fn commit(&mut self, held: &Held) -> Result<(), SearchError> {
        let mut prepared = self.tantivy.prepare_commit()?;
        prepared.set_payload(&serde_json::to_string(held).unwrap_or_default());
        prepared.commit()?;
        self.index.reload()
    }

    /// Waits until segments are merged, and ends the writing.
    ///
    /// # Errors
    /// A merge failed.
    pub fn finish(self) -> Result<(), SearchError> {
        self.tantivy.wait_merging_threads()?;
        self.index.reload()
    }
}
