//! Number books: ingested, told row by row, and the same registry as of a catalogue.

use std::path::{Path, PathBuf};

use soat::app::book::Mapping;
use soat::app::ingest::{Plan, Summary, ingest, is_readable_name};
use soat::app::inputs::collect;
use soat::document::{AuthorityRef, Citation, ResolutionStatus, Role, Slug};
use soat::parse::number::parse_number;
use soat::registry::Store;

use super::{citation, context, day, lexicon};
use crate::ingest::sheet::book;

fn books() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/number-books")
}

fn ingested(path: &Path, store: &mut Store, plan: &Plan) -> Summary {
    let (inputs, errors) = collect(&[path.to_owned()], is_readable_name);
    assert!(errors.is_empty());
    ingest(&inputs, store, lexicon(), plan, &|| ()).unwrap()
}

/// Ingests one file of these bytes.
fn told(name: &str, bytes: &[u8], mapping: &str) -> (Summary, Store) {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join(name), bytes).unwrap();
    let own = folder.path().join("so.toml");
    std::fs::write(&own, mapping).unwrap();
    let plan = Plan { mapping: Mapping::read(&own).unwrap(), ..Plan::default() };
    let mut store = Store::in_memory().unwrap();
    let summary = ingested(&folder.path().join(name), &mut store, &plan);
    (summary, store)
}

fn reasons(summary: &Summary) -> Vec<(Option<usize>, &str)> {
    summary.unused.iter().map(|note| (note.line, note.reason.as_str())).collect()
}

#[test]
fn the_books_of_the_corpus_are_read_with_all_their_dirt() {
    let mut store = Store::in_memory().unwrap();
    let summary = ingested(&books(), &mut store, &Plan::default());
    assert!(summary.unread.is_empty() && summary.added == 0, "{summary:?}");
    assert_eq!(
        summary.books.iter().map(|book| (book.used.rows, book.used.unused)).collect::<Vec<_>>(),
        [(35, 2), (37, 4)]
    );
    let unused: Vec<Option<usize>> = summary.unused.iter().map(|note| note.line).collect();
    assert_eq!(unused, [18, 28, 18, 25, 42, 59].map(Some));
    let record = store.record("dong-thap/15/KH-SNV/2024-01-22").unwrap().unwrap();
    assert_eq!(
        (record.kind.as_deref(), record.title.as_deref()),
        (Some("ke-hoach"), Some("Kiểm tra công tác cải cách hành chính năm 2024"))
    );
    assert_eq!(record.issuer.unwrap().id.as_deref(), Some("so-noi-vu"));
    for (id, how) in [
        ("dong-thap/21/QĐ-SNV/2024-02-08", "a serial"),
        ("dong-thap/16/KH-SNV/2024-01-23", "words"),
        ("dong-thap/18/QĐ-SNV/2024-01-25", "without a year, under its heading"),
        ("dong-thap/33/BC-SNV/2024-03-15", "as databases write"),
        ("dong-thap/63/TTr-SNV/2024-06-28", "a year of two figures"),
        ("quang-tri/2115a/QĐ-UBND/2016-09-09", "number and symbol apart"),
        ("quang-tri/05/QĐ-UBND/2017-01-04", "the year of the heading between"),
    ] {
        assert!(store.record(id).unwrap().is_some(), "{how}: {id}");
    }
}

#[test]
fn a_number_given_twice_is_kept_and_told_however_often_it_is_read() {
    let mut store = Store::in_memory().unwrap();
    ingested(&books(), &mut store, &Plan::default());
    let before = store.records().unwrap();
    let summary = ingested(&books(), &mut store, &Plan::default());
    assert_eq!(store.records().unwrap(), before);
    let twice: Vec<&str> =
        summary.notes.iter().filter(|note| note.reason.contains("đã cấp")).map(|note| note.reason.as_str()).collect();
    assert_eq!(twice.len(), 3, "{twice:?}");
    let number = parse_number(lexicon(), "25/SNV-CCVC").unwrap();
    let ids: Vec<String> = store.numbered(&number).unwrap().into_iter().map(|record| record.id).collect();
    assert_eq!(ids, ["dong-thap/25/SNV-CCVC/2024-02-22", "dong-thap/25/SNV-CCVC/2024-02-22~2"]);
}

#[test]
fn a_complete_book_tells_what_was_not_issued() {
    let mut store = Store::in_memory().unwrap();
    let plan = Plan { covers: vec!["dong-thap/so-noi-vu/2024".parse().unwrap()], ..Plan::default() };
    ingested(&books(), &mut store, &plan);
    let territory = Slug::from("dong-thap");
    let status = |key: &str, on: &str| {
        let issuer = lexicon().authority_named("Sở Nội vụ tỉnh Đồng Tháp").unwrap();
        let issuer = AuthorityRef {
            text: String::new(),
            span: None,
            id: Some(issuer.id),
            level: issuer.level,
            territory: issuer.territory,
        };
        let citation = Citation { issuer: Some(issuer), ..citation(Role::Basis, key, on) };
        store.resolve(&citation, &context(lexicon(), &territory, "2024-12-31")).unwrap().status
    };
    assert_eq!(status("22/QĐ-SNV", "2024-02-19"), ResolutionStatus::Found);
    assert_eq!(status("23/QĐ-SNV", "2024-02-19"), ResolutionStatus::NotFound);
    assert_eq!(status("23/QĐ-SNV", "2023-02-19"), ResolutionStatus::Unchecked);
}

#[test]
fn a_list_without_known_heads_needs_a_mapping() {
    let text = "Mã;Lúc;Tóm tắt\n1;3/25/2018;Về a\n2;3/26/2018;Về b\nTổng cộng 2;;\n";
    let (summary, _) = told("so.csv", text.as_bytes(), "");
    assert!(summary.unread[0].reason.contains("--mapping"), "{summary:?}");
    let mapping = "[[book]]\nfiles = ['so.*']\nsymbol = 'QĐ-SNV'\nissuer = 'Sở Nội vụ tỉnh Quảng Trị'\nskip = ['Tổng cộng']\ncolumns = { number = 'Mã', issued = 'B', title = 'tóm tắt' }\n";
    let (summary, _) = told("so.csv", text.as_bytes(), mapping);
    assert_eq!(summary.unused.len(), 2, "the order of day and month is not guessed");
    assert!(summary.unused[0].reason.contains("hàng 2") && summary.unused[0].reason.contains("dates"));
    let (summary, store) = told("so.csv", text.as_bytes(), &mapping.replace("symbol", "dates = 'm/d/y'\nsymbol"));
    assert_eq!((summary.catalogued, summary.unused.len()), (2, 0), "{summary:?}");
    assert!(store.record("quang-tri/2/QĐ-SNV/2018-03-26").unwrap().is_some());
    assert_eq!(summary.books[0].used.passed, 1);
}

#[test]
fn what_a_book_leaves_out_is_told_row_by_row() {
    let text = "Số ký hiệu,Ngày ban hành,Trích yếu,Ngày có hiệu lực,Hết hiệu lực\n\
        1/QĐ-SNV,2/3/2018,Về a,5/3/2018,còn hiệu lực\n7,2/3/2018,Về b,,\n,2/3/2018,Về c,,\n3/QĐ-SNV,2/3,Về d,,\n4/QĐ-SNV,2/3/2018,Về e,32/3/2018,\n";
    let (summary, store) = told("2018.csv", text.as_bytes(), "");
    let rows: Vec<Option<usize>> = summary.unused.iter().map(|note| note.line).collect();
    assert_eq!(rows, [Some(3), Some(4)], "{:?}", reasons(&summary));
    assert!(summary.notes.iter().any(|note| note.line == Some(6) && note.reason.contains("32/3/2018")), "{summary:?}");
    let record = store.records().unwrap().into_iter().find(|record| record.label() == "1/QĐ-SNV").unwrap();
    assert_eq!((record.effective, record.expires), (Some(day("2018-03-05")), None));
}

#[test]
fn annexes_and_timetables_stay_documents() {
    let book = |rows: &[&[&str]]| {
        let cell = |row: usize, (column, text): (usize, &&str)| {
            let letter = char::from(b'A' + u8::try_from(column).unwrap());
            format!(r#"<c r="{letter}{row}" t="inlineStr"><is><t>{text}</t></is></c>"#)
        };
        let row = |(at, cells): (usize, &&[&str])| {
            let cells: String = cells.iter().enumerate().map(|own| cell(at + 1, own)).collect();
            format!(r#"<row r="{}">{cells}</row>"#, at + 1)
        };
        book(&rows.iter().enumerate().map(row).collect::<String>(), "")
    };
    let heads: &[&str] = &["Số, ký hiệu", "Ngày ban hành", "Trích yếu"];
    let data: &[&str] = &["5/QĐ-SNV", "2/3/2018", "Về a"];
    let annex = book(&[&["Phụ lục I"], &["(Kèm theo Quyết định số 9/QĐ-SNV)"], heads, data]);
    let (summary, _) = told("a.xlsx", &annex, "");
    assert_eq!((summary.added, summary.catalogued), (1, 0), "{summary:?}");
    assert!(summary.notes[0].reason.contains("--mapping"));
    let (summary, _) = told("a.xlsx", &annex, "[[book]]\n");
    assert_eq!((summary.added, summary.catalogued), (0, 1), "{summary:?}");
    let plain = book(&[heads, data]);
    assert_eq!(told("a.xlsx", &plain, "").0.catalogued, 1);
    assert_eq!(told("a.xlsx", &plain, "[[book]]\ndocument = true\n").0.added, 1);
    let timetable = book(&[&["Số", "Ngày", "Nội dung"], &["1", "2/3", "Họp"], &["2", "3/3", "Khảo sát"]]);
    let (summary, _) = told("a.xlsx", &timetable, "");
    assert_eq!((summary.added, summary.catalogued), (1, 0), "{summary:?}");
}

#[test]
fn a_hostile_list_is_told_and_the_others_go_on() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, bytes: &[u8]| std::fs::write(folder.path().join(name), bytes).unwrap();
    write(
        "1-ngoac-kep.csv",
        format!("Số ký hiệu,Ngày,Trích yếu\n1/QĐ-SNV,1/2/2018,\"x\n{}", "2,3,y\n".repeat(50)).as_bytes(),
    );
    write("2-hong.xlsx", b"PK\x03\x04 khong phai tep nen");
    write("3-nhi-phan.csv", b"\x00\x01\x02\x03\xff");
    write("4-rong.csv", b"");
    write("5-tot.csv", "Số ký hiệu,Ngày,Trích yếu\n1/2018/QĐ-UBND,1/2/2018,Về x\n".as_bytes());
    let mut store = Store::in_memory().unwrap();
    let summary = ingested(folder.path(), &mut store, &Plan::default());
    let unread: Vec<&str> = summary.unread.iter().filter_map(|own| own.path.rsplit('/').next()).collect();
    assert_eq!(unread, ["1-ngoac-kep.csv", "3-nhi-phan.csv", "4-rong.csv", "2-hong.xlsx"], "{summary:?}");
    assert_eq!(summary.catalogued, 1);
}
