//! Fixes put into files from the command line, and the corpus' drafts checked again after their fixes.

use std::collections::BTreeMap;
use std::path::Path;

use assert_cmd::Command;
use jiff::civil::date;
use soat::app::Office;
use soat::app::check::{Judged, Outcome, Request, check};
use soat::app::fix::{Destination, Wanted, correct};
use soat::app::inputs::{Input, collect};
use soat::app::library;
use soat::check::Safety;
use soat::ingest::is_readable_name;
use soat::registry::Store;
use soat::rules::Lang;
use soat::text::Format;

const DRAFT: &str = "ỦY BAN NHÂN DÂN TỈNH QUẢNG TRỊ\nSỞ NỘI VỤ\nSố: 8/QĐ-SNV\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\
    Độc lập - Tự do - Hạnh phúc\nQuảng Trị, ngày 10 tháng 3 năm 2021\nQUYẾT ĐỊNH\nVề việc thành lập Tổ kiểm tra\n\
    QUYẾT ĐỊNH:\nĐiều 1. Thành lập Tổ kiểm tra.\nĐiều 2. Quyết định này có hiệu lực kể từ ngày ký.\n\
    GIÁM ĐỐC\nNguyễn Văn Mẫu\n";

fn soat(arguments: &[&str], folder: &Path) -> Command {
    let mut command = Command::cargo_bin("soat").unwrap();
    command.args(arguments).args(["--no-config", "--exit-zero"]).current_dir(folder).env_remove("LANG");
    command
}

fn said(command: &mut Command) -> (String, String) {
    let output = command.output().unwrap();
    (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap())
}

#[test]
fn a_copy_is_written_beside_and_the_original_stays() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| std::fs::read_to_string(folder.path().join(name));
    std::fs::write(folder.path().join("qd.txt"), DRAFT).unwrap();
    let (out, err) = said(&mut soat(&["check", "--fix", "qd.txt"], folder.path()));
    assert!(out.contains("\n-Số: 8/QĐ-SNV\n") && out.contains("\n+Số: 08/QĐ-SNV\n"), "{out}");
    assert!(err.contains("qd.da-sua.txt"), "{err}");
    assert_eq!(at("qd.txt").unwrap(), DRAFT);
    assert!(at("qd.da-sua.txt").unwrap().contains("\nSố: 08/QĐ-SNV\n"));
    soat(&["check", "--fix", "qd.txt"], folder.path()).assert().code(0);
    assert!(at("qd.da-sua-2.txt").is_ok(), "a copy that is there is not written over");
    soat(&["check", "--fix", "qd.txt", "-o", "khac.txt"], folder.path()).assert().code(0);
    assert_eq!(at("khac.txt").unwrap(), at("qd.da-sua.txt").unwrap());
    soat(&["check", "--fix", "qd.txt", "--in-place"], folder.path()).assert().code(0);
    assert_eq!(at("qd.txt").unwrap(), at("qd.da-sua.txt").unwrap());
}

#[test]
fn machine_formats_stay_whole_and_what_has_no_file_is_said() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("qd.txt"), DRAFT).unwrap();
    let (out, _) = said(&mut soat(&["check", "--fix", "qd.txt", "--format", "json"], folder.path()));
    let report: serde_json::Value = serde_json::from_str(&out).unwrap();
    let fixes = report["findings"].as_array().unwrap().iter().filter(|finding| !finding["fix"].is_null());
    assert!(fixes.clone().any(|finding| finding["fix"]["safety"] == "safe"));
    let (_, err) = said(soat(&["check", "--fix", "-"], folder.path()).write_stdin(DRAFT));
    assert!(err.contains("đầu vào chuẩn"), "{err}");
    soat(&["check", "qd.txt", "--in-place"], folder.path()).assert().code(2);
    std::fs::write(folder.path().join("qd.html"), DRAFT.replace('\n', "<br>\n")).unwrap();
    let (_, err) = said(&mut soat(&["check", "--fix", "qd.html"], folder.path()));
    assert!(err.contains("chưa ghi được bản sửa cho định dạng này"), "{err}");
}

fn judged(office: &Office, store: &Store, inputs: &[Input]) -> Outcome {
    let request = Request { inputs, as_of: None, today: date(2026, 11, 21), lang: Lang::Vi };
    check(office, Some(store), &request, &|| {}).unwrap()
}

fn counts(judged: &Judged) -> BTreeMap<&str, usize> {
    let mut counts = BTreeMap::new();
    for finding in &judged.findings {
        *counts.entry(finding.code.as_str()).or_default() += 1;
    }
    counts
}

/// Every draft of the corpus: what was fixed is gone, and nothing new is found. A suggestion may name a document that
/// the draft named wrongly before, and what is then found on that document is new: only the rules that suggested are held.
fn fixed_drafts_are_better(safety: Safety) {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let office = Office::open(None).unwrap();
    let (store, _) = library::of_folders(&office, &[corpus.join("issued")]).unwrap();
    let (inputs, _) = collect(&[corpus.join("drafts")], is_readable_name);
    let before = judged(&office, &store, &inputs);
    let folder = tempfile::tempdir().unwrap();
    let wanted = Wanted { safety, destination: Destination::At(folder.path().to_owned()) };
    let (mut mended, mut wrong) = (0, Vec::new());
    for copy in correct(&before, &inputs, &wanted) {
        let copy = copy.unwrap();
        let old = before.judged.iter().find(|judged| judged.document.path == copy.path).unwrap();
        let (input, _) = collect(&[copy.written], |_| true);
        let new = judged(&office, &store, &input).judged.remove(0);
        assert!(matches!(new.document.format, Format::Docx | Format::Txt));
        let mut most = counts(old);
        let fixes = old.findings.iter().filter(|f| f.fix.as_ref().is_some_and(|fix| fix.safety <= safety));
        for finding in fixes.filter(|f| !copy.left.iter().any(|left| left.code == f.code && left.line == f.line)) {
            *most.get_mut(finding.code.as_str()).unwrap() -= 1;
            mended += 1;
        }
        for (code, count) in counts(&new) {
            let revealed = safety == Safety::Suggested && !most.contains_key(code);
            let known = most.get(code).copied().unwrap_or_default();
            if count > known && !revealed {
                wrong.push(format!("{}: {code} {known} -> {count}", copy.path));
            }
        }
    }
    assert!(mended > 0);
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn drafts_with_safe_fixes_are_better() {
    fixed_drafts_are_better(Safety::Safe);
}

#[test]
fn drafts_with_suggested_fixes_are_better() {
    fixed_drafts_are_better(Safety::Suggested);
}
