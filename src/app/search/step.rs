//! Keeps an index in step with its registry: what changed since is put in, and an index that cannot be used is made anew.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use serde::Serialize;

use super::{SearchFailure, entries};
use crate::lexicon::Lexicon;
use crate::registry::{Changed, Store};
use crate::search::{Entry, Held, Index, SearchError, Words, Writer};

/// So many documents are read at once.
const BATCH: u32 = 512;
/// After so much text, in bytes, what was put in is made durable.
const COMMIT: usize = 256 << 20;
/// More changes than this are worth more than one thread.
const MANY: i64 = 2_000;
/// Memory of the index's threads together, in bytes, for a few changes.
const LITTLE: usize = 30 << 20;
/// The same for many.
const MUCH: usize = 200 << 20;
/// How long a search waits for another process that brings the index up to date, and how often it looks.
const PATIENCE: Duration = Duration::from_secs(5);
const PAUSE: Duration = Duration::from_millis(50);

/// How an index came to be in step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Made {
    /// It was, or was brought so.
    Kept,
    /// There was none, or it was of another registry or version.
    New,
    /// It was damaged and was made anew.
    Mended,
    /// Its folder cannot be written to: it was made in memory.
    InMemory,
    /// Another process is writing it: what that one has not finished is not found.
    Behind,
}

/// What was done to bring an index in step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Brought {
    /// How it came to be in step.
    pub made: Made,
    /// Documents put in or taken out.
    pub changed: u64,
    /// Entries in the index now: documents and provisions.
    pub entries: u64,
    /// Why it could not be kept as it was, where it could not.
    pub reason: Option<String>,
}

/// Returns the folder of a registry's index: beside it, of its name and `.index`.
#[must_use]
pub fn beside(registry: &Path) -> PathBuf {
    let mut name = registry.as_os_str().to_owned();
    name.push(".index");
    PathBuf::from(name)
}

/// Opens the index in `folder`, or in memory where none is named, and brings it in step with the registry; `step` is
/// told how many documents were put in since the last call.
///
/// # Errors
/// The registry cannot be read, or the disk fails.
pub fn bring(
    store: &Store,
    lexicon: &Lexicon,
    folder: Option<&Path>,
    step: &mut dyn FnMut(u64),
) -> Result<(Index, Brought), SearchFailure> {
    let Some(folder) = folder else { return in_memory(store, lexicon, None, step) };
    match opened(store, lexicon, folder, step) {
        Err(SearchFailure::Index(SearchError::Damaged(reason))) => {
            let anew =
                Index::remove(folder).map_err(SearchFailure::from).and_then(|()| opened(store, lexicon, folder, step));
            match anew {
                Ok((index, brought)) => Ok((index, Brought { made: Made::Mended, reason: Some(reason), ..brought })),
                Err(SearchFailure::Index(error)) => in_memory(store, lexicon, Some(error.to_string()), step),
                Err(error) => Err(error),
            }
        }
        Err(SearchFailure::Index(error @ SearchError::Unwritable { .. })) => {
            in_memory(store, lexicon, Some(error.to_string()), step)
        }
        other => other,
    }
}

/// Brings the index beside a registry in step, where it has one.
///
/// # Errors
/// The registry cannot be read, or the disk fails.
pub fn follow(store: &Store, lexicon: &Lexicon, registry: &Path) -> Result<Option<Brought>, SearchFailure> {
    let folder = beside(registry);
    if !folder.is_dir() {
        return Ok(None);
    }
    Ok(Some(bring(store, lexicon, Some(&folder), &mut |_| ())?.1))
}

/// Brings the index in `folder` in step after looking at every byte of it; `rebuild` makes it anew in any case.
///
/// # Errors
/// The registry cannot be read, or the folder cannot be written to.
pub fn keep(
    store: &Store,
    lexicon: &Lexicon,
    folder: &Path,
    rebuild: bool,
    step: &mut dyn FnMut(u64),
) -> Result<Brought, SearchFailure> {
    let broken = if rebuild { None } else { broken(folder, lexicon) };
    if rebuild || broken.is_some() {
        Index::remove(folder)?;
    }
    let (_, brought) = bring(store, lexicon, Some(folder), step)?;
    match (brought.made, broken) {
        (Made::InMemory, _) => Err(SearchFailure::Unkept(brought.reason.unwrap_or_default())),
        (_, Some(reason)) => Ok(Brought { made: Made::Mended, reason: Some(reason), ..brought }),
        _ => Ok(brought),
    }
}

/// Returns how many changes of the registry the index in `folder` has not taken in; nothing is changed.
///
/// # Errors
/// The index is damaged, or of another registry or version; the words say which.
pub fn lag(store: &Store, lexicon: &Lexicon, folder: &Path) -> Result<i64, String> {
    if let Some(file) = broken(folder, lexicon) {
        return Err(file);
    }
    let held = Index::open_or_create(folder, Words::new(lexicon)).and_then(|index| index.held());
    let held = held.map_err(|error| error.to_string())?;
    let last = store.last_change().map_err(|error| error.to_string())?;
    let now = now(store, lexicon, last).map_err(|error| error.to_string())?;
    match held {
        None => Ok(last),
        Some(held) if held.fits(&now) && held.change <= last => Ok(last - held.change),
        Some(_) => Err("chỉ mục của sổ đăng ký khác hoặc bản soat khác".to_owned()),
    }
}

/// Returns what is wrong with an index that is there.
fn broken(folder: &Path, lexicon: &Lexicon) -> Option<String> {
    if !folder.is_dir() {
        return None;
    }
    let damaged = Index::open_or_create(folder, Words::new(lexicon)).and_then(|index| index.damaged_files());
    match damaged {
        Ok(files) => files.first().map(|file| file.display().to_string()),
        Err(SearchError::Damaged(reason)) => Some(reason),
        Err(_) => None,
    }
}

fn in_memory(
    store: &Store,
    lexicon: &Lexicon,
    reason: Option<String>,
    step: &mut dyn FnMut(u64),
) -> Result<(Index, Brought), SearchFailure> {
    let index = Index::in_memory(Words::new(lexicon))?;
    let brought = fill(store, lexicon, &index, None, step)?;
    let made = if reason.is_some() { Made::InMemory } else { brought.made };
    Ok((index, Brought { made, reason, ..brought }))
}

/// Opens the index and brings it up to date; where another process is doing so, waits for it a while.
fn opened(
    store: &Store,
    lexicon: &Lexicon,
    folder: &Path,
    step: &mut dyn FnMut(u64),
) -> Result<(Index, Brought), SearchFailure> {
    let begun = Instant::now();
    loop {
        match brought(store, lexicon, folder, step) {
            Ok((_, Brought { made: Made::Behind, .. })) if begun.elapsed() < PATIENCE => std::thread::sleep(PAUSE),
            other => return other,
        }
    }
}

fn brought(
    store: &Store,
    lexicon: &Lexicon,
    folder: &Path,
    step: &mut dyn FnMut(u64),
) -> Result<(Index, Brought), SearchFailure> {
    let mut index = Index::open_or_create(folder, Words::new(lexicon))?;
    let mut held = index.held()?;
    let now = now(store, lexicon, store.last_change()?)?;
    if held.as_ref().is_some_and(|held| !held.fits(&now) || held.change > now.change)
        || held.is_none() && index.entries() > 0
    {
        drop(index);
        Index::remove(folder)?;
        index = Index::open_or_create(folder, Words::new(lexicon))?;
        held = None;
    }
    match fill(store, lexicon, &index, held.as_ref(), step) {
        Err(SearchFailure::Index(error @ SearchError::Locked { .. })) => {
            let entries = index.entries();
            let brought = Brought { made: Made::Behind, changed: 0, entries, reason: Some(error.to_string()) };
            Ok((index, brought))
        }
        other => other.map(|brought| (index, brought)),
    }
}

fn now(store: &Store, lexicon: &Lexicon, change: i64) -> Result<Held, SearchFailure> {
    Ok(Held::of(&Words::new(lexicon), &store.token()?, change))
}

/// Puts in what changed since what the index holds; the built-in list too where it holds nothing.
fn fill(
    store: &Store,
    lexicon: &Lexicon,
    index: &Index,
    held: Option<&Held>,
    step: &mut dyn FnMut(u64),
) -> Result<Brought, SearchFailure> {
    let last = store.last_change()?;
    let made = if held.is_some() { Made::Kept } else { Made::New };
    if held.is_some_and(|held| held.change == last) {
        return Ok(Brought { made, changed: 0, entries: index.entries(), reason: None });
    }
    let mut at = held.map_or(0, |held| held.change);
    let many = last - at > MANY;
    let (threads, memory) = if many { (rayon::current_num_threads(), MUCH) } else { (1, LITTLE) };
    let mut writer = index.writer(threads, memory)?;
    let mut work = Work { store, lexicon, changed: 0, size: 0 };
    if held.is_none() {
        work.put_listed(&mut writer)?;
    }
    loop {
        let changes = store.changed_since(at, BATCH)?;
        let Some(newest) = changes.last().map(|change| change.number) else { break };
        let before = work.changed;
        work.put(changes, held.is_some(), &mut writer)?;
        step(work.changed - before);
        at = newest;
        if work.size >= COMMIT {
            work.size = 0;
            writer.commit(&now(store, lexicon, at)?)?;
        }
    }
    writer.commit(&now(store, lexicon, at)?)?;
    writer.finish()?;
    Ok(Brought { made, changed: work.changed, entries: index.entries(), reason: None })
}

/// Documents on their way into an index.
struct Work<'a> {
    store: &'a Store,
    lexicon: &'a Lexicon,
    changed: u64,
    /// Bytes of text since the last commit.
    size: usize,
}

impl Work<'_> {
    fn put(&mut self, changes: Vec<Changed>, again: bool, writer: &mut Writer<'_>) -> Result<(), SearchFailure> {
        let lexicon = self.lexicon;
        let mut made: Vec<Entry> = Vec::with_capacity(changes.len());
        for Changed { row, record, .. } in changes {
            let index_row = u64::try_from(row).unwrap_or_default();
            self.changed += 1;
            let Some(record) = record else {
                writer.remove(index_row);
                continue;
            };
            if again {
                for listed in entries::listed_as(lexicon, &record) {
                    writer.remove(listed);
                }
            }
            let body = self.store.text_at(row)?;
            let entry = entries::entry(self.store, lexicon, index_row, record, body)?;
            self.size += entry.size();
            made.push(entry);
        }
        Ok(writer.put(&made)?)
    }

    fn put_listed(&mut self, writer: &mut Writer<'_>) -> Result<(), SearchFailure> {
        let lexicon = self.lexicon;
        let mut made = Vec::new();
        for (row, record) in entries::listed(self.store, lexicon)? {
            made.push(entries::entry(self.store, lexicon, row, record, None)?);
        }
        Ok(writer.put(&made)?)
    }
}
