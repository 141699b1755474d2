//! The issued documents that drafts are held against: a registry file, or folders read on the spot.

use std::path::{Path, PathBuf};

use super::Office;
use super::ingest::{Plan, RowNote, ingest, is_readable_name};
use super::inputs;
use super::reading::Unread;
use crate::registry::{RegistryError, Store};

/// Opens the registry at `path` for reading.
///
/// # Errors
/// There is no registry there, or it cannot be read.
pub fn of_file(path: &Path) -> Result<Store, RegistryError> {
    Store::open_read_only(path)
}

/// Opens the registry at `path` for reading, and for keeping what is derived from it where it can be written to.
///
/// # Errors
/// There is no registry there, or it cannot be read.
pub fn of_file_keeping(path: &Path) -> Result<Store, RegistryError> {
    Store::open_keeping(path)
}

/// Reads the issued documents and catalogues below `folders` into a registry in memory, and lists the files that could not be read.
///
/// # Errors
/// The registry cannot be made.
pub fn of_folders(office: &Office, folders: &[PathBuf]) -> Result<(Store, Vec<Unread>), RegistryError> {
    let (inputs, missing) = inputs::collect(folders, is_readable_name);
    let mut unread: Vec<Unread> =
        missing.into_iter().map(|error| Unread { path: error.path, reason: error.reason }).collect();
    let mut store = Store::in_memory()?;
    let summary = ingest(&inputs, &mut store, &office.lexicon, &Plan::default(), &|| ())?;
    unread.extend(summary.unread);
    let unused = |line: RowNote| Unread { path: line.place(), reason: line.reason };
    unread.extend(summary.unused.into_iter().map(unused));
    Ok((store, unread))
}
