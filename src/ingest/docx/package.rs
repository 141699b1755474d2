//! The zip container of a Word file: its parts by name and by relationship, under limits.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::sync::Arc;

use quick_xml::events::Event;
use zip::ZipArchive;
use zip::result::ZipError;

use super::xml::{Xml, attribute};
use crate::ingest::IngestError;
use crate::ingest::plain;

/// Most entries of a container; Word writes some dozens.
const ENTRIES: usize = 10_000;
/// Most unpacked bytes of one part.
const PART: u64 = 64 << 20;
/// Most unpacked bytes of all parts that are read.
const TOTAL: u64 = 128 << 20;

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

/// One relationship of a part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Relation {
    /// Its id, `rId7`.
    pub(super) id: String,
    /// The last segment of its type: `styles`, `footnotes`; transitional and strict types share it.
    pub(super) kind: String,
    /// The name of the part it leads to.
    pub(super) target: String,
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

    fn bytes(&mut self, name: &str) -> Result<Option<Vec<u8>>, IngestError> {
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

    /// Returns the relationships of the part `of` (the empty string for the container's own), in file order.
    pub(super) fn relations(&mut self, of: &str) -> Result<Vec<Relation>, IngestError> {
        let (folder, file) = of.rsplit_once('/').unwrap_or(("", of));
        let name = if folder.is_empty() { format!("_rels/{file}.rels") } else { format!("{folder}/_rels/{file}.rels") };
        let Some(part) = self.part(&name)? else { return Ok(Vec::new()) };
        let mut relations = Vec::new();
        let mut xml = Xml::new(&part);
        loop {
            match xml.next()? {
                Event::Start(start) if start.local_name().as_ref() == "Relationship" => {
                    let external = attribute(&start, "TargetMode").is_some_and(|mode| mode == "External");
                    let of = |name| attribute(&start, name).map(std::borrow::Cow::into_owned);
                    if let (Some(id), Some(kind), Some(target), false) = (of("Id"), of("Type"), of("Target"), external)
                    {
                        let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                        relations.push(Relation { id, kind, target: resolve(folder, &target) });
                    }
                }
                Event::Eof => return Ok(relations),
                _ => {}
            }
        }
    }

    /// Returns the name of the part that holds the document, by relationship as Office does, never by a fixed path.
    pub(super) fn main_part(&mut self) -> Result<String, IngestError> {
        let relations = self.relations("")?;
        let main = relations.into_iter().filter(|relation| relation.kind == "officeDocument");
        let name = main.map(|relation| relation.target).find(|target| self.has(target));
        let name = name.unwrap_or_else(|| "word/document.xml".to_owned());
        if self.has(&name) && !["xl/", "ppt/", "visio/"].iter().any(|folder| name.starts_with(folder)) {
            return Ok(name);
        }
        Err(IngestError::NotWord(self.guess()))
    }

    /// Returns what the container may be, for people.
    fn guess(&self) -> &'static str {
        if self.has_folder("xl/") {
            "bảng tính Excel (.xlsx)"
        } else if self.has_folder("ppt/") {
            "trình chiếu PowerPoint (.pptx)"
        } else if self.has("mimetype") && self.has("content.xml") {
            "tài liệu OpenDocument (.odt)"
        } else if self.has("META-INF/container.xml") {
            "sách điện tử (.epub)"
        } else {
            "tệp nén không có văn bản Word bên trong"
        }
    }
}

/// Returns the name that entries are compared by; some writers use backslashes.
fn key(name: &str) -> String {
    name.replace('\\', "/").trim_start_matches('/').to_lowercase()
}

/// Resolves a relationship's target against the folder of its source.
fn resolve(folder: &str, target: &str) -> String {
    let from = if target.starts_with('/') { "" } else { folder };
    let mut path: Vec<&str> = Vec::new();
    for step in from.split('/').chain(target.split('/')) {
        match step {
            "" | "." => {}
            ".." => drop(path.pop()),
            step => path.push(step),
        }
    }
    path.join("/")
}

fn damaged(error: &ZipError) -> IngestError {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => IngestError::Encrypted,
        ZipError::Io(_) => IngestError::Damaged("thiếu dữ liệu".to_owned()),
        ZipError::CompressionMethodNotSupported(_) | ZipError::UnsupportedArchive(_) => {
            IngestError::Damaged("kiểu nén lạ".to_owned())
        }
        _ => IngestError::Damaged("không thấy mục lục của tệp nén".to_owned()),
    }
}

fn broken(error: &std::io::Error) -> &'static str {
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

#[cfg(test)]
mod tests {
    use super::resolve;

    #[test]
    fn targets_are_relative_to_the_source_or_absolute() {
        assert_eq!(resolve("word", "styles.xml"), "word/styles.xml");
        assert_eq!(resolve("word", "/word/document2.xml"), "word/document2.xml");
        assert_eq!(resolve("word", "../customXml/item1.xml"), "customXml/item1.xml");
        assert_eq!(resolve("", "./../word/document.xml"), "word/document.xml");
    }
}
