//! What the index is told of a document of the registry, or of the built-in list.

use crate::document::Date;
use crate::lexicon::{Law, Lexicon};
use crate::parse::number::parse_number;
use crate::registry::{Body, NATIONAL, Record, RegistryError, Store, numbered_id};
use crate::search::Entry;

/// Rows from here on are of the built-in list; a registry never has so many.
const LISTED: u64 = 1 << 40;

/// Returns the rows of listed documents that may be one with a record of the registry.
pub(super) fn listed_as(lexicon: &Lexicon, record: &Record) -> Vec<u64> {
    let Some(number) = record.number.as_ref().filter(|_| record.is_national()) else { return Vec::new() };
    let key = number.matching_key();
    laws(lexicon).filter(|(_, law)| law.number.to_lowercase() == key).map(|(row, _)| row).collect()
}

/// Returns the built-in list's documents that the registry does not have, with their rows.
pub(super) fn listed(store: &Store, lexicon: &Lexicon) -> Result<Vec<(u64, Record)>, RegistryError> {
    let mut rows = Vec::new();
    for (row, law) in laws(lexicon) {
        if let Some(record) = of_law(store, lexicon, law)? {
            rows.push((row, record));
        }
    }
    Ok(rows)
}

fn laws(lexicon: &Lexicon) -> impl Iterator<Item = (u64, &Law)> {
    (LISTED..).zip(lexicon.laws().iter().chain(lexicon.national()))
}

/// Returns a listed document as known beside the registry; nothing where the registry has it itself.
fn of_law(store: &Store, lexicon: &Lexicon, law: &Law) -> Result<Option<Record>, RegistryError> {
    let Some(number) = parse_number(lexicon, &law.number) else { return Ok(None) };
    let id = numbered_id(NATIONAL, &number, law.issued);
    if store.record(&id)?.is_some() {
        return Ok(None);
    }
    store.known(&id, lexicon)
}

/// Returns the document of a row of the index, with its text where that is at hand.
pub(super) fn known(
    store: &Store,
    lexicon: &Lexicon,
    row: u64,
) -> Result<Option<(Record, Option<Body>)>, RegistryError> {
    if row >= LISTED {
        let Some((_, law)) = laws(lexicon).find(|(own, _)| *own == row) else { return Ok(None) };
        return Ok(of_law(store, lexicon, law)?.map(|record| (record, None)));
    }
    let row = i64::try_from(row).unwrap_or_default();
    let Some(record) = store.record_at(row)? else { return Ok(None) };
    let body = store.text_at(row)?;
    Ok(Some((record, body)))
}

/// Returns what the index is told of a document.
pub(super) fn entry(
    store: &Store,
    lexicon: &Lexicon,
    row: u64,
    record: Record,
    body: Option<Body>,
) -> Result<Entry, RegistryError> {
    // As of the last day that is known of, an end that will ever be known has come.
    let validity = store.validity(&record.id, Date::MAX, lexicon)?;
    let kind = record.kind.as_deref().and_then(|id| lexicon.kind(id));
    let kind_words = kind.map(|kind| {
        let codes = kind.abbreviations.iter().map(|own| own.text.as_str());
        [kind.vi.as_str()].into_iter().chain(codes).collect::<Vec<_>>().join(" ")
    });
    let issuer = record.issuer.as_ref();
    let named = issuer.and_then(|issuer| issuer.id.as_deref()).and_then(|id| lexicon.authority(id));
    let printed = issuer.map(|issuer| issuer.text.clone()).unwrap_or_default();
    let issuer_words = named.map_or(printed.clone(), |authority| format!("{printed}\n{}", authority.name));
    let (text, provisions) = body.map(|body| (body.text, body.provisions)).unwrap_or_default();
    Ok(Entry {
        row,
        kind_words: kind_words.unwrap_or_default(),
        issuer: issuer.and_then(|issuer| issuer.id.clone()),
        issuer_words,
        territory: record.territory.to_string(),
        title: record.name.or(record.title).unwrap_or_default(),
        begins: validity.since.or(record.effective),
        ends: validity.until.or(record.expires),
        seen: record.seen,
        issued: record.issued,
        number: record.number,
        kind: record.kind,
        text,
        provisions,
    })
}
