//! Programs outside soat that read what soat does not read itself: one file a program.
//!
//! None of them is needed for the formats that soat reads itself, none is trusted: each runs in a folder of its own, in
//! a process group that is ended when its time is over, and what it writes is read under the same limits as a file.

use std::path::PathBuf;

pub(super) mod office;
mod process;

/// The programs at hand, and where their results may be kept.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Programs {
    /// LibreOffice (`soffice`).
    pub soffice: Option<PathBuf>,
    /// The folder for converted files, by the hash of the original; nothing is kept where it is `None`.
    pub cache: Option<PathBuf>,
}
