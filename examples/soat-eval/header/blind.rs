//! Headers of documents drawn at random, read before ours were seen: `header-read-blind.tsv`.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use soat::lexicon::Lexicon;

use super::agree::fold;
use super::reading::Reading;
use crate::records::{field, records};

const TABLE: &str = include_str!("../header-read-blind.tsv");

/// The columns behind the document's id.
const FIELDS: [&str; 8] =
    ["number", "issue_date", "kind", "issuer", "title", "signed for", "signer's title", "signer's initials"];

/// Prints every disagreement, and the counts by field.
pub(super) fn run(data: &Path, lexicon: &Lexicon) -> Result<()> {
    let mut texts: BTreeMap<String, String> = BTreeMap::new();
    for file in ["docs/local.jsonl.gz", "docs/central.jsonl.gz"] {
        let all = records(&data.join(file))?;
        texts.extend(all.iter().map(|record| (field(record, "id").to_owned(), field(record, "text").to_owned())));
    }
    let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for line in TABLE.lines().filter(|line| !line.starts_with('#')) {
        let columns: Vec<&str> = line.split('\t').collect();
        ensure!(columns.len() == FIELDS.len() + 1, "a line of {} columns: {line}", columns.len());
        let text = texts.get(columns[0]).with_context(|| format!("no text of {}", columns[0]))?;
        let reading = Reading::of(text, lexicon);
        for (name, wanted) in FIELDS.into_iter().zip(&columns[1..]) {
            let read = read(&reading, name);
            let (right, all) = counts.entry(name).or_default();
            *all += 1;
            if fits(name, wanted, &read) {
                *right += 1;
            } else {
                println!("{}\t{name}\tread blind\t{wanted}\t{read}", columns[0]);
            }
        }
    }
    for name in FIELDS {
        let (right, all) = counts.get(name).copied().unwrap_or_default();
        println!("read blind {name:20} {right:3} of {all:3}");
    }
    Ok(())
}

fn read(reading: &Reading, name: &str) -> String {
    let signed = reading.document().signature.as_ref();
    let part = match name {
        "signed for" => signed.and_then(|signed| signed.authority.clone()),
        "signer's title" => signed.and_then(|signed| signed.title.clone()),
        "signer's initials" => {
            let name = signed.and_then(|signed| signed.name.as_deref()).unwrap_or_default();
            Some(name.split_whitespace().filter_map(|word| word.chars().next()).collect())
        }
        name => Some(reading.field(name)),
    };
    part.unwrap_or_default()
}

/// Returns whether what was read is what the text prints, of a title whether it starts and ends so.
fn fits(name: &str, wanted: &str, read: &str) -> bool {
    let (wanted, read) = (wanted.split_once(" … ").filter(|_| name == "title").ok_or(fold(wanted)), fold(read));
    match wanted {
        Ok((first, last)) => read.starts_with(&fold(first)) && read.ends_with(&fold(last)),
        Err(whole) => whole == read,
    }
}
