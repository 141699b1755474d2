//! Pictures of pages, with Tesseract and without it.

#![allow(clippy::print_stderr, reason = "a skipped test must say so")]

use std::process::Command;

use soat::app::programs;
use soat::ingest::{Batch, Begun, IngestError, Programs, load, read};
use soat::text::{Format, Quality};

use super::check;
use crate::shared::shared;

#[test]
fn a_page_is_recognised_in_reading_order() {
    let Some(shared) = shared() else { return };
    let programs = Programs { cache: None, ..programs::find() };
    let folder = tempfile::tempdir().unwrap();
    let drawn = Command::new("pdftoppm")
        .args(["-r", "200", "-gray", "-png", "-f", "1", "-l", "1", "-singlefile"])
        .arg(shared.join("data/made/lo/kh_annex.pdf"))
        .arg(folder.path().join("page"))
        .status();
    if programs.tesseract.is_none() || !drawn.is_ok_and(|status| status.success()) {
        eprintln!("skipped: no Tesseract or no poppler");
        return;
    }
    let picture = load(&folder.path().join("page.png")).unwrap();
    let Begun::Read(source) = Batch::new(&programs).begin("trang.png", &picture).unwrap() else {
        panic!("a picture does not wait")
    };
    check(&source);
    assert_eq!((source.format(), source.quality()), (Format::Image, Quality::Ocr));
    let lines: Vec<&str> = source.text().lines().collect();
    let at = |words: &str| lines.iter().position(|line| line.starts_with(words));
    let order =
        ["ỦY BAN NHÂN DÂN", "Số: 27/KH-UBND", "CỘNG HÒA XÃ HỘI", "Tân Sỏi, ngày 10 tháng 3 năm 2026", "KẾ HOẠCH"];
    let order: Vec<_> = order.iter().map(|words| at(words)).collect();
    assert!(order.is_sorted() && order.iter().all(Option::is_some), "{order:?} {lines:?}");
    assert!(lines.contains(&"1. Cải cách thể chế"), "{lines:?}");
    assert!(source.runs().iter().all(|run| run.confidence.is_some() && run.origin.is_none()));
}

#[test]
fn a_picture_without_tesseract_names_it() {
    let error = read("a.png", b"\x89PNG\r\n\x1a\n").unwrap_err();
    assert!(matches!(error, IngestError::NeedsProgram { variable: "SOAT_TESSERACT", .. }));
    assert!(error.to_string().contains("Tesseract"), "{error}");
}

#[test]
fn a_scanned_pdf_file_is_recognised_page_by_page() {
    let Some(shared) = shared() else { return };
    let programs = Programs { cache: None, ..programs::find() };
    if programs.tesseract.is_none() || programs.pdftoppm.is_none() {
        eprintln!("skipped: no Tesseract or no poppler");
        return;
    }
    let file = load(&shared.join("data/files/avg-vnlaw/a97227d0_299-ttg.signed.pdf")).unwrap();
    assert!(matches!(read("a.pdf", &file), Err(IngestError::Scanned { pages: 4 })));
    let Begun::Read(source) = Batch::new(&programs).begin("a.pdf", &file).unwrap() else { panic!("it does not wait") };
    check(&source);
    assert_eq!((source.format(), source.quality()), (Format::Pdf, Quality::Ocr));
    assert!(source.text().contains("Luật Đất đai"));
    let error = Batch::new(&Programs::default()).begin("a.pdf", &file).unwrap_err();
    assert!(error.to_string().contains("Tesseract"), "{error}");
}
