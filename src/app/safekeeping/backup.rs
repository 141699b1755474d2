//! Taking the store away: one zip file with the registry, its imports, the ledger, the office's own rules and its configuration.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{Seek, Write};
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::manifest::{self, Held, Manifest};
use super::{Own, SafekeepingError};
use crate::app::imports;
use crate::ledger::{Ledger, Link};
use crate::sqlite;

/// The files of an office. Indexes are no part of it: they are made anew.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Store {
    /// The registry; the documents on their way into it lie beside it.
    pub registry: Option<PathBuf>,
    /// The ledger.
    pub ledger: Option<PathBuf>,
    /// What else the office has.
    pub own: Own,
}

/// Writes a backup of `store` to `to`, which must not be there, while others may be reading and writing.
///
/// # Errors
/// A file cannot be read or written, or `to` is there already.
pub fn backup(store: &Store, to: &Path, made: Timestamp) -> Result<Manifest, SafekeepingError> {
    if to.exists() {
        return Err(SafekeepingError::Taken(to.to_owned()));
    }
    let folder = folder_of(to);
    let mut out = tempfile::NamedTempFile::new_in(folder).map_err(SafekeepingError::file(folder))?;
    let manifest = write(store, out.as_file_mut(), folder, made)?;
    out.persist_noclobber(to).map_err(|error| SafekeepingError::file(to)(error.error))?;
    Ok(manifest)
}

/// Returns a backup of `store`, to be sent away: a file without a name beside the store, which ends with its handle.
///
/// # Errors
/// A file cannot be read, or there is no room.
pub fn taken(store: &Store, made: Timestamp) -> Result<File, SafekeepingError> {
    let folder = store.registry.as_deref().or(store.ledger.as_deref()).map_or(Path::new("."), folder_of);
    let fault = || SafekeepingError::file(folder);
    let mut out = tempfile::tempfile_in(folder).map_err(fault())?;
    write(store, &mut out, folder, made)?;
    out.rewind().map_err(fault())?;
    Ok(out)
}

/// Writes a backup into an empty file; `folder` has room for copies of the databases.
fn write(store: &Store, out: &mut File, folder: &Path, made: Timestamp) -> Result<Manifest, SafekeepingError> {
    let fault = || SafekeepingError::file(folder);
    let room = tempfile::Builder::new().prefix(".soat-").tempdir_in(folder).map_err(fault())?;
    let mut zip = ZipWriter::new(&mut *out);
    let mut files = Vec::new();
    for (name, path) in members(store)? {
        files.push(put(&mut zip, &name, &path)?);
    }
    let (mut ledger, mut log) = (None, None);
    for path in [&store.registry, &store.ledger].into_iter().flatten() {
        let (name, copy) = (store.own.name_of(path), room.path().join("copy.db"));
        sqlite::copy(path, &copy).map_err(|error| SafekeepingError::Database { path: path.clone(), error })?;
        files.push(put(&mut zip, &name, &copy)?);
        if store.ledger.as_ref() == Some(path) {
            let Link { seq, hash } = Ledger::read(&copy)?.verify(None)?.head;
            (ledger, log) = (Some(name), Some(format!("{seq}:{hash}")));
        }
        std::fs::remove_file(&copy).map_err(fault())?;
    }
    let manifest = Manifest { soat: env!("CARGO_PKG_VERSION").to_owned(), made, ledger, log, files };
    let json = serde_json::to_vec_pretty(&manifest).map_err(|error| fault()(error.into()))?;
    zip.start_file(manifest::NAME, SimpleFileOptions::default()).map_err(|error| fault()(error.into()))?;
    zip.write_all(&json).map_err(fault())?;
    zip.finish().map_err(|error| fault()(error.into()))?;
    out.sync_all().map_err(fault())?;
    Ok(manifest)
}

/// Returns what goes into a backup beside the databases, each with its name in it. It goes in before them: an import that ends
/// meanwhile is one still to be done in the backup, and doing it again does no harm.
fn members(store: &Store) -> Result<Vec<(String, PathBuf)>, SafekeepingError> {
    let mut members = Vec::new();
    if let Some(registry) = &store.registry {
        let folder = imports::beside(registry);
        let name = store.own.name_of(&folder);
        let files = imports::files(&folder).map_err(SafekeepingError::file(&folder))?;
        members.extend(files.into_iter().map(|(below, path)| (format!("{name}/{below}"), path)));
    }
    let own = store.own.config.iter().chain(&store.own.files);
    members.extend(own.map(|path| (store.own.name_of(path), path.clone())));
    for folder in &store.own.folders {
        let name = store.own.name_of(folder);
        for entry in ignore::WalkBuilder::new(folder).standard_filters(false).sort_by_file_path(Ord::cmp).build() {
            let entry = entry.map_err(|error| SafekeepingError::file(folder)(std::io::Error::other(error)))?;
            if entry.file_type().is_some_and(|kind| kind.is_file()) {
                let below = entry.path().strip_prefix(folder).unwrap_or(entry.path());
                members.push((format!("{name}/{}", Own::slashed(below)), entry.path().to_owned()));
            }
        }
    }
    // A file may lie in a folder that is taken as a whole.
    members.sort();
    members.dedup();
    let databases = [&store.registry, &store.ledger].into_iter().flatten().map(|path| store.own.name_of(path));
    let all: Vec<String> = databases.chain(members.iter().map(|(name, _)| name.clone())).collect();
    let mut names = BTreeSet::from([manifest::NAME]);
    match all.iter().find(|name| !names.insert(name)) {
        Some(name) => Err(SafekeepingError::SameName(name.clone())),
        None => Ok(members),
    }
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

fn put(zip: &mut ZipWriter<impl Write + Seek>, name: &str, path: &Path) -> Result<Held, SafekeepingError> {
    let mut from = manifest::open(path)?;
    let options = SimpleFileOptions::default().large_file(true);
    zip.start_file(name, options).map_err(|error| SafekeepingError::file(path)(error.into()))?;
    manifest::copy(name, &mut from, zip).map_err(SafekeepingError::file(path))
}
