//! Programs outside soat that read what soat does not read itself: one file a program.
//!
//! None of them is needed for the formats that soat reads itself, none is trusted: each runs in a folder of its own, in
//! a process group that is ended when its time is over, and what it writes is read under the same limits as a file.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

pub(super) mod office;
pub(super) mod poppler;
mod process;
pub(super) mod tesseract;

/// The programs at hand, and where their results may be kept.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Programs {
    /// LibreOffice (`soffice`).
    pub soffice: Option<PathBuf>,
    /// Tesseract, with its data for Vietnamese.
    pub tesseract: Option<PathBuf>,
    /// Poppler's `pdftoppm`.
    pub pdftoppm: Option<PathBuf>,
    /// The folder for results, by the hash of the original; nothing is kept where it is `None`.
    pub cache: Option<PathBuf>,
}

/// Returns what was kept under this name.
fn kept(programs: &Programs, name: &str) -> Option<Vec<u8>> {
    std::fs::read(programs.cache.as_ref()?.join(name)).ok()
}

/// Keeps a result for later runs; it is at hand even where it cannot be kept.
fn keep(programs: &Programs, name: &str, bytes: &[u8]) {
    if let Some(folder) = &programs.cache {
        drop(store(folder, name, bytes));
    }
}

/// Writes a file so that others see all of it or none.
fn store(folder: &Path, name: &str, bytes: &[u8]) -> io::Result<()> {
    std::fs::create_dir_all(folder)?;
    let mut file = NamedTempFile::new_in(folder)?;
    file.write_all(bytes)?;
    file.persist(folder.join(name))?;
    Ok(())
}
