//! `OpenDocument` texts (`.odt`, `.ott`): body, text boxes, notes, headers and footers, by a reader of our own.
//!
//! How it reads where the format leaves a choice is what `docs/decisions/0002-reading-docx.md` says of Word files.

use std::ops::Range;

use quick_xml::events::Event;

mod length;
mod lists;
mod shapes;
mod styles;
mod tables;
mod walker;

use super::IngestError;
use super::package::{Package, Part};
use super::tally::Unread;
use super::xml::{Xml, attribute};
use crate::text::{Builder, Format, Place, Source};
use styles::Styles;
use walker::Walker;

/// Reads a text.
pub(super) fn read(mut package: Package<'_>) -> Result<Source, IngestError> {
    if package.part("META-INF/manifest.xml")?.is_some_and(|manifest| manifest.text.contains("encryption-data")) {
        return Err(IngestError::Encrypted);
    }
    let content =
        package.part("content.xml")?.ok_or(IngestError::NotWord("tài liệu OpenDocument không có văn bản bên trong"))?;
    let body = body(&content)?;
    let mut builder = Builder::new(Format::Odt);
    let named = package.part("styles.xml").and_then(|part| {
        let Some(part) = part else { return Ok((Styles::default(), None)) };
        Ok((Styles::read(&part)?, Some(part)))
    });
    let (mut styles, named) = named.unwrap_or_else(|error| {
        builder.skip("styles.xml", error.to_string());
        (Styles::default(), None)
    });
    styles.read_own(&content)?;
    let mut walker = Walker::new(builder, &styles);
    walker.story(&content, body, Place::Body)?;
    walker.end_body(&content)?;
    if let Some(named) = &named {
        walker.enter_margins();
        for range in margins(named)? {
            if let Err(error) = walker.story(named, range, Place::Margin) {
                walker.builder.skip("styles.xml", error.to_string());
            }
        }
    }
    if package.has("META-INF/documentsignatures.xml") {
        walker.builder.skip("META-INF/documentsignatures.xml", "chữ ký số, chưa kiểm tra");
    }
    if package.has_folder("basic/") || package.has_folder("scripts/") {
        walker.tally.add(&content.name, Unread::Macro);
    }
    walker.tally.say(&mut walker.builder);
    Ok(walker.builder.finish())
}

/// Returns where the text stands, refusing documents of other kinds.
fn body(content: &Part) -> Result<Range<usize>, IngestError> {
    let mut xml = Xml::new(content);
    loop {
        match xml.next()? {
            Event::Start(start) => match start.local_name().as_ref() {
                "text" => return xml.skip(),
                "spreadsheet" => return Err(IngestError::NotWord("bảng tính OpenDocument (.ods)")),
                "presentation" => return Err(IngestError::NotWord("trình chiếu OpenDocument (.odp)")),
                "drawing" => return Err(IngestError::NotWord("bản vẽ OpenDocument (.odg)")),
                "scripts" | "font-face-decls" | "automatic-styles" | "styles" | "master-styles" | "meta" => {
                    xml.skip()?;
                }
                _ => {}
            },
            Event::Eof => return Err(IngestError::NotWord("tài liệu OpenDocument không có văn bản bên trong")),
            _ => {}
        }
    }
}

/// Returns where the headers and footers stand, each content once: every page style repeats them.
fn margins(styles: &Part) -> Result<Vec<Range<usize>>, IngestError> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut xml = Xml::new(styles);
    loop {
        match xml.next()? {
            Event::Start(start) => {
                let name = start.local_name().as_ref().to_owned();
                match name.as_str() {
                    "header" | "header-left" | "header-first" | "footer" | "footer-left" | "footer-first" => {
                        let shown = attribute(&start, "display").is_none_or(|display| display != "false");
                        let range = xml.skip()?;
                        let text = |range: &Range<usize>| styles.text.get(range.clone());
                        if shown && !found.iter().any(|other| text(other) == text(&range)) {
                            found.push(range);
                        }
                    }
                    "automatic-styles" | "styles" | "font-face-decls" => {
                        xml.skip()?;
                    }
                    _ => {}
                }
            }
            Event::Eof => return Ok(found),
            _ => {}
        }
    }
}
