//! Storing: identity, repeated ingest, catalogue entries, queries.

use soat::document::{Date, Role, Scheme};
use soat::registry::{Change, Days, Entry, Outcome, RegistryError, Source, Store};

use super::{citation, citing, day, document, effective, government, hash, lexicon, number, store, ubnd};

fn entry(key: &str, issued: Option<Date>) -> Entry {
    Entry {
        number: number(key),
        kind: Some("nghi-dinh".into()),
        issuer: Some(government()),
        territory: "viet-nam".into(),
        issued,
        effective: None,
        expires: None,
        title: Some("Về công tác văn thư".to_owned()),
        changed_by: Vec::new(),
        twin: false,
    }
}

#[test]
fn the_same_file_twice_is_one_document() {
    let first = document("12/QĐ-UBND", "2016-01-15", ubnd("quang-tri"), "Kiện toàn tổ công tác cải cách");
    let mut store = store(std::slice::from_ref(&first));
    assert_eq!(store.put(&first, &hash(&first)).unwrap().outcome, Outcome::Unchanged);
    let copy = soat::document::Document { path: "kho/ban-sao.txt".to_owned(), ..first.clone() };
    assert_eq!(store.put(&copy, &hash(&copy)).unwrap().outcome, Outcome::Copy);
    assert_eq!(store.put(&copy, &hash(&copy)).unwrap().outcome, Outcome::Unchanged);
    assert_eq!(store.len().unwrap(), 1);
}

#[test]
fn a_changed_file_replaces_what_it_said() {
    let cited = citation(Role::Repeals, "11/QĐ-UBND", "2015-01-15");
    let target = document("11/QĐ-UBND", "2015-01-15", ubnd("quang-tri"), "Thành lập tổ công tác liên ngành");
    let first = citing(document("12/QĐ-UBND", "2016-01-15", ubnd("quang-tri"), "Kiện toàn tổ công tác"), vec![cited]);
    let mut store = store(&[first.clone(), target]);
    assert_eq!(store.relations_to("quang-tri/11/QĐ-UBND/2015-01-15").unwrap().len(), 1);
    let changed = citing(first, Vec::new());
    let put = store.put(&changed, "other").unwrap();
    assert_eq!((put.id.as_str(), put.outcome), ("quang-tri/12/QĐ-UBND/2016-01-15", Outcome::Updated));
    assert_eq!(store.len().unwrap(), 2);
    assert!(store.relations_to("quang-tri/11/QĐ-UBND/2015-01-15").unwrap().is_empty());
}

#[test]
fn a_file_that_turns_into_another_document_leaves_nothing_behind() {
    let first = document("12/QĐ-UBND", "2016-01-15", ubnd("quang-tri"), "Kiện toàn tổ công tác");
    let mut store = store(std::slice::from_ref(&first));
    let mut other = document("13/QĐ-UBND", "2016-01-16", ubnd("quang-tri"), "Kiện toàn tổ công tác");
    other.path = first.path;
    store.put(&other, "other").unwrap();
    let ids: Vec<String> = store.records().unwrap().into_iter().map(|record| record.id).collect();
    assert_eq!(ids, ["quang-tri/13/QĐ-UBND/2016-01-16"]);
}

#[test]
fn one_number_given_twice_is_two_documents() {
    let title = "Kiện toàn tổ công tác cải cách hành chính";
    let first = document("12/QĐ-UBND", "2016-01-15", ubnd("quang-tri"), title);
    let mut same_day = document("12/QĐ-UBND", "2016-01-15", ubnd("quang-tri"), "Thu hồi đất của hộ ông Nguyễn Giả");
    same_day.path = "kho/khac.txt".to_owned();
    let later = document("12/QĐ-UBND", "2016-03-01", ubnd("quang-tri"), "Phê duyệt dự toán sửa chữa trụ sở");
    let next_year = document("12/QĐ-UBND", "2017-01-10", ubnd("quang-tri"), "Phê duyệt dự toán");
    let store = store(&[first, same_day, later, next_year]);
    let same = store.same_number(&number("12/QĐ-UBND"), Some("ubnd-tinh"), "quang-tri", Days::of_year(2016)).unwrap();
    let ids: Vec<&str> = same.iter().map(|record| record.id.as_str()).collect();
    assert_eq!(
        ids,
        ["quang-tri/12/QĐ-UBND/2016-01-15", "quang-tri/12/QĐ-UBND/2016-01-15~2", "quang-tri/12/QĐ-UBND/2016-03-01"]
    );
}

#[test]
fn a_document_without_number_is_known_by_its_path() {
    let mut nameless = document("12/QĐ-UBND", "2016-01-15", ubnd("quang-tri"), "Báo cáo");
    nameless.header.number = None;
    nameless.path = "kho/Báo cáo quý I.docx".to_owned();
    let mut store = Store::in_memory().unwrap();
    let put = store.put(&nameless, "a").unwrap();
    assert!(put.id.starts_with("quang-tri/bao-cao-quy-i-"), "{}", put.id);
    assert_eq!(store.put(&nameless, "b").unwrap(), soat::registry::Put { id: put.id, outcome: Outcome::Updated });
}

#[test]
fn a_citation_stored_before_its_target_finds_it() {
    let title = "Kế hoạch cải cách hành chính năm 2017";
    let plan = citing(
        document("3541/KH-UBND", "2016-12-30", ubnd("quang-tri"), title),
        vec![citation(Role::Implements, "2057/QĐ-UBND", "2016-08-30")],
    );
    let mut store = store(&[plan]);
    let id = "quang-tri/3541/KH-UBND/2016-12-30";
    assert!(store.implements(id).unwrap().is_empty());
    let target = document("2057/QĐ-UBND", "2016-08-30", ubnd("quang-tri"), "Kế hoạch giai đoạn");
    store.put(&target, "x").unwrap();
    assert_eq!(store.implements(id).unwrap(), ["quang-tri/2057/QĐ-UBND/2016-08-30"]);
}

#[test]
fn a_catalogue_fills_what_a_document_leaves_out_and_no_more() {
    let mut store = Store::in_memory().unwrap();
    let told = Entry { effective: Some(day("2020-03-05")), ..entry("30/2020/NĐ-CP", Some(day("2020-03-06"))) };
    let mut batch = store.begin().unwrap();
    assert_eq!(batch.put_entry(&told).unwrap().outcome, Outcome::Added);
    assert_eq!(batch.put_entry(&told).unwrap().outcome, Outcome::Unchanged);
    batch.commit().unwrap();
    let read = document("30/2020/NĐ-CP", "2020-03-05", government(), "Về công tác văn thư");
    assert_eq!(store.put(&read, "x").unwrap().outcome, Outcome::Updated);
    let records = store.records().unwrap();
    assert_eq!(records.len(), 1);
    let record = &records[0];
    assert_eq!(record.id, "viet-nam/30/2020/NĐ-CP/2020-03-05");
    assert_eq!((record.effective, record.source), (Some(day("2020-03-05")), Source::Document));
    let mut batch = store.begin().unwrap();
    batch.put_entry(&Entry { title: Some("Khác".to_owned()), ..told }).unwrap();
    batch.commit().unwrap();
    assert_eq!(store.records().unwrap(), records);
}

#[test]
fn a_catalogue_tells_who_changes_a_document() {
    let change = Change { role: Role::Replaces, number: number("30/2015/NĐ-CP"), issued: None };
    let told = Entry { changed_by: vec![change], ..entry("110/2010/NĐ-CP", Some(day("2010-04-08"))) };
    let mut store = store(&[effective(document("30/2015/NĐ-CP", "2015-01-05", government(), "X"), "2015-03-05")]);
    let mut batch = store.begin().unwrap();
    let id = batch.put_entry(&told).unwrap().id;
    batch.put_entry(&told).unwrap();
    batch.commit().unwrap();
    assert_eq!(store.relations_to(&id).unwrap().len(), 1);
    let validity = store.validity(&id, day("2016-01-01"), lexicon()).unwrap();
    assert_eq!(validity.until, Some(day("2015-03-04")));
    assert_eq!(store.relations_from("viet-nam/30/2015/NĐ-CP/2015-01-05").unwrap().len(), 1);
}

#[test]
fn the_document_read_comes_back_whole() {
    let written = document("12/QĐ-UBND", "2016-01-15", ubnd("quang-tri"), "Kiện toàn tổ công tác");
    let store = store(std::slice::from_ref(&written));
    let id = "quang-tri/12/QĐ-UBND/2016-01-15";
    assert_eq!(store.document(id).unwrap(), Some(written));
    assert_eq!(store.provisions(id).unwrap(), Some(Vec::new()));
    assert_eq!(store.document("nowhere").unwrap(), None);
    assert_eq!(store.record(id).unwrap().unwrap().number.unwrap().scheme, Scheme::Administrative);
}

#[test]
fn other_files_are_refused_by_name() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("khac.db");
    assert!(matches!(Store::open_read_only(&path), Err(RegistryError::Missing { .. })));
    std::fs::write(&path, "không phải cơ sở dữ liệu, chỉ là vài dòng chữ dài hơn một trăm byte để không ai nhầm lẫn")
        .unwrap();
    assert!(matches!(Store::create_or_open(&path), Err(RegistryError::NotARegistry { .. })));
    assert!(matches!(Store::open_read_only(&path), Err(RegistryError::NotARegistry { .. })));
}

#[test]
fn a_registry_is_read_while_another_writes() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("r.db");
    let mut writer = Store::create_or_open(&path).unwrap();
    let one = document("12/QĐ-UBND", "2016-01-15", ubnd("quang-tri"), "Kiện toàn tổ công tác");
    writer.put(&one, "a").unwrap();
    let mut batch = writer.begin().unwrap();
    batch.put(&document("13/QĐ-UBND", "2016-01-15", ubnd("quang-tri"), "Thu hồi"), "b").unwrap();
    let mut reader = Store::open_read_only(&path).unwrap();
    assert_eq!(reader.len().unwrap(), 1);
    assert!(matches!(reader.begin(), Err(RegistryError::ReadOnly)));
    batch.commit().unwrap();
    assert_eq!(reader.len().unwrap(), 2);
}

#[test]
fn a_new_document_tells_what_it_touches() {
    let other = |key: &str, roles: &[(Role, &str)]| {
        let citations = roles.iter().map(|(role, other)| citation(*role, other, "2016-01-15")).collect();
        citing(document(key, "2017-02-20", ubnd("quang-tri"), "Một việc khác"), citations)
    };
    let old = document("10/QĐ-UBND", "2016-01-15", ubnd("quang-tri"), "Việc cũ");
    let mut store = store(&[old, other("20/QĐ-UBND", &[(Role::Basis, "12/QĐ-UBND")]), other("21/QĐ-UBND", &[])]);
    let arriving = document("12/QĐ-UBND", "2016-01-15", ubnd("quang-tri"), "Việc mới");
    let arriving = citing(arriving, vec![citation(Role::Replaces, "10/QĐ-UBND", "2016-01-15")]);
    let put = store.put(&arriving, "hash").unwrap();
    let touched: Vec<String> = store.touched(&put.id, lexicon()).unwrap().into_iter().collect();
    assert_eq!(touched, ["quang-tri/10/QĐ-UBND/2016-01-15", "quang-tri/20/QĐ-UBND/2017-02-20"]);
}
