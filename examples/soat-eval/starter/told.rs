//! What each source tells of a document.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::Result;
use jiff::civil::date;
use serde_json::Value;
use soat::document::{Date, DocNumber, Document, Scheme, Slug};
use soat::lexicon::Lexicon;
use soat::parse::number::parse_number;

use super::{Citing, is_national};
use crate::records::{field, records};

/// The sources by the letters that stand for them in the table.
pub(super) const CODIFICATION: &str = "PD";
pub(super) const DATABASE: &str = "VB";
pub(super) const TEXT: &str = "T";
pub(super) const REGISTRY: &str = "LR";
pub(super) const HEALTH: &str = "YT";
pub(super) const CITING: &str = "CI";

/// Citing documents that must print one day, and how many of a hundred of them at least.
const FEWEST_CITING: usize = 3;
const AGREEING: usize = 90;

/// What one source tells of one document.
pub(super) struct Told {
    pub(super) source: &'static str,
    pub(super) number: DocNumber,
    pub(super) kind: Option<Slug>,
    pub(super) issuer: Option<Slug>,
    pub(super) issued: Option<Date>,
    pub(super) effective: Option<Date>,
    pub(super) ended: Option<Date>,
    /// The last day on which the source holds it in force.
    pub(super) seen: Option<Date>,
    pub(super) title: String,
    pub(super) amended_by: Vec<String>,
    pub(super) replaced_by: Vec<String>,
}

impl Told {
    fn new(source: &'static str, number: DocNumber, lexicon: &Lexicon) -> Self {
        let by_symbol = number.kind.as_deref().and_then(|kind| lexicon.kind_abbreviated(kind));
        Self {
            source,
            kind: by_symbol.map(|kind| kind.id.clone()),
            number,
            issuer: None,
            issued: None,
            effective: None,
            ended: None,
            seen: None,
            title: String::new(),
            amended_by: Vec::new(),
            replaced_by: Vec::new(),
        }
    }

    fn kind_of_words(&mut self, words: &str, lexicon: &Lexicon) {
        if self.kind.is_none() {
            self.kind = lexicon.kind_named(words).map(|kind| kind.id.clone());
        }
    }

    fn issuer_of_words(&mut self, words: &str, lexicon: &Lexicon) {
        self.issuer = lexicon.authority_named(words.trim()).map(|body| body.id);
    }
}

fn number(text: &str, lexicon: &Lexicon) -> Option<DocNumber> {
    let bare = text.trim().trim_end_matches(['.', '"', '\'']);
    parse_number(lexicon, bare).filter(|number| is_national(number, lexicon))
}

fn day(record: &Value, name: &str) -> Option<Date> {
    field(record, name).parse().ok()
}

/// Returns what the lists tell: the codification, the list of health, the registry of national texts.
pub(super) fn lists(data: &Path, lexicon: &Lexicon) -> Result<Vec<Told>> {
    let catalogue = records(&data.join("catalog/catalog.jsonl.gz"))?;
    let of = |source: &'static str| catalogue.iter().filter(move |record| field(record, "source") == source);
    // The codification is of the day of the newest document in it.
    let codified = of("phapdien").filter_map(|record| day(record, "issue_date")).max();
    let mut told = Vec::new();
    for (source, name) in [(CODIFICATION, "phapdien"), (HEALTH, "tvpl-yte")] {
        for record in of(name) {
            let Some(number) = number(field(record, "number"), lexicon) else { continue };
            let mut one = Told::new(source, number, lexicon);
            one.kind_of_words(field(record, "doc_type"), lexicon);
            one.issuer_of_words(field(record, "issuer"), lexicon);
            one.issued = day(record, "issue_date");
            one.effective = day(record, "effective_date");
            one.seen = codified.filter(|_| source == CODIFICATION);
            one.title = title(field(record, "title"), &one);
            told.push(one);
        }
    }
    let table = std::fs::read_to_string(data.join("catalog/law-registry.tsv"))?;
    told.extend(table.lines().skip(1).filter_map(|line| registered(line, lexicon)));
    Ok(told)
}

/// Reads a row of the registry of national texts; rows that only citations vouch for tell nothing of their own.
fn registered(line: &str, lexicon: &Lexicon) -> Option<Told> {
    let cells: Vec<&str> = line.split('\t').map(str::trim).collect();
    let [printed, kind, body, issued, effective, end, name, amended, replaced, sources, ..] = cells.as_slice() else {
        return None;
    };
    if sources.split(" | ").all(|source| source.starts_with("CITE") || source.is_empty()) {
        return None;
    }
    let mut one = Told::new(REGISTRY, number(printed, lexicon)?, lexicon);
    one.kind_of_words(kind, lexicon);
    one.issuer_of_words(body, lexicon);
    one.issued = issued.parse().ok();
    one.effective = effective.parse().ok();
    one.title = title(name, &one);
    let list = |cell: &str| -> Vec<String> { cell.split(';').filter(|by| !by.is_empty()).map(str::to_owned).collect() };
    one.amended_by = list(amended);
    one.replaced_by = list(replaced);
    // A text said both to amend and to replace another ended a part of it: its end is not known.
    if one.replaced_by.iter().any(|by| one.amended_by.contains(by)) {
        one.replaced_by.clear();
    } else {
        one.ended = end.parse().ok();
    }
    Some(one)
}

/// Returns what the texts tell of themselves, and what the national database tells beside them.
pub(super) fn texts(central: &[(Value, Document)], lexicon: &Lexicon) -> Vec<Told> {
    let of_database = |record: &Value| field(record, "source") == "vbpl";
    let looked =
        central.iter().filter(|(record, _)| of_database(record)).filter_map(|(r, _)| day(r, "issue_date")).max();
    let mut told = Vec::new();
    for (record, document) in central {
        let printed = document.header.number.as_ref().filter(|number| is_national(number, lexicon));
        let site = number(field(record, "number"), lexicon);
        // A page that prints another number than its site gives is a case of its own, and tells nothing.
        let same = site.as_ref().zip(printed).is_none_or(|(site, own)| site.matching_key() == own.matching_key());
        if let Some(own) = printed.filter(|_| same) {
            let mut one = Told::new(TEXT, DocNumber { span: None, text: own.key.clone(), ..own.clone() }, lexicon);
            one.kind = one.kind.or_else(|| document.header.kind.as_ref().map(|kind| kind.id.clone()));
            one.issuer = document.header.issuer.as_ref().and_then(|issuer| issuer.id.clone());
            one.issued = document.issued();
            one.effective = document
                .effective
                .as_ref()
                .and_then(|effective| effective.date.or(document.issued().filter(|_| effective.on_signing)));
            one.title = title(document.header.title.as_ref().map_or("", |title| &title.text), &one);
            told.push(one);
        }
        if let Some(number) = site.filter(|_| same && of_database(record)) {
            let mut one = Told::new(DATABASE, number, lexicon);
            one.kind_of_words(field(record, "doc_type"), lexicon);
            one.effective = day(record, "effective_date");
            let holds = field(record, "status").starts_with("Còn") || field(record, "status").ends_with("một phần");
            one.seen = looked.filter(|_| holds);
            one.title = title(field(record, "title"), &one);
            told.push(one);
        }
    }
    told
}

/// Returns the days that many citing documents print and hardly any contradicts.
pub(super) fn by_citations(citing: &Citing<'_>, lexicon: &Lexicon) -> Vec<Told> {
    let mut told = Vec::new();
    for citations in citing.values() {
        let mut days: BTreeMap<(Date, bool), BTreeSet<&str>> = BTreeMap::new();
        for (citation, path) in citations {
            let resolution = citation.kind.as_deref() == Some("nghi-quyet");
            if let Some(day) = citation.issued {
                days.entry((day, resolution)).or_default().insert(path);
            }
        }
        let all: usize = days.values().map(BTreeSet::len).sum();
        let Some(((day, _), paths)) = days.iter().max_by_key(|(_, paths)| paths.len()) else { continue };
        let Some((first, _)) = citations.iter().find(|(citation, _)| citation.issued == Some(*day)) else { continue };
        let sound = |number: &&DocNumber| is_national(number, lexicon) && is_sound(number, *day);
        let Some(number) = first.number.as_ref().filter(sound) else { continue };
        if paths.len() < FEWEST_CITING || paths.len() * 100 < all * AGREEING {
            continue;
        }
        let mut one = Told::new(CITING, DocNumber { span: None, text: number.key.clone(), ..number.clone() }, lexicon);
        one.kind = one.kind.or_else(|| first.kind.clone());
        one.issued = Some(*day);
        let titles =
            citations.iter().filter_map(|(citation, _)| citation.title.as_deref().or(citation.name.as_deref()));
        one.title = title(titles.max_by_key(|title| title.len()).unwrap_or_default(), &one);
        told.push(one);
    }
    told
}

/// Returns the title on one line, without the number that sites put before it; a law's with the word of its kind.
fn title(words: &str, told: &Told) -> String {
    const LONGEST: usize = 220;
    let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let key = &told.number.key;
    let behind = line.find(key.as_str()).filter(|at| *at < 40).and_then(|at| line.get(at + key.len()..));
    let line = line.strip_suffix(key.as_str()).map_or(line.as_str(), |head| head.trim_end().trim_end_matches(" số"));
    let bare = behind
        .filter(|rest| !rest.is_empty())
        .unwrap_or(line)
        .trim_start_matches([' ', '-', ':', ',', '.'])
        .trim_end_matches(['.', ';', ',']);
    let mut title = bare.to_owned();
    let law = match told.kind.as_deref() {
        Some("luat") => "Luật",
        Some("bo-luat") => "Bộ luật",
        Some("phap-lenh") => "Pháp lệnh",
        _ => "",
    };
    if !law.is_empty() && !bare.is_empty() && !Slug::of(bare).starts_with(&*Slug::of(law)) {
        title = format!("{law} {bare}");
    }
    if law.is_empty() && title.chars().count() > LONGEST {
        title = title.chars().take(LONGEST).collect();
        title.truncate(title.rfind(' ').unwrap_or(title.len()));
        title.push('…');
    }
    title
}

/// Returns whether a day of issue is possible for the number.
pub(super) fn is_sound(number: &DocNumber, issued: Date) -> bool {
    let by_year = number.year.is_none_or(|year| {
        // What is passed in December may be signed in January.
        issued.year() == year || number.scheme == Scheme::Law && issued.year() == year + 1 && issued.month() == 1
    });
    by_year && (date(1945, 9, 2)..date(2026, 12, 31)).contains(&issued)
}
