//! Known documents: 300 queries made from records of the published catalogue, each of which one record alone fits.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::Result;
use soat::app::ingest::{Plan, ingest, is_readable_name};
use soat::app::inputs;
use soat::app::search::{Searcher, Sort, Weights, Wish};
use soat::document::Date;
use soat::lexicon::Lexicon;
use soat::registry::{Record, Store};
use soat::text::fold_ascii;

use crate::lists::catalogue;

/// Queries of each sort.
const EACH: usize = 100;

struct Known {
    query: String,
    id: String,
    sort: &'static str,
}

/// Prints how many queries have the right document first, and lists the others.
pub(crate) fn run(data: &Path, rank: &str) -> Result<()> {
    let lexicon = Lexicon::builtin()?;
    let folder = tempfile::tempdir()?;
    let lines: Vec<String> =
        catalogue(&data.join("catalog/catalog.jsonl.gz"))?.iter().map(ToString::to_string).collect();
    std::fs::write(folder.path().join("a.jsonl"), lines.join("\n"))?;
    let mut store = Store::create_or_open(&folder.path().join("a.db"))?;
    let (files, _) = inputs::collect(&[folder.path().join("a.jsonl")], is_readable_name);
    ingest(&files, &mut store, &lexicon, &Plan::default(), &|| ())?;
    let records = store.records()?;
    let queries = queries(&records);
    let searcher = Searcher::open(&store, &lexicon, Some(&folder.path().join("a.db.index")))?;
    let weights = Weights::named(&toml::Table::new())?;
    let wish = Wish {
        exact: false,
        sort: Sort::Relevance,
        weights: &weights[rank],
        as_of: Date::constant(2026, 1, 1),
        limit: 10,
        offset: 0,
    };
    println!("{} records, {} queries", records.len(), queries.len());
    let mut right: BTreeMap<&str, [usize; 3]> = BTreeMap::new();
    for known in &queries {
        let found = searcher.search(&store, &lexicon, &known.query, &wish)?;
        let place = found.hits.iter().position(|hit| hit.document == known.id);
        let counts = right.entry(known.sort).or_default();
        counts[0] += 1;
        counts[1] += usize::from(place == Some(0));
        counts[2] += usize::from(place.is_some());
        if place != Some(0) {
            let first = found.hits.first().map_or("", |hit| hit.document.as_str());
            println!("  {place:?} {} → {first}, not {}", known.query, known.id);
        }
    }
    let all = right.values().fold([0; 3], |sum, one| [sum[0] + one[0], sum[1] + one[1], sum[2] + one[2]]);
    for (sort, [queries, first, ten]) in right.into_iter().chain([("all", all)]) {
        println!(
            "{sort}: {first} of {queries} first ({:.1} %), {ten} among ten",
            100.0 * first as f64 / queries as f64
        );
    }
    Ok(())
}

fn queries(records: &[Record]) -> Vec<Known> {
    let mut numbers: BTreeMap<&str, usize> = BTreeMap::new();
    for number in records.iter().filter_map(|record| record.number.as_ref()) {
        *numbers.entry(&number.key).or_default() += 1;
    }
    let titles: Vec<String> = records.iter().map(|record| words(record.title.as_deref().unwrap_or_default())).collect();
    let mut made = Vec::new();
    // Spread over the whole catalogue, whose records stand by territory and number.
    let spread = |turn: usize| (0..records.len()).map(move |at| (at * 7919 + turn * 104_729) % records.len());
    let unique =
        spread(0).filter(|at| records[*at].number.as_ref().is_some_and(|number| numbers[number.key.as_str()] == 1));
    made.extend(unique.take(EACH).enumerate().map(|(turn, at)| Known {
        query: spelt(&records[at].number.as_ref().unwrap().key, turn),
        id: records[at].id.clone(),
        sort: "number",
    }));
    let halves = spread(1).filter_map(|at| Some((at, half_title(at, &titles)?)));
    made.extend(halves.take(EACH).map(|(at, query)| Known { query, id: records[at].id.clone(), sort: "title" }));
    let described = spread(2).filter_map(|at| Some((at, description(at, records, &titles)?)));
    made.extend(described.take(EACH).map(|(at, query)| Known {
        query,
        id: records[at].id.clone(),
        sort: "issuer, year, subject",
    }));
    made
}

/// Returns the words without diacritics and marks, a space between and around.
fn words(text: &str) -> String {
    let folded = fold_ascii(text);
    let words: Vec<&str> =
        folded.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    format!(" {} ", words.join(" "))
}

/// Writes a number as people do.
fn spelt(key: &str, turn: usize) -> String {
    match turn % 8 {
        0 => key.to_owned(),
        1 => key.to_lowercase(),
        2 => fold_ascii(key),
        3 => key.replace(['/', '-'], " "),
        4 => format!("số {key}"),
        5 => key.replace('Đ', "Ð").replace('/', " / "),
        6 => key.replace('-', "–").to_lowercase(),
        _ => format!("văn bản số: {}", fold_ascii(key).replace('/', " ")),
    }
}

/// Returns half of a title, of six words or more, which no other title has.
fn half_title(at: usize, titles: &[String]) -> Option<String> {
    let all: Vec<&str> = titles[at].split_whitespace().collect();
    let half = (all.len() / 2).max(6);
    let typed = all.get(..half)?.join(" ");
    let having = titles.iter().filter(|title| title.contains(&format!(" {typed} "))).count();
    (having == 1).then_some(typed)
}

/// Returns the issuer, the year and six words of the title, which together fit no other record.
fn description(at: usize, records: &[Record], titles: &[String]) -> Option<String> {
    let record = &records[at];
    let issuer = &record.issuer.as_ref()?.text;
    let year = record.issued?.year();
    let all: Vec<&str> = titles[at].split_whitespace().collect();
    let subject = all.get(all.len().saturating_sub(6)..).filter(|words| words.len() == 6)?;
    let sought: BTreeSet<&str> = subject.iter().copied().collect();
    let fits = |other: usize| {
        let same = records[other].issuer.as_ref().is_some_and(|own| own.text == *issuer);
        same && records[other].issued.is_some_and(|day| day.year() == year)
            && sought.iter().all(|word| titles[other].contains(&format!(" {word} ")))
    };
    let having = (0..records.len()).filter(|other| fits(*other)).count();
    (having == 1).then(|| format!("{issuer} {year} {}", subject.join(" ")))
}
