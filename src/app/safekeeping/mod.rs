//! Taking the store away, bringing it back, and looking whether it is sound.

mod backup;
mod doctor;
mod manifest;
mod own;
mod restore;

pub use backup::{Store, backup, taken};
pub use doctor::{Check, Part, examine};
pub use manifest::{Held, Manifest};
pub use own::Own;
pub use restore::restore;

use std::io;
use std::path::{Path, PathBuf};

use crate::ledger::LedgerError;

/// Why a store could not be taken away or brought back.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SafekeepingError {
    /// A file cannot be read or written.
    #[error("{}: {error}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What the system said.
        error: io::Error,
    },
    /// Something is there already, and stays.
    #[error("{}: đã có, không ghi đè", .0.display())]
    Taken(PathBuf),
    /// The file is no backup of soat, or not whole.
    #[error("{}: không phải bản sao lưu nguyên vẹn của soat: {why}", path.display())]
    Broken {
        /// The backup.
        path: PathBuf,
        /// What is wrong with it.
        why: String,
    },
    /// Two files of the store have one name.
    #[error("hai tệp cùng tên {0}: hãy đặt tên khác nhau")]
    SameName(String),
    /// A database cannot be copied.
    #[error("{}: {error}", path.display())]
    Database {
        /// The database.
        path: PathBuf,
        /// What SQLite said.
        error: rusqlite::Error,
    },
    /// The ledger cannot be read.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
}

impl SafekeepingError {
    fn file(path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |error| Self::File { path, error }
    }
}
