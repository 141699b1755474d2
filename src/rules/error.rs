//! What can be wrong with rule pages, with its place in the page.

use std::path::PathBuf;

use crate::text::LineIndex;

/// A rule page that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum RuleError {
    /// The page says something wrong at a place.
    #[error("{path}:{line}:{column}: {message}")]
    Page {
        /// The page's path.
        path: String,
        /// 1-based line in the page.
        line: usize,
        /// 1-based column in characters.
        column: usize,
        /// What is wrong.
        message: String,
    },
    /// A file or folder could not be read.
    #[error("cannot read {path}: {source}")]
    Read {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
}

impl RuleError {
    /// Returns the error that points at the byte `offset` of a page.
    #[must_use]
    pub fn at(path: &str, page: &str, offset: usize, message: impl Into<String>) -> Self {
        let (line, column) = LineIndex::new(page).locate(offset);
        Self::Page { path: path.to_owned(), line, column, message: message.into() }
    }
}
