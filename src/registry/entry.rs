//! Entries of a catalogue: what is told of a document whose text is not at hand.

use rusqlite::Connection;

use super::knowledge::told_by_catalogue;
use super::record::{Record, Source, Stored};
use super::target::one_series;
use super::write::{self, Outcome, Put};
use super::{RegistryError, identity, relation, similarity};
use crate::document::{AuthorityRef, Class, Date, DocNumber, Role, Scheme, Slug};

/// What a catalogue tells of one document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its number.
    pub number: DocNumber,
    /// Id of its kind.
    pub kind: Option<Slug>,
    /// Who issued it.
    pub issuer: Option<AuthorityRef>,
    /// Its territory; `viet-nam` for central authorities.
    pub territory: Slug,
    /// The day of issue.
    pub issued: Option<Date>,
    /// The first day in force.
    pub effective: Option<Date>,
    /// The last day in force.
    pub expires: Option<Date>,
    /// Its title.
    pub title: Option<String>,
    /// The documents that amend it, replace it or repeal it.
    pub changed_by: Vec<Change>,
    /// Whether its list gives the same number and day to another document before: two were given one number, and both are
    /// kept.
    pub twin: bool,
}

/// A document that a catalogue names as changing another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// `amends`, `replaces` or `repeals`.
    pub role: Role,
    /// The number of the changing document.
    pub number: DocNumber,
    /// Its day of issue.
    pub issued: Option<Date>,
}

/// Returns the class of documents numbered in a scheme.
pub(super) fn class_of(scheme: Scheme) -> Class {
    match scheme {
        Scheme::Normative | Scheme::Law => Class::Normative,
        Scheme::Party => Class::Party,
        Scheme::Administrative | Scheme::Letter | Scheme::Consolidated => Class::Administrative,
    }
}

/// Returns the name under which a law is cited: its kind and title, `Luật Thanh tra`; `None` for other kinds.
pub(super) fn law_name(kind: &str, title: &str) -> Option<String> {
    let word = match kind {
        "hien-phap" => "Hiến pháp",
        "bo-luat" => "Bộ luật",
        "luat" => "Luật",
        "phap-lenh" => "Pháp lệnh",
        _ => return None,
    };
    let begins = Slug::of(title).starts_with(&*Slug::of(word));
    Some(if begins { title.to_owned() } else { format!("{word} {title}") })
}

/// Stores an entry. A document that was read keeps all it says of itself; a catalogue that gives another day than a
/// stored catalogue did is kept beside it, for it is not known which of them errs.
pub(super) fn put(connection: &Connection, entry: &Entry) -> Result<Put, RegistryError> {
    let record = record_of(entry);
    let mut same = Stored::by_key(connection, &entry.number.matching_key())?;
    same.retain(|stored| {
        let known = &stored.record;
        known.territory == record.territory && one_series(&entry.number, known.kind.as_deref(), entry.kind.as_deref())
    });
    let fits = |stored: &&Stored| {
        let known = &stored.record;
        known.issued == record.issued
            || entry.number.year.is_some() && (known.source == Source::Document || record.issued.is_none())
    };
    let titled = |stored: &&Stored| one_title(stored.record.title.as_deref(), entry.title.as_deref());
    let known = same.iter().filter(fits).find(titled);
    let known = if entry.twin { known } else { known.or_else(|| same.iter().find(fits)) };
    let (row, id, outcome) = if let Some(stored) = known {
        let mut merged = merge(stored.record.clone(), record);
        if merged.id != stored.record.id {
            merged.id = write::free_id(connection, &merged.id)?;
        }
        let outcome = if merged == stored.record { Outcome::Unchanged } else { Outcome::Updated };
        write::update(connection, stored.row, &merged)?;
        (stored.row, merged.id, outcome)
    } else {
        let id = write::free_id(connection, &record.id)?;
        let record = Record { id: id.clone(), ..record };
        (write::insert(connection, &record)?, id, Outcome::Added)
    };
    if !entry.changed_by.is_empty() {
        let sql = "DELETE FROM relation WHERE document = ?1 AND inverse = 1";
        connection.prepare_cached(sql)?.execute([row])?;
    }
    for change in &entry.changed_by {
        let stated = told_by_catalogue(row, &entry.territory, change.role, &change.number, change.issued);
        relation::insert(connection, &stated)?;
    }
    Ok(Put { id, outcome })
}

/// Returns whether two titles can be of one document; one that is not known can be any.
pub(crate) fn one_title(one: Option<&str>, other: Option<&str>) -> bool {
    let (Some(one), Some(other)) = (one, other) else { return true };
    one == other || similarity::titles(one, other).is_some_and(|alike| alike >= 0.6)
}

fn merge(known: Record, told: Record) -> Record {
    let dated = known.issued.is_none() && told.issued.is_some();
    let id = if dated { told.id.clone() } else { known.id.clone() };
    let (first, second) = match known.source {
        Source::Document => (known, told),
        Source::Catalogue => (told, known),
    };
    Record {
        id,
        kind: first.kind.or(second.kind),
        issuer: first.issuer.or(second.issuer),
        issued: first.issued.or(second.issued),
        effective: first.effective.or(second.effective),
        expires: first.expires.or(second.expires),
        title: first.title.or(second.title),
        name: first.name.or(second.name),
        ..first
    }
}

fn record_of(entry: &Entry) -> Record {
    let kind = entry.kind.as_deref();
    Record {
        id: identity::numbered_id(&entry.territory, &entry.number, entry.issued),
        number: Some(entry.number.clone()),
        kind: entry.kind.clone(),
        issuer: entry.issuer.clone(),
        territory: entry.territory.clone(),
        issued: entry.issued,
        effective: entry.effective,
        expires: entry.expires,
        seen: None,
        class: class_of(entry.number.scheme),
        title: entry.title.clone(),
        name: kind.zip(entry.title.as_deref()).and_then(|(kind, title)| law_name(kind, title)),
        path: None,
        hash: None,
        source: Source::Catalogue,
    }
}
