//! What an audit keeps of one look for the next changes nothing in what it finds.

use std::fmt::Write;

use proptest::prelude::*;
use soat::app::{Office, audit};
use soat::audit::Scope;
use soat::document::{Document, Slug};
use soat::parse::parse;
use soat::registry::{NewPairs, Store};
use soat::text::{Format, Source};

const TASKS: [&str; 6] = [
    "Kiểm tra công tác cải cách hành chính tại các xã, phường",
    "Kiểm tra cải cách hành chính tại xã, phường",
    "Tuyên truyền cải cách hành chính trên Trang thông tin điện tử",
    "Rà soát, đơn giản hóa thủ tục hành chính lĩnh vực đầu tư",
    "Tập huấn phần mềm chấm điểm Chỉ số cải cách hành chính",
    "Tuyên truyền cải cách hành chính qua hội nghị",
];
const HEADS: [(&str, &str); 4] = [
    ("ỦY BAN NHÂN DÂN TỈNH QUẢNG TRỊ", "KH-UBND"),
    ("UBND TỈNH QUẢNG TRỊ\nSỞ NỘI VỤ", "KH-SNV"),
    ("UBND TỈNH QUẢNG TRỊ\nSỞ Y TẾ", "KH-SYT"),
    ("ỦY BAN NHÂN DÂN TỈNH BẠC LIÊU", "KH-UBND"),
];

/// One state of one file: whose plan, its tasks, and which plan it carries out.
#[derive(Debug, Clone)]
struct Plan {
    file: usize,
    head: (&'static str, &'static str),
    number: usize,
    tasks: Vec<&'static str>,
    on: Option<usize>,
    month: u8,
}

fn plans() -> impl Strategy<Value = Vec<Plan>> {
    let tasks = prop::collection::vec(prop::sample::select(TASKS.to_vec()), 1..4);
    let on = prop::option::of(0..7_usize);
    let plan = (0..7_usize, prop::sample::select(HEADS.to_vec()), 0..2_usize, tasks, on, 1..5_u8);
    let plan = plan.prop_map(|(file, head, number, tasks, on, month)| Plan { file, head, number, tasks, on, month });
    prop::collection::vec(plan, 2..10)
}

fn document(plan: &Plan, office: &Office) -> Document {
    let (head, symbol) = plan.head;
    // A file whose number changes is another document; the former one goes.
    let number = 10 + plan.file * 2 + plan.number;
    let mut text = format!(
        "{head}\nSố: {number}/{symbol}\nQuảng Trị, ngày 10 tháng 0{} năm 2017\nKẾ HOẠCH\nCải cách hành chính năm 2017\n",
        plan.month
    );
    if let Some(on) = plan.on {
        let parent = 10 + on * 2;
        let parent = format!("Kế hoạch số {parent}/KH-UBND ngày 10 tháng 01 năm 2017 của Ủy ban nhân dân tỉnh");
        writeln!(text, "Thực hiện {parent}, ban hành kế hoạch:").unwrap();
    }
    text += "I. NHIỆM VỤ\n\n| TT | Nhiệm vụ | Chủ trì | Thời hạn |\n";
    for (at, task) in plan.tasks.iter().enumerate() {
        writeln!(text, "| {} | {task} | Sở Nội vụ | {}/6/2017 |", at + 1, 10 + at + plan.number).unwrap();
    }
    parse(&format!("plans/{}.txt", plan.file), &Source::from_lines(Format::Txt, &text), &office.lexicon)
}

fn audited(office: &Office, store: &Store, territory: Option<&str>) -> String {
    let scope = Scope {
        as_of: jiff::civil::date(2026, 11, 22),
        territory: territory.map(Slug::from),
        years: None,
        if_repealed: None,
    };
    serde_json::to_string(&audit::audit(office, store, &scope).unwrap()).unwrap()
}

fn office() -> &'static Office {
    static OFFICE: std::sync::LazyLock<Office> = std::sync::LazyLock::new(|| Office::open(None).unwrap());
    &OFFICE
}

fn plan_of(file: usize) -> Plan {
    Plan {
        file,
        head: ("UBND TỈNH QUẢNG TRỊ\nSỞ NỘI VỤ", "KH-SNV"),
        number: 0,
        tasks: TASKS.to_vec(),
        on: None,
        month: 1,
    }
}

fn put(store: &mut Store, plan: &Plan) {
    store.put(&document(plan, office()), &format!("{plan:?}")).unwrap();
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn looks_in_between_change_nothing(steps in plans(), looks in prop::collection::vec(0..4_u8, 10)) {
        let (mut kept, mut fresh) = (Store::in_memory().unwrap(), Store::in_memory().unwrap());
        for (plan, look) in steps.iter().zip(looks) {
            put(&mut kept, plan);
            put(&mut fresh, plan);
            match look {
                0 => drop(audited(office(), &kept, None)),
                1 => drop(audited(office(), &kept, Some("quang-tri"))),
                _ => {}
            }
        }
        let once = audited(office(), &fresh, None);
        prop_assert_eq!(audited(office(), &kept, None), once.clone());
        // And again, with nothing new.
        prop_assert_eq!(audited(office(), &kept, None), once);
    }
}

#[test]
fn only_what_is_new_is_compared() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("r.db");
    let plan = |file, number| Plan { number, ..plan_of(file) };
    let mut store = Store::create_or_open(&path).unwrap();
    put(&mut store, &plan(0, 0));
    put(&mut store, &plan(1, 0));
    audited(office(), &store, None);
    let grounds: Vec<String> = {
        let file = rusqlite::Connection::open(&path).unwrap();
        let mut asked = file.prepare("SELECT ground FROM compared_by").unwrap();
        asked.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
    };
    let [ground] = grounds.as_slice() else { panic!("{grounds:?}") };
    let known = store.known_pairs(ground).unwrap();
    assert_eq!((known.documents.len(), known.pairs.is_empty()), (2, false));
    put(&mut store, &plan(1, 1));
    let left = store.known_pairs(ground).unwrap();
    assert_eq!((left.documents.len(), left.pairs.len()), (1, 0), "what was replaced takes its pairs with it");
    assert!(store.known_pairs("other words").unwrap().documents.is_empty());
    // Somebody else writes between the reading and the keeping.
    put(&mut Store::create_or_open(&path).unwrap(), &plan(2, 0));
    let new = NewPairs { ground, documents: &[], pairs: &[] };
    assert!(!store.keep_pairs(&left, &new).unwrap());
    assert!(store.keep_pairs(&store.known_pairs(ground).unwrap(), &new).unwrap());
    store.verify().unwrap();
}

#[test]
fn a_registry_that_cannot_be_written_to_is_audited_all_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("r.db");
    let mut store = Store::create_or_open(&path).unwrap();
    for file in 0..3 {
        put(&mut store, &plan_of(file));
    }
    let read_only = Store::open_read_only(&path).unwrap();
    assert_eq!(audited(office(), &read_only, None), audited(office(), &store, None));
}
