//! Gathers what reports on checked drafts tell beside the findings: what was asked, and what every cited document was then and is today.

use std::collections::BTreeMap;

use super::Office;
use super::check::{CheckError, Judged, Outcome, Request};
use super::programs;
use crate::check::{self, Checker, Terms};
use crate::document::{Citation, Date};
use crate::ingest::{self, PdfError};
use crate::registry::{Record, RegistryError, Store};
use crate::report::review::{CitedDocument, Review, Reviewed};
use crate::rules::{Family, Lang, written_day};

/// Returns the review of an outcome; `store` is the one that it was checked against.
///
/// # Errors
/// The registry cannot be read, or a rule page asks for a check that is not there.
pub fn review<'r>(
    office: &Office,
    store: &Store,
    outcome: &'r Outcome,
    request: &Request<'_>,
) -> Result<Review<'r>, CheckError> {
    let checker = Checker::new(&office.rules)?;
    let one = |judged: &'r Judged| -> Result<Reviewed<'r>, CheckError> {
        let document = &judged.document;
        let terms = Terms { as_of: judged.as_of, from: judged.day_from, today: request.today, lang: request.lang };
        let mut families: BTreeMap<Family, usize> = BTreeMap::new();
        for rule in checker.asked(document, &office.lexicon, terms) {
            *families.entry(rule.family).or_default() += 1;
        }
        Ok(Reviewed {
            document,
            findings: &judged.findings,
            as_of: judged.as_of,
            day_from: judged.day_from,
            regime: check::regime(document, &office.lexicon, judged.as_of),
            asked: families.into_iter().collect(),
            faults: &judged.faults,
            cited: cited(judged, store, office, request.today, request.lang)?,
        })
    };
    Ok(Review {
        documents: outcome.judged.iter().map(one).collect::<Result<_, CheckError>>()?,
        office: &outcome.office,
        unread: outcome.unread.iter().map(|unread| (unread.path.as_str(), unread.reason.as_str())).collect(),
        hidden: outcome.hidden,
        today: request.today,
        lang: request.lang,
    })
}

/// Returns a Word file of ours as PDF, made by LibreOffice.
///
/// # Errors
/// There is no LibreOffice on this machine, or it makes none.
pub fn pdf(docx: &[u8]) -> Result<Vec<u8>, PdfError> {
    ingest::pdf(docx, &programs::find())
}

/// Returns the documents cited, each once, in the order of their first mention.
fn cited(
    judged: &Judged,
    store: &Store,
    office: &Office,
    today: Date,
    lang: Lang,
) -> Result<Vec<CitedDocument>, RegistryError> {
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    let mut all: Vec<CitedDocument> = Vec::new();
    for citation in judged.document.citations.iter().filter(|citation| !citation.local) {
        let at = *places.entry(meant(citation)).or_insert(all.len());
        if let Some(known) = all.get_mut(at) {
            known.places.push(citation.span);
            continue;
        }
        let mut own = CitedDocument {
            text: citation.text.clone(),
            title: None,
            resolution: citation.resolution.as_ref().map(|resolution| resolution.status),
            then: citation.validity.clone(),
            today: None,
            successor: None,
            places: vec![citation.span],
        };
        if let (Some(id), Some(_)) = (known_id(citation), &citation.validity) {
            let (quiet, said) = (|name: &String| !is_loud(name), citation.text.to_lowercase());
            let title = store.known(id, &office.lexicon)?.and_then(|record| record.name.filter(quiet).or(record.title));
            own.title = title.filter(|title| !said.contains(&title.to_lowercase()));
            own.today = Some(store.validity(id, today, &office.lexicon)?);
            if let Some(successor) = store.current_successor(id, today, &office.lexicon)? {
                own.successor = store.known(&successor, &office.lexicon)?.map(|record| called(&record, lang));
            }
        }
        all.push(own);
    }
    Ok(all)
}

/// Returns what tells the document meant: its id in the registry, else its number and day, else its name.
fn meant(citation: &Citation) -> String {
    if let (Some(id), Some(_)) = (known_id(citation), &citation.validity) {
        return id.to_owned();
    }
    let number = citation.number.as_ref().map(|number| number.key.as_str());
    let name = number.or(citation.name.as_deref()).unwrap_or(&citation.text);
    format!("{name}\0{:?}\0{:?}", citation.issued, citation.year)
}

fn known_id(citation: &Citation) -> Option<&str> {
    citation.resolution.as_ref()?.document.as_deref()
}

/// Returns how a document is named in few words: name, number and day.
fn called(record: &Record, lang: Lang) -> String {
    let number = record.number.as_ref().map(|number| number.text.clone());
    let names = [record.name.clone().filter(|name| !is_loud(name)), number].into_iter().flatten().collect::<Vec<_>>();
    let day = record.issued.map(|day| match lang {
        Lang::Vi => format!(" ngày {}", written_day(day)),
        Lang::En => format!(" of {}", written_day(day)),
    });
    let name = if names.is_empty() { record.id.clone() } else { names.join(" ") };
    name + &day.unwrap_or_default()
}

/// Returns whether a name was taken from a heading in capitals.
fn is_loud(name: &str) -> bool {
    name.split_whitespace().skip(1).any(|word| word.chars().count() > 1 && word.chars().all(char::is_uppercase))
}
