//! Writes small Word packages for the tests.

use std::io::{Cursor, Write as _};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// The relationships of a package whose main part is `word/document.xml`.
pub(super) const MAIN: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#;

const NAMESPACES: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:m="m""#;

/// Returns a zip file of these entries.
pub(super) fn zip(entries: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in entries {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// Returns a part with this root and inside.
pub(super) fn part(root: &str, inside: &str) -> String {
    format!(r#"<?xml version="1.0" encoding="UTF-8"?><w:{root} {NAMESPACES}>{inside}</w:{root}>"#)
}

/// Returns a document of this body and further parts, each given by kind and inside: `("styles", "…")`.
pub(super) fn docx_with(body: &str, parts: &[(&str, &str)]) -> Vec<u8> {
    let mut relations = String::new();
    for (index, (kind, _)) in parts.iter().enumerate() {
        relations.extend([format!(
            r#"<Relationship Id="rId{index}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" Target="{kind}.xml"/>"#
        )]);
    }
    let mut entries = vec![
        ("_rels/.rels".to_owned(), MAIN.to_owned()),
        ("word/document.xml".to_owned(), part("document", &format!("<w:body>{body}</w:body>"))),
        ("word/_rels/document.xml.rels".to_owned(), format!("<Relationships>{relations}</Relationships>")),
    ];
    for (kind, inside) in parts {
        entries.push((format!("word/{kind}.xml"), part(kind, inside)));
    }
    let entries: Vec<(&str, &str)> = entries.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    zip(&entries)
}

/// Returns a document of this body.
pub(super) fn docx(body: &str) -> Vec<u8> {
    docx_with(body, &[])
}

/// Returns a paragraph of one run.
pub(super) fn p(text: &str) -> String {
    format!("<w:p>{}</w:p>", r(text))
}

/// Returns a run.
pub(super) fn r(text: &str) -> String {
    format!(r#"<w:r><w:t xml:space="preserve">{text}</w:t></w:r>"#)
}
