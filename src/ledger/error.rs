//! What can go wrong with a ledger, in words for its keeper.

use std::path::PathBuf;

use crate::sqlite::Fault;

/// Why a ledger could not be opened, read or written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LedgerError {
    /// No file at the path.
    #[error("{}: không có sổ công việc này", .0.display())]
    Missing(PathBuf),
    /// The file is something else.
    #[error("{}: không phải sổ công việc của soat", .0.display())]
    NotALedger(PathBuf),
    /// The file was written by a later version of the program.
    #[error("{}: sổ công việc thuộc bản soat mới hơn (cấu trúc {found}, bản này biết đến {known}); hãy cập nhật soat", path.display())]
    Newer {
        /// The file.
        path: PathBuf,
        /// Schema number in the file.
        found: i64,
        /// Newest schema number that this program knows.
        known: i64,
    },
    /// The file was written by an earlier version and is open for reading only.
    #[error("{}: sổ công việc thuộc bản soat cũ hơn (cấu trúc {found}, bản này cần {known}); chạy `soat serve` một lần để nâng cấp", path.display())]
    Older {
        /// The file.
        path: PathBuf,
        /// Schema number in the file.
        found: i64,
        /// Schema number that this program needs.
        known: i64,
    },
    /// Another process holds the file for longer than a few seconds.
    #[error("sổ công việc đang được một chương trình khác ghi; thử lại khi chương trình đó xong")]
    Locked,
    /// The disk is full.
    #[error("ổ đĩa chứa sổ công việc đã đầy")]
    DiskFull,
    /// The file may not be written to.
    #[error("sổ công việc chỉ mở để đọc")]
    ReadOnly,
    /// The file's pages or a stored value cannot be read back.
    #[error("sổ công việc bị hỏng: {0}")]
    Damaged(String),
    /// What was asked for cannot be: a name that is taken, a reason that is too short.
    #[error("{0}")]
    Refused(String),
    /// Anything else that the database reports.
    #[error("sổ công việc: {0}")]
    Database(rusqlite::Error),
}

impl LedgerError {
    pub(super) fn refused(why: impl Into<String>) -> Self {
        Self::Refused(why.into())
    }
}

impl From<Fault> for LedgerError {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Missing(path) => Self::Missing(path),
            Fault::Foreign(path) => Self::NotALedger(path),
            Fault::Newer { path, found, known } => Self::Newer { path, found, known },
            Fault::Older { path, found, known } => Self::Older { path, found, known },
            Fault::Locked => Self::Locked,
            Fault::DiskFull => Self::DiskFull,
            Fault::ReadOnly => Self::ReadOnly,
            Fault::Damaged(what) => Self::Damaged(what),
            Fault::Database(error) => Self::Database(error),
        }
    }
}

impl From<rusqlite::Error> for LedgerError {
    fn from(error: rusqlite::Error) -> Self {
        Fault::from(error).into()
    }
}
