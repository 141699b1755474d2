//! What the registry keeps of tasks in short changes nothing in what a check finds.

use std::fmt::Write;
use std::path::Path;

use proptest::prelude::*;
use rusqlite::Connection;
use soat::app::Office;
use soat::app::ingest::keep_briefs;
use soat::check::{Checker, Facts, Terms};
use soat::document::Document;
use soat::parse::parse;
use soat::registry::{RegistryError, Store};
use soat::rules::Lang;
use soat::text::{Format, Source};

const TASKS: [&str; 8] = [
    "Kiểm tra công tác cải cách hành chính",
    "Kiểm tra cải cách hành chính tại xã, phường",
    "Tuyên truyền cải cách hành chính trên Trang thông tin điện tử",
    "Rà soát, đơn giản hóa thủ tục hành chính lĩnh vực đầu tư",
    "Tập huấn phần mềm chấm điểm Chỉ số cải cách hành chính",
    "Kiểm tra việc chấp hành pháp luật về lao động",
    "Thanh tra việc chấp hành pháp luật về lao động",
    "Báo cáo kết quả nêu tại Kế hoạch này",
];
const VISITED: [&str; 5] = ["", "", "Sở Xây dựng", "Ủy ban nhân dân huyện Hải Lăng", "Công ty TNHH Gỗ Ván Cam Lộ"];
const HEADS: [(&str, &str, &str); 6] = [
    ("ỦY BAN NHÂN DÂN TỈNH QUẢNG TRỊ", "KH-UBND", "KẾ HOẠCH\nKiểm tra công tác cải cách hành chính"),
    ("UBND TỈNH QUẢNG TRỊ\nSỞ NỘI VỤ", "KH-SNV", "KẾ HOẠCH\nCải cách hành chính"),
    ("UBND TỈNH QUẢNG TRỊ\nSỞ Y TẾ", "QĐ-SYT", "QUYẾT ĐỊNH\nVề kiểm tra công tác cải cách hành chính"),
    ("UBND HUYỆN HẢI LĂNG", "KH-UBND", "KẾ HOẠCH\nCải cách hành chính"),
    ("THANH TRA CHÍNH PHỦ", "KH-TTCP", "KẾ HOẠCH\nThanh tra"),
    ("ỦY BAN NHÂN DÂN TỈNH BẠC LIÊU", "KH-UBND", "KẾ HOẠCH\nCải cách hành chính"),
];

/// A document: whose, its tasks with the units visited, its year, and which number it cites.
#[derive(Debug, Clone)]
struct Paper {
    head: (&'static str, &'static str, &'static str),
    tasks: Vec<(&'static str, &'static str)>,
    year: u16,
    on: Option<usize>,
}

fn papers() -> impl Strategy<Value = Vec<Paper>> {
    let task = (prop::sample::select(TASKS.to_vec()), prop::sample::select(VISITED.to_vec()));
    let paper = (
        prop::sample::select(HEADS.to_vec()),
        prop::collection::vec(task, 1..4),
        2017..2019_u16,
        prop::option::of(0..8_usize),
    );
    prop::collection::vec(paper.prop_map(|(head, tasks, year, on)| Paper { head, tasks, year, on }), 2..9)
}

fn document(at: usize, paper: &Paper, office: &Office) -> Document {
    let Paper { year, .. } = paper;
    let (head, symbol, title) = paper.head;
    let mut text =
        format!("{head}\nSố: {}/{symbol}\nQuảng Trị, ngày 10 tháng 01 năm {year}\n{title} năm {year}\n", at + 10);
    if let Some(on) = paper.on {
        let parent = format!("Kế hoạch số {}/KH-UBND ngày 10 tháng 01 năm 2017 của Ủy ban nhân dân tỉnh", on + 10);
        writeln!(text, "Thực hiện {parent}, ban hành kế hoạch:").unwrap();
    }
    text += "I. NHIỆM VỤ\n\n| TT | Nhiệm vụ | Đơn vị được kiểm tra | Chủ trì | Thời hạn |\n";
    for (at, (task, visited)) in paper.tasks.iter().enumerate() {
        writeln!(text, "| {} | {task} | {visited} | Sở Nội vụ | {}/6/{year} |", at + 1, 10 + at).unwrap();
    }
    parse(&format!("papers/{at}.txt"), &Source::from_lines(Format::Txt, &text), &office.lexicon)
}

fn office() -> &'static Office {
    static OFFICE: std::sync::LazyLock<Office> = std::sync::LazyLock::new(|| Office::open(None).unwrap());
    &OFFICE
}

fn stored(papers: &[Paper], store: &mut Store) {
    for (at, paper) in papers.iter().enumerate() {
        let document = document(at, paper, office());
        store.put(&document, &format!("{paper:?}")).unwrap();
    }
}

/// All that is said of a draft, and how many stored tasks were read for it.
fn said(draft: &Document, store: &Store) -> (String, usize) {
    let office = office();
    let mut draft = draft.clone();
    let terms = Terms::of(&draft, None, jiff::civil::date(2018, 6, 1), Lang::Vi);
    let facts = Facts::gather(&mut draft, Some(store), &office.lexicon, terms.as_of).unwrap();
    let findings = Checker::new(&office.rules).unwrap().run(&draft, &facts, &office.lexicon, terms);
    (serde_json::to_string_pretty(&findings).unwrap(), facts.tasks.len())
}

/// Says of each paper what a check of it says against all of them.
fn of_each(papers: &[Paper], store: &Store) -> Vec<String> {
    let drafts = papers.iter().enumerate().map(|(at, paper)| document(at, paper, office()));
    drafts.map(|draft| said(&draft, store).0).collect()
}

fn briefs(path: &Path) -> (u32, u32) {
    let file = Connection::open(path).unwrap();
    let count = |table: &str| file.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0)).unwrap();
    (count("brief"), count("brief_due"))
}

/// A Sở's plan and, at the head of many plans of other matters, the province's of the same.
fn plans() -> (Vec<Paper>, Document) {
    let one = |head, task, year| Paper { head, tasks: vec![(task, "")], year, on: None };
    let mut papers = vec![one(HEADS[0], TASKS[4], 2018)];
    papers.extend((0..20).map(|_| one(HEADS[0], "Trồng cây phân tán ven đường", 2018)));
    (papers, document(90, &one(HEADS[1], TASKS[4], 2018), office()))
}

/// A registry of those plans, kept in short, the draft, and what a check says of it.
fn kept(path: &Path) -> (Store, Document, String) {
    let (papers, draft) = plans();
    let mut store = Store::create_or_open(path).unwrap();
    stored(&papers, &mut store);
    keep_briefs(&mut store, &office().lexicon).unwrap();
    let found = said(&draft, &store).0;
    (store, draft, found)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn what_is_kept_in_short_changes_no_finding(papers in papers(), others in papers()) {
        let mut store = Store::in_memory().unwrap();
        stored(&papers, &mut store);
        let whole = of_each(&papers, &store);
        keep_briefs(&mut store, &office().lexicon).unwrap();
        prop_assert_eq!(of_each(&papers, &store), whole);
        // The same files with other words; what was kept of the former goes.
        stored(&others, &mut store);
        let whole = of_each(&others, &store);
        keep_briefs(&mut store, &office().lexicon).unwrap();
        prop_assert_eq!(of_each(&others, &store), whole);
    }
}

#[test]
fn a_check_reads_few_of_many_tasks() {
    let (papers, draft) = plans();
    let mut store = Store::in_memory().unwrap();
    stored(&papers, &mut store);
    let (whole, all) = said(&draft, &store);
    keep_briefs(&mut store, &office().lexicon).unwrap();
    let (short, few) = said(&draft, &store);
    assert!(whole.contains("OVL-") && short == whole);
    assert_eq!((all, few), (21, 1));
}

#[test]
fn a_registry_of_an_earlier_version_finds_the_same_before_and_after() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("r.db");
    let (store, draft, found) = kept(&path);
    drop(store);
    let earlier = "DROP TABLE brief; DROP TABLE brief_due; DROP TABLE brief_by; DROP INDEX document_issuer; \
                   PRAGMA user_version = 5;";
    Connection::open(&path).unwrap().execute_batch(earlier).unwrap();
    assert!(matches!(Store::open_read_only(&path), Err(RegistryError::Older { found: 5, .. })));

    let mut store = Store::create_or_open(&path).unwrap();
    assert_eq!(briefs(&path), (0, 21));
    assert_eq!(said(&draft, &store), (found.clone(), 21));
    // A process that ends before it commits leaves nothing behind.
    let mut batch = store.begin().unwrap();
    let tasks = batch.tasks_to_brief("another ground", 5).unwrap();
    assert_eq!(tasks.len(), 5);
    batch.keep_brief(&tasks[0].giver.id, b"").unwrap();
    drop(batch);
    assert_eq!(briefs(&path), (0, 21));
    keep_briefs(&mut store, &office().lexicon).unwrap();
    assert_eq!((briefs(&path), said(&draft, &store)), ((21, 0), (found, 1)));
}

#[test]
fn what_was_kept_by_others_or_cannot_be_read_does_not_hold() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("r.db");
    let (mut store, draft, found) = kept(&path);
    let file = Connection::open(&path).unwrap();
    for spoilt in
        ["UPDATE brief SET tasks = x'0102'", "UPDATE brief_by SET ground = 'others'; UPDATE brief SET tasks = x''"]
    {
        file.execute_batch(spoilt).unwrap();
        assert_eq!(said(&draft, &store), (found.clone(), 21), "{spoilt}");
    }
    keep_briefs(&mut store, &office().lexicon).unwrap();
    assert_eq!(said(&draft, &store), (found, 1));
    store.verify().unwrap();
}
