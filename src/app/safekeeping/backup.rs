//! Taking the store away: one zip file with the registry, the ledger, the office's own rules and its configuration.

use std::collections::BTreeSet;
use std::io::{Seek, Write};
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::manifest::{self, Held, Manifest};
use super::{SafekeepingError, sqlite};
use crate::ledger::{Ledger, Link};

/// The files of an office. Indexes are no part of it: they are made anew.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Store {
    /// The registry.
    pub registry: Option<PathBuf>,
    /// The ledger.
    pub ledger: Option<PathBuf>,
    /// Folders of the office's own rule pages and tables.
    pub folders: Vec<PathBuf>,
    /// The configuration file.
    pub config: Option<PathBuf>,
}

/// Writes a backup of `store` to `to`, which must not be there, while others may be reading and writing.
///
/// # Errors
/// A file cannot be read or written, or `to` is there already.
pub fn backup(store: &Store, to: &Path, made: Timestamp) -> Result<Manifest, SafekeepingError> {
    if to.exists() {
        return Err(SafekeepingError::Taken(to.to_owned()));
    }
    let folder = to.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let fault = || SafekeepingError::file(to);
    let room = tempfile::tempdir_in(folder).map_err(SafekeepingError::file(folder))?;
    let mut out = tempfile::NamedTempFile::new_in(folder).map_err(SafekeepingError::file(folder))?;
    let mut zip = ZipWriter::new(out.as_file_mut());
    let (mut files, mut log) = (Vec::new(), None);
    for (name, path, kind) in members(store)? {
        let source = match kind {
            Kind::File => path,
            Kind::Database => {
                let copy = room.path().join(format!("{}.db", files.len()));
                sqlite::copy(&path, &copy).map_err(|error| SafekeepingError::Database { path, error })?;
                copy
            }
        };
        if store.ledger.as_deref().is_some_and(|ledger| name == file_name(ledger)) {
            let Link { seq, hash } = Ledger::read(&source)?.verify(None)?.head;
            log = Some(format!("{seq}:{hash}"));
        }
        files.push(put(&mut zip, &name, &source)?);
    }
    let manifest = Manifest { soat: env!("CARGO_PKG_VERSION").to_owned(), made, log, files };
    let json = serde_json::to_vec_pretty(&manifest).map_err(|error| fault()(error.into()))?;
    zip.start_file(manifest::NAME, SimpleFileOptions::default()).map_err(|error| fault()(error.into()))?;
    zip.write_all(&json).map_err(fault())?;
    zip.finish().map_err(|error| fault()(error.into()))?;
    out.as_file().sync_all().map_err(fault())?;
    out.persist_noclobber(to).map_err(|error| fault()(error.error))?;
    Ok(manifest)
}

/// Returns a backup of `store` as bytes, to be sent away.
///
/// # Errors
/// A file cannot be read, or there is no room.
pub fn taken(store: &Store, made: Timestamp) -> Result<Vec<u8>, SafekeepingError> {
    let room = tempfile::tempdir().map_err(SafekeepingError::file(Path::new("tmp")))?;
    let path = room.path().join("store.zip");
    backup(store, &path, made)?;
    std::fs::read(&path).map_err(SafekeepingError::file(&path))
}

/// How a member is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    File,
    Database,
}

/// Returns what goes into a backup, each with its name in it.
fn members(store: &Store) -> Result<Vec<(String, PathBuf, Kind)>, SafekeepingError> {
    let mut members = Vec::new();
    for path in [&store.registry, &store.ledger].into_iter().flatten() {
        manifest::open(path)?;
        members.push((file_name(path), path.clone(), Kind::Database));
    }
    if let Some(path) = &store.config {
        members.push((file_name(path), path.clone(), Kind::File));
    }
    for folder in &store.folders {
        for entry in ignore::WalkBuilder::new(folder).standard_filters(false).sort_by_file_path(Ord::cmp).build() {
            let entry = entry.map_err(|error| SafekeepingError::file(folder)(std::io::Error::other(error)))?;
            if entry.file_type().is_some_and(|kind| kind.is_file()) {
                let below = entry.path().strip_prefix(folder).unwrap_or(entry.path());
                let parts: Vec<_> = below.iter().map(|part| part.to_string_lossy()).collect();
                let name = format!("{}/{}", file_name(folder), parts.join("/"));
                members.push((name, entry.path().to_owned(), Kind::File));
            }
        }
    }
    let mut names = BTreeSet::from([manifest::NAME]);
    match members.iter().find(|(name, ..)| !names.insert(name)) {
        Some((name, ..)) => Err(SafekeepingError::SameName(name.clone())),
        None => Ok(members),
    }
}

fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

fn put(zip: &mut ZipWriter<impl Write + Seek>, name: &str, path: &Path) -> Result<Held, SafekeepingError> {
    let mut from = manifest::open(path)?;
    let options = SimpleFileOptions::default().large_file(true);
    zip.start_file(name, options).map_err(|error| SafekeepingError::file(path)(error.into()))?;
    manifest::copy(name, &mut from, zip).map_err(SafekeepingError::file(path))
}
