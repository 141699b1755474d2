//! What can go wrong with a file; the rooms above say it in words for its keeper.

use std::path::{Path, PathBuf};

use rusqlite::{Error, ErrorCode};

/// Why a file could not be opened, read or written.
#[derive(Debug)]
pub enum Fault {
    /// No file at the path.
    Missing(PathBuf),
    /// The file is something else: another program's database, or no database.
    Foreign(PathBuf),
    /// The file was written by a later version of the program.
    Newer {
        /// The file.
        path: PathBuf,
        /// Schema number in the file.
        found: i64,
        /// Newest schema number this program knows.
        known: i64,
    },
    /// The file was written by an earlier version and is open for reading only.
    Older {
        /// The file.
        path: PathBuf,
        /// Schema number in the file.
        found: i64,
        /// Schema number this program needs.
        known: i64,
    },
    /// Another process holds the file for longer than a few seconds.
    Locked,
    /// The disk is full.
    DiskFull,
    /// The file may not be written to.
    ReadOnly,
    /// The file's pages or a stored value cannot be read back.
    Damaged(String),
    /// Anything else that the database reports.
    Database(Error),
}

impl Fault {
    /// Names the file in a fault met while opening it.
    pub(super) fn at(self, path: &Path) -> Self {
        let Self::Database(error) = &self else { return self };
        match error.sqlite_error_code() {
            Some(ErrorCode::NotADatabase) => Self::Foreign(path.to_owned()),
            Some(ErrorCode::CannotOpen) if !path.exists() => Self::Missing(path.to_owned()),
            _ => self,
        }
    }
}

impl From<Error> for Fault {
    fn from(error: Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Locked,
            Some(ErrorCode::DatabaseCorrupt) => Self::Damaged(error.to_string()),
            Some(ErrorCode::DiskFull) => Self::DiskFull,
            Some(ErrorCode::ReadOnly) => Self::ReadOnly,
            _ => match &error {
                Error::FromSqlConversionFailure(..) | Error::InvalidColumnType(..) => Self::Damaged(error.to_string()),
                _ => Self::Database(error),
            },
        }
    }
}
