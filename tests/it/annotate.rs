//! `soat check --format docx`: the user's own file with comments and safe fixes.

use std::io::Read;
use std::path::Path;

use assert_cmd::Command;
use serde_json::Value;

const DRAFT: &str = "corpus/drafts/quang-tri-2017-qd-ke-hoach-truyen-thong.docx";

fn check(path: &str, more: &[&str]) -> Command {
    let mut command = Command::cargo_bin("soat").unwrap();
    command.args(["check", path, "--issued", "corpus/issued", "--exit-zero", "--no-config"]).args(more);
    command.current_dir(env!("CARGO_MANIFEST_DIR")).env_remove("LANG");
    command
}

fn part(file: &Path, name: &str) -> String {
    let mut text = String::new();
    let mut archive = zip::ZipArchive::new(std::fs::File::open(file).unwrap()).unwrap();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

#[test]
fn every_finding_is_a_comment_and_a_second_run_replaces_the_first() {
    let folder = tempfile::tempdir().unwrap();
    let (first, second) = (folder.path().join("a.gopy.docx"), folder.path().join("b.docx"));
    check(DRAFT, &["--format", "docx", "--output", first.to_str().unwrap()]).assert().success();
    let json: Value = serde_json::from_slice(&check(DRAFT, &["--format", "json"]).output().unwrap().stdout).unwrap();
    let told = json["findings"].as_array().unwrap().iter().filter(|finding| finding["verdict"] != "unverified");
    let comments = part(&first, "word/comments.xml");
    for finding in told.clone() {
        let mark = &finding["fingerprint"].as_str().unwrap()[..8];
        assert!(comments.contains(&format!("[{} {mark}]", finding["code"].as_str().unwrap())), "{finding}");
    }
    assert_eq!(comments.matches("<w:comment ").count(), told.count());
    assert!(part(&first, "word/document.xml").contains("<w:ins "), "a safe fix is a tracked change");
    check(first.to_str().unwrap(), &["--format", "docx", "--output", second.to_str().unwrap()]).assert().success();
    assert_eq!(part(&second, "word/comments.xml"), comments);
    for element in ["<w:ins ", "<w:del ", "<w:commentReference "] {
        let count = |file: &Path| part(file, "word/document.xml").matches(element).count();
        assert_eq!(count(&first), count(&second), "{element}");
    }
}

#[test]
fn what_takes_no_comments_is_said() {
    let output = check("corpus/drafts/bac-ninh-2018-ct-ky-luat.txt", &["--format", "docx"]).output().unwrap();
    assert!(output.status.success() && output.stdout.is_empty());
    assert!(String::from_utf8_lossy(&output.stderr).contains("chỉ tệp .docx mang được nhận xét"));
}
