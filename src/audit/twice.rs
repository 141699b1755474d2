//! Normative documents of one issuer on one matter that are both in force.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::still_speaks;
use crate::document::{Class, Date, Role, ValidityStatus};
use crate::lexicon::Lexicon;
use crate::registry::{Record, RegistryError, Store, one_matter};

/// Two documents in force on one matter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Twice {
    /// Id of the earlier one.
    pub earlier: String,
    /// Its title.
    pub earlier_title: Option<String>,
    /// Id of the later one.
    pub later: String,
    /// Its title.
    pub later_title: Option<String>,
}

/// Returns the pairs, in the order of the ids. What changes another, or is said to end it, is none.
pub(super) fn of(
    store: &Store,
    lexicon: &Lexicon,
    records: &[Record],
    as_of: Date,
) -> Result<Vec<Twice>, RegistryError> {
    let mut houses: BTreeMap<(&str, &str, Option<&str>), Vec<&Record>> = BTreeMap::new();
    for record in records.iter().filter(|record| record.class == Class::Normative && still_speaks(record, as_of)) {
        let issuer = record.issuer.as_ref().and_then(|issuer| issuer.id.as_deref());
        if let (Some(issuer), Some(_)) = (issuer, &record.title) {
            houses.entry((&record.territory, issuer, record.kind.as_deref())).or_default().push(record);
        }
    }
    let mut twice = Vec::new();
    for mut house in houses.into_values() {
        house.sort_by_key(|record| (record.issued, &record.id));
        for (at, earlier) in house.iter().enumerate() {
            for later in house.iter().skip(at + 1) {
                let title = |record: &&Record| record.title.clone().unwrap_or_default();
                let numbers = earlier.number.as_ref().zip(later.number.as_ref());
                if !numbers.is_some_and(|(one, other)| lexicon.are_of_two_organs(one, other))
                    && one_matter(&title(earlier), &title(later))
                    && live(store, lexicon, earlier, as_of)?
                    && live(store, lexicon, later, as_of)?
                    && !touches(store, later, earlier)?
                {
                    twice.push(Twice {
                        earlier: earlier.id.clone(),
                        earlier_title: earlier.title.clone(),
                        later: later.id.clone(),
                        later_title: later.title.clone(),
                    });
                }
            }
        }
    }
    Ok(twice)
}

fn live(store: &Store, lexicon: &Lexicon, record: &Record, as_of: Date) -> Result<bool, RegistryError> {
    let status = store.validity(&record.id, as_of, lexicon)?.status;
    Ok(matches!(status, ValidityStatus::InForce | ValidityStatus::Partly))
}

fn touches(store: &Store, later: &Record, earlier: &Record) -> Result<bool, RegistryError> {
    let relations = store.relations_from(&later.id)?;
    Ok(relations.iter().any(|relation| {
        matches!(relation.role, Role::Amends | Role::Replaces | Role::Repeals | Role::Guides)
            && relation.target.document.as_ref() == Some(&earlier.id)
    }))
}
