//! Made Word files against their known truth, hostile ones, and real ones.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use serde_json::Value;
use soat::ingest::{IngestError, is_readable_name, read_path};
use soat::text::{Format, Place, Quality, Source};

use super::{check, paragraphs};
use crate::shared::shared;

/// Whether a file was read or refused as it should be.
type Known = fn(&Result<Source, IngestError>) -> bool;

fn made(name: &str) -> Option<(Source, Value)> {
    let folder = shared()?.join("data/made");
    let truth: Value = serde_json::from_slice(&std::fs::read(folder.join("truth.json")).unwrap()).unwrap();
    let source = read_path(folder.join(name).with_extension("docx")).unwrap();
    check(&source);
    Some((source, truth[name].clone()))
}

fn strings(value: &Value) -> Vec<&str> {
    value.as_array().unwrap().iter().map(|text| text.as_str().unwrap()).collect()
}

fn body(source: &Source) -> Vec<&str> {
    paragraphs(source, |place| matches!(place, Place::Body | Place::Cell { .. }))
}

#[test]
fn decisions_are_read_exactly() {
    for name in ["qd_manual", "qd_auto"] {
        let Some((source, truth)) = made(name) else { return };
        assert_eq!(body(&source), strings(&truth["paragraphs"]), "{name}");
        assert_eq!(paragraphs(&source, |place| place == Place::Note), strings(&truth["footnotes"]));
        assert_eq!(paragraphs(&source, |place| place == Place::TextBox), strings(&truth["textbox"]));
        assert!(paragraphs(&source, |place| place == Place::Margin).ends_with(&strings(&truth["footer"])));
        assert!(source.skipped().iter().any(|skipped| skipped.reason.starts_with("1 ý kiến nhận xét")));
        let page = source.sections()[0].page;
        let said = [page.width, page.height, page.top, page.bottom, page.left, page.right];
        let known = ["w", "h", "top", "bottom", "left", "right"].map(|key| truth["page"][key].as_i64());
        assert_eq!(said.map(|twips| twips.map(i64::from)), known);
        assert!(source.runs().iter().all(|run| run.font.as_deref() == truth["font"].as_str()));
    }
}

#[test]
fn a_plan_with_an_annex_is_read_exactly() {
    let Some((source, truth)) = made("kh_annex") else { return };
    let expected = strings(&truth["paragraphs"]);
    assert_eq!(body(&source)[..expected.len()], expected);
    let grid = truth["annex_table_grid_expanded"].as_array().unwrap();
    let table = &source.tables()[2];
    assert_eq!((table.rows, table.columns), (grid.len(), 6));
    for (row, cells) in grid.iter().enumerate() {
        for (column, text) in strings(cells).into_iter().enumerate() {
            let cell = table.at(row, column).unwrap();
            assert_eq!(source.slice(cell.span), text, "{row} {column}");
        }
    }
    let nested: Vec<&str> = source.tables()[3..].iter().map(|table| source.slice(table.span)).collect();
    assert_eq!(nested, ["Ngoài\nTrong 1\nTrong 2\nsau", "Trong 1\nTrong 2"]);
    let pages: Vec<_> = source.sections().iter().map(|section| section.page.width).collect();
    assert_eq!(pages, [Some(11906), Some(16838)]);
}

#[test]
fn every_run_leads_back_to_its_bytes() {
    let Some((source, _)) = made("qd_manual") else { return };
    let path = shared().unwrap().join("data/made/qd_manual.docx");
    let mut archive = zip::ZipArchive::new(std::fs::File::open(path).unwrap()).unwrap();
    let mut found = 0;
    for run in source.runs() {
        let origin = run.origin.as_ref().unwrap();
        let mut bytes = Vec::new();
        std::io::copy(&mut archive.by_name(&origin.part).unwrap(), &mut bytes).unwrap();
        let written = std::str::from_utf8(&bytes[origin.bytes.clone()]).unwrap();
        if !written.starts_with('<') {
            assert_eq!(written.replace("&amp;", "&").trim_start(), source.slice(run.span).trim_start());
            found += 1;
        }
    }
    assert!(found > 40);
}

#[test]
fn old_fonts_are_read_and_said() {
    for name in ["leg_tcvn3", "leg_vni"] {
        let Some((source, truth)) = made(name) else { return };
        assert_eq!(body(&source), strings(&truth["paragraphs"]), "{name}");
        assert_eq!(source.quality(), Quality::Reconstructed);
        assert!(source.skipped().iter().any(|skipped| skipped.reason.contains("TCVN3/VNI")), "{:?}", source.skipped());
    }
}

#[test]
fn hostile_files_are_read_or_refused_in_time() {
    let Some(shared) = shared() else { return };
    let expected: [(&str, Known); 22] = [
        ("billion_laughs", |read| matches!(read, Err(IngestError::BadXml { .. }))),
        ("bitflip", |read| matches!(read, Err(IngestError::Damaged(_)))),
        ("deep_ins_20000", |read| matches!(read, Err(IngestError::TooDeep { .. }))),
        ("deep_tables_5000", |read| matches!(read, Err(IngestError::TooDeep { .. }))),
        ("doc_named_docx", |read| matches!(read, Err(IngestError::Legacy(_)))),
        ("doc_renamed_part", |read| starts(read, "Điều 1. Tài liệu Office 365\n")),
        ("empty", |read| matches!(read, Err(IngestError::Empty))),
        ("many_entries_100k", |read| matches!(read, Err(IngestError::TooBig { .. }))),
        ("moves", |read| starts(read, "giữ\nĐiều 5 cũ\nđoạn một nối vào đoạn hai\n")),
        ("no_styles", |read| starts(read, "Điều 1. Không styles\n")),
        ("notzip", |read| read.as_ref().is_ok_and(|source| source.format() == Format::Txt)),
        ("numid_missing", |read| starts(read, "mồ côi\ncấp 8\n")),
        ("odd_values", |read| starts(read, "giá trị lạ\nx\n")),
        ("other_prefix", |read| starts(read, "Điều 1. Tiền tố khác\n")),
        ("strict_ns", |read| starts(read, "Điều 1. Strict\n")),
        ("sym_break_field", |read| starts(read, "Số:\t/QĐUBND\ndòng 2✓liên kếtVIẾT HOA\n")),
        ("truncated", |read| matches!(read, Err(IngestError::Damaged(_)))),
        ("unclosed_xml", |read| matches!(read, Err(IngestError::BadXml { .. }))),
        ("utf16_part", |read| starts(read, "Điều 1. UTF-16\n")),
        ("xlsx_as_docx", |read| matches!(read, Err(IngestError::Damaged(_)))),
        ("xxe", |read| matches!(read, Err(IngestError::BadXml { .. }))),
        ("zipbomb_300mb", |read| matches!(read, Err(IngestError::TooBig { .. }))),
    ];
    for (name, known) in expected {
        let started = Instant::now();
        let read = read_path(shared.join("data/made/nasty").join(name).with_extension("docx"));
        assert!(started.elapsed() < Duration::from_secs(5), "{name}: {:?}", started.elapsed());
        assert!(known(&read), "{name}: {read:?}");
        if let Ok(source) = read {
            check(&source);
        }
    }
}

fn starts(read: &Result<Source, IngestError>, text: &str) -> bool {
    read.as_ref().is_ok_and(|source| source.text().starts_with(text))
}

#[test]
fn real_files_are_all_read() {
    let Some(shared) = shared() else { return };
    let mut found = Vec::new();
    walk(&shared.join("data/files"), &mut found);
    found.retain(|path| path.extension().is_some_and(|extension| extension == "docx"));
    assert_eq!(found.len(), 59);
    for path in found {
        let source = read_path(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        check(&source);
        assert!(!source.text().trim().is_empty(), "{}", path.display());
    }
}

fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            walk(&path, found);
        } else if path.file_name().is_some_and(|name| is_readable_name(&name.to_string_lossy())) {
            found.push(path);
        }
    }
}
