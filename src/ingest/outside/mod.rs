//! Programs outside soat that read what soat does not read itself: one file a program.
//!
//! None of them is needed for the formats that soat reads itself, none is trusted: each runs in a folder of its own, in
//! a process group that is ended when its time is over, and what it writes is read under the same limits as a file.

use std::path::PathBuf;

mod cache;
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
