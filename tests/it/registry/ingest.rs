//! Ingest of folders and catalogues, and what is shown of it afterwards.

use std::path::{Path, PathBuf};

use soat::app::ingest::{Plan, Summary, ingest, is_readable_name};
use soat::app::inputs::collect;
use soat::app::show::{Shown, show};
use soat::document::ValidityStatus;
use soat::registry::{Source, Store};

use super::{day, lexicon};

fn corpus() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/issued")
}

fn ingested(paths: &[PathBuf], store: &mut Store) -> Summary {
    let (inputs, errors) = collect(paths, is_readable_name);
    assert!(errors.is_empty());
    ingest(&inputs, store, lexicon(), &Plan::default(), &|| ()).unwrap()
}

#[test]
fn the_corpus_is_stored_once_and_answers() {
    let mut store = Store::in_memory().unwrap();
    let first = ingested(&[corpus()], &mut store);
    assert!(first.unread.is_empty() && first.added > 70, "{first:?}");
    let second = ingested(&[corpus()], &mut store);
    assert_eq!((second.added, second.updated), (0, 0));
    assert_eq!(second.unchanged, first.added + first.updated + first.copies.len());
    let Shown::One(detail) = show(&store, lexicon(), "110/2004/NĐ-CP", None, day("2021-01-01")).unwrap() else {
        panic!("one decree has that number")
    };
    assert_eq!(detail.validity.status, ValidityStatus::Expired);
    assert_eq!(detail.current_successor.as_deref(), Some("viet-nam/30/2020/NĐ-CP/2020-03-05"));
}

#[test]
fn a_catalogue_and_an_unreadable_file_are_told_line_by_line() {
    let folder = tempfile::tempdir().unwrap();
    let lines = "{\"number\": \"2057/QĐ-UBND\", \"issuer\": \"UBND tỉnh Quảng Trị\", \"issued\": \"2016-08-30\"}\n\n{\"number\": 5}\n";
    std::fs::write(folder.path().join("danh-muc.jsonl"), lines).unwrap();
    std::fs::write(folder.path().join("hong.docx"), "PK\u{3}\u{4} không phải tệp nén").unwrap();
    std::fs::write(folder.path().join("ghi-chu.txt"), "Vài dòng không có phần đầu văn bản.").unwrap();
    let mut store = Store::in_memory().unwrap();
    let summary = ingested(&[folder.path().to_owned()], &mut store);
    assert_eq!((summary.catalogued, summary.added), (1, 1));
    assert_eq!(summary.unused.iter().map(|unused| unused.line).collect::<Vec<_>>(), [Some(3)]);
    assert_eq!((summary.unread.len(), summary.unnumbered.len()), (1, 1));
    let record = store.record("quang-tri/2057/QĐ-UBND/2016-08-30").unwrap().unwrap();
    assert_eq!((record.kind.as_deref(), record.source), (Some("quyet-dinh"), Source::Catalogue));
}

#[test]
fn a_number_of_two_years_is_shown_as_two() {
    let store = Store::in_memory().unwrap();
    let as_of = day("2025-11-01");
    let law = "Luật Tổ chức chính quyền địa phương";
    assert!(matches!(show(&store, lexicon(), law, None, as_of).unwrap(), Shown::Several(laws) if laws.len() >= 3));
    let Shown::One(detail) = show(&store, lexicon(), "30c/NQ-CP 2011", None, as_of).unwrap() else {
        panic!("one resolution of that year")
    };
    assert_eq!(detail.amended_by.len(), 1);
    assert_eq!(show(&store, lexicon(), "9999/QĐ-UBND", None, as_of).unwrap(), Shown::Nothing);
}

#[test]
fn members_of_an_archive_are_ingested_once() {
    use std::io::Write as _;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("ho-so.zip");
    let mut writer = zip::ZipWriter::new(std::fs::File::create(&path).unwrap());
    for (name, text) in [("a.txt", "Một."), ("b.txt", "Hai."), ("hong.docx", "PK\u{3}\u{4}")] {
        writer.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap();
    let mut store = Store::in_memory().unwrap();
    let first = ingested(std::slice::from_ref(&path), &mut store);
    assert_eq!((first.added, first.unread.len()), (2, 1));
    assert!(first.unread[0].path.ends_with("ho-so.zip/hong.docx"));
    let second = ingested(&[path], &mut store);
    assert_eq!((second.added, second.updated, second.unchanged), (0, 0, 2));
}
