//! Compares two versions of a document: files, or documents that the registry has read.

use std::path::Path;

use super::Office;
use super::inputs::{Input, STDIN};
use super::reading::{self, Unread};
use super::show::{Shown, show};
use crate::document::{Date, Document};
use crate::registry::{Record, RegistryError, Store};

/// Why there is nothing to compare.
#[derive(Debug, thiserror::Error)]
pub enum CompareError {
    /// The file could not be read.
    #[error("{}: {}", .0.path, .0.reason)]
    Unread(Unread),
    /// The file holds several documents, or none.
    #[error("{path}: tệp có {count} văn bản; so sánh cần mỗi bên một văn bản, hãy giải nén rồi chọn")]
    NotOne {
        /// The file.
        path: String,
        /// Documents in it.
        count: usize,
    },
    /// Neither a file nor a document that the registry knows.
    #[error("{asked}: không phải tệp, và sổ đăng ký không có văn bản này")]
    Unknown {
        /// What was asked for.
        asked: String,
    },
    /// The registry knows several.
    #[error("{asked}: sổ đăng ký có nhiều văn bản mang số này ({ids}); hãy thêm ngày hoặc dùng mã")]
    Several {
        /// What was asked for.
        asked: String,
        /// Their ids.
        ids: String,
    },
    /// The registry knows of it without its text.
    #[error("{id}: sổ đăng ký chỉ có tên văn bản, chưa có toàn văn")]
    NoText {
        /// Its id.
        id: String,
    },
    /// The registry cannot be read.
    #[error(transparent)]
    Registry(#[from] RegistryError),
}

impl CompareError {
    /// Tells which documents `asked` may mean.
    pub(super) fn several(asked: &str, records: Vec<Record>) -> Self {
        let ids: Vec<String> = records.into_iter().map(|record| record.id).collect();
        Self::Several { asked: asked.to_owned(), ids: ids.join(", ") }
    }
}

/// Returns the document that `asked` means: a file, else a number, id or law's name as [`show`] takes them.
///
/// # Errors
/// It is no one document whose text is known.
pub fn side(office: &Office, store: &Store, asked: &str, as_of: Date) -> Result<Document, CompareError> {
    let path = Path::new(asked);
    if asked == STDIN || path.is_file() {
        return of_file(office, path, asked);
    }
    known(office, store, asked, as_of)
}

/// Returns the document that a number, id or law's name means, as [`show`] takes them.
///
/// # Errors
/// It is no one document whose text is known.
pub fn known(office: &Office, store: &Store, asked: &str, as_of: Date) -> Result<Document, CompareError> {
    match show(store, &office.lexicon, asked, None, as_of)? {
        Shown::One(detail) => {
            let id = detail.record.id;
            store.document(&id)?.ok_or(CompareError::NoText { id })
        }
        Shown::Several(records) | Shown::Near(records) => Err(CompareError::several(asked, records)),
        Shown::Nothing => Err(CompareError::Unknown { asked: asked.to_owned() }),
    }
}

/// As [`known`], without telling where its file was when it was read: for those who are not at this machine.
///
/// # Errors
/// As [`known`].
pub fn known_by_name(office: &Office, store: &Store, asked: &str, as_of: Date) -> Result<Document, CompareError> {
    let document = known(office, store, asked, as_of)?;
    let path = document.path.rsplit('/').next().unwrap_or_default().to_owned();
    Ok(Document { path, ..document })
}

/// Returns the one document of a file.
pub(super) fn of_file(office: &Office, path: &Path, asked: &str) -> Result<Document, CompareError> {
    let input = Input { path: path.to_owned(), name: asked.to_owned(), named: true };
    let read = reading::read_all(&[input], &office.lexicon, &|| ());
    let mut documents = read.into_iter().collect::<Result<Vec<_>, _>>().map_err(CompareError::Unread)?;
    match (documents.pop(), documents.len()) {
        (Some(document), 0) => Ok(document),
        (_, others) => Err(CompareError::NotOne { path: asked.to_owned(), count: others }),
    }
}
