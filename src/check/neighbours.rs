//! What the registry holds beside a document: the series that its number belongs to, and the plans above it.

use jiff::ToSpan;
use jiff::civil::Date;

use super::context;
use crate::document::{Class, Document, Level, ValidityStatus};
use crate::lexicon::Lexicon;
use crate::registry::{Days, Record, RegistryError, Store, Wording, one_matter, years_named};

/// Days before and after the document's own day within which numbers are compared: a slip shows among neighbours.
const NEAR_DAYS: i32 = 60;

/// Returns the documents of the same issuer, kind and symbol that were issued about the same time.
pub(super) fn series(document: &Document, store: &Store, territory: &str) -> Result<Vec<Record>, RegistryError> {
    let header = &document.header;
    let issuer = header.issuer.as_ref().and_then(|issuer| issuer.id.as_deref());
    let number = header.number.as_ref().filter(|number| !number.is_blank());
    let (Some(number), Some(issuer), Some(day)) = (number, issuer, document.issued()) else { return Ok(Vec::new()) };
    let (Ok(first), Ok(last)) = (day.checked_sub(NEAR_DAYS.days()), day.checked_add(NEAR_DAYS.days())) else {
        return Ok(Vec::new());
    };
    let mut records = store.series_of(number, issuer, territory, Days { first, last })?;
    records.retain(|record| {
        record.number.as_ref().is_some_and(|other| {
            (&other.kind, &other.organ, other.scheme) == (&number.kind, &number.organ, number.scheme)
                && other.year == number.year
        }) && record.issued.map(Date::year) == Some(day.year())
    });
    Ok(records)
}

/// Returns the plans of the authorities above the issuer of a plan, of its year and the one before, issued by the day.
pub(super) fn superior_plans(
    document: &Document,
    store: &Store,
    lexicon: &Lexicon,
    territory: &str,
    as_of: Date,
) -> Result<Vec<Record>, RegistryError> {
    let is_plan = is_plan(document);
    let below = context::is_issued_by(document, lexicon, &["so".into(), "phong".into()])
        || matches!(context::level(document), Some(Level::District | Level::Commune));
    let first = Date::new(as_of.year() - 1, 1, 1);
    let (true, true, Ok(first)) = (is_plan, below, first) else { return Ok(Vec::new()) };
    let province = territory.split('/').next().unwrap_or(territory);
    plans(store, "ubnd-tinh", province, Days { first, last: as_of })
}

/// Returns the titles of the plans that the issuer of a plan has issued in its year and the one before, by the day.
pub(super) fn own_plans(
    document: &Document,
    store: &Store,
    territory: &str,
    as_of: Date,
) -> Result<Vec<String>, RegistryError> {
    let issuer = document.header.issuer.as_ref().and_then(|issuer| issuer.id.as_deref());
    let (Some(issuer), Ok(first)) = (issuer.filter(|_| is_plan(document)), Date::new(as_of.year() - 1, 1, 1)) else {
        return Ok(Vec::new());
    };
    let plans = plans(store, issuer, territory, Days { first, last: as_of })?;
    Ok(plans.into_iter().filter_map(|record| record.title).collect())
}

/// Returns the normative documents of a normative document's issuer that bear nearly its title and are in force on the day.
pub(super) fn same_matter(
    document: &Document,
    store: &Store,
    lexicon: &Lexicon,
    territory: &str,
    as_of: Date,
) -> Result<Vec<Record>, RegistryError> {
    let header = &document.header;
    let issuer = header.issuer.as_ref().and_then(|issuer| issuer.id.as_deref());
    let (Some(issuer), Some(title), Class::Normative) = (issuer, &header.title, document.class) else {
        return Ok(Vec::new());
    };
    let records = store.normative_by(issuer, territory, Days { first: Date::MIN, last: as_of })?;
    in_force(records, store, lexicon, as_of, |record| {
        let one = record.title.as_deref().is_some_and(|theirs| one_matter(&title.text, theirs));
        let symbols = header.number.as_ref().zip(record.number.as_ref());
        one && !symbols.is_some_and(|(one, other)| lexicon.are_of_two_organs(one, other))
    })
}

/// Keeps the records that `wanted` accepts and that are in force on the day, wholly or in part.
fn in_force(
    records: Vec<Record>,
    store: &Store,
    lexicon: &Lexicon,
    as_of: Date,
    wanted: impl Fn(&Record) -> bool,
) -> Result<Vec<Record>, RegistryError> {
    let mut found = Vec::new();
    for record in records.into_iter().filter(wanted) {
        let status = store.validity(&record.id, as_of, lexicon)?.status;
        if matches!(status, ValidityStatus::InForce | ValidityStatus::Partly) {
            found.push(record);
        }
    }
    Ok(found)
}

/// Returns the documents in force by which the issuer has set up a body of the name that this document sets up.
pub(super) fn same_body(
    document: &Document,
    store: &Store,
    lexicon: &Lexicon,
    territory: &str,
    as_of: Date,
) -> Result<Vec<Record>, RegistryError> {
    let header = &document.header;
    let issuer = header.issuer.as_ref().and_then(|issuer| issuer.id.as_deref());
    let sets_up = |title: &str| title.to_lowercase().contains("thành lập");
    let title = header.title.as_ref().filter(|title| sets_up(&title.text));
    let (Some(issuer), Some(title)) = (issuer, title) else { return Ok(Vec::new()) };
    let all = Days { first: Date::MIN, last: as_of };
    let records = store.titled_by(issuer, territory, all, |theirs| {
        (sets_up(theirs) || theirs.to_lowercase().contains("kiện toàn")) && one_matter(&title.text, theirs)
    })?;
    in_force(records, store, lexicon, as_of, |_| true)
}

/// Returns the issuer's plan of the year before a yearly plan's under the same title, with its words.
pub(super) fn forerunner(
    document: &Document,
    store: &Store,
    territory: &str,
    as_of: Date,
) -> Result<Option<(Record, Wording)>, RegistryError> {
    let header = &document.header;
    let issuer = header.issuer.as_ref().and_then(|issuer| issuer.id.as_deref());
    let (Some(issuer), Some(title)) = (issuer.filter(|_| is_plan(document)), &header.title) else { return Ok(None) };
    let Some((year, _)) = years_named(&title.text).filter(|(first, last)| first == last) else { return Ok(None) };
    let Ok(first) = Date::new(year - 2, 10, 1) else { return Ok(None) };
    let before = |record: &Record| {
        let theirs = record.title.as_deref().unwrap_or_default();
        let this_year = theirs.replace(&(year - 1).to_string(), &year.to_string());
        years_named(theirs) == Some((year - 1, year - 1)) && one_matter(&title.text, &this_year)
    };
    let plans = plans(store, issuer, territory, Days { first, last: as_of })?;
    let Some(record) = plans.into_iter().rev().find(before) else { return Ok(None) };
    Ok(store.wording(&record.id)?.map(|wording| (record, wording)))
}

fn plans(store: &Store, issuer: &str, territory: &str, period: Days) -> Result<Vec<Record>, RegistryError> {
    let mut plans = store.issued_by(issuer, territory, period)?;
    let named = |record: &Record| record.title.as_ref().is_some_and(|title| title.to_lowercase().contains("kế hoạch"));
    plans.retain(|record| named(record) || record.kind.as_deref() == Some("ke-hoach"));
    Ok(plans)
}

fn is_plan(document: &Document) -> bool {
    let header = &document.header;
    header.title.as_ref().is_some_and(|title| title.text.to_lowercase().contains("kế hoạch"))
        || header.kind.as_ref().is_some_and(|kind| kind.id == *"ke-hoach")
}
