//! How one document owed by one unit stands.

use schemars::JsonSchema;
use serde::Serialize;

use super::program::{Item, OWN, Parent, Program, is_one_of};
use super::recognised::{Hit, UnitKey};
use super::{Asked, Entry, Evidence};
use crate::document::{Date, Role};
use crate::lexicon::Lexicon;
use crate::registry::{Coverage, Record, RegistryError, Source, Store};

/// How a document owed stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// Issued, in time or without a day to be in time for.
    Issued,
    /// Issued after the day.
    Late,
    /// Not issued, by a registry that is declared to have every document of the unit.
    Missing,
    /// The day has not passed.
    Pending,
    /// Not in the registry, which is not declared to have every document of the unit: nothing can be said.
    Unknown,
}

/// Whether a document rests on what it should.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum ParentState {
    /// It does.
    Right,
    /// It rests on the like of another year instead.
    Wrong,
    /// It names none of those that the registry has.
    Unnamed,
    /// Its text was not read, or the registry has no document that it should rest on.
    Unknown,
}

/// On what a document rests.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct OnParent {
    /// Whether that is what it should rest on.
    pub state: ParentState,
    /// What it rests on, or should: id of the document.
    pub document: Option<String>,
    /// Its number.
    pub label: Option<String>,
}

/// What a document rests on or carries out.
const LEANING: [Role; 3] = [Role::Basis, Role::Implements, Role::Guides];

/// All that is needed to tell.
pub(super) struct Standing<'a> {
    pub(super) store: &'a Store,
    pub(super) lexicon: &'a Lexicon,
    pub(super) program: &'a Program,
    pub(super) asked: &'a Asked,
    pub(super) hits: &'a [Hit<'a>],
    pub(super) coverage: &'a [Coverage],
}

impl Standing<'_> {
    /// Returns how the item at `at` of the programme stands for a unit; `None` where it owes none.
    pub(super) fn of(&self, unit: &UnitKey, at: usize, item: &Item) -> Result<Option<Entry>, RegistryError> {
        if !is_one_of(&item.units, &unit.1, self.lexicon) {
            return Ok(None);
        }
        let year = self.asked.year;
        let due = item.due_by(&unit.1, year, self.lexicon);
        let day = due.map(|(day, _)| day);
        let own = |hit: &&Hit<'_>| hit.item == at && hit.unit == *unit && hit.years == (year, year);
        let found: Vec<&Record> = self.hits.iter().filter(own).map(|hit| hit.record).collect();
        let first = found.first();
        let days_late = day.zip(first.and_then(|record| record.issued)).and_then(|(day, issued)| {
            let days = issued.since(day).ok()?.get_days();
            (days > 0).then_some(days)
        });
        let last = Date::new(year.clamp(1, 9999), 12, 31).unwrap_or(Date::MAX);
        let state = match first {
            Some(_) if days_late.is_some() => State::Late,
            Some(_) => State::Issued,
            None if self.asked.as_of <= day.unwrap_or(last) => State::Pending,
            None if self.has_all_of(unit, day.unwrap_or(last)) => State::Missing,
            None => State::Unknown,
        };
        Ok(Some(Entry {
            state,
            due: day,
            basis: due.map(|(_, due)| due.basis.clone()),
            verified: due.map(|(_, due)| due.verified),
            days_late,
            parent: match first {
                Some(record) if !item.parent.is_empty() => Some(self.resting(unit, item, record)?),
                _ => None,
            },
            documents: found.into_iter().map(evidence).collect(),
        }))
    }

    /// Whether the registry is declared to have every document of the unit from the year in which the item was due or judged
    /// to that of the day of judgement, at most to the year after: until then a late one may come.
    fn has_all_of(&self, (territory, unit): &UnitKey, due: Date) -> bool {
        let year = self.asked.year;
        let last = self.asked.as_of.year().min(year + 1);
        let covers = |wanted: i16| {
            self.coverage.iter().any(|one| {
                one.issuer == *unit && one.territory == *territory && (one.first..=one.last).contains(&wanted)
            })
        };
        (due.year().min(year)..=last).all(covers)
    }

    fn resting(&self, unit: &UnitKey, item: &Item, record: &Record) -> Result<OnParent, RegistryError> {
        let parents: Vec<&Parent> =
            item.parent.iter().filter(|parent| parent.holds(&unit.1, record.issued, self.lexicon)).collect();
        let mut relations = self.store.relations_from(&record.id)?;
        relations.retain(|relation| LEANING.contains(&relation.role));
        let told = |state, document: Option<String>, label: Option<String>| OnParent { state, document, label };
        let year = self.asked.year;
        let mut of_another_year = None;
        for relation in &relations {
            let numbered = |parent: &&Parent| parent.number.as_deref() == Some(relation.target.label.as_str());
            let target = relation.target.document.as_deref();
            let mut likes = self.likes(unit, &parents).filter(|hit| Some(hit.record.id.as_str()) == target);
            let like = likes.next();
            if parents.iter().any(numbered) || like.is_some_and(|hit| holds_year(hit, year)) {
                return Ok(told(
                    ParentState::Right,
                    relation.target.document.clone(),
                    Some(relation.target.label.clone()),
                ));
            }
            of_another_year = of_another_year.or(like);
        }
        let label = |hit: &Hit<'_>| Some(hit.record.label().to_owned());
        if let Some(hit) = of_another_year {
            return Ok(told(ParentState::Wrong, Some(hit.record.id.clone()), label(hit)));
        }
        let there = self.likes(unit, &parents).find(|hit| {
            holds_year(hit, year) && hit.record.issued.zip(record.issued).is_some_and(|(parent, own)| parent <= own)
        });
        let read = record.source == Source::Document;
        Ok(match there.filter(|_| read) {
            Some(hit) => told(ParentState::Unnamed, Some(hit.record.id.clone()), label(hit)),
            None => told(ParentState::Unknown, None, None),
        })
    }

    /// Returns the documents of all years that are items on which a unit's document may rest: its own, and those of others in
    /// its province.
    fn likes<'b>(&'b self, unit: &'b UnitKey, parents: &'b [&Parent]) -> impl Iterator<Item = &'b Hit<'b>> {
        let province = |territory: &'b str| territory.split('/').next().unwrap_or(territory);
        self.hits.iter().filter(move |hit| {
            let is_item = |parent: &&&Parent| {
                let id = self.program.items.get(hit.item).map(|item| &item.id);
                parent.item.is_some() && parent.item.as_ref() == id
            };
            let by = |parent: &&Parent| {
                let above = hit.unit != *unit && province(&hit.unit.0) == province(&unit.0);
                parent.by.iter().any(|by| **by == *OWN) && hit.unit == *unit
                    || above && is_one_of(&parent.by, &hit.unit.1, self.lexicon)
            };
            parents.iter().filter(is_item).any(by)
        })
    }
}

fn holds_year(hit: &Hit<'_>, year: i16) -> bool {
    (hit.years.0..=hit.years.1).contains(&year)
}

fn evidence(record: &Record) -> Evidence {
    Evidence {
        id: record.id.clone(),
        label: record.label().to_owned(),
        title: record.title.clone(),
        issued: record.issued,
        path: record.path.clone(),
    }
}
