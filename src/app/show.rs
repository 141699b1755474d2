//! Shows what is known of one document: its validity, what it rests on, who cites it, what changed or replaced it.

use schemars::JsonSchema;
use serde::Serialize;

use crate::document::{Date, ProvisionPath, Role, Validity};
use crate::lexicon::{Lexicon, Verified};
use crate::parse::number::parse_number;
use crate::registry::{Amendment, Conflict, Record, RegistryError, Relation, Step, Store};

/// The answer to a question for a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Shown {
    /// One document.
    One(Box<Detail>),
    /// More than one has that number: the question needs a day or a territory.
    Several(Vec<Record>),
    /// None is of that day or year; these bear the number.
    Near(Vec<Record>),
    /// None is known.
    Nothing,
}

/// What is known of a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Detail {
    /// The document.
    pub record: Record,
    /// Its validity on the day asked about.
    pub validity: Validity,
    /// The document in force that stands in its place.
    pub current_successor: Option<String>,
    /// What ended it, and what ended that, up to the day.
    pub replaced_by: Vec<Step>,
    /// What changed it in part, up to the day.
    pub amended_by: Vec<Amendment>,
    /// All that changes its force, of the whole or of a part, in the order of the first days; also what has not begun by
    /// the day. Statements that do not agree stand beside one another.
    pub history: Vec<Relation>,
    /// What was done to single provisions, up to the day.
    pub provisions: Vec<Touched>,
    /// Days in which the registry and the built-in list disagree; the registry's are taken.
    pub conflicts: Vec<Conflict>,
    /// Where the built-in list has it from, where it lists it.
    pub listed: Option<Listed>,
    /// What it rests on (căn cứ).
    pub rests_on: Vec<Relation>,
    /// What it amends, replaces, repeals, guides or implements.
    pub acts_on: Vec<Relation>,
    /// Where others rest on it, implement or mention it.
    pub cited_by: Vec<Relation>,
}

/// What was done to one provision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Touched {
    /// The provision.
    pub provision: ProvisionPath,
    /// `amends`, `replaces` or `repeals`.
    pub how: Role,
    /// Id of the document that did it.
    pub by: String,
    /// The first day of its effect, where known.
    pub since: Option<Date>,
}

/// How the built-in list knows a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "ListSource")]
pub struct Listed {
    /// `text`, `secondary` or `memory`.
    pub verified: Verified,
    /// Its sources, in Vietnamese.
    pub basis: String,
}

/// Returns what is known of the document that `asked` means: its id, its number, its number with a day or year
/// (`76/NQ-CP 2021-07-15`, `76/NQ-CP 2021`), or a law's name. `territory` narrows a local number to one territory.
///
/// # Errors
/// The registry cannot be read.
pub fn show(
    store: &Store,
    lexicon: &Lexicon,
    asked: &str,
    territory: Option<&str>,
    as_of: Date,
) -> Result<Shown, RegistryError> {
    let there = |records: Vec<Record>| -> Vec<Record> {
        let fits = |record: &Record| territory.is_none_or(|id| record.is_national() || record.territory == *id);
        records.into_iter().filter(fits).collect()
    };
    let mut records = there(find(store, lexicon, asked.trim())?);
    if records.is_empty()
        && let Some((words, _)) = asked.trim().rsplit_once(' ')
        && let Some(number) = parse_number(lexicon, words)
    {
        let near = there(store.known_by_number(&number, lexicon)?);
        return Ok(if near.is_empty() { Shown::Nothing } else { Shown::Near(near) });
    }
    match records.len() {
        0 => Ok(Shown::Nothing),
        1 => {
            let details = records.pop().map(|record| detail(store, lexicon, record, as_of)).transpose()?;
            Ok(details.map_or(Shown::Nothing, |details| Shown::One(Box::new(details))))
        }
        _ => Ok(Shown::Several(records)),
    }
}

fn find(store: &Store, lexicon: &Lexicon, asked: &str) -> Result<Vec<Record>, RegistryError> {
    if let Some(record) = store.known(asked, lexicon)? {
        return Ok(vec![record]);
    }
    if let Some(number) = parse_number(lexicon, asked) {
        return store.known_by_number(&number, lexicon);
    }
    if let Some((words, when)) = asked.rsplit_once(' ')
        && let Some(number) = parse_number(lexicon, words)
    {
        let day: Option<Date> = when.parse().ok();
        let year: Option<i16> = when.parse().ok();
        let mut records = store.known_by_number(&number, lexicon)?;
        records.retain(|record| match (day, year) {
            (Some(day), _) => record.issued == Some(day),
            (None, Some(year)) => record.year() == Some(year),
            (None, None) => false,
        });
        return Ok(records);
    }
    store.known_by_name(asked, lexicon)
}

fn detail(store: &Store, lexicon: &Lexicon, record: Record, as_of: Date) -> Result<Detail, RegistryError> {
    let id = &record.id;
    let (rests_on, mut acts_on): (Vec<Relation>, Vec<Relation>) =
        store.relations_from(id)?.into_iter().partition(|relation| relation.role == Role::Basis);
    acts_on.retain(|relation| !matches!(relation.role, Role::Mentions | Role::Proposal));
    let mut cited_by = store.relations_to(id)?;
    cited_by.retain(|relation| !matches!(relation.role, Role::Amends | Role::Replaces | Role::Repeals));
    let amended_by = store.amendments(id, as_of, lexicon)?;
    let of = |number: &crate::document::DocNumber| lexicon.law_numbered(&number.key);
    let laws = record.number.as_ref().filter(|_| record.is_national()).map(of).unwrap_or_default();
    let listed = laws.into_iter().find(|law| law.issued.is_none() || law.issued == record.issued);
    Ok(Detail {
        history: store.changes(id, lexicon)?,
        provisions: touched(&amended_by),
        conflicts: store.conflicts(id, lexicon)?,
        listed: listed.map(|law| Listed { verified: law.verified, basis: law.basis.clone() }),
        validity: store.validity(id, as_of, lexicon)?,
        current_successor: store.current_successor(id, as_of, lexicon)?,
        replaced_by: store.successors(id, as_of, lexicon)?,
        amended_by,
        rests_on,
        acts_on,
        cited_by,
        record,
    })
}

/// Returns what was done to each provision, in the order of the provisions' paths and of the days.
fn touched(amendments: &[Amendment]) -> Vec<Touched> {
    let of = |amendment: &Amendment| {
        let Amendment { by, how, effective, .. } = amendment.clone();
        amendment.provisions.clone().into_iter().map(move |provision| Touched {
            provision,
            how,
            by: by.clone(),
            since: effective,
        })
    };
    let mut touched: Vec<Touched> = amendments.iter().flat_map(of).collect();
    touched.sort_by(|one, other| (&one.provision, one.since).cmp(&(&other.provision, other.since)));
    touched
}
