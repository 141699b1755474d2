//! A PDF file's objects: opened within limits, followed through references, its pages listed.

use std::cell::Cell;

use lopdf::{DecompressError, Dictionary, Document, Error, LoadOptions, Object, ObjectId, Stream};

use super::super::IngestError;

/// Most bytes that one stream of objects, and one font's code table, may unpack to: a document's are far smaller, and
/// objects take many times the room of their text.
const OBJECTS_LIMIT: usize = 4 << 20;
/// Most bytes that one page's content, or one form's, may unpack to.
const CONTENT_LIMIT: usize = 16 << 20;
/// Unpacked content that any file may have, and how much more for each of its bytes: pages that all show one large
/// stream cost its size each time.
const CONTENT_BASE: usize = 8 << 20;
const CONTENT_RATIO: usize = 16;
/// Most pages.
const PAGES: usize = 5_000;

/// An opened file.
#[derive(Debug)]
pub(super) struct File {
    document: Document,
    /// Content that may still be unpacked, in bytes.
    budget: Cell<usize>,
}

impl File {
    /// Opens a file; one with an empty user password opens as any reader opens it.
    pub(super) fn open(bytes: &[u8]) -> Result<Self, IngestError> {
        let options = LoadOptions {
            filter: Some(without_picture),
            max_decompressed_size: Some(OBJECTS_LIMIT),
            ..LoadOptions::default()
        };
        // The header may stand behind up to 1024 bytes of something else; offsets count from it.
        let bytes = super::super::sniff::pdf_start(bytes).and_then(|start| bytes.get(start..)).unwrap_or(bytes);
        let mut document = Document::load_mem_with_options(bytes, options.clone()).map_err(refused)?;
        if document.is_encrypted() && document.encryption_state.is_none() {
            return Err(IngestError::Encrypted);
        }
        if document.page_iter().next().is_none() {
            // lopdf mends a table of objects that points beside them only where it loads all of them.
            document =
                Document::load_mem_with_options(bytes, LoadOptions { filter: None, ..options }).map_err(refused)?;
        }
        let budget = CONTENT_BASE.saturating_add(bytes.len().saturating_mul(CONTENT_RATIO));
        Ok(Self { document, budget: Cell::new(budget) })
    }

    /// Returns the pages in their order.
    pub(super) fn pages(&self) -> Result<Vec<ObjectId>, IngestError> {
        let pages: Vec<ObjectId> = self.document.page_iter().take(PAGES + 1).collect();
        if pages.len() > PAGES {
            return Err(IngestError::TooBig {
                what: "số trang PDF".to_owned(),
                found: format!("hơn {PAGES}"),
                limit: PAGES.to_string(),
            });
        }
        if pages.is_empty() {
            return Err(IngestError::BadPdf("không có trang nào".to_owned()));
        }
        Ok(pages)
    }

    /// Returns the document's root dictionary.
    pub(super) fn catalog(&self) -> Option<&Dictionary> {
        self.document.catalog().ok()
    }

    /// Returns a page's dictionary.
    pub(super) fn page(&self, id: ObjectId) -> Option<&Dictionary> {
        self.document.get_dictionary(id).ok()
    }

    /// Returns an entry with references followed.
    pub(super) fn get<'f>(&'f self, dictionary: &'f Dictionary, key: &[u8]) -> Option<&'f Object> {
        dictionary.get_deref(key, &self.document).ok()
    }

    /// Follows a reference to what it names.
    pub(super) fn follow<'f>(&'f self, object: &'f Object) -> Option<&'f Object> {
        self.document.dereference(object).ok().map(|(_, object)| object)
    }

    /// Returns an entry that is a dictionary, or the dictionary of a stream.
    pub(super) fn dictionary<'f>(&'f self, dictionary: &'f Dictionary, key: &[u8]) -> Option<&'f Dictionary> {
        self.get(dictionary, key).and_then(as_dictionary)
    }

    /// Returns an entry that is a list.
    pub(super) fn array<'f>(&'f self, dictionary: &'f Dictionary, key: &[u8]) -> Option<&'f [Object]> {
        self.get(dictionary, key).and_then(|object| object.as_array().ok()).map(Vec::as_slice)
    }

    /// Returns an entry that is a list of numbers.
    pub(super) fn numbers(&self, dictionary: &Dictionary, key: &[u8]) -> Option<Vec<f64>> {
        self.array(dictionary, key)?.iter().map(|object| self.follow(object).and_then(number)).collect()
    }

    /// Returns a page's entry, its own or inherited from the page tree.
    pub(super) fn inherited<'f>(&'f self, page: &'f Dictionary, key: &[u8]) -> Option<&'f Object> {
        let mut node = page;
        for _ in 0..64 {
            if let Some(found) = self.get(node, key) {
                return Some(found);
            }
            node = self.dictionary(node, b"Parent")?;
        }
        None
    }

    /// Returns a page's content.
    ///
    /// # Errors
    /// A page, or the file in all, unpacks to more than is allowed.
    pub(super) fn content(&self, page: ObjectId) -> Result<Vec<u8>, IngestError> {
        let limit = CONTENT_LIMIT.min(self.budget.get());
        let content = self.document.get_page_content_with_limit(page, limit).map_err(refused)?;
        self.spend(content.len());
        Ok(content)
    }

    fn spend(&self, bytes: usize) {
        self.budget.set(self.budget.get().saturating_sub(bytes));
    }

    /// Returns a form's content; as [`File::content`].
    pub(super) fn form(&self, id: ObjectId) -> Result<Vec<u8>, IngestError> {
        let limit = CONTENT_LIMIT.min(self.budget.get());
        let Ok(stream) = self.document.get_object(id).and_then(Object::as_stream) else { return Ok(Vec::new()) };
        let content = match stream.get_plain_content_with_limit(limit) {
            Err(error @ Error::Decompress(DecompressError::MemoryLimitExceeded { .. })) => return Err(refused(error)),
            other => other.unwrap_or_default(),
        };
        // Drawing a form costs something even where it is empty: a page may draw one a million times.
        self.spend(content.len() + 256);
        Ok(content)
    }

    /// Returns a font's encoding of one-byte codes, as far as the file states a known one.
    pub(super) fn encoding<'f>(&'f self, font: &'f Dictionary) -> Option<lopdf::Encoding<'f>> {
        font.get_font_encoding_with_limit(&self.document, OBJECTS_LIMIT).ok()
    }
}

/// Returns the dictionary of an object that has one.
pub(super) fn as_dictionary(object: &Object) -> Option<&Dictionary> {
    match object {
        Object::Dictionary(dictionary) => Some(dictionary),
        Object::Stream(stream) => Some(&stream.dict),
        _ => None,
    }
}

/// Returns a number, whole or not.
pub(super) fn number(object: &Object) -> Option<f64> {
    object.as_float().ok().map(f64::from).filter(|number| number.is_finite())
}

/// Returns the bytes of a font's code table; `None` where it cannot be unpacked within the limit.
pub(super) fn table(stream: &Stream) -> Option<Vec<u8>> {
    stream.get_plain_content_with_limit(OBJECTS_LIMIT).ok()
}

/// Drops the bytes of pictures while loading: they are most of a file, and none is text.
///
/// lopdf takes what is handed back only for objects that came packed together, among which there are no streams; a
/// stream is changed in its place.
#[expect(clippy::unnecessary_wraps, reason = "the shape that lopdf asks for")]
fn without_picture(id: ObjectId, object: &mut Object) -> Option<(ObjectId, Object)> {
    let Object::Stream(stream) = object else { return Some((id, object.clone())) };
    if stream.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|name| name == b"Image") {
        stream.content = Vec::new();
    }
    Some((id, Object::Null))
}

fn refused(error: Error) -> IngestError {
    match error {
        Error::InvalidPassword | Error::Decryption(_) | Error::UnsupportedSecurityHandler(_) => IngestError::Encrypted,
        Error::Decompress(DecompressError::MemoryLimitExceeded { limit }) => IngestError::TooBig {
            what: "nội dung PDF khi giải nén".to_owned(),
            found: format!("hơn {} MiB", limit >> 20),
            limit: format!("{} MiB", limit >> 20),
        },
        other => IngestError::BadPdf(other.to_string()),
    }
}
