//! A document among others, as figures show it: what it acts on and what acts on it, and all of them over time.

use std::collections::BTreeMap;

use super::show::Detail;
use crate::document::{Date, Role, ValidityStatus};
use crate::lexicon::Lexicon;
use crate::parse::number::parse_number;
use crate::registry::{Effect, Party, Record, RegistryError, Relation, Store};
use crate::report::figure::{Diagram, Event, Group, Lane, Node, Tie, Timeline};

/// So many documents of one relation are told of by name; a law may be the basis of thousands.
const TOLD: usize = 60;
/// So many documents before one, and so many after it, have a lane.
const LANES: usize = 6;

/// Returns the document with those that it acts on and those that act on it.
///
/// # Errors
/// The registry cannot be read.
pub fn diagram(store: &Store, lexicon: &Lexicon, detail: &Detail) -> Result<Diagram, RegistryError> {
    let look = Look { store, lexicon, as_of: detail.validity.as_of };
    let acts = detail.rests_on.iter().chain(&detail.acts_on);
    // What bears on force is in the history already.
    let cited = detail.cited_by.iter().filter(|relation| relation.effect.is_none());
    let undergoes = detail.history.iter().chain(cited);
    let record = &detail.record;
    Ok(Diagram {
        as_of: look.as_of,
        centre: Node {
            id: Some(record.id.clone()),
            label: record.label().to_owned(),
            title: title(record),
            issued: record.issued,
            status: Some(detail.validity.status),
            provisions: Vec::new(),
            effective: None,
        },
        before: look.groups(acts.map(|relation| (relation, &relation.target)))?,
        after: look.groups(undergoes.map(|relation| (relation, &relation.actor)))?,
    })
}

/// Returns the document's time, that of what it replaced and of what replaced it.
///
/// # Errors
/// The registry cannot be read.
pub fn timeline(store: &Store, lexicon: &Lexicon, detail: &Detail) -> Result<Timeline, RegistryError> {
    let look = Look { store, lexicon, as_of: detail.validity.as_of };
    let ended = |relation: &&Relation| relation.role == Role::Replaces && relation.whole;
    let before = detail.acts_on.iter().filter(ended).filter_map(|relation| relation.target.document.as_deref());
    let after = detail.replaced_by.iter().map(|step| step.by.as_str());
    let own = detail.record.id.as_str();
    let mut ids: Vec<&str> = Vec::new();
    for id in before.take(LANES).chain([own]).chain(after.take(LANES)) {
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    let mut lanes = Vec::new();
    for id in ids {
        if let Some(record) = store.known(id, lexicon)? {
            lanes.push(look.lane(&record, id == own)?);
        }
    }
    Ok(Timeline { as_of: look.as_of, lanes })
}

struct Look<'a> {
    store: &'a Store,
    lexicon: &'a Lexicon,
    as_of: Date,
}

impl Look<'_> {
    /// Puts relations of one kind together, each document once.
    fn groups<'r>(
        &self,
        relations: impl Iterator<Item = (&'r Relation, &'r Party)>,
    ) -> Result<Vec<Group>, RegistryError> {
        let mut by_tie: BTreeMap<(u8, Tie), Vec<Node>> = BTreeMap::new();
        for (relation, party) in relations {
            let tie = relation.effect.map_or(Tie::Role(relation.role), Tie::Effect);
            let nodes = by_tie.entry((rank(tie), tie)).or_default();
            let same = |node: &&mut Node| match (&node.id, &party.document) {
                (Some(one), Some(other)) => one == other,
                (None, None) => node.label == party.label && node.issued == party.issued,
                _ => false,
            };
            match nodes.iter_mut().find(same) {
                Some(known) => add(known, relation),
                None => nodes.push(bare(relation, party)),
            }
        }
        let group = |((_, tie), mut nodes): ((u8, Tie), Vec<Node>)| {
            let total = nodes.len();
            // The newest are asked for most.
            nodes.sort_by_key(|node| std::cmp::Reverse(node.issued));
            nodes.truncate(TOLD);
            let nodes = nodes.into_iter().map(|node| self.filled(node)).collect::<Result<_, _>>()?;
            Ok(Group { tie, nodes, total })
        };
        by_tie.into_iter().map(group).collect()
    }

    /// Adds what the registry knows of the document.
    fn filled(&self, node: Node) -> Result<Node, RegistryError> {
        let record = match node.id.as_deref() {
            Some(id) => self.store.known(id, self.lexicon)?,
            None => self.listed(&node)?,
        };
        let Some(record) = record else { return Ok(node) };
        let status = self.store.validity(&record.id, self.as_of, self.lexicon)?.status;
        Ok(Node {
            id: Some(record.id.clone()),
            title: title(&record),
            issued: record.issued.or(node.issued),
            status: Some(status),
            ..node
        })
    }

    /// Returns the national document of the node's number that the registry lacks and the built-in list has: a number with its
    /// year is that of no other.
    fn listed(&self, node: &Node) -> Result<Option<Record>, RegistryError> {
        let number = parse_number(self.lexicon, &node.label).filter(|number| number.year.is_some());
        let Some(number) = number else { return Ok(None) };
        let mut known = self.store.known_by_number(&number, self.lexicon)?;
        known.retain(|record| record.is_national() && (node.issued.is_none() || record.issued == node.issued));
        let only = known.pop();
        Ok(only.filter(|_| known.is_empty()))
    }

    fn lane(&self, record: &Record, own: bool) -> Result<Lane, RegistryError> {
        let id = record.id.clone();
        let mut validity = self.store.validity(&id, self.as_of, self.lexicon)?;
        if validity.until.is_none() && validity.status != ValidityStatus::Unknown {
            validity.until = self.store.validity(&id, Date::MAX, self.lexicon)?.until;
        }
        let changes = self.store.changes(&id, self.lexicon)?;
        let paused = |change: &Relation| {
            let pauses = change.effect == Some(Effect::Suspends);
            change.effective.filter(|_| pauses).map(|from| (from, change.until))
        };
        let in_part = |change: &&Relation| !change.whole && change.effect.is_none();
        Ok(Lane {
            label: record.label().to_owned(),
            title: title(record),
            own,
            issued: record.issued,
            validity,
            pauses: changes.iter().filter_map(paused).collect(),
            changes: changes.iter().filter(in_part).map(event).collect(),
            id,
        })
    }
}

/// What ends or changes a document comes before what only names it.
fn rank(tie: Tie) -> u8 {
    match tie {
        Tie::Role(Role::Replaces | Role::Repeals) => 0,
        Tie::Role(Role::Amends) => 1,
        Tie::Effect(_) => 2,
        Tie::Role(Role::Basis | Role::Proposal) => 3,
        Tie::Role(Role::Guides | Role::Implements) => 4,
        Tie::Role(Role::Mentions) => 5,
    }
}

fn bare(relation: &Relation, party: &Party) -> Node {
    Node {
        id: party.document.clone(),
        label: party.label.clone(),
        title: None,
        issued: party.issued,
        status: None,
        provisions: relation.provisions.clone(),
        effective: relation.effective.filter(|_| changes_force(relation)),
    }
}

/// Adds another mention of the same document.
fn add(node: &mut Node, relation: &Relation) {
    for path in &relation.provisions {
        if !node.provisions.contains(path) {
            node.provisions.push(path.clone());
        }
    }
}

/// Only of what changes force is it worth telling from when.
fn changes_force(relation: &Relation) -> bool {
    relation.effect.is_some() || matches!(relation.role, Role::Amends | Role::Replaces | Role::Repeals)
}

fn event(change: &Relation) -> Event {
    Event {
        date: change.effective,
        how: change.role,
        by: change.actor.document.clone(),
        label: change.actor.label.clone(),
        provisions: change.provisions.clone(),
    }
}

fn title(record: &Record) -> Option<String> {
    record.name.clone().or_else(|| record.title.clone())
}
