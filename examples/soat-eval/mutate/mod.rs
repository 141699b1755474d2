//! Plants known defects into clean documents, one at a time, and counts those found, and found at the right place.
//!
//! A mutant counts as found where a finding of the operator's code is new against the clean document. The clean
//! documents, all taken as typed in a word processor, are those of `corpus/` and, where the shared data are at hand, real ones of provinces and central bodies.

mod bases;
mod citation;
mod competence;
mod form;
mod issued;
mod sequence;
mod subject;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use anyhow::Result;
use rayon::prelude::*;
use soat::app::{Office, inputs, library, reading};
use soat::check::{Checker, Facts, Finding, Terms};
use soat::document::Document;
use soat::parse;
use soat::registry::Store;
use soat::rules::Lang;
use soat::text::{Format, Quality, Source};

use crate::records::{field, records};
use subject::{Mutant, Subject};

/// One way to spoil a document.
pub(crate) struct Operator {
    /// The rule that must find it.
    code: &'static str,
    /// What it does, in a few words.
    name: &'static str,
    /// Returns a mutant for each place where it can be done.
    plant: fn(&Subject<'_>) -> Vec<Mutant>,
}

/// Most places of one document that an operator spoils.
const PLACES: usize = 2;
/// Every so many-th central document is taken.
const STEP: usize = 4;

/// How an operator fared.
#[derive(Default, Clone, Copy)]
struct Tally {
    planted: usize,
    found: usize,
    placed: usize,
    /// Mutants that the rule does not speak of: another class, level or day.
    outside: usize,
}

impl Tally {
    fn add(self, other: Self) -> Self {
        Self {
            planted: self.planted + other.planted,
            found: self.found + other.found,
            placed: self.placed + other.placed,
            outside: self.outside + other.outside,
        }
    }
}

/// Prints, by rule and operator, how many defects were planted, found, and found at the right place; with the
/// code of a rule in `show` that rule alone, with its misses.
pub(crate) fn run(data: &Path, show: &str) -> Result<()> {
    let office = Office::open(None)?;
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (few, _) = library::of_folders(&office, &[root.join("corpus/issued")])?;
    let texts = texts(root, data, &office)?;
    let own: &[&[Operator]] =
        &[citation::OPERATORS, bases::OPERATORS, competence::OPERATORS, sequence::OPERATORS, form::OPERATORS];
    let mut results = fare(&office, &few, &texts, own, show)?;
    // What only other documents betray is held against all of them.
    if issued::OPERATORS.iter().any(|operator| is_asked(operator, show)) {
        let all = shelf(root, data, &office)?;
        results.extend(fare(&office, &all, &texts, &[issued::OPERATORS], show)?);
    }
    print(&results);
    Ok(())
}

fn is_asked(operator: &Operator, show: &str) -> bool {
    matches!(show, "" | "all") || operator.code == show
}

/// Plants the defects of `operators` in the documents without findings of theirs.
fn fare(
    office: &Office,
    store: &Store,
    texts: &[(String, String)],
    operators: &'static [&'static [Operator]],
    show: &str,
) -> Result<Vec<(&'static Operator, Tally)>> {
    let bench = Bench { checker: Checker::new(&office.rules)?, office, store };
    let operators: Vec<&Operator> =
        operators.iter().copied().flatten().filter(|operator| is_asked(operator, show)).collect();
    if operators.is_empty() {
        return Ok(Vec::new());
    }
    let subjects: Vec<Clean> = texts.par_iter().filter_map(|(name, text)| bench.clean(name, text)).collect();
    println!("{} clean documents, {} operators", subjects.len(), operators.len());
    let fared = operators.par_iter().map(|operator| {
        let tallies =
            subjects.iter().map(|clean| bench.try_on(clean, operator, operator.code == show || show == "all"));
        (*operator, tallies.fold(Tally::default(), Tally::add))
    });
    Ok(fared.collect())
}

/// Puts the issued documents of `corpus/` and all real documents into one registry.
fn shelf(root: &Path, data: &Path, office: &Office) -> Result<Store> {
    let (mut store, _) = library::of_folders(office, &[root.join("corpus/issued")])?;
    for file in ["local", "central"] {
        let path = data.join(format!("docs/{file}.jsonl.gz"));
        let records = if path.exists() { records(&path)? } else { Vec::new() };
        let read = |record: &serde_json::Value| {
            let source = Source::from_lines(Format::Txt, field(record, "text"));
            (field(record, "id").to_owned(), parse::parse(field(record, "id"), &source, &office.lexicon))
        };
        let documents: Vec<(String, Document)> = records.par_iter().map(read).collect();
        for (id, document) in documents {
            store.put(&document, &id)?;
        }
    }
    Ok(store)
}

fn print(results: &[(&Operator, Tally)]) {
    let mut rules: BTreeMap<&str, Tally> = BTreeMap::new();
    for (operator, tally) in results {
        let rule = rules.entry(operator.code).or_default();
        *rule = rule.add(*tally);
        println!("  {:8} {:58} {}", operator.code, operator.name, shares(*tally));
    }
    println!("by rule");
    for (code, tally) in &rules {
        println!("  {code:8} {}", shares(*tally));
    }
    println!("all      {}", shares(results.iter().map(|(_, tally)| *tally).fold(Tally::default(), Tally::add)));
}

fn shares(Tally { planted, found, placed, outside }: Tally) -> String {
    let percent = |part: usize| 100.0 * part as f64 / planted.max(1) as f64;
    format!(
        "planted {planted:5}  found {found:5} ({:5.1} %)  in place {placed:5} ({:5.1} %)  outside {outside}",
        percent(found),
        percent(placed)
    )
}

/// Returns the texts by name.
fn texts(root: &Path, data: &Path, office: &Office) -> Result<Vec<(String, String)>> {
    let (own, _) = inputs::collect(&[root.join("corpus")], reading::is_readable_name);
    let is_clean = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        !path.components().any(|part| part.as_os_str() == "drafts") || name.starts_with("sach-")
    };
    let own: Vec<_> = own.into_iter().filter(|input| is_clean(&input.path)).collect();
    let mut texts: Vec<(String, String)> = reading::read_all(&own, &office.lexicon, &|| ())
        .into_iter()
        .flatten()
        .map(|document| (document.path, document.text))
        .collect();
    for (file, step) in [("local", 1), ("central", STEP)] {
        let path = data.join(format!("docs/{file}.jsonl.gz"));
        if path.exists() {
            let records = records(&path)?;
            texts
                .extend(records.iter().step_by(step).map(|r| (field(r, "id").to_owned(), field(r, "text").to_owned())));
        }
    }
    Ok(texts)
}

/// A document with its own findings.
struct Clean {
    document: Document,
    facts: Facts,
    own: Vec<Finding>,
}

struct Bench<'a> {
    office: &'a Office,
    checker: Checker<'a>,
    store: &'a Store,
}

impl Bench<'_> {
    /// Returns a document that is whole enough to be spoilt: dated, numbered, signed, and read the same twice.
    fn clean(&self, name: &str, text: &str) -> Option<Clean> {
        let first = Source::from_lines(Format::Txt, text);
        let (document, facts, own) = self.judge(name, first.text());
        let header = &document.header;
        let whole = header.number.is_some() && header.issuer.is_some() && header.kind.is_some();
        let whole = whole && document.issued().is_some() && document.signature.is_some();
        let same = document.text == first.text() && document.quality == Quality::Exact;
        (whole && same).then_some(Clean { document, facts, own })
    }

    fn judge(&self, name: &str, text: &str) -> (Document, Facts, Vec<Finding>) {
        let mut document = parse::parse(name, &Source::from_lines(Format::Txt, text), &self.office.lexicon);
        // Lines are joined as in plain text; but of a file from the web a rule may think that parts were left out.
        document.format = Format::Docx;
        let today = document.issued().unwrap_or(soat::document::Date::constant(2026, 6, 30));
        let terms = Terms::of(&document, None, today, Lang::Vi);
        let facts = Facts::gather(&mut document, Some(self.store), &self.office.lexicon, terms.as_of).unwrap();
        let findings = self.checker.run(&document, &facts, &self.office.lexicon, terms);
        (document, facts, findings)
    }

    /// Whether the rule speaks of such documents on their day at all.
    fn concerns(&self, code: &str, document: &Document) -> bool {
        let (Some(rule), Some(day)) = (self.office.rules.get(code), document.issued()) else { return false };
        let header = &document.header;
        let level = header.enacting.iter().chain(&header.issuer).find_map(|authority| authority.level);
        let kind = header.kind.as_ref().map(|kind| kind.id.as_str());
        rule.applies_to().covers(kind, document.class, level) && !rule.bases(day, document.class, level).is_empty()
    }

    fn try_on(&self, clean: &Clean, operator: &Operator, show: bool) -> Tally {
        let document = &clean.document;
        let Some(issued) = document.issued() else { return Tally::default() };
        let mutants = (operator.plant)(&Subject { document, facts: &clean.facts, issued });
        let step = mutants.len().div_ceil(PLACES).max(1);
        let known: BTreeSet<&str> = clean.own.iter().map(|finding| finding.fingerprint.as_str()).collect();
        let mut tally = Tally::default();
        for mutant in mutants.iter().step_by(step) {
            let (spoilt, _, findings) = self.judge(&document.path, &mutant.text);
            if !self.concerns(operator.code, &spoilt) {
                tally.outside += 1;
                continue;
            }
            let new =
                |finding: &&Finding| finding.code == operator.code && !known.contains(finding.fingerprint.as_str());
            let found: Vec<&Finding> = findings.iter().filter(new).collect();
            let meets = |finding: &&Finding| {
                mutant.at.as_ref().is_none_or(|at| finding.span.start < at.end && at.start < finding.span.end)
            };
            let placed = found.iter().any(meets);
            tally = tally.add(Tally {
                planted: 1,
                found: usize::from(!found.is_empty()),
                placed: usize::from(placed),
                outside: 0,
            });
            if show && !placed {
                let place = mutant.at.clone().and_then(|at| mutant.text.get(at)).unwrap_or("(anywhere)");
                let place = place.split_whitespace().collect::<Vec<_>>().join(" ");
                println!("{} «{}» {}: {place}", operator.code, operator.name, document.path);
            }
        }
        tally
    }
}
