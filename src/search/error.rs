//! What can go wrong with an index.

use std::path::PathBuf;

/// Why an index could not be opened, written or searched.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SearchError {
    /// Another process is writing it.
    #[error("{}: chỉ mục đang được một chương trình khác ghi", path.display())]
    Locked {
        /// The folder of the index.
        path: PathBuf,
    },
    /// Its folder cannot be written to.
    #[error("{}: không ghi được chỉ mục: {reason}", path.display())]
    Unwritable {
        /// The folder of the index.
        path: PathBuf,
        /// Why.
        reason: String,
    },
    /// What it holds cannot be read back; it has to be made anew.
    #[error("chỉ mục bị hỏng: {0}")]
    Damaged(String),
}

impl From<tantivy::TantivyError> for SearchError {
    fn from(error: tantivy::TantivyError) -> Self {
        Self::Damaged(error.to_string())
    }
}

impl From<std::io::Error> for SearchError {
    fn from(error: std::io::Error) -> Self {
        Self::Damaged(error.to_string())
    }
}
