//! Opens what drafts are held against, as the options say.

use std::path::PathBuf;

use super::exit::Failure;
use super::inputs;
use super::settings::Settings;
use crate::app::{Office, library};
use crate::registry::Store;

/// As [`open`], where what is derived from a registry may be kept in it.
pub(super) fn open_keeping(office: &Office, issued: &[PathBuf], settings: &Settings) -> Result<Store, Failure> {
    match settings.registry.as_deref().filter(|_| issued.is_empty()) {
        Some(path) => library::of_file_keeping(path).map_err(Failure::usage),
        None => open(office, issued, settings),
    }
}

/// Returns the issued documents: those of the folders `issued`, else of the registry, else the laws of the lexicon
/// alone.
pub(super) fn open(office: &Office, issued: &[PathBuf], settings: &Settings) -> Result<Store, Failure> {
    if !issued.is_empty() {
        let (store, unread) = library::of_folders(office, issued).map_err(Failure::internal)?;
        unread.iter().for_each(inputs::say_unread);
        return Ok(store);
    }
    match settings.registry.as_deref() {
        Some(path) => library::of_file(path).map_err(Failure::usage),
        None => Store::in_memory().map_err(Failure::internal),
    }
}
