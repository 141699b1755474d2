//! Documents in force that rest on others that are not (căn cứ đã hết hiệu lực).

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::still_speaks;
use crate::document::{Date, Role, Validity, ValidityStatus};
use crate::lexicon::Lexicon;
use crate::registry::{Record, RegistryError, Store};

/// A document in force that rests on one that has ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Resting {
    /// Id of the document in force.
    pub document: String,
    /// Its title.
    pub title: Option<String>,
    /// Id of the one that has ended.
    pub on: String,
    /// Its last day in force, where known.
    pub until: Option<Date>,
    /// What ended it, where known.
    pub by: Option<String>,
    /// What stands in its place on the day, where known.
    pub successor: Option<String>,
}

/// Returns them, in the order of the documents' ids. Yearly plans whose year is over are left out.
pub(super) fn of(
    store: &Store,
    lexicon: &Lexicon,
    records: &[&Record],
    as_of: Date,
) -> Result<Vec<Resting>, RegistryError> {
    let mut known: BTreeMap<String, (Validity, Option<String>)> = BTreeMap::new();
    let mut resting = Vec::new();
    for record in records.iter().filter(|record| still_speaks(record, as_of)) {
        let own = store.validity(&record.id, as_of, lexicon)?.status;
        if !matches!(own, ValidityStatus::InForce | ValidityStatus::Partly) {
            continue;
        }
        for relation in store.relations_from(&record.id)?.into_iter().filter(|relation| relation.role == Role::Basis) {
            let Some(on) = target(store, lexicon, relation.target.document, &relation.target.label)? else { continue };
            if !known.contains_key(&on) {
                let successor = store.current_successor(&on, as_of, lexicon)?;
                known.insert(on.clone(), (store.validity(&on, as_of, lexicon)?, successor));
            }
            let Some((validity, successor)) = known.get(&on) else { continue };
            if validity.status == ValidityStatus::Expired {
                resting.push(Resting {
                    document: record.id.clone(),
                    title: record.title.clone(),
                    on,
                    until: validity.until,
                    by: validity.by.clone(),
                    successor: successor.clone(),
                });
            }
        }
    }
    resting.dedup();
    Ok(resting)
}

/// Returns the id of a relation's target: as the registry joined it, else the one law of the built-in list that bears the
/// number, which holds its year.
pub(super) fn target(
    store: &Store,
    lexicon: &Lexicon,
    joined: Option<String>,
    label: &str,
) -> Result<Option<String>, RegistryError> {
    if joined.is_some() {
        return Ok(joined);
    }
    let laws = lexicon.law_numbered(label);
    let [law] = laws.as_slice() else { return Ok(None) };
    let id = format!("{}/{}", crate::registry::NATIONAL, law.number);
    let dated = law.issued.map(|day| format!("{id}/{day}"));
    for id in dated.into_iter().chain([id]) {
        if let Some(record) = store.known(&id, lexicon)? {
            return Ok(Some(record.id));
        }
    }
    Ok(None)
}
