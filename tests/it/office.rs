//! What an office sets and accepts: severities, own tables, waivers, baseline, profiles.

use std::path::Path;

use assert_cmd::Command;
use serde_json::Value;

const DRAFT: &str = "ỦY BAN NHÂN DÂN TỈNH QUẢNG TRỊ\nSỞ NỘI VỤ\nSố: 8/QĐ-SNV\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\
    Độc lập - Tự do - Hạnh phúc\nQuảng Trị, ngày 10 tháng 3 năm 2021\nQUYẾT ĐỊNH\nVề việc thành lập Tổ kiểm tra\n\
    Căn cứ Quyết định số 12/QĐ-UBND ngày 31 tháng 11 năm 2020 của Ủy ban nhân dân tỉnh về Quy chế làm việc;\nQUYẾT ĐỊNH:\n\
    Điều 1. Thành lập Tổ kiểm tra.\nĐiều 2. Quyết định này có hiệu lực kể từ ngày ký.\nGIÁM ĐỐC\nNguyễn Văn Mẫu\n";

struct Office(tempfile::TempDir);

impl Office {
    fn new(config: &str) -> Self {
        let office = Self(tempfile::tempdir().unwrap());
        office.write("qd.txt", DRAFT);
        office.write("soat.toml", config);
        office
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.0.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    fn soat(&self, arguments: &[&str]) -> Command {
        let mut command = Command::cargo_bin("soat").unwrap();
        command.args(arguments).current_dir(self.0.path()).env_remove("LANG");
        command
    }

    fn findings(&self, arguments: &[&str]) -> Vec<Value> {
        let output = self.soat(arguments).args(["--format", "json"]).output().unwrap();
        let report: Value = serde_json::from_slice(&output.stdout).unwrap();
        report.get("findings").and_then(Value::as_array).unwrap().clone()
    }

    fn text(&self, arguments: &[&str]) -> String {
        String::from_utf8(self.soat(arguments).output().unwrap().stdout).unwrap()
    }
}

fn of<'f>(findings: &'f [Value], code: &str) -> Vec<&'f Value> {
    findings.iter().filter(|finding| finding["code"] == code).collect()
}

#[test]
fn severities_of_the_office_go_over_those_of_the_page() {
    let office = Office::new("[rule.CIT-007]\nseverity = 'info'\n[rule.FMT-005]\nseverity = 'off'\n");
    let findings = office.findings(&["check", "qd.txt"]);
    assert_eq!(of(&findings, "CIT-007")[0]["severity"], "info");
    assert!(of(&findings, "FMT-005").is_empty());
    let unknown = Office::new("lang = 'vi'\n[rule.XYZ-001]\nseverity = 'off'\n");
    let said = unknown.soat(&["check", "qd.txt"]).assert().code(2).get_output().stderr.clone();
    assert!(String::from_utf8(said).unwrap().contains("soat.toml:2: "));
}

#[test]
fn a_waiver_holds_until_its_day_and_gives_its_reason() {
    let waiver = |until: &str, document: &str| {
        format!(
            "[[waiver]]\ncode = 'CIT-007'\ndocument = '{document}'\nreason = 'theo bản gốc'\nname = 'Trần A'\nuntil = {until}\n"
        )
    };
    let office = Office::new(&waiver("2999-12-31", "*.txt"));
    let findings = office.findings(&["check", "qd.txt"]);
    assert_eq!(of(&findings, "CIT-007")[0]["suppressed"], "theo bản gốc (Trần A, đến 31/12/2999)");
    let text = office.text(&["check", "qd.txt"]);
    assert!(text.contains("1 đã chấp nhận") && !text.contains("CIT-007"), "{text}");
    office.soat(&["check", "qd.txt"]).assert().code(0);

    let office = Office::new(&waiver("2021-12-31", "8/QĐ-SNV"));
    let findings = office.findings(&["check", "qd.txt"]);
    assert_eq!(of(&findings, "CIT-007")[0]["suppressed"], Value::Null);
    let expired = of(&findings, "OFC-001")[0];
    assert!(expired["path"].as_str().unwrap().ends_with("soat.toml") && expired["line"] == 1, "{expired}");
    office.soat(&["check", "qd.txt"]).assert().code(1);
    let on_the_day = office.findings(&["check", "qd.txt", "--as-of", "2021-12-31"]);
    assert_ne!(of(&on_the_day, "CIT-007")[0]["suppressed"], Value::Null);

    let office = Office::new(&waiver("2999-12-31", "qd.txt").replace("CIT-007", "CIT-010"));
    assert_eq!(of(&office.findings(&["check", "qd.txt"]), "OFC-002").len(), 1);
    let elsewhere = Office::new(&waiver("2999-12-31", "kh-*.docx"));
    assert!(of(&elsewhere.findings(&["check", "qd.txt"]), "OFC-002").is_empty(), "its document was not checked");
}

#[test]
fn waivers_have_a_file_of_their_own_and_name_a_fingerprint() {
    let office = Office::new("waivers = 'mien-tru.toml'\n");
    office.write("mien-tru.toml", "");
    let fingerprint =
        of(&office.findings(&["check", "qd.txt"]), "CIT-007")[0]["fingerprint"].as_str().unwrap().to_owned();
    let waiver = format!("[[waiver]]\nfingerprint = '{fingerprint}'\nreason = 'x'\nname = 'A'\nuntil = 2999-12-31\n");
    office.write("mien-tru.toml", &waiver);
    office.soat(&["check", "qd.txt"]).assert().code(0);
    office.write("mien-tru.toml", &waiver.replace("name = 'A'\n", ""));
    let said = office.soat(&["check", "qd.txt"]).assert().code(2).get_output().stderr.clone();
    let said = String::from_utf8(said).unwrap();
    assert!(said.contains("mien-tru.toml") && said.contains("line 1") && said.contains("name"), "{said}");
}

#[test]
fn a_baseline_hides_what_it_holds_and_says_what_is_gone() {
    let office = Office::new("");
    office.soat(&["baseline", "qd.txt"]).assert().code(0);
    let check = ["check", "qd.txt", "--baseline", "soat-baseline.json"];
    office.soat(&check).assert().code(0);
    let hidden = office.findings(&check);
    assert!(hidden.iter().all(|finding| finding["suppressed"].is_string()), "{hidden:#?}");
    office.write("qd.txt", &DRAFT.replace("31 tháng 11", "30 tháng 11").replace("Điều 1.", "Căn cứ Luật X;\nĐiều 1."));
    let findings = office.findings(&check);
    assert_eq!(of(&findings, "OFC-003").len(), 1, "{findings:#?}");
    office.write("khac.txt", DRAFT);
    let other = office.findings(&["check", "khac.txt", "--baseline", "soat-baseline.json"]);
    assert!(of(&other, "OFC-003").is_empty() && of(&other, "CIT-007")[0]["suppressed"].is_null());
    office.soat(&["check", "qd.txt", "--baseline", "qd.txt"]).assert().code(2);
}

#[test]
fn a_profile_shows_what_its_reader_wants() {
    let office = Office::new("profile = 'soan-thao'\n");
    let untitled = "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ;\nQUYẾT ĐỊNH:";
    office.write("qd.txt", &DRAFT.replace("QUYẾT ĐỊNH:", untitled));
    let shown = office.findings(&["check", "qd.txt"]);
    assert!(!of(&shown, "CIT-007").is_empty());
    assert!(shown.iter().all(|finding| finding["verdict"] == "violation" && finding["confidence"] == "high"));
    let all = office.findings(&["check", "qd.txt", "--profile", "tham-dinh"]);
    assert!(all.len() > shown.len());
    let after = office.findings(&["check", "qd.txt", "--profile", "kiem-tra"]);
    assert!(after.iter().all(|finding| finding["severity"] != "info"));
    assert!(office.text(&["check", "qd.txt"]).contains("ngoài hồ sơ kiểm tra"));
    let said = office.soat(&["check", "qd.txt", "--profile", "x"]).assert().code(2).get_output().stderr.clone();
    assert!(String::from_utf8(said).unwrap().contains("soan-thao, tham-dinh, kiem-tra"));
}

#[test]
fn an_office_has_kinds_and_abbreviations_of_its_own() {
    let kinds = "[[kind]]\nid = 'phieu-danh-gia'\nvi = 'Phiếu đánh giá'\nen = 'assessment sheet'\nclasses = ['administrative']\n\
        basis = 'Quy chế của Sở'\nverified = 'text'\n[[kind.abbreviation]]\ntext = 'PĐG'\nbasis = 'Quy chế của Sở'\nverified = 'text'\n";
    let sheet = DRAFT.replace("8/QĐ-SNV", "08/PĐG-SNV").replacen("QUYẾT ĐỊNH\n", "PHIẾU ĐÁNH GIÁ\n", 1);
    let office = Office::new("lexicon = 'tu-dien'\n");
    office.write("tu-dien/kinds.toml", kinds);
    office.write("qd.txt", &sheet);
    let kind = |office: &Office, arguments: &[&str]| -> Value {
        let output = office.soat(arguments).args(["--format", "json"]).output().unwrap();
        serde_json::from_slice::<Value>(&output.stdout).unwrap()["documents"][0]["header"]["kind"]["id"].clone()
    };
    assert_eq!(kind(&office, &["parse", "qd.txt"]), "phieu-danh-gia");
    assert_ne!(kind(&office, &["parse", "qd.txt", "--no-config"]), "phieu-danh-gia");
    office.write("tu-dien/kinds.toml", &kinds.replace("en = ", "eng = "));
    let said = office.soat(&["check", "qd.txt"]).assert().code(2).get_output().stderr.clone();
    let said = String::from_utf8(said).unwrap();
    assert!(said.replace('\\', "/").contains("tu-dien/kinds.toml:") && said.contains("eng"), "{said}");
}

#[test]
fn own_pages_are_tested_like_built_in_ones() {
    let office = Office::new("rules = 'quy-tac'\n");
    let pages = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/pages");
    for name in ["UNIT-001-chua-ghi-noi-nhan.md", "UNIT-002-viet-tat-trong-trich-yeu.md"] {
        office.write(&format!("quy-tac/form/{name}"), &std::fs::read_to_string(pages.join(name)).unwrap());
    }
    office.soat(&["rules", "test", "quy-tac"]).assert().code(0);
    assert_eq!(of(&office.findings(&["check", "qd.txt"]), "UNIT-001").len(), 1);
    let page = std::fs::read_to_string(pages.join("UNIT-001-chua-ghi-noi-nhan.md")).unwrap();
    office.write("quy-tac/form/UNIT-001-chua-ghi-noi-nhan.md", &page.replace("severity", "gravity"));
    let said = office.soat(&["check", "qd.txt"]).assert().code(2).get_output().stderr.clone();
    assert!(String::from_utf8(said).unwrap().contains("UNIT-001-chua-ghi-noi-nhan.md:"));
}
