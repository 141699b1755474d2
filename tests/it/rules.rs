//! The runner of rule pages sees what is wrong with a page, its examples and its marks.

use std::path::Path;

use soat::app::rules::{self, Tested};
use soat::check::Checker;
use soat::rules::{RuleSet, planned};

const PAGE: &str = "CIT-010-can-cu-het-hieu-luc.md";

/// Runs the page CIT-010 after `change`, and returns what failed.
fn failures(change: impl Fn(String) -> String) -> Vec<Tested> {
    let dir = tempfile::tempdir().unwrap();
    write(dir.path(), change(RuleSet::builtin().unwrap().get("CIT-010").unwrap().page().to_owned()));
    rules::test(dir.path(), None).unwrap().into_iter().filter(|tested| tested.failure.is_some()).collect()
}

fn write(dir: &Path, page: String) {
    std::fs::create_dir_all(dir.join("citation")).unwrap();
    std::fs::write(dir.join("citation").join(PAGE), page).unwrap();
}

#[track_caller]
fn fails(found: &[Tested], name: &str, with: &str) {
    let failure = found.iter().find(|tested| tested.name == name).and_then(|tested| tested.failure.as_deref());
    assert!(failure.is_some_and(|failure| failure.contains(with)), "{found:#?}");
}

#[test]
fn the_page_as_it_is_passes() {
    assert_eq!(failures(|page| page), []);
}

#[test]
fn a_mark_at_other_words_fails_twice() {
    let found = failures(|page| page.replacen("của Chính phủ⟧{CIT-010}", "của Chính⟧{CIT-010} phủ", 1));
    fails(&found, "CIT-010/vi-du-vi-pham/1", "is not marked: \"Nghị định số 110/2004/NĐ-CP ngày 08 tháng 4 năm 2004");
    fails(&found, "CIT-010/vi-du-vi-pham/1", "is not found at \"Nghị định số 110/2004/NĐ-CP");
    assert_eq!(found.len(), 1);
}

#[test]
fn a_suspicion_is_not_a_violation() {
    let found = failures(|page| page.replacen("⟧{CIT-010}", "⟧{CIT-010?}", 1));
    fails(&found, "CIT-010/vi-du-vi-pham/1", "CIT-010 Suspected is not found");
}

#[test]
fn a_finding_in_a_correct_example_fails() {
    let found =
        failures(|page| page.replace("2004 còn hiệu lực", "2004").replace("as-of=2016-07-15", "as-of=2020-07-15"));
    fails(&found, "CIT-010/vi-du-dung/2", "CIT-010 Violation is not marked");
}

#[test]
fn a_place_of_a_message_that_nothing_fills_fails() {
    let found = failures(|page| page.replace("hết hiệu lực từ {since}\"", "hết hiệu lực từ {sinse}\""));
    fails(&found, "CIT-010/vi-du-vi-pham/1", "a place is not filled in");
}

#[test]
fn a_page_shows_both_sides_of_every_day_and_all_headings() {
    let found = failures(|page| page.replace("as-of=2007-05-10", "as-of=2009-05-10").replace("## Cách sửa", "## Sửa"));
    fails(&found, "CIT-010/page", "no example before 2009-01-01, when 17/2008/QH12 begins");
    fails(&found, "CIT-010/page", "the headings are");
}

#[test]
fn a_unit_states_rules_of_its_own_by_data_alone() {
    let dir = tempfile::tempdir().unwrap();
    let pages = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/pages");
    for page in std::fs::read_dir(pages).unwrap() {
        let page = page.unwrap();
        let name = page.file_name().into_string().unwrap();
        // No rule of a page's family may speak in its correct examples.
        let family = match &name[..8] {
            "UNIT-003" => "competence",
            "UNIT-004" => "sequence",
            _ => "form",
        };
        std::fs::create_dir_all(dir.path().join(family)).unwrap();
        std::fs::copy(page.path(), dir.path().join(family).join(name)).unwrap();
    }
    let tested = rules::test(dir.path(), None).unwrap();
    let failed: Vec<&Tested> = tested.iter().filter(|tested| tested.failure.is_some()).collect();
    assert!(failed.is_empty(), "{failed:#?}");
    let codes = |code: &str| tested.iter().filter(|tested| tested.name.starts_with(code)).count();
    assert_eq!(["UNIT-001", "UNIT-002", "UNIT-003", "UNIT-004"].map(codes), [5, 5, 6, 5]);
}

/// What is wrong with a condition is told with page, line and column before any document is read.
#[test]
fn a_wrong_condition_is_pointed_at() {
    const NAME: &str = "UNIT-004-can-cu-vien-dan-van-ban-het-hieu-luc-da-lau.md";
    let page =
        std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/pages").join(NAME)).unwrap();
    let dir = tempfile::tempdir().unwrap();
    std::fs::create_dir_all(dir.path().join("citation")).unwrap();
    let fault = |from: &str, to: &str| {
        std::fs::write(dir.path().join("citation").join(NAME), page.replace(from, to)).unwrap();
        let mut set = RuleSet::empty().unwrap();
        set.load_dir(dir.path()).unwrap();
        Checker::new(&set).err().unwrap().to_string().rsplit_once(".md:").unwrap().1.to_owned()
    };
    assert!(fault("citation.until", "citation.end").starts_with("16:"), "{}", fault("citation.until", "citation.end"));
    assert!(fault("citation.until", "citation.end").contains("citation has no field \"end\""));
    assert!(fault("\"expired\"", "\"het-hieu-luc\"").contains("is never the case"));
    assert!(fault(" > 365", " >").starts_with("16:"));
    assert!(fault("over = \"citations\"\n", "").contains("there is no \"citation\""));
}

/// `UPDATE_RULES=1 cargo test --test it rules` writes the page anew.
#[test]
fn the_table_of_rules_is_up_to_date() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/rules.md");
    let mut table = Vec::new();
    soat::report::rule_table::write(&RuleSet::builtin().unwrap(), &planned().unwrap(), &mut table).unwrap();
    if std::env::var_os("UPDATE_RULES").is_some() {
        std::fs::write(&path, &table).unwrap();
    }
    let written = std::fs::read(&path).unwrap_or_default();
    assert!(written == table, "docs/rules.md is not the table of the rules");
}

#[test]
fn a_planned_rule_has_no_page_and_stands_once() {
    let set = RuleSet::builtin().unwrap();
    let planned = planned().unwrap();
    let built: Vec<&str> =
        planned.iter().map(|planned| planned.code.as_str()).filter(|code| set.get(code).is_some()).collect();
    assert!(built.is_empty(), "take them out of rules/catalogue.toml: {built:?}");
    let mut codes: Vec<&str> = planned.iter().map(|planned| planned.code.as_str()).collect();
    codes.dedup();
    assert_eq!(codes.len(), planned.len());
}

/// What was judged of a rule's findings on real documents, and planted.
#[derive(Default)]
struct Record {
    right: u32,
    wrong: u32,
    unsure: u32,
    planted: u32,
    placed: u32,
}

impl Record {
    /// The criterion of `docs/writing-rules.md`.
    fn earns_stable(&self) -> bool {
        let judged = self.right + self.wrong;
        let on_real = judged >= 10 && self.right * 100 >= judged * 95;
        let planted = self.planted >= 20 && self.placed == self.planted && self.wrong == 0;
        (on_real || planted) && self.unsure <= self.right
    }
}

#[test]
fn stable_rules_have_earned_it() {
    let mut records: std::collections::BTreeMap<&str, Record> = std::collections::BTreeMap::new();
    for line in include_str!("../../docs/judgements.tsv").lines().skip(1) {
        let cells: Vec<&str> = line.split('\t').collect();
        let record = records.entry(cells[2]).or_default();
        match cells[5] {
            "right" => record.right += 1,
            "wrong" => record.wrong += 1,
            "unsure" => record.unsure += 1,
            other => panic!("{other}: {line}"),
        }
    }
    for line in include_str!("../../docs/planted.tsv").lines().skip(1) {
        let cells: Vec<&str> = line.split('\t').collect();
        let record = records.entry(cells[0]).or_default();
        (record.planted, record.placed) = (cells[1].parse().unwrap(), cells[3].parse().unwrap());
    }
    let set = RuleSet::builtin().unwrap();
    let stable: Vec<&str> = set
        .iter()
        .filter(|rule| rule.front.status == soat::rules::Status::Stable)
        .map(soat::rules::Rule::code)
        .collect();
    assert!(!stable.is_empty());
    let unearned: Vec<_> =
        stable.iter().filter(|code| !records.get(**code).is_some_and(Record::earns_stable)).collect();
    assert!(unearned.is_empty(), "stable without having earned it: {unearned:?}");
}
