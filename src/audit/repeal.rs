//! What becomes wrong on the day a document ends (nếu văn bản hết hiệu lực).

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Serialize;

use super::resting::target;
use super::still_speaks;
use crate::document::{Date, DocNumber, Role, ValidityStatus};
use crate::lexicon::Lexicon;
use crate::registry::{Record, RegistryError, Store};

/// What the end of a document touches.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Repeal {
    /// Its number as asked for.
    pub number: String,
    /// Ids of the documents that bear it; none where neither registry nor built-in list has it.
    pub documents: Vec<String>,
    /// The documents in force that it touches, nearest first.
    pub affected: Vec<Affected>,
}

/// A document in force that rests on, carries out or guides the one that ends, or one that does so.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
pub struct Affected {
    /// 1 where it does so itself, 2 where it rests on one that does, and so on.
    pub steps: usize,
    /// Its id.
    pub document: String,
    /// Its title.
    pub title: Option<String>,
    /// What it rests on.
    pub through: String,
    /// `basis`, `guides`, `implements` or `mentions`.
    pub role: Role,
}

/// What a document says of one without which it stands differently.
const LEANING: [Role; 4] = [Role::Basis, Role::Guides, Role::Implements, Role::Mentions];
/// Beyond the first step only what rests on, guides or carries out is followed: a mention hands nothing on.
const FOLLOWED: [Role; 3] = [Role::Basis, Role::Guides, Role::Implements];

/// Returns what the end of the documents of that number touches on the day.
pub(super) fn of(
    store: &Store,
    lexicon: &Lexicon,
    records: &[&Record],
    number: &DocNumber,
    as_of: Date,
) -> Result<Repeal, RegistryError> {
    let documents: Vec<String> = store.known_by_number(number, lexicon)?.into_iter().map(|record| record.id).collect();
    let mut links: Vec<(&Record, String, Role)> = Vec::new();
    for record in records.iter().filter(|record| still_speaks(record, as_of)) {
        let status = store.validity(&record.id, as_of, lexicon)?.status;
        if !matches!(status, ValidityStatus::InForce | ValidityStatus::Partly) {
            continue;
        }
        for relation in store.relations_from(&record.id)? {
            if LEANING.contains(&relation.role)
                && let Some(on) = target(store, lexicon, relation.target.document, &relation.target.label)?
            {
                links.push((record, on, relation.role));
            }
        }
    }
    let mut affected: BTreeSet<Affected> = BTreeSet::new();
    let mut seen: BTreeSet<String> = documents.iter().cloned().collect();
    let mut edge: BTreeSet<String> = seen.clone();
    for steps in 1.. {
        let mut next: BTreeSet<String> = BTreeSet::new();
        for (record, through, role) in &links {
            let leans = edge.contains(through) && (steps == 1 || FOLLOWED.contains(role));
            if !leans || seen.contains(&record.id) {
                continue;
            }
            let (document, title) = (record.id.clone(), record.title.clone());
            if FOLLOWED.contains(role) {
                next.insert(document.clone());
            }
            affected.insert(Affected { steps, document, title, through: through.clone(), role: *role });
        }
        if next.is_empty() {
            break;
        }
        seen.extend(next.iter().cloned());
        edge = next;
    }
    Ok(Repeal { number: number.key.clone(), documents, affected: affected.into_iter().collect() })
}
