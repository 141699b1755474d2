//! Every finding on every file of the corpus, against those in `corpus/golden`.
//!
//! The files are written by the program and read by a person, each against its document; `docs/measurements.md` says when
//! and what that changed.
//!
//! `UPDATE_GOLDEN=1 cargo test --test it golden` writes the files anew; the difference is then read line by line
//! before it is committed, for each line is a statement about a document that somebody signed.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use jiff::civil::date;
use soat::app::Office;
use soat::app::check::{Judged, Request, check};
use soat::app::inputs::collect;
use soat::app::library;
use soat::check::Finding;
use soat::ingest::is_readable_name;
use soat::rules::{Lang, Severity};

fn corpus() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("corpus")
}

fn judged(folder: &str) -> Vec<Judged> {
    let office = Office::open(None).unwrap();
    let (store, unread) = library::of_folders(&office, &[corpus().join("issued")]).unwrap();
    assert!(unread.is_empty(), "{unread:?}");
    let (inputs, missing) = collect(&[corpus().join(folder)], is_readable_name);
    assert!(missing.is_empty(), "{missing:?}");
    let request = Request { inputs: &inputs, as_of: None, today: date(2026, 11, 21), lang: Lang::Vi };
    let outcome = check(&office, Some(&store), &request, &|| {}).unwrap();
    assert!(outcome.unread.is_empty(), "{:?}", outcome.unread);
    outcome.judged
}

#[test]
fn drafts_have_the_reviewed_findings() {
    for judged in judged("drafts") {
        compare(&judged, "drafts");
    }
}

#[test]
fn issued_documents_have_the_reviewed_findings() {
    for judged in judged("issued") {
        compare(&judged, "issued");
    }
}

/// The defects that the manifest states are found, and a draft without stated defects has none.
#[test]
fn stated_defects_are_found() {
    let manifest: toml::Table = std::fs::read_to_string(corpus().join("manifest.toml")).unwrap().parse().unwrap();
    let judged: BTreeMap<String, Judged> =
        judged("drafts").into_iter().map(|judged| (below_corpus(&judged.document.path), judged)).collect();
    let mut wrong = Vec::new();
    for draft in manifest["draft"].as_array().unwrap() {
        let path = draft["path"].as_str().unwrap();
        let findings = &judged[path].findings;
        let stated: BTreeSet<&str> =
            draft["defects"].as_array().unwrap().iter().map(|defect| defect["code"].as_str().unwrap()).collect();
        for code in &stated {
            if !findings.iter().any(|finding| finding.code == *code) {
                wrong.push(format!("{path}: {code} is stated and not found"));
            }
        }
        if stated.is_empty() {
            let loud = findings.iter().filter(|finding| finding.severity > Severity::Info);
            wrong.extend(loud.map(|finding| format!("{path}: clean, yet {} at «{}»", finding.code, finding.excerpt)));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

fn compare(judged: &Judged, folder: &str) {
    let below = below_corpus(&judged.document.path);
    let name = below.trim_start_matches(folder).trim_start_matches('/').replace('/', "--");
    let golden = corpus().join("golden").join(folder).join(format!("{name}.txt"));
    let found = written(judged);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::create_dir_all(golden.parent().unwrap()).unwrap();
        std::fs::write(&golden, found).unwrap();
        return;
    }
    let expected = std::fs::read_to_string(&golden).unwrap_or_default();
    assert_eq!(found, expected, "{} differs from {}", below, golden.display());
}

fn below_corpus(path: &str) -> String {
    let corpus = corpus();
    Path::new(path).strip_prefix(&corpus).unwrap().to_string_lossy().replace('\\', "/")
}

fn written(judged: &Judged) -> String {
    let mut text = format!("as of {}\n", judged.as_of);
    for finding in &judged.findings {
        write_finding(finding, &mut text);
    }
    text
}

fn write_finding(finding: &Finding, text: &mut String) {
    let Finding { code, line, column, severity, verdict, .. } = finding;
    writeln!(text, "\n{line}:{column} {code} {severity:?} {verdict:?} «{}»", one_line(&finding.excerpt)).unwrap();
    for words in [&finding.message, &finding.why, &finding.help] {
        writeln!(text, "  {}", one_line(words)).unwrap();
    }
    for related in &finding.related {
        let place = related.document.as_deref().or(related.path.as_deref()).map(below_issued).unwrap_or_default();
        writeln!(text, "  ~ {} {place}", one_line(&related.note)).unwrap();
    }
    if let Some(fix) = &finding.fix {
        writeln!(text, "  > {} ({:?})", fix.text, fix.safety).unwrap();
    }
}

fn below_issued(place: &str) -> &str {
    place.split_once("/corpus/").map_or(place, |(_, below)| below)
}

fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
