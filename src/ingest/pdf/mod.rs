//! PDF files with a text layer: letters with their places, put together into lines, columns, tables and paragraphs.
//!
//! lopdf reads the file's objects; what they show is worked out here. A PDF tells neither the order of its words nor
//! its paragraphs, so the text is [`Quality::Reconstructed`]. Nothing here reads pictures: pages without letters are
//! said in `skipped`, a file of such pages is refused as a scan.

mod code_table;
mod columns;
mod content;
mod file;
mod fonts;
mod grid;
mod ink;
mod lines;
mod matrix;
mod notes;
mod page;
mod paragraphs;
mod paths;
mod running_heads;
mod signature;
mod tables;
mod tally;
mod writer;

use std::collections::BTreeMap;

use super::{IngestError, legacy};
use crate::text::{Builder, Format, Quality, Source};
use content::Fonts;
use file::File;
use page::Page;
use tally::Tally;
use writer::Writer;

/// Recognises the pages of these numbers (from 1), those that it can.
pub(super) type Recognise<'r> = dyn Fn(&[usize]) -> BTreeMap<usize, Source> + 'r;

/// Reads a file; pages without letters go to `recognise`, unless all are such.
pub(super) fn read(bytes: &[u8], recognise: &Recognise<'_>) -> Result<Source, IngestError> {
    let file = File::open(bytes)?;
    let mut fonts = Fonts::default();
    let mut codes = legacy::Fonts::default();
    let mut tally = Tally::default();
    let mut pages = Vec::new();
    for id in file.pages()? {
        let ink = content::run(&file, &mut fonts, id)?;
        tally.count(&ink);
        pages.push(Page::new(&ink, &fonts.all, &mut codes));
    }
    if tally.is_scan() {
        return Err(IngestError::Scanned { pages: pages.len() });
    }
    tally.heads = running_heads::take(&mut pages);
    let mut pictures = recognise(tally.empty());
    tally.recognised(pictures.keys());
    let mut builder = Builder::new(Format::Pdf);
    let mut writer = Writer::new(&mut builder, &fonts.all);
    let mut notes = Vec::new();
    for (index, mut page) in pages.into_iter().enumerate() {
        if let Some(source) = pictures.remove(&(index + 1)) {
            writer.append(&source);
        }
        let running = notes.last().is_some_and(|notes: &Vec<_>| !notes.is_empty());
        let (own, marks) = notes::take(&mut page, running);
        notes.push(own);
        tally.marks += marks;
        writer.page(page);
    }
    writer.end_section();
    tally.rows = writer.notes(notes);
    tally.say(&mut builder);
    builder.set_quality(if tally.is_recognised() { Quality::Ocr } else { Quality::Reconstructed });
    for signature in signature::find(&file, bytes.len()) {
        builder.sign(signature);
    }
    Ok(builder.finish())
}
