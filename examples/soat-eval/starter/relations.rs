//! What national texts say of one another: amended, replaced, repealed.

use std::collections::BTreeMap;

use anyhow::Result;
use serde_json::Value;
use soat::document::{Date, Document, Role};
use soat::lexicon::Lexicon;
use soat::registry::{Entry, NATIONAL, Store};

use super::Told;

/// One text's act upon another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Act {
    /// The number of the acting text.
    pub(super) by: String,
    pub(super) role: Role,
    /// Whether the whole of the other one is concerned.
    pub(super) whole: bool,
    /// The first day of its effect.
    pub(super) from: Option<Date>,
}

/// The acts upon each document, by the matching key of its number and its day of issue.
pub(super) type Acts = BTreeMap<(String, Option<Date>), Vec<Act>>;

/// Puts the texts into a registry and asks it what they do with each document that is told of.
pub(super) fn of_texts(central: &[(Value, Document)], told: &[Told], lexicon: &Lexicon) -> Result<Acts> {
    let mut store = Store::in_memory()?;
    let mut batch = store.begin()?;
    for (_, document) in central {
        batch.put(document, &document.path)?;
    }
    for one in told.iter().filter(|one| one.issued.is_some() || one.number.year.is_some()) {
        batch.put_entry(&Entry {
            number: one.number.clone(),
            kind: one.kind.clone(),
            issuer: None,
            territory: NATIONAL.into(),
            issued: one.issued,
            effective: one.effective,
            expires: None,
            title: None,
            changed_by: Vec::new(),
            twin: false,
        })?;
    }
    batch.commit()?;
    let mut acts = Acts::new();
    for record in store.records()?.iter().filter(|record| record.is_national()) {
        let Some(number) = &record.number else { continue };
        for change in store.changes(&record.id, lexicon)? {
            let by = change.actor.document.as_deref().map(|id| store.known(id, lexicon)).transpose()?.flatten();
            // What only the laws kept by hand tell is in their table.
            let read = !change.text.is_empty();
            let Some(by) = by.filter(|by| read && by.id != record.id && by.issued >= record.issued) else { continue };
            // What is made to amend may end others in passing; which of them as a whole is for a person to read.
            let amends = by.title.as_deref().is_some_and(|title| title.to_lowercase().contains("sửa đổi"));
            let Some(by) = by.number else { continue };
            let whole = change.whole && !amends;
            let act = Act { by: by.key, role: change.role, whole, from: change.effective };
            let known = acts.entry((number.matching_key(), record.issued)).or_default();
            if !known.contains(&act) {
                known.push(act);
            }
        }
    }
    Ok(acts)
}
