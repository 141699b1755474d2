//! What the fuzz targets share: each gives bytes to one reader and fails where a promise is broken.
//!
//! A panic of one of our readers is a finding though [`soat::ingest::read`] guards against it. Panics of a library that
//! the reader takes for a damaged file are none.

use std::io::{Cursor, Write as _};
use std::sync::{LazyLock, Once};

use soat::ingest::{self, IngestError};
use soat::lexicon::Lexicon;
use soat::text::{Format, Source};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::builtin().expect("the built-in tables are sound"));

/// Ends the process only at a panic that no guard catches: libFuzzer's own hook ends it at any.
fn let_guards_work() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        std::panic::set_hook(Box::new(|panic| {
            if !ingest::is_guarded() {
                eprintln!("{panic}");
                std::process::abort();
            }
        }));
    });
}

/// Reads bytes and checks what every source promises.
pub fn read(name: &str, bytes: &[u8]) {
    let_guards_work();
    match ingest::read(name, bytes) {
        Ok(source) => check(&source),
        Err(IngestError::Fault(reason)) => panic!("{reason}"),
        Err(_) => {}
    }
}

/// Opens a container and reads its members.
pub fn members(bytes: &[u8]) {
    for name in ["a.zip", "a.eml", "a.edxml"] {
        ingest::members(name, bytes, &mut |name, bytes| {
            if let Ok(bytes) = bytes {
                read(name, bytes);
            }
        });
    }
}

/// Reads a Word document whose parts are the pieces of `data` between bytes that XML has no place for.
pub fn docx(data: &[u8]) {
    let mut parts = data.split(|&byte| byte == 0xff);
    let mut next = || parts.next().unwrap_or_default();
    let (document, styles, numbering, notes) = (next(), next(), next(), next());
    let bytes = zip(&[
        ("_rels/.rels", relations(&[("officeDocument", "word/document.xml")]).as_bytes()),
        ("word/document.xml", document),
        (
            "word/_rels/document.xml.rels",
            relations(&[("styles", "styles.xml"), ("numbering", "numbering.xml"), ("footnotes", "footnotes.xml")]).as_bytes(),
        ),
        ("word/styles.xml", styles),
        ("word/numbering.xml", numbering),
        ("word/footnotes.xml", notes),
    ]);
    read("a.docx", &bytes);
}

/// Reads an `OpenDocument` text of these parts.
pub fn odt(data: &[u8]) {
    let mut parts = data.split(|&byte| byte == 0xff);
    let mut next = || parts.next().unwrap_or_default();
    let (content, styles) = (next(), next());
    let kind = b"application/vnd.oasis.opendocument.text";
    read("a.odt", &zip(&[("mimetype", kind), ("content.xml", content), ("styles.xml", styles)]));
}

/// Reads a workbook of one sheet.
pub fn sheet(data: &[u8]) {
    let book = br#"<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="A" sheetId="1" r:id="rId0"/></sheets></workbook>"#;
    let bytes = zip(&[
        ("_rels/.rels", relations(&[("officeDocument", "xl/workbook.xml")]).as_bytes()),
        ("xl/workbook.xml", book),
        ("xl/_rels/workbook.xml.rels", relations(&[("worksheet", "worksheets/sheet1.xml")]).as_bytes()),
        ("xl/worksheets/sheet1.xml", data),
    ]);
    read("a.xlsx", &bytes);
}

/// Recognises everything in a text.
pub fn parse(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let source = Source::from_lines(Format::Txt, text);
    let document = soat::parse::parse("a.txt", &source, &LEXICON);
    for citation in &document.citations {
        assert!(document.text.get(citation.span.start..citation.span.end).is_some(), "{citation:?}");
    }
}

fn check(source: &Source) {
    let text = source.text();
    for block in source.blocks() {
        assert!(text.get(block.span.start..block.span.end).is_some(), "{block:?}");
    }
    for cell in source.tables().iter().flat_map(|table| &table.cells) {
        assert!(text.get(cell.span.start..cell.span.end).is_some(), "{cell:?}");
    }
    drop(soat::parse::parse("a", source, &LEXICON));
}

fn relations(all: &[(&str, &str)]) -> String {
    let mut written = "<Relationships>".to_owned();
    for (index, (kind, target)) in all.iter().enumerate() {
        written.push_str(&format!(
            r#"<Relationship Id="rId{index}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" Target="{target}"/>"#
        ));
    }
    written + "</Relationships>"
}

/// Returns a container of these entries, not packed.
fn zip(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let plain = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, bytes) in entries {
        writer.start_file(*name, plain).expect("names are ours");
        writer.write_all(bytes).expect("memory takes it");
    }
    writer.finish().expect("memory takes it").into_inner()
}
