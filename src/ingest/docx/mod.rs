//! Word documents (`.docx`, `.docm`, templates): body, text boxes, notes, headers and footers, by a reader of our own.
//!
//! Why not a library: see `docs/decisions/0002-reading-docx.md`. A part that cannot be read, other than the main one,
//! is said in [`Source::skipped`] and costs only its own text.

use std::collections::BTreeMap;
use std::ops::Range;

use quick_xml::events::Event;

mod chunks;
mod drawing;
mod fields;
mod labels;
mod numbering;
mod page_numbers;
mod properties;
mod relations;
mod signature;
mod styles;
mod tables;
mod walker;

use super::IngestError;
use super::package::{Package, Part};
use super::tally::Unread;
use super::xml::{Xml, attribute};
use crate::text::{Builder, Format, Place, Source};
use numbering::Lists;
use relations::Relation;
use styles::Styles;
use walker::{NoteKind, Ordered, Walker};

/// Reads a Word document.
pub(super) fn read(package: Package<'_>) -> Result<Source, IngestError> {
    read_package(package, false)
}

/// Reads a Word document that another one took in.
fn read_inside(bytes: &[u8]) -> Result<Source, IngestError> {
    read_package(Package::open(bytes)?, true)
}

fn read_package(mut package: Package<'_>, nested: bool) -> Result<Source, IngestError> {
    let name = relations::main_part(&mut package)?;
    let main = package.part(&name)?.ok_or(IngestError::NotWord("tệp nén không có văn bản Word bên trong"))?;
    check_root(&main)?;
    let mut builder = Builder::new(Format::Docx);
    let mut parts = Parts { relations: relations::relations(&mut package, &name)?, package };
    let styles = parts.styles(&mut builder);
    let lists = parts.read_one("numbering", &mut builder, Lists::read).unwrap_or_default();
    let chunks = chunks::read(&mut parts, &mut builder, nested);
    let mut walker = Walker::new(builder, &styles, &lists, &chunks);
    walker.story(&main, 0..main.text.len(), Place::Body)?;
    read_notes(&mut parts, &mut walker, NoteKind::Footnote, "footnotes");
    read_notes(&mut parts, &mut walker, NoteKind::Endnote, "endnotes");
    read_margins(&mut parts, &mut walker);
    page_numbers::find(&mut parts, &mut walker, &styles);
    count_comments(&mut parts, &mut walker);
    walker.tally.say(&mut walker.builder);
    parts.say_unread(&mut walker.builder);
    signature::find(&mut parts.package, &mut walker.builder);
    Ok(walker.builder.finish())
}

/// Returns the program that wrote a Word document, as it names itself.
pub(super) fn application(bytes: &[u8]) -> Option<String> {
    let part = Package::open(bytes).ok()?.part("docProps/app.xml").ok()??;
    let mut xml = Xml::new(&part);
    loop {
        match xml.next().ok()? {
            Event::Start(start) if start.local_name().as_ref() == "Application" => {
                return match xml.next().ok()? {
                    Event::Text(text) => Some(text.to_string()),
                    _ => None,
                };
            }
            Event::Eof => return None,
            _ => {}
        }
    }
}

/// Refuses a main part that is not a word-processing document, whatever its name.
fn check_root(main: &Part) -> Result<(), IngestError> {
    let mut xml = Xml::new(main);
    loop {
        match xml.next()? {
            Event::Start(start) if start.local_name().as_ref() == "document" => return Ok(()),
            Event::Start(_) | Event::Eof => {
                return Err(IngestError::NotWord("tệp nén không có văn bản Word bên trong"));
            }
            _ => {}
        }
    }
}

/// The parts that the main part leads to.
struct Parts<'b> {
    package: Package<'b>,
    relations: Vec<Relation>,
}

impl Parts<'_> {
    /// Returns the name of the part of this kind.
    fn name(&self, kind: &str) -> Option<String> {
        self.relations.iter().find(|relation| relation.kind == kind).map(|relation| relation.target.clone())
    }

    /// Returns a part, saying why where it cannot be had.
    fn part(&mut self, name: &str, builder: &mut Builder) -> Option<Part> {
        match self.package.part(name) {
            Ok(Some(part)) => return Some(part),
            Ok(None) => builder.skip(name, "không có trong tệp dù được tham chiếu"),
            Err(error) => builder.skip(name, error.to_string()),
        }
        None
    }

    /// Reads the one part of this kind, saying why where it cannot be read.
    fn read_one<T>(
        &mut self,
        kind: &str,
        builder: &mut Builder,
        read: impl FnOnce(&Part) -> Result<T, IngestError>,
    ) -> Option<T> {
        let name = self.name(kind)?;
        let part = self.part(&name, builder)?;
        read(&part).map_err(|error| builder.skip(name, error.to_string())).ok()
    }

    /// Says what the package holds besides text.
    fn say_unread(&self, builder: &mut Builder) {
        if self.package.has("word/vbaProject.bin") {
            builder.skip("word/vbaProject.bin", "macro, không đọc và không chạy");
        }
    }

    fn styles(&mut self, builder: &mut Builder) -> Styles {
        let mut styles = self.read_one("styles", builder, Styles::read).unwrap_or_default();
        self.read_one("theme", builder, |part| styles.read_theme(part));
        styles
    }
}

/// Reads the notes of one kind in the order in which the text refers to them.
fn read_notes(parts: &mut Parts<'_>, walker: &mut Walker<'_>, kind: NoteKind, part: &str) {
    let ids: Vec<String> = walker.notes.list.iter().filter(|(own, _)| *own == kind).map(|(_, id)| id.clone()).collect();
    let Some(name) = parts.name(part).filter(|_| !ids.is_empty()) else { return };
    let Some(part) = parts.part(&name, &mut walker.builder) else { return };
    let read = note_ranges(&part).and_then(|ranges| {
        ids.iter().filter_map(|id| ranges.get(id)).try_for_each(|range| walker.story(&part, range.clone(), Place::Note))
    });
    if let Err(error) = read {
        walker.builder.skip(name, error.to_string());
    }
}

/// Returns where each note stands in its part, separators left out.
fn note_ranges(part: &Part) -> Result<BTreeMap<String, Range<usize>>, IngestError> {
    let mut found = BTreeMap::new();
    let mut xml = Xml::new(part);
    loop {
        match xml.next()? {
            Event::Start(start) if matches!(start.local_name().as_ref(), "footnote" | "endnote") => {
                let range = xml.skip()?;
                let plain = attribute(&start, "type").is_none_or(|kind| kind == "normal");
                if let Some(id) = attribute(&start, "id").filter(|_| plain) {
                    found.insert(id.into_owned(), range);
                }
            }
            Event::Eof => return Ok(found),
            _ => {}
        }
    }
}

/// Reads each header and footer once, in the order of the sections that use them.
fn read_margins(parts: &mut Parts<'_>, walker: &mut Walker<'_>) {
    let targets: BTreeMap<&str, &str> =
        parts.relations.iter().map(|relation| (relation.id.as_str(), relation.target.as_str())).collect();
    let mut names = Ordered::default();
    for id in &walker.margins.list {
        if let Some(&target) = targets.get(id.as_str()) {
            names.add(target.to_owned());
        }
    }
    for name in names.list {
        let Some(part) = parts.part(&name, &mut walker.builder) else { continue };
        if let Err(error) = walker.story(&part, 0..part.text.len(), Place::Margin) {
            walker.builder.skip(name, error.to_string());
        }
    }
}

fn count_comments(parts: &mut Parts<'_>, walker: &mut Walker<'_>) {
    let Walker { builder, tally, .. } = walker;
    parts.read_one("comments", builder, |part| {
        let mut xml = Xml::new(part);
        loop {
            match xml.next()? {
                Event::Start(start) if start.local_name().as_ref() == "comment" => {
                    tally.add(&part.name, Unread::Comment);
                }
                Event::Eof => return Ok(()),
                _ => {}
            }
        }
    });
}
