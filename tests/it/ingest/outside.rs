//! Word 97–2003 and RTF files, with LibreOffice and without it.

#![allow(clippy::print_stderr, reason = "a skipped test must say so")]

use std::path::Path;

use soat::app::programs;
use soat::ingest::{Batch, Begun, IngestError, Programs, load, read};
use soat::text::{Format, Place, Quality, Source};

use super::package::{docx, p};
use super::{check, paragraphs};
use crate::shared::shared;

/// Reads files in one batch, in order.
fn read_all(files: &[(&str, &[u8])], programs: &Programs) -> Vec<Result<Source, IngestError>> {
    let batch = Batch::new(programs);
    let begun: Vec<_> = files.iter().map(|(name, bytes)| batch.begin(name, bytes)).collect();
    batch.convert();
    let finish = |begun| match begun {
        Begun::Read(source) => Ok(*source),
        Begun::Waits(waiting) => batch.finish(&waiting),
    };
    begun.into_iter().map(|begun| begun.and_then(finish)).collect()
}

fn office() -> Option<Programs> {
    let programs = Programs { cache: None, ..programs::find() };
    if programs.soffice.is_none() {
        eprintln!("skipped: no LibreOffice");
        return None;
    }
    Some(programs)
}

fn body(source: &Source) -> Vec<&str> {
    paragraphs(source, |place| matches!(place, Place::Body | Place::Cell { .. }))
}

#[test]
fn doc_and_rtf_are_read_exactly_through_libreoffice() {
    let (Some(shared), Some(programs)) = (shared(), office()) else { return };
    let lo = shared.join("data/made/lo");
    let names = ["qd_manual.doc", "kh_annex.doc", "qd_manual.rtf", "kh_annex.rtf"];
    let bytes: Vec<Vec<u8>> = names.iter().map(|name| load(&lo.join(name)).unwrap()).collect();
    let files: Vec<(&str, &[u8])> = names.iter().copied().zip(bytes.iter().map(Vec::as_slice)).collect();
    let truth: serde_json::Value =
        serde_json::from_slice(&load(&shared.join("data/made/truth.json")).unwrap()).unwrap();
    for (name, read) in names.into_iter().zip(read_all(&files, &programs)) {
        let source = read.unwrap();
        check(&source);
        let (made, extension) = name.split_once('.').unwrap();
        let known: Vec<&str> =
            truth[made]["paragraphs"].as_array().unwrap().iter().map(|text| text.as_str().unwrap()).collect();
        let own = body(&source);
        // One paragraph has a field that LibreOffice itself writes oddly.
        let missed: Vec<_> =
            known.iter().filter(|text| !own.contains(text) && !text.starts_with("Thông tin")).collect();
        assert!(missed.is_empty(), "{name}: {missed:?}");
        assert_eq!(source.format(), if extension == "doc" { Format::Doc } else { Format::Rtf });
        assert_eq!(source.quality(), Quality::Exact);
        assert!(source.runs().iter().all(|run| run.origin.is_none()));
        assert!(source.skipped()[0].reason.contains("LibreOffice"), "{:?}", source.skipped());
    }
}

#[test]
fn doc_is_reconstructed_without_libreoffice() {
    let Some(shared) = shared() else { return };
    let source = read("qd.doc", &load(&shared.join("data/made/lo/qd_manual.doc")).unwrap()).unwrap();
    check(&source);
    assert_eq!((source.format(), source.quality()), (Format::Doc, Quality::Reconstructed));
    let own = body(&source);
    assert!(own.contains(&"Căn cứ Thông tư số 01/2011/TT\u{2011}BNV ngày 19\u{a0}tháng\u{a0}01 năm 2011;"), "{own:?}");
    assert!(source.text().contains("chuyển đổi số năm 2026 trên địa bàn tỉnh."), "deleted text is left out");
    assert_eq!(paragraphs(&source, |place| place == Place::Note), ["Ban hành theo Nghị quyết số 57-NQ/TW."]);
    assert_eq!(paragraphs(&source, |place| place == Place::TextBox), ["DỰ THẢO LẦN 2"]);
    let header = &source.tables()[0];
    assert_eq!((header.rows, header.columns), (1, 2));
    assert!(source.slice(header.at(0, 1).unwrap().span).starts_with("CỘNG HÒA XÃ HỘI"));
}

#[test]
fn real_doc_files_are_all_read() {
    let Some(shared) = shared() else { return };
    for folder in ["mauvanban", "nd30"] {
        for entry in std::fs::read_dir(shared.join("data/files").join(folder)).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|extension| extension == "doc") {
                let source = read("a.doc", &load(&path).unwrap()).unwrap();
                check(&source);
                assert!(source.text().trim().len() > 500, "{}", path.display());
            }
        }
    }
}

#[test]
fn damaged_doc_files_never_panic() {
    let Some(shared) = shared() else { return };
    let bytes = load(&shared.join("data/made/lo/qd_auto.doc")).unwrap();
    for step in 0..60 {
        let mut damaged = bytes.clone();
        for at in (step * 37 % 97..damaged.len()).step_by(1013 + step) {
            damaged[at] ^= 0xff;
        }
        let read = read("a.doc", &damaged);
        assert!(!matches!(read, Err(IngestError::Fault(_))), "{step}: {read:?}");
        if let Ok(source) = read {
            check(&source);
        }
    }
}

#[test]
fn rtf_without_libreoffice_names_it() {
    let error = read("a.rtf", b"{\\rtf1 x}").unwrap_err();
    assert!(error.to_string().contains("LibreOffice") && error.to_string().contains("SOAT_SOFFICE"), "{error}");
}

#[cfg(unix)]
#[test]
fn a_file_that_ends_the_program_costs_only_itself_and_results_are_kept() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().unwrap();
    let turned = folder.path().join("turned.docx");
    std::fs::write(&turned, docx(&p("Điều 1."))).unwrap();
    let soffice = folder.path().join("soffice");
    let script = "#!/bin/sh\nmkdir -p out\nfor f in \"$@\"; do case $f in *.rtf)\n\
        grep -q crash $f && exit 9\ngrep -q bad $f || cp TURNED out/${f%.*}.docx;; esac; done\n";
    std::fs::write(&soffice, script.replace("TURNED", turned.to_str().unwrap())).unwrap();
    std::fs::set_permissions(&soffice, std::fs::Permissions::from_mode(0o700)).unwrap();
    let programs = Programs { soffice: Some(soffice), cache: Some(folder.path().join("kept")), ..Programs::default() };
    let files: [(&str, &[u8]); 5] = [
        ("a", b"{\\rtf1 a}"),
        ("b", b"{\\rtf1 crash}"),
        ("c", b"{\\rtf1 bad}"),
        ("d", b"{\\rtf1 d}"),
        ("e", b"{\\rtf1 e}"),
    ];
    let read = |programs: &Programs| {
        let read = read_all(&files, programs);
        read.into_iter().map(|read| read.map(|source| source.text().to_owned()).ok()).collect::<Vec<_>>()
    };
    let expected = [Some("Điều 1.\n"), None, None, Some("Điều 1.\n"), Some("Điều 1.\n")];
    let expected = expected.map(|text| text.map(str::to_owned));
    assert_eq!(read(&programs), expected);
    let gone = Programs { soffice: Some(Path::new("/nowhere/soffice").to_owned()), ..programs };
    assert_eq!(read(&gone), expected, "what was turned once is kept");
}
