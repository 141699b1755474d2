//! What is known of documents from both sources: the registry, and the laws of the lexicon where it has gaps.

use rusqlite::Connection;
use schemars::JsonSchema;
use serde::Serialize;

use super::record::{Record, Source, Stored};
use super::relation::{self, Joined, Stated, Which};
use super::target::{Target, name_key, one_series};
use super::{NATIONAL, RegistryError, identity};
use crate::document::{AuthorityRef, Date, DocNumber, Role, Scheme, Slug};
use crate::lexicon::{Law, Lexicon};

/// The row of a record that only the lexicon has; SQLite numbers rows from 1.
const UNSTORED: i64 = 0;

/// A day in which the registry and the built-in list of national documents disagree; the registry's is taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Conflict {
    /// `issued`, `effective` or `expires`.
    pub field: &'static str,
    /// The registry's day.
    pub registry: Date,
    /// The built-in list's day.
    pub listed: Date,
}

/// The registry with the lexicon beside it.
#[derive(Clone, Copy)]
pub(super) struct Knowledge<'a> {
    pub(super) connection: &'a Connection,
    pub(super) lexicon: &'a Lexicon,
}

impl Knowledge<'_> {
    /// Returns the document of that id.
    pub(super) fn by_id(self, id: &str) -> Result<Option<Stored>, RegistryError> {
        if let Some(stored) = Stored::by_id(self.connection, id)? {
            return Ok(Some(self.completed(stored)));
        }
        let Some(rest) = id.strip_prefix(NATIONAL).and_then(|rest| rest.strip_prefix('/')) else { return Ok(None) };
        let number = match rest.rsplit_once('/') {
            Some((number, day)) if day.parse::<Date>().is_ok() => number,
            _ => rest,
        };
        let laws = self.lexicon.law_numbered(number);
        Ok(laws.into_iter().map(|law| self.stored(law)).find(|stored| stored.record.id == id))
    }

    /// Returns the documents of that number, of all territories and days.
    pub(super) fn by_key(self, key: &str) -> Result<Vec<Stored>, RegistryError> {
        let mut found: Vec<Stored> =
            Stored::by_key(self.connection, key)?.into_iter().map(|stored| self.completed(stored)).collect();
        for law in self.lexicon.law_numbered(key) {
            let known = found.iter().any(|stored| stored.record.is_national() && is(law, &stored.record));
            if !known {
                found.push(self.stored(law));
            }
        }
        Ok(found)
    }

    /// Returns the laws of that name, in the order of their days.
    pub(super) fn by_name(self, name: &str) -> Result<Vec<Stored>, RegistryError> {
        let mut found = Stored::by_name(self.connection, &name_key(name))?;
        for law in self.lexicon.law_named(name, None) {
            if !found.iter().any(|stored| is(law, &stored.record)) {
                let mut registered = Stored::by_key(self.connection, &number(&law.number).matching_key())?;
                registered.retain(|stored| stored.record.is_national() && is(law, &stored.record));
                found.push(registered.into_iter().next().unwrap_or_else(|| self.stored(law)));
            }
        }
        let mut found: Vec<Stored> = found.into_iter().map(|stored| self.completed(stored)).collect();
        found.sort_by(|one, other| (one.record.issued, &one.record.id).cmp(&(other.record.issued, &other.record.id)));
        Ok(found)
    }

    /// Returns the one document that bears the marks.
    pub(super) fn meant(self, target: &Target) -> Result<Option<Record>, RegistryError> {
        if let Some(record) = relation::meant(self.connection, target)? {
            return Ok(Some(record));
        }
        let mut laws: Vec<Record> = match (&target.key, &target.name) {
            (Some(key), _) => self.lexicon.law_numbered(key).into_iter().map(|law| self.record(law)).collect(),
            (None, _) => Vec::new(),
        };
        laws.retain(|record| target.means(record));
        let only = laws.pop();
        Ok(only.filter(|_| laws.is_empty()))
    }

    /// Returns the document that changes `changed` by what a catalogue tells. Where it tells a number without its year,
    /// only a later document that names the changed one in its title can be meant.
    fn changer(self, told: &Target, changed: &Record) -> Result<Option<Record>, RegistryError> {
        if let Some(record) = self.meant(told)? {
            return Ok(Some(record));
        }
        let (Some(key), None, false) = (&told.key, told.year, told.dated) else { return Ok(None) };
        let mut later: Vec<Record> = self.by_key(key)?.into_iter().map(|stored| stored.record).collect();
        later.retain(|record| {
            told.at_home(record)
                && record.issued > changed.issued
                && record.title.as_deref().is_some_and(|title| title.contains(changed.label()))
        });
        let only = later.pop();
        Ok(only.filter(|_| later.is_empty()))
    }

    /// Returns what is known to change the document's force: by the registry first, by the lexicon what it lacks.
    pub(super) fn changes(self, to: &Stored) -> Result<Vec<Joined>, RegistryError> {
        let mut changes = relation::to(self.connection, to, Which::Changing)?;
        for change in &mut changes {
            if change.actor.is_none() {
                change.actor = self.changer(&change.stated.target, &to.record)?;
            }
            change.actor = change.actor.take().map(|actor| self.filled(actor));
        }
        let Some(law) = self.law(&to.record) else { return Ok(changes) };
        let told =
            [(Role::Amends, &law.amended_by), (Role::Replaces, &law.replaced_by), (Role::Repeals, &law.repealed_by)];
        for (role, by) in told.into_iter().flat_map(|(role, by)| by.iter().map(move |by| (role, by))) {
            let number = number(by);
            let known = |change: &Joined| {
                let label = change.actor.as_ref().map_or(change.stated.label.as_str(), Record::label);
                label.eq_ignore_ascii_case(by) && (change.stated.role == Role::Amends) == (role == Role::Amends)
            };
            if let Some(change) = changes.iter_mut().find(|change| known(change)) {
                // A law ends its forerunner in its last article: "hết hiệu lực" there, "thay thế" in the tables.
                if role == Role::Replaces && change.stated.whole {
                    change.stated.role = role;
                }
                continue;
            }
            let stated = told_by_catalogue(to.row, NATIONAL, role, &number, None);
            let actor = self.changer(&stated.target, &to.record)?.map(|actor| self.filled(actor));
            changes.push(Joined { stated, actor, target: Some(to.record.clone()) });
        }
        Ok(changes)
    }

    /// Returns whether on the day one territory stands in the other's place, through renaming or merger.
    pub(super) fn succeeds(self, later: &str, earlier: &str, day: Date) -> bool {
        self.lexicon.successor_territory(earlier, day).is_some_and(|territory| territory.id == *later)
    }

    /// Returns the days in which the registry's record and the built-in list disagree.
    pub(super) fn conflicts(self, id: &str) -> Result<Vec<Conflict>, RegistryError> {
        let Some(Stored { record, .. }) = Stored::by_id(self.connection, id)? else { return Ok(Vec::new()) };
        let Some(law) = self.law(&record) else { return Ok(Vec::new()) };
        let days = [
            ("issued", record.issued, law.issued),
            ("effective", record.effective, law.from),
            ("expires", record.expires, law.to),
        ];
        let conflict = |(field, registry, listed): (&'static str, Option<Date>, Option<Date>)| {
            let (registry, listed) = registry.zip(listed).filter(|(registry, listed)| registry != listed)?;
            Some(Conflict { field, registry, listed })
        };
        Ok(days.into_iter().filter_map(conflict).collect())
    }

    /// Returns what the lexicon has of the same document.
    fn law(&self, record: &Record) -> Option<&Law> {
        let key = record.number.as_ref().filter(|_| record.is_national())?.matching_key();
        self.lexicon.law_numbered(&key).into_iter().find(|law| is(law, record))
    }

    fn completed(self, stored: Stored) -> Stored {
        Stored { record: self.filled(stored.record), ..stored }
    }

    /// Fills the days that the registry lacks of a law from the lexicon.
    fn filled(self, record: Record) -> Record {
        let Some(law) = self.law(&record) else { return record };
        Record {
            effective: record.effective.or(law.from),
            expires: record.expires.or(law.to),
            issued: record.issued.or(law.issued),
            name: record.name.or_else(|| Some(law.name.clone())),
            ..record
        }
    }

    fn stored(self, law: &Law) -> Stored {
        Stored { row: UNSTORED, record: self.record(law) }
    }

    fn record(self, law: &Law) -> Record {
        let number = number(&law.number);
        let issuer = law.issuer.as_deref().and_then(|id| self.lexicon.authority(id));
        Record {
            id: identity::numbered_id(NATIONAL, &number, law.issued),
            class: super::entry::class_of(number.scheme),
            number: Some(number),
            kind: Some(law.kind.clone()),
            issuer: issuer.map(|body| AuthorityRef {
                text: body.name.clone(),
                span: None,
                id: Some(body.id.clone()),
                level: body.level,
                territory: None,
            }),
            territory: Slug::from(NATIONAL),
            issued: law.issued,
            effective: law.from,
            expires: law.to,
            seen: law.seen,
            title: Some(law.name.clone()),
            name: Some(law.name.clone()),
            path: None,
            hash: None,
            source: Source::Catalogue,
        }
    }
}

/// Returns a relation that a catalogue tells of the document at `row`.
pub(super) fn told_by_catalogue(
    row: i64,
    territory: &str,
    role: Role,
    number: &DocNumber,
    issued: Option<Date>,
) -> Stated {
    Stated {
        document: row,
        role,
        inverse: true,
        target: Target {
            key: Some(number.matching_key()),
            kind: None,
            name: None,
            issued,
            year: issued.map(Date::year).or(number.year),
            dated: number.year.is_some(),
            territory: territory.to_owned(),
            level: None,
        },
        whole: role != Role::Amends,
        effect: None,
        first: None,
        last: None,
        provisions: Vec::new(),
        label: number.key.clone(),
        text: String::new(),
        span: None,
    }
}

/// Returns whether a national record is of this law: of its number, and of its day where the number holds no year.
fn is(law: &Law, record: &Record) -> bool {
    let Some(known) = &record.number else { return false };
    known.matching_key() == number(&law.number).matching_key()
        && one_series(known, record.kind.as_deref(), Some(&law.kind))
        && (known.year.is_some() || record.issued.is_none() || record.issued == law.issued)
}

/// Takes apart a number of the lexicon's table, which are all well formed: `30/2020/NĐ-CP`, `80/2015/QH13`.
fn number(text: &str) -> DocNumber {
    let mut parts = text.split('/');
    let ordinal = parts.next().unwrap_or_default();
    let rest: Vec<&str> = parts.collect();
    let year = rest.first().and_then(|year| year.parse().ok()).filter(|year| (1945..2100).contains(year));
    let symbol = rest.last().copied().unwrap_or_default();
    let (kind, organ) = symbol.split_once('-').map_or((None, symbol), |(kind, organ)| (Some(kind), organ));
    let law = kind.is_none() || kind == Some("PL");
    let scheme = match (law, year) {
        (true, _) => Scheme::Law,
        (false, Some(_)) => Scheme::Normative,
        (false, None) => Scheme::Administrative,
    };
    DocNumber {
        text: text.to_owned(),
        span: None,
        key: text.to_owned(),
        ordinal: ordinal.to_owned(),
        year,
        kind: kind.map(str::to_owned),
        organ: Some(organ.to_owned()),
        scheme,
    }
}
