//! Measures the citation grammar on annotated texts.
//!
//! The data are `citations/variants.jsonl.gz` (contexts with every mention), `citations/sentences.jsonl.gz` (sentences
//! with spans, for recall) and, where present, `docs/local.jsonl.gz` (whole documents, for speed). An entry marked
//! unsure counts neither way. Numbers are compared by normal form, provisions without annexes.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Instant;

use anyhow::Result;
use serde_json::Value;
use soat::document::Citation;
use soat::lexicon::Lexicon;
use soat::parse::citation::{CitationContext, find};
use soat::parse::number::parse_number;
use soat::parse::paragraphs;
use soat::text::{Format, Source};
use unicode_normalization::UnicodeNormalization;

use crate::records::records;

/// Prints precision and recall of every field, the sentences' recall, and the speed.
pub(crate) fn run(data: &Path, show: &str) -> Result<()> {
    let lexicon = Lexicon::builtin()?;
    let citations = data.join("citations");
    variants(&lexicon, &citations.join("variants.jsonl.gz"), show)?;
    sentences(&lexicon, &citations.join("sentences.jsonl.gz"), show)?;
    speed(&lexicon, &data.join("docs/local.jsonl.gz"))
}

/// Expected, found and common members of one field.
#[derive(Default)]
struct Counts {
    expected: usize,
    found: usize,
    right_of_expected: usize,
    right_of_found: usize,
}

impl Counts {
    fn line(&self, name: &str) -> String {
        let share = |part: usize, whole: usize| if whole == 0 { 1.0 } else { part as f64 / whole as f64 };
        let precision = share(self.right_of_found, self.found);
        let recall = share(self.right_of_expected, self.expected);
        let f1 = 2.0 * precision * recall / (precision + recall).max(f64::MIN_POSITIVE);
        format!(
            "{name:<12} precision {precision:.4} ({}/{})  recall {recall:.4} ({}/{})  F1 {f1:.4}",
            self.right_of_found, self.found, self.right_of_expected, self.expected
        )
    }
}

struct Gold {
    start: usize,
    end: usize,
    text: String,
    number: Option<String>,
    provisions: Vec<String>,
    date: Option<String>,
    issuer: Option<String>,
    unsure: bool,
}

fn variants(lexicon: &Lexicon, path: &Path, show: &str) -> Result<()> {
    let mut counts: BTreeMap<&str, Counts> = BTreeMap::new();
    let mut silent = (0, 0);
    for record in records(path)? {
        let source = Source::from_lines(Format::Txt, record["context"].as_str().unwrap());
        let found = find(&source, &paragraphs(&source), lexicon, &CitationContext::default());
        let expected: Vec<Gold> =
            record["expect"].as_array().unwrap().iter().filter_map(|one| gold(&source, one, lexicon)).collect();
        if expected.is_empty() {
            silent.0 += 1;
            silent.1 += usize::from(found.iter().all(|one| one.local));
        }
        for (field, same) in FIELDS {
            let counts = counts.entry(field).or_default();
            for gold in expected.iter().filter(|gold| !gold.unsure) {
                let Some(wanted) = field_of_gold(field, gold) else { continue };
                let hit = found.iter().any(|one| meets(gold, one) && same(&wanted, gold, one, lexicon));
                counts.expected += 1;
                counts.right_of_expected += usize::from(hit);
                if !hit && show == *field {
                    println!("{} {} MISSED {} | {wanted}", record["id"], record["class"], gold.text);
                    for one in found.iter().filter(|one| meets(gold, one)) {
                        println!(
                            "      found {} | {:?} {:?} {:?}",
                            one.text,
                            one.number.as_ref().map(|n| &n.key),
                            one.provisions,
                            one.issuer.as_ref().map(|i| &i.text)
                        );
                    }
                }
            }
            for one in &found {
                let unsure = expected.iter().any(|gold| gold.unsure && meets(gold, one));
                let Some(value) = field_of(field, one) else { continue };
                let hit = expected.iter().filter(|gold| !gold.unsure).any(|gold| {
                    meets(gold, one)
                        && field_of_gold(field, gold).is_some_and(|wanted| same(&wanted, gold, one, lexicon))
                });
                if unsure && !hit {
                    continue;
                }
                counts.found += 1;
                counts.right_of_found += usize::from(hit);
                if !hit && show == *field {
                    println!("{} {} WRONG {} | {value}", record["id"], record["class"], one.text);
                }
            }
        }
    }
    println!("variants ({})", path.display());
    for (field, counts) in &counts {
        println!("  {}", counts.line(field));
    }
    println!("  contexts to stay silent on: {} of {} silent", silent.1, silent.0);
    Ok(())
}

type Same = fn(&str, &Gold, &Citation, &Lexicon) -> bool;

const FIELDS: &[(&str, Same)] = &[
    ("span", |_, gold, one, _| one.span.start == gold.start && one.span.end == gold.end),
    ("number", |wanted, _, one, lexicon| {
        one.number.as_ref().is_some_and(|number| {
            let squeezed: String = number.text.split_whitespace().collect();
            squeezed == wanted || parse_number(lexicon, wanted).is_some_and(|gold| gold.key == number.key)
        })
    }),
    ("provisions", |wanted, _, one, _| provisions(one) == wanted),
    ("date", |wanted, _, one, _| one.issued.is_some_and(|date| date.to_string() == wanted)),
    ("issuer", |wanted, _, one, _| one.issuer.as_ref().is_some_and(|issuer| issuer.text == wanted)),
];

fn field_of_gold(field: &str, gold: &Gold) -> Option<String> {
    match field {
        "span" => Some(gold.text.clone()),
        "number" => gold.number.clone(),
        "provisions" => (!gold.provisions.is_empty()).then(|| gold.provisions.join(" ")),
        "date" => gold.date.clone(),
        _ => gold.issuer.clone(),
    }
}

fn field_of(field: &str, one: &Citation) -> Option<String> {
    match field {
        "span" => Some(one.text.clone()),
        "number" => one.number.as_ref().filter(|number| !number.is_blank()).map(|number| number.key.clone()),
        "provisions" => Some(provisions(one)).filter(|paths| !paths.is_empty()),
        "date" => one.issued.map(|date| date.to_string()),
        _ => one.issuer.as_ref().map(|issuer| issuer.text.clone()),
    }
}

/// Returns the provisions of a citation that the annotation has: those not in an annex.
fn provisions(one: &Citation) -> String {
    let annexed = |path: &&String| ["phu-luc", "mau", "bieu"].iter().any(|unit| path.starts_with(unit));
    one.provisions.iter().filter(|path| !annexed(path)).cloned().collect::<Vec<_>>().join(" ")
}

fn meets(gold: &Gold, one: &Citation) -> bool {
    gold.start < one.span.end && one.span.start < gold.end
}

/// Finds where an annotated mention stands in the text, whatever its blanks.
fn gold(source: &Source, entry: &Value, _: &Lexicon) -> Option<Gold> {
    let text = |key: &str| entry[key].as_str().map(str::to_owned);
    let wanted: Vec<char> = entry["text"].as_str()?.nfc().filter(|c| !c.is_whitespace()).collect();
    let solid: Vec<(usize, char)> = source.text().char_indices().filter(|(_, c)| !c.is_whitespace()).collect();
    let places = (0..solid.len().saturating_sub(wanted.len() - 1))
        .filter(|at| solid[*at..*at + wanted.len()].iter().map(|(_, c)| *c).eq(wanted.iter().copied()));
    let at = places.take(usize::try_from(entry["occ"].as_u64()?).ok()?).last()?;
    let (last, c) = solid[at + wanted.len() - 1];
    Some(Gold {
        start: solid[at].0,
        end: last + c.len_utf8(),
        text: text("text")?,
        number: text("number"),
        provisions: entry["provisions"]
            .as_array()?
            .iter()
            .filter_map(|path| path.as_str().map(str::to_owned))
            .collect(),
        date: text("date"),
        issuer: text("issuer"),
        unsure: entry["unsure"].as_bool().unwrap_or(false),
    })
}

/// Measures how many annotated spans a citation covers, by kind.
fn sentences(lexicon: &Lexicon, path: &Path, show: &str) -> Result<()> {
    let mut kinds: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for record in records(path)? {
        let text = record["text"].as_str().unwrap();
        let source = Source::from_lines(Format::Txt, text);
        let found = find(&source, &paragraphs(&source), lexicon, &CitationContext::default());
        for span in record["spans"].as_array().unwrap() {
            let place = |at: usize| span[at].as_u64().and_then(|at| usize::try_from(at).ok()).unwrap();
            let byte = |chars: usize| text.char_indices().nth(chars).map_or(text.len(), |(at, _)| at);
            let (start, end) = (byte(place(0)), byte(place(1)));
            if text.get(start..end).is_some_and(|words| words.contains('<')) {
                continue;
            }
            let hit = found.iter().any(|one| one.span.start <= start && end <= one.span.end);
            let entry = kinds.entry(span[2].as_str().unwrap().to_owned()).or_default();
            entry.0 += 1;
            entry.1 += usize::from(hit);
            if !hit && show == "sentences" {
                println!(
                    "{} MISSED {} | {}",
                    span[2],
                    span[3],
                    found.iter().map(|one| one.text.as_str()).collect::<Vec<_>>().join(" | ")
                );
            }
        }
    }
    let (all, hit) = kinds.values().fold((0, 0), |(all, hit), (more, hits)| (all + more, hit + hits));
    println!("sentences ({}): {hit} of {all} spans covered, recall {:.4}", path.display(), hit as f64 / all as f64);
    for (kind, (all, hit)) in kinds {
        println!("  {kind:<5} {hit:>5} of {all:>5}  {:.4}", hit as f64 / all as f64);
    }
    Ok(())
}

fn speed(lexicon: &Lexicon, path: &Path) -> Result<()> {
    let sources: Vec<Source> =
        records(path)?.iter().map(|record| Source::from_lines(Format::Txt, record["text"].as_str().unwrap())).collect();
    let bytes: usize = sources.iter().map(|source| source.text().len()).sum();
    let start = Instant::now();
    let mut count = 0;
    for source in &sources {
        count += find(source, &paragraphs(source), lexicon, &CitationContext::default()).len();
    }
    let seconds = start.elapsed().as_secs_f64();
    println!("speed ({}): {bytes} bytes, {count} citations, {:.1} MB/s", path.display(), bytes as f64 / 1e6 / seconds);
    Ok(())
}
