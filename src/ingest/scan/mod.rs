//! Pictures of pages: their words are recognised by Tesseract, and put together into lines and paragraphs by place.

mod columns;
mod lines;
mod mend;
mod paragraphs;

use super::IngestError;
use super::outside::Programs;
use super::outside::tesseract::{self, Page};
use crate::text::{Builder, Format, Layout, Quality, Source};
use paragraphs::Paragraph;

/// Words that Tesseract is less sure of than this, in percent, are counted.
const UNSURE: u8 = 60;

/// Reads a picture.
///
/// # Errors
/// There is no Tesseract, or it could not read the picture.
pub(super) fn picture(bytes: &[u8], extension: &str, programs: &Programs) -> Result<Source, IngestError> {
    let pages = tesseract::recognise(programs, bytes, extension, blake3::hash(bytes).to_hex().as_str())?;
    Ok(source(Format::Image, pages))
}

/// Puts recognised pages together.
fn source(format: Format, pages: Vec<Page>) -> Source {
    let mut builder = Builder::new(format);
    builder.set_quality(Quality::Ocr);
    let (mut all, mut unsure) = (0, 0);
    for (index, page) in pages.into_iter().enumerate() {
        if page.words.is_empty() {
            builder.skip(format!("trang {}", index + 1), "không nhận ra chữ nào");
        }
        all += page.words.len();
        unsure += page.words.iter().filter(|word| word.confidence < UNSURE).count();
        for paragraph in paragraphs::of(page) {
            write(&mut builder, &paragraph);
        }
    }
    if unsure > 0 {
        builder.skip("nhận dạng chữ", format!("{unsure} trong {all} từ không chắc đúng; đối chiếu với bản gốc"));
    }
    builder.finish()
}

fn write(builder: &mut Builder, paragraph: &Paragraph) {
    for piece in &paragraph.pieces {
        builder.push(piece.before);
        builder.push_recognised(&mend::word(&piece.word.text), piece.word.confidence);
    }
    builder.end_paragraph(None, Layout::default());
}
