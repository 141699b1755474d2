//! What is like a document, with known answers: yearly decisions of one issuer on one matter find one another, and an article
//! of which words were changed or left out finds its source.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use soat::app::Office;
use soat::app::ingest::{Plan, ingest, is_readable_name};
use soat::app::inputs;
use soat::app::search::{Searcher, Subject};
use soat::document::{Date, Document, Provision};
use soat::parse;
use soat::registry::{Record, Store, document_id};
use soat::text::{Format, Source, fold_ascii};

use crate::lists::catalogue;
use crate::records::{field, records};
use crate::scale::number;

/// Documents asked about, and articles.
const QUERIES: usize = 300;
/// An article of fewer words is nobody's in particular.
const SHORTEST: usize = 60;
const TODAY: Date = Date::constant(2026, 1, 1);

/// Prints both figures.
pub(crate) fn run(data: &Path, show: bool) -> Result<()> {
    let office = Office::open(None)?;
    siblings(data, &office, show)?;
    articles(data, &office, show)
}

/// Asks for what is like records of the catalogue that are issued year by year; titles alone are known of it.
fn siblings(data: &Path, office: &Office, show: bool) -> Result<()> {
    let folder = tempfile::tempdir()?;
    let lines: Vec<String> =
        catalogue(&data.join("catalog/catalog.jsonl.gz"))?.iter().map(ToString::to_string).collect();
    std::fs::write(folder.path().join("a.jsonl"), lines.join("\n"))?;
    let mut store = Store::create_or_open(&folder.path().join("a.db"))?;
    let (files, _) = inputs::collect(&[folder.path().join("a.jsonl")], is_readable_name);
    ingest(&files, &mut store, &office.lexicon, &Plan::default(), &|| ())?;
    let records = store.records()?;
    let mut yearly: BTreeMap<String, Vec<&Record>> = BTreeMap::new();
    for record in &records {
        if let Some(key) = series(record) {
            yearly.entry(key).or_default().push(record);
        }
    }
    yearly.retain(|_, members| {
        let years: std::collections::BTreeSet<_> = members.iter().map(|record| record.year()).collect();
        years.len() > 1
    });
    let all: Vec<(&Record, &Vec<&Record>)> =
        yearly.values().flat_map(|members| members.iter().map(move |own| (*own, members))).collect();
    let step = (all.len() / QUERIES).max(1);
    let searcher = Searcher::open(&store, &office.lexicon, Some(&folder.path().join("a.db.index")))?;
    let (mut asked, mut first, mut five, mut times) = (0, 0, 0, Vec::new());
    for (own, members) in all.iter().step_by(step).take(QUERIES) {
        let subject = Subject::of(office, &store, &own.id, TODAY)?;
        let begun = Instant::now();
        let found = searcher.similar(&store, &office.lexicon, &subject, TODAY, 5)?;
        times.push(begun.elapsed());
        let sibling = |id: &str| id != own.id && members.iter().any(|member| member.id == id);
        let place = found.hits.iter().position(|hit| sibling(&hit.document.document));
        assert!(found.hits.iter().all(|hit| hit.document.document != own.id), "{} is like itself", own.id);
        asked += 1;
        first += usize::from(place == Some(0));
        five += usize::from(place.is_some());
        if show && place != Some(0) {
            let other = found.hits.first().and_then(|hit| hit.document.title.as_deref()).unwrap_or_default();
            println!("  {place:?} {}: {} → {other}", own.id, own.title.as_deref().unwrap_or_default());
        }
    }
    println!(
        "{} records; {asked} of {} that one issuer repeats by year: another year's first {:.1} %, among five {:.1} %; p50 {:.1} ms",
        records.len(),
        all.len(),
        percent(first, asked),
        percent(five, asked),
        median(&mut times)
    );
    Ok(())
}

/// Returns what yearly documents have in common: issuer, territory, kind and title without its numbers.
fn series(record: &Record) -> Option<String> {
    let title = fold_ascii(record.title.as_deref()?);
    let year = record.year()?;
    let named = (year - 1..=year + 1).any(|year| title.contains(&year.to_string()));
    let words: Vec<&str> = title
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty() && !word.bytes().all(|byte| byte.is_ascii_digit()))
        .collect();
    let issuer = record.issuer.as_ref()?;
    (named && words.len() >= 6)
        .then(|| format!("{} {} {:?} {}", record.territory, fold_ascii(&issuer.text), record.kind, words.join(" ")))
}

/// Asks for what is like articles of issued documents of which every so many words were changed or left out.
fn articles(data: &Path, office: &Office, show: bool) -> Result<()> {
    let folder = tempfile::tempdir()?;
    let mut store = Store::create_or_open(&folder.path().join("a.db"))?;
    let mut known: Vec<Document> = Vec::new();
    let mut batch = store.begin()?;
    for file in ["docs/local.jsonl.gz", "docs/central.jsonl.gz"] {
        for record in records(&data.join(file))? {
            let source = Source::from_lines(Format::Txt, field(&record, "text"));
            let document = parse::parse(field(&record, "id"), &source, &office.lexicon);
            batch.put(&document, field(&record, "id"))?;
            known.push(document);
        }
    }
    batch.commit()?;
    let mut all: Vec<(&Document, &Provision)> = Vec::new();
    for document in &known {
        collect(document, &document.provisions, &mut all);
    }
    let step = (all.len() / QUERIES).max(1);
    let searcher = Searcher::open(&store, &office.lexicon, Some(&folder.path().join("a.db.index")))?;
    for each in [10, 5, 3] {
        let (mut asked, mut first, mut three, mut times) = (0, 0, 0, Vec::new());
        for (at, (document, article)) in all.iter().step_by(step).take(QUERIES).enumerate() {
            let text = &document.text[article.span.range()];
            let path = folder.path().join("du-thao.txt");
            std::fs::write(&path, changed(text, &document.text, each, u64::try_from(at)?))?;
            let subject = Subject::of(office, &store, path.to_str().context("path")?, TODAY)?;
            let begun = Instant::now();
            let found = searcher.similar(&store, &office.lexicon, &subject, TODAY, 5)?;
            times.push(begun.elapsed());
            // The same article may stand in several documents, word for word.
            let source = |like: &soat::search::Alike| {
                like.document == document_id(document) && like.other == article.path
                    || known.iter().any(|other| document_id(other) == like.document && other.text.contains(text.trim()))
            };
            let place = found.passages.iter().filter_map(|passage| passage.like.iter().position(source)).min();
            asked += 1;
            first += usize::from(place == Some(0));
            three += usize::from(place.is_some());
            if show && place.is_none() {
                println!("  {} {}", document_id(document), article.path);
            }
        }
        println!(
            "{} articles of {SHORTEST} words or more in {} documents; {asked} with one word in {each} changed or left out: source first {:.1} %, among three {:.1} %; p50 {:.1} ms",
            all.len(),
            known.len(),
            percent(first, asked),
            percent(three, asked),
            median(&mut times)
        );
    }
    Ok(())
}

fn collect<'d>(document: &'d Document, provisions: &'d [Provision], to: &mut Vec<(&'d Document, &'d Provision)>) {
    for provision in provisions {
        let article = provision.path.rsplit('/').next().is_some_and(|last| last.starts_with("dieu-"));
        if article && document.text[provision.span.range()].split_whitespace().count() >= SHORTEST {
            to.push((document, provision));
        } else if !article {
            collect(document, &provision.children, to);
        }
    }
}

/// Returns a text in which one word of `each` is left out or gives way to another word of the whole document, by turns.
fn changed(text: &str, whole: &str, each: u64, seed: u64) -> String {
    let others: Vec<&str> = whole.split_whitespace().collect();
    let mut words: Vec<&str> = Vec::new();
    for (at, word) in (0..).zip(text.split_whitespace()) {
        // The label stays, so that the draft has an article.
        if at < 2 || number(seed, at * 3, each) != 0 {
            words.push(word);
        } else if number(seed, at * 3 + 1, 2) == 0 {
            let other = number(seed, at * 3 + 2, u64::try_from(others.len()).unwrap_or(1));
            words.push(others[usize::try_from(other).unwrap_or_default()]);
        }
    }
    words.join(" ")
}

fn percent(part: usize, whole: usize) -> f64 {
    100.0 * part as f64 / whole.max(1) as f64
}

/// Returns the median in milliseconds.
fn median(times: &mut [Duration]) -> f64 {
    times.sort_unstable();
    times.get(times.len() / 2).map_or(0.0, |time| time.as_secs_f64() * 1e3)
}
