//! `soat export`: what is written can be read again, and is valid.

use std::path::{Path, PathBuf};
use std::process::Command;

use assert_cmd::cargo::cargo_bin;
use soat::ingest::{members, read, read_path};

use crate::shared::skipped;

fn soat(arguments: &[&str]) -> String {
    let output = Command::new(cargo_bin!("soat")).args(arguments).args(["--no-config"]).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn corpus(folder: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus").join(folder)
}

fn words(text: &str) -> Vec<&str> {
    text.split_whitespace().collect()
}

/// Writes every draft of the corpus as Akoma Ntoso.
fn exported() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    soat(&["export", corpus("drafts").to_str().unwrap(), "--output", folder.path().to_str().unwrap(), "--quiet"]);
    folder
}

#[test]
fn akoma_ntoso_holds_every_word_in_order() {
    let folder = exported();
    let mut compared = 0;
    for entry in std::fs::read_dir(corpus("drafts")).unwrap() {
        let path = entry.unwrap().path();
        let stem = path.file_stem().unwrap().to_string_lossy().into_owned();
        let again = read_path(folder.path().join(format!("{stem}.akn.xml"))).unwrap();
        assert_eq!(words(again.text()), words(read_path(&path).unwrap().text()), "{stem}");
        compared += 1;
    }
    assert!(compared >= 16, "{compared}");
}

#[test]
fn akoma_ntoso_is_valid_by_the_strict_schema() {
    let Some(schema) = std::env::var_os("SOAT_AKN_XSD") else {
        skipped("SOAT_AKN_XSD does not name akomantoso30.xsd");
        return;
    };
    let folder = exported();
    let files = std::fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().path());
    let output = Command::new("xmllint").args(["--noout", "--schema"]).arg(schema).args(files).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn an_envelope_brings_the_file_back() {
    let draft = corpus("drafts/dong-thap-2024-qd-doan-kiem-tra.docx");
    let envelope =
        soat(&["export", draft.to_str().unwrap(), "--format", "edxml", "--from", "H20.00.00", "--to", "H20.10"]);
    assert!(envelope.contains("<edXML:CodeNumber>296</edXML:CodeNumber>"), "{envelope}");
    assert!(envelope.contains("<edXML:PromulgationDate>2024/03/18</edXML:PromulgationDate>"));
    let mut found = Vec::new();
    members("a.edxml", envelope.as_bytes(), &mut |name, bytes| {
        found.push((name.to_owned(), bytes.map(<[u8]>::to_vec)));
    });
    let [(name, Ok(bytes))] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!(name, "a.edxml/dong-thap-2024-qd-doan-kiem-tra.docx");
    assert_eq!(*bytes, std::fs::read(&draft).unwrap());
    assert!(read(name, bytes).unwrap().text().contains("296/QĐ-UBND"));
}

#[test]
fn an_envelope_needs_its_sender() {
    let draft = corpus("drafts/dong-thap-2024-qd-doan-kiem-tra.docx");
    let output =
        Command::new(cargo_bin!("soat")).arg("export").arg(draft).args(["--format", "edxml"]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("--from"));
}
