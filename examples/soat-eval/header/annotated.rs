//! Headers annotated by reading, without sight of what we read: `examples/soat-eval/gold/*.json`.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::Value;
use soat::document::{Class, Provision};
use soat::lexicon::Lexicon;

use super::agree::fold;
use super::reading::Reading;
use crate::records::{field, records};

/// Prints every disagreement with the annotations, and the counts by field.
pub(super) fn run(data: &Path, lexicon: &Lexicon) -> Result<()> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/soat-eval/gold");
    let Ok(files) = std::fs::read_dir(&folder) else { return Ok(()) };
    let texts: BTreeMap<String, String> = records(&data.join("docs/local.jsonl.gz"))?
        .iter()
        .chain(&records(&data.join("docs/central.jsonl.gz"))?)
        .map(|record| (field(record, "id").to_owned(), field(record, "text").to_owned()))
        .collect();
    let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    let mut paths: Vec<_> = files.filter_map(|file| Some(file.ok()?.path())).collect();
    paths.sort();
    for path in paths.iter().filter(|path| path.extension().is_some_and(|ending| ending == "json")) {
        let gold: Value =
            serde_json::from_str(&std::fs::read_to_string(path)?).with_context(|| path.display().to_string())?;
        let Some(text) = texts.get(field(&gold, "id")) else { continue };
        for (name, wanted, read) in compared(&gold, &Reading::of(text, lexicon)) {
            let (right, all) = counts.entry(name).or_default();
            *all += 1;
            if fold(&wanted) == fold(&read) {
                *right += 1;
            } else {
                println!("{}\t{name}\tannotated\t{wanted}\t{read}", field(&gold, "id"));
            }
        }
    }
    for (name, (right, all)) in counts {
        println!("annotated {name:20} {right:3} of {all:3}");
    }
    Ok(())
}

/// Returns each annotated field: its name, the annotation, and what was read.
fn compared(gold: &Value, reading: &Reading) -> Vec<(&'static str, String, String)> {
    let document = reading.document();
    let empty = Value::Null;
    let (header, signature) = (gold.get("header").unwrap_or(&empty), gold.get("signature").unwrap_or(&empty));
    let own = document.header.clone();
    let signed = document.signature.as_ref();
    let words = |value: &Value, name: &str| field(value, name).to_owned();
    let count = |name: &str| gold.get(name).and_then(Value::as_u64).unwrap_or_default().to_string();
    let class = match document.class {
        Class::Normative => "normative",
        Class::Administrative => "administrative",
        Class::Party => "party",
        Class::Unknown => "unknown",
    };
    let all = vec![
        ("superior", words(header, "superior"), own.superior.map(|organ| organ.text).unwrap_or_default()),
        ("issuer", words(header, "issuer"), own.issuer.map(|organ| organ.text).unwrap_or_default()),
        ("number", words(header, "number"), reading.field("number")),
        ("place", words(header, "place"), own.place.map(|place| place.text).unwrap_or_default()),
        ("date", words(header, "date"), reading.field("issue_date")),
        ("kind", words(header, "kind"), reading.field("kind")),
        ("title", words(header, "title"), reading.field("title")),
        ("class", words(gold, "class"), class.to_owned()),
        ("enacting", words(gold, "enacting_authority"), own.enacting.map(|organ| organ.text).unwrap_or_default()),
        ("effective", words(gold, "effective"), reading.field("effective_date")),
        ("recitals", count("recitals"), document.recitals.len().to_string()),
        ("articles", count("articles"), own_articles(&document.provisions).to_string()),
        ("signed for", words(signature, "authority"), part(signed, |one| one.authority.clone())),
        ("signer's title", words(signature, "title"), part(signed, |one| one.title.clone())),
        ("signer's name", words(signature, "name"), part(signed, |one| one.name.clone())),
    ];
    // Subjects and names of persons are not kept with the annotations.
    let kept = |part: &Value, name: &str| part.get(name).is_some();
    all.into_iter()
        .filter(|(name, ..)| match *name {
            "title" => kept(header, "title"),
            "signer's name" => kept(signature, "name"),
            _ => true,
        })
        .collect()
}

fn part(
    signed: Option<&soat::document::Signature>,
    of: impl Fn(&soat::document::Signature) -> Option<String>,
) -> String {
    signed.and_then(of).unwrap_or_default()
}

/// Counts the articles of the document itself, none of an attached document or annex.
fn own_articles(provisions: &[Provision]) -> usize {
    let own = provisions.iter().filter(|one| !one.path.starts_with("kem-theo") && !one.path.starts_with("phu-luc"));
    own.map(|one| usize::from(is_article(one)) + own_articles(&one.children)).sum()
}

fn is_article(provision: &Provision) -> bool {
    provision.path.rsplit('/').next().is_some_and(|last| last.starts_with("dieu-"))
}
