//! The forms for continuous integration: each tells the same findings as the JSON of the contract.

use std::collections::BTreeSet;
use std::process::Command as Program;

use assert_cmd::Command;
use serde_json::Value;

const DRAFT: &str = "corpus/drafts/dong-thap-2024-qd-doan-kiem-tra.docx";

fn soat(arguments: &[&str]) -> Command {
    let mut command = Command::cargo_bin("soat").unwrap();
    command.args(arguments).arg("--no-config").current_dir(env!("CARGO_MANIFEST_DIR")).env_remove("LANG");
    command
}

fn check(paths: &[&str], form: &str) -> String {
    let output = soat(&[&["check"], paths, &["--issued", "corpus/issued", "--exit-zero", "--format", form]].concat());
    let output = { output }.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn parsed(paths: &[&str], form: &str) -> Value {
    serde_json::from_str(&check(paths, form)).unwrap()
}

/// Fingerprints of the findings that somebody has to look at.
fn told(findings: &Value) -> BTreeSet<String> {
    let told = |finding: &&Value| finding["verdict"] != "unverified" && finding["suppressed"].is_null();
    let findings = findings["findings"].as_array().unwrap();
    findings.iter().filter(told).map(|finding| finding["fingerprint"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn sarif_declares_every_rule_and_tells_every_finding() {
    let log = parsed(&["corpus/drafts"], "sarif");
    let run = &log["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    let listed: Value =
        serde_json::from_slice(&soat(&["rules", "list", "--format", "json"]).output().unwrap().stdout).unwrap();
    assert_eq!(rules.len(), listed["rules"].as_array().unwrap().len());
    let results = run["results"].as_array().unwrap();
    for result in results.iter().filter(|result| !result["ruleIndex"].is_null()) {
        let rule = &rules[usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap()];
        assert_eq!(rule["id"], result["ruleId"]);
    }
    let failed = results.iter().filter(|result| result["kind"] == "fail" && result["suppressions"].is_null());
    let fingerprints: BTreeSet<String> =
        failed.map(|result| result["partialFingerprints"]["soat/v1"].as_str().unwrap().to_owned()).collect();
    assert_eq!(fingerprints, told(&parsed(&["corpus/drafts"], "json")));
    // What nobody could decide is no failure and has no level.
    assert!(results.iter().filter(|result| result["kind"] == "open").all(|result| result["level"] == "none"));
    assert!(results.iter().any(|result| result["fixes"][0]["artifactChanges"].is_array()));
}

#[test]
#[expect(clippy::print_stderr, reason = "a test that is passed over says so")]
fn sarif_is_valid_against_the_schema_of_oasis() {
    let (Some(schema), true) = (
        std::env::var_os("SOAT_SARIF_SCHEMA"),
        Program::new("python3").args(["-c", "import jsonschema"]).output().is_ok_and(|run| run.status.success()),
    ) else {
        eprintln!("skipped: SOAT_SARIF_SCHEMA names no schema, or python3 has no jsonschema");
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let log = folder.path().join("log.sarif");
    std::fs::write(&log, check(&["corpus/drafts"], "sarif")).unwrap();
    let judge =
        "import json,sys,jsonschema; jsonschema.validate(json.load(open(sys.argv[1])), json.load(open(sys.argv[2])))";
    let run = Program::new("python3").args(["-c", judge]).arg(&log).arg(&schema).output().unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
}

#[test]
fn gitlab_and_github_and_junit_tell_the_same_findings() {
    let json = parsed(&[DRAFT], "json");
    let expected = told(&json);
    let gitlab = parsed(&[DRAFT], "gitlab");
    let issues = gitlab.as_array().unwrap();
    let fingerprints: BTreeSet<String> =
        issues.iter().map(|issue| issue["fingerprint"].as_str().unwrap().to_owned()).collect();
    assert_eq!(fingerprints, expected);
    let github = check(&[DRAFT], "github");
    assert_eq!(github.lines().count(), issues.len());
    assert!(github.lines().all(|line| {
        let level = ["::error ", "::warning ", "::notice "].iter().any(|level| line.starts_with(level));
        level && line.contains("file=corpus/drafts/dong-thap-2024-qd-doan-kiem-tra.docx,line=")
    }));
    let junit = check(&[DRAFT], "junit");
    assert!(
        junit.contains(&format!("tests=\"{0}\" skipped=\"0\" failures=\"{0}\" errors=\"0\"", issues.len())),
        "{junit}"
    );
}

#[test]
fn the_form_never_changes_the_exit_code() {
    for form in ["text", "json", "jsonl", "sarif", "junit", "github", "gitlab"] {
        soat(&["check", DRAFT, "--issued", "corpus/issued", "--format", form]).assert().code(1);
    }
    soat(&["check", DRAFT, "--format", "akn"]).assert().code(2);
}

#[test]
fn shells_and_manuals_know_every_command() {
    for shell in ["bash", "zsh", "fish"] {
        let script = String::from_utf8(soat(&["completions", shell]).output().unwrap().stdout).unwrap();
        assert!(["check", "compare", "audit"].iter().all(|command| script.contains(command)), "{shell}");
    }
    let manual = String::from_utf8(soat(&["man"]).output().unwrap().stdout).unwrap();
    assert!(manual.starts_with(".ie") && manual.contains("soat\\-check"), "{manual}");
    let folder = tempfile::tempdir().unwrap();
    soat(&["man", "--output", folder.path().to_str().unwrap()]).assert().success();
    assert!(folder.path().join("soat-check.1").is_file());
}
