//! Pictures of pages, also in PDF files: their words are recognised by Tesseract, and put together into lines and paragraphs by place.

mod columns;
mod lines;
mod mend;
mod paragraphs;

use std::collections::BTreeMap;
use std::io::Write;

use rayon::prelude::*;

use super::IngestError;
use super::outside::tesseract::{self, Page};
use super::outside::{Programs, poppler};
use crate::text::{Builder, Format, Layout, Quality, Source};
use paragraphs::Paragraph;

/// Most pages of a scanned file that are recognised: each takes a second or more.
const PAGES: usize = 300;
/// Words that Tesseract is less sure of than this, in percent, are counted.
const UNSURE: u8 = 60;

/// Reads a picture.
///
/// # Errors
/// There is no Tesseract, or it could not read the picture.
pub(super) fn picture(bytes: &[u8], extension: &str, programs: &Programs) -> Result<Source, IngestError> {
    let key = blake3::hash(bytes).to_hex();
    let pages = tesseract::recognise(programs, || Ok(bytes), extension, key.as_str())?;
    Ok(finish(Builder::new(Format::Image), pages.into_iter().map(|page| Ok(vec![page])).collect()))
}

/// Reads a PDF file of so many pages, all of them pictures; a page that cannot be read costs only itself.
///
/// # Errors
/// There is no Tesseract or no poppler, or no page could be read.
pub(super) fn pdf(bytes: &[u8], pages: usize, programs: &Programs) -> Result<Source, IngestError> {
    let numbers: Vec<usize> = (1..=pages.min(PAGES)).collect();
    let read = recognise(bytes, &numbers, programs)?;
    if read.iter().all(Result::is_err)
        && let Some(Err(error)) = read.iter().find(|page| page.is_err())
    {
        return Err(error.clone());
    }
    let mut builder = Builder::new(Format::Pdf);
    if pages > PAGES {
        builder.skip(format!("trang {}–{pages}", PAGES + 1), format!("chỉ nhận dạng {PAGES} trang đầu; tách tệp"));
    }
    Ok(finish(builder, read))
}

/// Reads the pages of these numbers of a PDF file, those that can be read.
pub(super) fn pages(bytes: &[u8], numbers: &[usize], programs: &Programs) -> BTreeMap<usize, Source> {
    let numbers = numbers.get(..PAGES).unwrap_or(numbers);
    let read = if numbers.is_empty() { Vec::new() } else { recognise(bytes, numbers, programs).unwrap_or_default() };
    let read = numbers.iter().zip(read).filter_map(|(number, page)| Some((*number, page.ok()?)));
    let some = read.filter(|(_, pages)| pages.iter().any(|page| !page.words.is_empty()));
    some.map(|(number, page)| (number, finish(Builder::new(Format::Pdf), vec![Ok(page)]))).collect()
}

/// Recognises pages of a PDF file, several at once.
fn recognise(
    bytes: &[u8],
    numbers: &[usize],
    programs: &Programs,
) -> Result<Vec<Result<Vec<Page>, IngestError>>, IngestError> {
    if programs.tesseract.is_none() {
        return Err(tesseract::missing());
    }
    let system = |error: std::io::Error| IngestError::Unopened(error.to_string());
    let mut file = tempfile::Builder::new().prefix("soat-").suffix(".pdf").tempfile().map_err(system)?;
    file.write_all(bytes).map_err(system)?;
    let hash = blake3::hash(bytes).to_hex();
    let read = |&number: &usize| {
        let picture = || poppler::page(programs.pdftoppm.as_deref(), file.path(), number);
        tesseract::recognise(programs, picture, "png", &format!("{hash}.{number}"))
    };
    Ok(numbers.par_iter().map(read).collect())
}

/// Puts recognised pages together.
fn finish(mut builder: Builder, pages: Vec<Result<Vec<Page>, IngestError>>) -> Source {
    builder.set_quality(Quality::Ocr);
    let (mut all, mut unsure) = (0, 0);
    for (index, page) in pages.into_iter().enumerate() {
        let name = format!("trang {}", index + 1);
        let page = match page {
            Ok(pages) => pages.into_iter().next().unwrap_or_default(),
            Err(error) => {
                builder.skip(name, error.to_string());
                continue;
            }
        };
        if page.words.is_empty() {
            builder.skip(name, "không nhận ra chữ nào");
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
