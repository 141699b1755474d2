//! One draft, all surfaces: each tells the same findings, by their fingerprints. A new surface is one line of [`SURFACES`].

use std::io::Read;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use calamine::{Reader, Xlsx, open_workbook};
use regex::Regex;
use serde_json::Value;

const DRAFTS: [&str; 3] = [
    "corpus/drafts/quang-tri-2017-qd-ke-hoach-truyen-thong.docx",
    "corpus/drafts/quang-tri-2025-kh-chinh-quyen-so.docx",
    "corpus/drafts/dong-thap-2024-qd-doan-kiem-tra.docx",
];

/// Signs of a fingerprint that surfaces for reading print.
const MARK: usize = 8;
const WHOLE: usize = 32;

/// A surface: the options that make it, the signs of a fingerprint that it tells, and how they are read off the file.
type Surface = (&'static [&'static str], usize, fn(&Path) -> Vec<String>);

const SURFACES: &[Surface] = &[
    (&["--format", "text", "-v"], WHOLE, |file| found(r"(?m)mã nhận biết: ([0-9a-f]{32})$", &text(file))),
    (&["--format", "jsonl"], WHOLE, |file| {
        let findings: Vec<Value> = text(file).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        told(&findings)
    }),
    (&["--format", "sarif"], WHOLE, |file| {
        let log: Value = serde_json::from_str(&text(file)).unwrap();
        let results = log.pointer("/runs/0/results").unwrap().as_array().unwrap().iter();
        let failed = results.filter(|result| result.get("kind").unwrap() == "fail");
        failed.map(|result| words(result, "/partialFingerprints/soat~1v1")).collect()
    }),
    (&["--format", "junit"], WHOLE, |file| {
        found(r#"<property name="fingerprint" value="([0-9a-f]{32})"/>"#, &text(file))
    }),
    (&["--format", "gitlab"], WHOLE, |file| {
        let issues: Value = serde_json::from_str(&text(file)).unwrap();
        issues.as_array().unwrap().iter().map(|issue| words(issue, "/fingerprint")).collect()
    }),
    (&["--format", "html"], WHOLE, |file| {
        found(r#"<article class="card [a-z]+" id="[^"]*" data-fingerprint="([0-9a-f]{32})""#, &text(file))
    }),
    (&["--format", "docx"], MARK, |file| found(r"\[[A-Z]+-\d+ ([0-9a-f]{8})\]", &part(file, "word/comments.xml"))),
    (&["--format", "phieu"], MARK, |file| found(r"\[[A-Z]+-\d+ ([0-9a-f]{8})\]", &part(file, "word/document.xml"))),
    (&["--format", "xlsx"], WHOLE, |file| {
        let mut book: Xlsx<_> = open_workbook(file).unwrap();
        let sheet = book.worksheet_range("Phát hiện").unwrap();
        let rows = sheet.rows().skip_while(|row| row.first().is_none_or(|cell| *cell != "TT")).skip(1);
        let rows = rows.filter(|row| row.get(4).is_some_and(|grade| *grade != "Chưa xác minh được"));
        rows.map(|row| row.get(12).unwrap().to_string()).collect()
    }),
];

fn text(file: &Path) -> String {
    std::fs::read_to_string(file).unwrap()
}

fn part(file: &Path, name: &str) -> String {
    let mut text = String::new();
    let mut archive = zip::ZipArchive::new(std::fs::File::open(file).unwrap()).unwrap();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

fn found(pattern: &str, text: &str) -> Vec<String> {
    Regex::new(pattern).unwrap().captures_iter(text).map(|found| found.get(1).unwrap().as_str().to_owned()).collect()
}

/// Fingerprints of the findings that somebody has to look at.
fn told(findings: &[Value]) -> Vec<String> {
    let told = findings.iter().filter(|own| words(own, "/verdict") != "unverified");
    told.map(|finding| words(finding, "/fingerprint")).collect()
}

/// The words at a place of a JSON value.
fn words(value: &Value, place: &str) -> String {
    value.pointer(place).unwrap().as_str().unwrap().to_owned()
}

fn check(draft: &str, options: &[&str], file: &Path) {
    let mut command = Command::cargo_bin("soat").unwrap();
    command.args(["check", draft, "--issued", "corpus/issued", "--exit-zero", "--no-config", "--color", "never"]);
    command.args(options).arg("--output").arg(file);
    command.current_dir(env!("CARGO_MANIFEST_DIR")).env_remove("LANG").assert().success();
}

#[test]
fn every_surface_tells_the_same_findings() {
    let folder = tempfile::tempdir().unwrap();
    let file: PathBuf = folder.path().join("made");
    for draft in DRAFTS {
        check(draft, &["--format", "json"], &file);
        let json: Value = serde_json::from_str(&text(&file)).unwrap();
        let expected = told(json["findings"].as_array().unwrap());
        assert!(expected.len() > 3, "{draft}");
        for (options, signs, read) in SURFACES {
            check(draft, options, &file);
            let mut told = read(&file);
            let mut expected: Vec<&str> = expected.iter().map(|print| &print[..*signs]).collect();
            told.sort_unstable();
            expected.sort_unstable();
            assert_eq!(told, expected, "{draft} {options:?}");
        }
    }
}

/// The page of a draft and the interface for programs, over a registry of the same documents.
#[cfg(feature = "serve")]
#[test]
fn the_server_tells_the_same_findings() {
    let registry = crate::server::corpus().to_str().unwrap();
    let server = crate::server::Server::start(&["--registry", registry]);
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("made");
    for draft in DRAFTS {
        check(draft, &["--format", "json"], &file);
        let json: Value = serde_json::from_str(&text(&file)).unwrap();
        let mut expected = told(json["findings"].as_array().unwrap());
        expected.sort_unstable();
        let name = draft.rsplit('/').next().unwrap();
        let form = |field: &str| {
            let head = format!("--x\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"{name}\"\r\n\r\n");
            let bytes = std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join(draft)).unwrap();
            [head.as_bytes(), &bytes, b"\r\n--x--\r\n"].concat()
        };
        let kind = ["Content-Type: multipart/form-data; boundary=x"];
        let (status, _, body) = server.send_with("POST /api/v1/check", &server.address, &kind, &form("file"));
        assert_eq!(status, 200, "{body}");
        let answer: Value = serde_json::from_str(&body).unwrap();
        let mut of_api = told(answer["findings"].as_array().unwrap());
        of_api.sort_unstable();
        assert_eq!(of_api, expected, "{draft}: API");
        let (status, head, _) = server.send_with("POST /kiem-tra", &server.address, &kind, &form("tep"));
        assert_eq!(status, 303, "{head}");
        let page = head.lines().find_map(|line| line.strip_prefix("location: ")).unwrap();
        let (_, _, body) = server.send(&format!("GET {page}"), &server.address, b"");
        let mut of_page = found(r#"<article class="card [a-z ]+" id="[^"]*" data-fingerprint="([0-9a-f]{32})""#, &body);
        of_page.sort_unstable();
        assert_eq!(of_page, expected, "{draft}: page");
    }
}
