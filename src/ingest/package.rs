//! The zip container of a Word or `OpenDocument` file: its parts by name, under limits.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::sync::Arc;

use zip::ZipArchive;
use zip::result::ZipError;

use super::{IngestError, plain};

/// Most entries of a container; Word writes some dozens.
const ENTRIES: usize = 10_000;
/// Most unpacked bytes of one part.
const PART: u64 = 64 << 20;
/// Most unpacked bytes of all parts that are read.
const TOTAL: u64 = 128 << 20;

/// Entries that only a document's container has, in lower case.
const DOCUMENT_PARTS: [&str; 7] = [
    "[content_types].xml",
    "_rels/.rels",
    "word/document.xml",
    "xl/workbook.xml",
    "ppt/presentation.xml",
    "mimetype",
    "meta-inf/container.xml",
];

/// One part, unpacked and decoded.
#[derive(Debug)]
pub(super) struct Part {
    /// Its name, without a leading slash.
    pub(super) name: Arc<str>,
    /// Its text without byte-order mark.
    pub(super) text: String,
    /// Bytes before `text` in the unpacked part; `None` where the part is not UTF-8 and offsets of `text` say nothing
    /// of its bytes.
    pub(super) offset: Option<usize>,
}

/// Returns whether a zip file is a plain archive of files: none of its entries is what a document's container has.
pub(super) fn is_archive(bytes: &[u8]) -> bool {
    let Ok(archive) = ZipArchive::new(Cursor::new(bytes)) else { return false };
    let names = (0..archive.len()).filter_map(|index| archive.name_for_index(index)?.ok());
    !names.map(|name| key(&name)).any(|name| DOCUMENT_PARTS.contains(&name.as_str()))
}

/// Returns whether a zip file is a workbook of Excel or `OpenDocument`.
pub(super) fn is_workbook(bytes: &[u8]) -> bool {
    const ODS: &[u8] = b"application/vnd.oasis.opendocument.spreadsheet";
    let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else { return false };
    let mut kind = Vec::new();
    let said = archive.by_name("mimetype").is_ok_and(|file| file.take(128).read_to_end(&mut kind).is_ok());
    let names = (0..archive.len()).filter_map(|index| archive.name_for_index(index)?.ok());
    said && kind.starts_with(ODS) || names.map(|name| key(&name)).any(|name| name.starts_with("xl/workbook."))
}

/// Refuses a zip file whose entries unpack to more than a reader that holds them all should take; other files pass.
pub(super) fn weigh(bytes: &[u8]) -> Result<(), IngestError> {
    let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else { return Ok(()) };
    let mut left = TOTAL;
    for index in 0..archive.len() {
        let entry = archive.by_index(index).map_err(|error| damaged(&error))?;
        let name = entry.name().map(std::borrow::Cow::into_owned).unwrap_or_default();
        let limit = PART.min(left);
        // The declared size may be a lie: the entry is unpacked, and thrown away.
        let found = std::io::copy(&mut entry.take(limit + 1), &mut std::io::sink())
            .map_err(|error| IngestError::Damaged(format!("phần {name}: {}", broken(&error))))?;
        if found > limit {
            return Err(too_big(&name, found, limit));
        }
        left -= found;
    }
    Ok(())
}

/// An open container.
pub(super) struct Package<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    /// Index of each entry by name in lower case: part names do not differ by case.
    entries: BTreeMap<String, usize>,
    /// Unpacked bytes still allowed.
    budget: u64,
}

impl<'b> Package<'b> {
    /// Opens the container and reads its directory.
    pub(super) fn open(bytes: &'b [u8]) -> Result<Self, IngestError> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(&error))?;
        if archive.len() > ENTRIES {
            return Err(IngestError::TooBig {
                what: "số phần trong tệp nén".to_owned(),
                found: archive.len().to_string(),
                limit: ENTRIES.to_string(),
            });
        }
        let mut entries = BTreeMap::new();
        for index in 0..archive.len() {
            if let Some(Ok(name)) = archive.name_for_index(index) {
                entries.entry(key(&name)).or_insert(index);
            }
        }
        Ok(Self { archive, entries, budget: TOTAL })
    }

    /// Returns whether a part of this name exists.
    pub(super) fn has(&self, name: &str) -> bool {
        self.entries.contains_key(&key(name))
    }

    /// Returns the names of the parts in `folder`, written with its slash, in lower case and in order.
    pub(super) fn names(&self, folder: &str) -> Vec<String> {
        let inside = self.entries.range(folder.to_owned()..).take_while(|(name, _)| name.starts_with(folder));
        inside.map(|(name, _)| name.clone()).collect()
    }

    /// Returns whether any part lies in `folder`, written with its slash.
    pub(super) fn has_folder(&self, folder: &str) -> bool {
        self.entries.range(folder.to_owned()..).next().is_some_and(|(name, _)| name.starts_with(folder))
    }

    /// Returns the part of this name, or `None` where there is none.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<Part>, IngestError> {
        let Some(bytes) = self.bytes(name)? else { return Ok(None) };
        let name: Arc<str> = name.trim_start_matches('/').into();
        let wide = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff");
        if wide {
            let text = plain::decode(&bytes).map_err(|_| not_text(&name, 0))?.into_owned();
            return Ok(Some(Part { name, text, offset: None }));
        }
        let mut text = String::from_utf8(bytes).map_err(|error| not_text(&name, error.utf8_error().valid_up_to()))?;
        let offset = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        text.drain(..offset);
        Ok(Some(Part { name, text, offset: Some(offset) }))
    }

    /// Returns the bytes of the part of this name, or `None` where there is none.
    pub(super) fn bytes(&mut self, name: &str) -> Result<Option<Vec<u8>>, IngestError> {
        let Some(&index) = self.entries.get(&key(name)) else { return Ok(None) };
        let file = self.archive.by_index(index).map_err(|error| damaged(&error))?;
        let limit = PART.min(self.budget);
        let declared = file.size();
        if declared > limit {
            return Err(too_big(name, declared, limit));
        }
        let mut bytes = Vec::with_capacity(usize::try_from(declared).unwrap_or_default());
        // The declared size may be a lie: the read itself is bounded too.
        file.take(limit + 1)
            .read_to_end(&mut bytes)
            .map_err(|error| IngestError::Damaged(format!("phần {name}: {}", broken(&error))))?;
        let found = bytes.len() as u64;
        if found > limit {
            return Err(too_big(name, found, limit));
        }
        self.budget -= found;
        Ok(Some(bytes))
    }
}

/// Returns the name that entries are compared by; some writers use backslashes.
fn key(name: &str) -> String {
    name.replace('\\', "/").trim_start_matches('/').to_lowercase()
}

/// Returns why a container or an entry cannot be opened.
pub(super) fn damaged(error: &ZipError) -> IngestError {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => IngestError::Encrypted,
        ZipError::Io(_) => IngestError::Damaged("thiếu dữ liệu".to_owned()),
        ZipError::CompressionMethodNotSupported(_) | ZipError::UnsupportedArchive(_) => {
            IngestError::Damaged("kiểu nén lạ".to_owned())
        }
        _ => IngestError::Damaged("không thấy mục lục của tệp nén".to_owned()),
    }
}

/// Returns why an entry cannot be unpacked.
pub(super) fn broken(error: &std::io::Error) -> &'static str {
    match error.kind() {
        std::io::ErrorKind::UnexpectedEof => "thiếu dữ liệu",
        _ => "dữ liệu nén sai",
    }
}

fn too_big(name: &str, found: u64, limit: u64) -> IngestError {
    let mib = |bytes: u64| format!("{} MiB", bytes >> 20);
    IngestError::TooBig { what: format!("phần {name} sau giải nén"), found: mib(found), limit: mib(limit) }
}

fn not_text(part: &str, at: usize) -> IngestError {
    IngestError::BadXml { part: part.to_owned(), at: at as u64, reason: "sai bảng mã".to_owned() }
}
