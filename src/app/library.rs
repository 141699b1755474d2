//! The issued documents that drafts are held against: a registry file, or folders read on the spot.

use std::path::{Path, PathBuf};

use super::Office;
use super::inputs;
use super::reading::{self, Unread};
use crate::registry::{RegistryError, Store};

/// Opens the registry at `path` for reading.
///
/// # Errors
/// There is no registry there, or it cannot be read.
pub fn of_file(path: &Path) -> Result<Store, RegistryError> {
    Store::open_read_only(path)
}

/// Reads the issued documents below `folders` into a registry in memory, and lists the files that could not be read.
///
/// # Errors
/// The registry cannot be made.
pub fn of_folders(office: &Office, folders: &[PathBuf]) -> Result<(Store, Vec<Unread>), RegistryError> {
    let (inputs, missing) = inputs::collect(folders, reading::is_readable_name);
    let mut unread: Vec<Unread> =
        missing.into_iter().map(|error| Unread { path: error.path, reason: error.reason }).collect();
    let mut store = Store::in_memory()?;
    let mut batch = store.begin()?;
    for result in reading::read_all(&inputs, &office.lexicon, &|| {}) {
        match result {
            Ok(document) => {
                let hash = blake3::hash(document.text.as_bytes()).to_hex();
                batch.put(&document, &hash)?;
            }
            Err(error) => unread.push(error),
        }
    }
    batch.commit()?;
    Ok((store, unread))
}
