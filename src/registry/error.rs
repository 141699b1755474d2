//! What can go wrong with a registry file, in words for its keeper.

use std::path::PathBuf;

use crate::sqlite::Fault;

/// Why a registry could not be opened, read or written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RegistryError {
    /// No file at the path.
    #[error("{}: không có sổ đăng ký này", path.display())]
    Missing {
        /// The path asked for.
        path: PathBuf,
    },
    /// The file is something else: another program's database, or no database.
    #[error("{}: không phải sổ đăng ký của soat", path.display())]
    NotARegistry {
        /// The path asked for.
        path: PathBuf,
    },
    /// The file was written by a later version of the program.
    #[error("{}: sổ đăng ký thuộc bản soat mới hơn (cấu trúc {found}, bản này biết đến {known}); hãy cập nhật soat", path.display())]
    Newer {
        /// The path asked for.
        path: PathBuf,
        /// Schema number in the file.
        found: i64,
        /// Newest schema number this program knows.
        known: i64,
    },
    /// The file was written by an earlier version and is open for reading only.
    #[error("{}: sổ đăng ký thuộc bản soat cũ hơn (cấu trúc {found}, bản này cần {known}); chạy `soat ingest` một lần để nâng cấp", path.display())]
    Older {
        /// The path asked for.
        path: PathBuf,
        /// Schema number in the file.
        found: i64,
        /// Schema number this program needs.
        known: i64,
    },
    /// Another process holds the file for writing for longer than a few seconds.
    #[error("sổ đăng ký đang được một chương trình khác ghi; thử lại khi chương trình đó xong")]
    Locked,
    /// The disk holding the file is full.
    #[error("ổ đĩa chứa sổ đăng ký đã đầy")]
    DiskFull,
    /// The file's pages or a stored value cannot be read back.
    #[error("sổ đăng ký bị hỏng: {0}")]
    Damaged(String),
    /// A write to a registry that was opened for reading.
    #[error("sổ đăng ký chỉ mở để đọc")]
    ReadOnly,
    /// Anything else that the database reports.
    #[error("sổ đăng ký: {0}")]
    Database(rusqlite::Error),
}

impl From<Fault> for RegistryError {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Missing(path) => Self::Missing { path },
            Fault::Foreign(path) => Self::NotARegistry { path },
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

impl From<rusqlite::Error> for RegistryError {
    fn from(error: rusqlite::Error) -> Self {
        Fault::from(error).into()
    }
}

impl From<serde_json::Error> for RegistryError {
    fn from(error: serde_json::Error) -> Self {
        Self::Damaged(error.to_string())
    }
}
