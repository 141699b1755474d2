//! Whole documents whose every citation was annotated by reading.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Result;
use serde_json::Value;
use soat::lexicon::Lexicon;
use soat::parse::parse;
use soat::text::{Format, Source};
use unicode_normalization::UnicodeNormalization;

use super::fields::Tally;
use super::gold::Gold;
use crate::records::{field, records};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/soat-eval/gold");

pub(super) fn run(lexicon: &Lexicon, data: &Path, show: &str) -> Result<()> {
    let mut gold: BTreeMap<String, Value> = BTreeMap::new();
    for entry in std::fs::read_dir(FOLDER)? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "json") {
            let record: Value = serde_json::from_str(&std::fs::read_to_string(path)?)?;
            gold.insert(field(&record, "id").to_owned(), record);
        }
    }
    let mut tally = Tally::default();
    let (mut documents, mut unplaced) = (0, 0);
    for file in ["docs/local.jsonl.gz", "docs/central.jsonl.gz"] {
        for record in records(&data.join(file))? {
            let Some(annotated) = gold.remove(field(&record, "id")) else { continue };
            let source = Source::from_lines(Format::Txt, field(&record, "text"));
            let found = parse(field(&record, "id"), &source, lexicon).citations;
            let entries = annotated["citations"].as_array().cloned().unwrap_or_default();
            let bytes = bytes_of(field(&record, "text"), &source);
            let expected: Vec<Gold> = entries.iter().filter_map(|one| Gold::between(&source, &bytes, one)).collect();
            documents += 1;
            unplaced += entries.len() - expected.len();
            tally.add(field(&record, "id"), &expected, &found, lexicon, show);
        }
    }
    println!(
        "documents annotated by reading ({documents}; {} without their text, {unplaced} mentions not found in it)",
        gold.len()
    );
    tally.print();
    Ok(())
}

/// Returns for each code point of the text in NFC where it stands in the source, whose blanks may be others.
fn bytes_of(text: &str, source: &Source) -> Vec<usize> {
    let mut solid = source.text().char_indices().filter(|(_, c)| !c.is_whitespace());
    let mut next = 0;
    let mut bytes: Vec<usize> = Vec::new();
    for c in text.nfc() {
        bytes.push(next);
        if !c.is_whitespace()
            && let Some((at, c)) = solid.next()
        {
            if let Some(place) = bytes.last_mut() {
                *place = at;
            }
            next = at + c.len_utf8();
        }
    }
    bytes.push(next);
    bytes
}
