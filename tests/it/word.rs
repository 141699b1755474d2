//! Word packages in tests: made, taken apart, with tracked changes accepted or rejected.

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};

use regex::Regex;
use zip::write::SimpleFileOptions;

const SPACES: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
    xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\"";
const TYPES: &str = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
    <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
    <Default Extension=\"xml\" ContentType=\"application/xml\"/>\
    <Override PartName=\"/word/document.xml\" ContentType=\
    \"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>";
const RELATIONS: &str = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
    <Relationship Id=\"rId1\" Target=\"word/document.xml\" Type=\
    \"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\"/></Relationships>";

/// Returns a file of this body, with a part that nobody knows.
pub(crate) fn word(body: &str) -> Vec<u8> {
    word_with(body, &[])
}

/// As [`word`], with more parts.
pub(crate) fn word_with(body: &str, more: &[(&str, &str)]) -> Vec<u8> {
    let document =
        format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document {SPACES}><w:body>{body}</w:body></w:document>");
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let parts = [
        ("[Content_Types].xml", TYPES),
        ("_rels/.rels", RELATIONS),
        ("word/document.xml", document.as_str()),
        ("docProps/note.bin", "\u{1}\u{2}"),
    ];
    for (name, text) in parts.iter().chain(more) {
        out.start_file(*name, SimpleFileOptions::default()).unwrap();
        out.write_all(text.as_bytes()).unwrap();
    }
    out.finish().unwrap().into_inner()
}

/// Returns the parts of a package by name.
pub(crate) fn parts(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..archive.len())
        .map(|index| {
            let mut file = archive.by_index(index).unwrap();
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).unwrap();
            (file.name().unwrap().into_owned(), bytes)
        })
        .collect()
}

/// Returns a part as text.
pub(crate) fn part(bytes: &[u8], name: &str) -> String {
    String::from_utf8(parts(bytes).remove(name).unwrap()).unwrap()
}

/// Returns the package with these parts in place of its own, or beside them.
pub(crate) fn changed_parts(bytes: &[u8], changed: &[(&str, &str)]) -> Vec<u8> {
    let mut all = parts(bytes);
    all.extend(changed.iter().map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec())));
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in all {
        out.start_file(name, SimpleFileOptions::default()).unwrap();
        out.write_all(&bytes).unwrap();
    }
    out.finish().unwrap().into_inner()
}

/// Returns markup with the tracked changes of soat accepted.
pub(crate) fn accepted(markup: &str) -> String {
    let gone =
        Regex::new(r#"(?s)<w:del [^>]*w:author="soat"[^>]*>.*?</w:del>"#).unwrap().replace_all(markup, "").into_owned();
    Regex::new(r#"(?s)<w:ins [^>]*w:author="soat"[^>]*>(.*?)</w:ins>"#).unwrap().replace_all(&gone, "$1").into_owned()
}

/// Returns markup with the tracked changes of soat rejected.
pub(crate) fn rejected(markup: &str) -> String {
    let gone =
        Regex::new(r#"(?s)<w:ins [^>]*w:author="soat"[^>]*>.*?</w:ins>"#).unwrap().replace_all(markup, "").into_owned();
    let back = Regex::new(r#"(?s)<w:del [^>]*w:author="soat"[^>]*>(.*?)</w:del>"#)
        .unwrap()
        .replace_all(&gone, "$1")
        .into_owned();
    back.replace("w:delText", "w:t")
}
