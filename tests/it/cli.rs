//! The command line as other programs rely on it: exit codes, streams, JSON.

use std::path::Path;

use assert_cmd::Command;
use serde_json::Value;

const DRAFT: &str = "ỦY BAN NHÂN DÂN TỈNH QUẢNG TRỊ\nSỞ NỘI VỤ\nSố: 8/QĐ-SNV\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\
    Độc lập - Tự do - Hạnh phúc\nQuảng Trị, ngày 10 tháng 3 năm 2021\nQUYẾT ĐỊNH\nVề việc thành lập Tổ kiểm tra\n\
    Căn cứ Quyết định số 12/QĐ-UBND ngày 31 tháng 11 năm 2020 của Ủy ban nhân dân tỉnh;\nQUYẾT ĐỊNH:\n\
    Điều 1. Thành lập Tổ kiểm tra.\nĐiều 2. Quyết định này có hiệu lực kể từ ngày ký.\nGIÁM ĐỐC\nNguyễn Văn Mẫu\n";

fn soat(arguments: &[&str], folder: &Path) -> Command {
    let mut command = Command::cargo_bin("soat").unwrap();
    command.args(arguments).arg("--no-config").current_dir(folder).env_remove("LANG");
    command
}

fn folder_with(name: &str, text: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join(name), text).unwrap();
    folder
}

fn json(command: &mut Command) -> Value {
    serde_json::from_slice(&command.output().unwrap().stdout).unwrap()
}

#[test]
fn findings_at_the_threshold_exit_with_one() {
    let folder = folder_with("qd.txt", DRAFT);
    soat(&["check", "qd.txt"], folder.path()).assert().code(1);
    soat(&["check", "qd.txt", "--fail-on", "blocker"], folder.path()).assert().code(0);
    soat(&["check", "qd.txt", "--exit-zero"], folder.path()).assert().code(0);
    soat(&["check", "qd.txt", "--format", "json"], folder.path()).assert().code(1);
}

#[test]
fn usage_errors_exit_with_two() {
    let folder = folder_with("qd.txt", DRAFT);
    soat(&["check"], folder.path()).assert().code(2);
    soat(&["check", "qd.txt", "--registry", "không-có.db"], folder.path()).assert().code(2);
    soat(&["ingest", "qd.txt"], folder.path()).assert().code(2);
    soat(&["explain", "CIT-999"], folder.path()).assert().code(2);
}

#[test]
fn no_readable_input_exits_with_three_and_names_the_file() {
    let folder = folder_with("rong.docx", "");
    let assert = soat(&["check", "rong.docx", "khong-co.txt"], folder.path()).assert().code(3);
    let said = String::from_utf8(assert.get_output().stderr.clone()).unwrap();
    assert!(said.contains("rong.docx") && said.contains("khong-co.txt"), "{said}");
}

#[test]
fn a_batch_goes_on_past_a_bad_file_and_strict_says_so() {
    let folder = folder_with("qd.txt", DRAFT);
    std::fs::write(folder.path().join("hong.docx"), b"PK\x03\x04broken").unwrap();
    let findings = json(&mut soat(&["check", ".", "--format", "json"], folder.path()));
    assert!(!findings["findings"].as_array().unwrap().is_empty());
    soat(&["check", ".", "--strict"], folder.path()).assert().code(4);
}

#[test]
fn findings_have_the_fields_of_the_contract() {
    let folder = folder_with("qd.txt", DRAFT);
    let report = json(&mut soat(&["check", "qd.txt", "--format", "json"], folder.path()));
    assert_eq!(report["schema"], 1);
    assert_eq!(report["tool"]["name"], "soat");
    let findings = report["findings"].as_array().unwrap();
    let impossible = findings.iter().find(|finding| finding["code"] == "CIT-007").unwrap();
    assert_eq!(impossible["path"], "qd.txt");
    assert_eq!(impossible["severity"], "error");
    assert_eq!(impossible["verdict"], "violation");
    assert_eq!(impossible["as_of"], "2021-03-10");
    assert_eq!(impossible["provision"], "can-cu-1");
    assert_eq!(impossible["basis"][0]["number"], "30/2020/NĐ-CP");
    assert_eq!(impossible["basis"][0]["to"], Value::Null);
    let parsed = json(&mut soat(&["parse", "qd.txt", "--format", "json"], folder.path()));
    let text = parsed["documents"][0]["text"].as_str().unwrap();
    let span = |end: usize| usize::try_from(impossible["span"][end].as_u64().unwrap()).unwrap();
    assert_eq!(text.get(span(0)..span(1)).unwrap(), impossible["excerpt"].as_str().unwrap());
}

#[test]
fn the_format_never_changes_the_findings() {
    let folder = folder_with("qd.txt", DRAFT);
    let report = json(&mut soat(&["check", "qd.txt", "--format", "json"], folder.path()));
    let lines = soat(&["check", "qd.txt", "--format", "jsonl"], folder.path()).output().unwrap().stdout;
    let lines: Vec<Value> =
        String::from_utf8(lines).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(report["findings"].as_array().unwrap(), &lines);
}

#[test]
fn standard_input_is_a_file_named_minus() {
    let folder = tempfile::tempdir().unwrap();
    let report = json(soat(&["check", "-", "--format", "json"], folder.path()).write_stdin(DRAFT));
    assert_eq!(report["findings"][0]["path"], "-");
}

#[test]
fn as_of_moves_the_law() {
    let folder = folder_with("qd.txt", DRAFT);
    let report = json(&mut soat(&["check", "qd.txt", "--as-of", "2019-03-10", "--format", "json"], folder.path()));
    let number = report["findings"].as_array().unwrap().iter().find(|finding| finding["code"] == "FMT-005").unwrap();
    assert_eq!(number["severity"], "info");
    assert_eq!(number["basis"][0]["number"], "01/2011/TT-BNV");
}

#[test]
fn english_on_request_and_by_the_environment() {
    let folder = folder_with("qd.txt", DRAFT);
    let english = soat(&["check", "qd.txt", "--lang", "en"], folder.path()).output().unwrap().stdout;
    assert!(String::from_utf8(english).unwrap().contains("help:"));
    let by_lang = soat(&["check", "qd.txt"], folder.path()).env("LANG", "en_US.UTF-8").output().unwrap().stdout;
    assert!(String::from_utf8(by_lang).unwrap().contains("help:"));
    let vietnamese = soat(&["check", "qd.txt"], folder.path()).output().unwrap().stdout;
    assert!(String::from_utf8(vietnamese).unwrap().contains("cách sửa:"));
}

#[test]
fn an_ingest_run_again_changes_nothing() {
    let folder = folder_with("qd.txt", DRAFT);
    let summary = |command: &mut Command| json(command)["summary"][0].clone();
    let ingest = ["ingest", "qd.txt", "--registry", "r.db", "--format", "json"];
    assert_eq!(summary(&mut soat(&ingest, folder.path()))["added"], 1);
    assert_eq!(summary(&mut soat(&ingest, folder.path()))["unchanged"], 1);
    let shown = soat(&["show", "08/QĐ-SNV", "--registry", "r.db"], folder.path()).output().unwrap();
    assert!(String::from_utf8(shown.stdout).unwrap().contains("quang-tri/8/QĐ-SNV/2021-03-10"));
}

#[test]
fn a_wrong_configuration_is_named() {
    let folder = folder_with("soat.toml", "registri = 'r.db'\n");
    std::fs::write(folder.path().join("qd.txt"), DRAFT).unwrap();
    let mut command = Command::cargo_bin("soat").unwrap();
    let assert = command.args(["check", "qd.txt"]).current_dir(folder.path()).assert().code(2);
    let said = String::from_utf8(assert.get_output().stderr.clone()).unwrap();
    assert!(said.contains("soat.toml") && said.contains("registri"), "{said}");
}

#[test]
fn the_codes_of_the_office_are_explained() {
    let folder = tempfile::tempdir().unwrap();
    let said = |arguments: &[&str]| {
        String::from_utf8(soat(arguments, folder.path()).assert().code(0).get_output().stdout.clone()).unwrap()
    };
    assert!(said(&["explain", "OFC-001"]).starts_with("OFC-001  Miễn trừ đã hết hạn"));
    assert!(said(&["explain", "ofc-003", "--lang", "en"]).starts_with("OFC-003  A baseline entry"));
}

#[test]
fn a_condition_that_cannot_be_worked_out_is_told_and_finds_nothing() {
    const NAME: &str = "UNIT-004-can-cu-vien-dan-van-ban-het-hieu-luc-da-lau.md";
    let page = include_str!("pages/UNIT-004-can-cu-vien-dan-van-ban-het-hieu-luc-da-lau.md");
    let folder = folder_with("qd.txt", DRAFT);
    let rules = folder.path().join("quy-tac/office");
    std::fs::create_dir_all(&rules).unwrap();
    let check = |page: &str| {
        std::fs::write(rules.join(NAME), page).unwrap();
        soat(&["check", "qd.txt", "--rules", "quy-tac", "--format", "json", "--exit-zero"], folder.path())
            .output()
            .unwrap()
    };
    let stated = page.lines().find(|line| line.starts_with("violated")).unwrap();
    let fault = check(&page.replace(stated, "violated = 'days(document.title, as_of) > 1'"));
    let told = String::from_utf8(fault.stderr).unwrap();
    assert!(told.contains("qd.txt") && told.contains("UNIT-004") && told.contains("is no day"), "{told}");
    assert!(!String::from_utf8(fault.stdout).unwrap().contains("UNIT-004"));
    let wrong = check(&page.replace("citation.role", "citation.rank"));
    assert_eq!(wrong.status.code(), Some(2), "{wrong:?}");
    assert!(String::from_utf8(wrong.stderr).unwrap().contains(&format!("{NAME}:16:")));
}
