//! The dossier of a year (hồ sơ một năm): what each unit owed under a programme, what it issued, when, and on what that rests.

mod program;
mod recognised;
mod standing;

pub use program::{DossierError, Due, Item, Named, Parent, Program};
pub use standing::{OnParent, ParentState, State};

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Serialize;

use crate::document::{Date, Slug};
use crate::lexicon::{Lexicon, Verified};
use crate::registry::{Coverage, NOWHERE, RegistryError, Store};
use recognised::UnitKey;
use standing::Standing;

/// What is asked.
#[derive(Debug, Clone)]
pub struct Asked {
    /// The year.
    pub year: i16,
    /// The day on which it is judged.
    pub as_of: Date,
    /// Only units of this territory and of those inside it; all where `None`.
    pub territory: Option<Slug>,
    /// Only these units: an authority's id, with or without its territory before it; all where empty.
    pub units: Vec<Slug>,
}

/// The dossier of a year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Dossier {
    /// Id of the programme.
    pub program: Slug,
    /// Its title.
    pub title: Named,
    /// The year.
    pub year: i16,
    /// The day on which it was judged.
    #[schemars(with = "String")]
    pub as_of: Date,
    /// The documents owed: columns.
    pub items: Vec<Column>,
    /// The units: rows, in the order of territories and ranks; those of which nothing can be said come last.
    pub units: Vec<UnitRow>,
}

/// One document owed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Column {
    /// Its id.
    pub id: Slug,
    /// Its name.
    pub name: Named,
}

/// One unit with what it owed, an entry a column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct UnitRow {
    /// Id of the authority.
    pub unit: Slug,
    /// Its territory.
    pub territory: Slug,
    /// Its name and that of its territory.
    pub name: String,
    /// What it owed; `None` for what it does not owe.
    pub entries: Vec<Option<Entry>>,
}

impl UnitRow {
    /// Returns whether nothing can be said of any document it owed.
    #[must_use]
    pub fn is_unknown(&self) -> bool {
        self.entries.iter().flatten().all(|entry| entry.state == State::Unknown)
    }
}

/// What became of one document owed by one unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Entry {
    /// How it stands.
    pub state: State,
    /// The day by which it was due, where one is known.
    #[schemars(with = "Option<String>")]
    pub due: Option<Date>,
    /// On what that day rests.
    pub basis: Option<String>,
    /// How far that was verified; what rests on memory is no ground for a reproach.
    #[schemars(with = "Option<String>")]
    pub verified: Option<Verified>,
    /// Days from the day due to the day of issue, where it was late.
    pub days_late: Option<i32>,
    /// The documents, the earliest first: it decides.
    pub documents: Vec<Evidence>,
    /// On what it rests; `None` where nothing is asked or nothing was issued.
    pub parent: Option<OnParent>,
}

/// A document that shows what was done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Evidence {
    /// Its id.
    pub id: String,
    /// Its number, else its title or id.
    pub label: String,
    /// Its title.
    pub title: Option<String>,
    /// Its day of issue.
    #[schemars(with = "Option<String>")]
    pub issued: Option<Date>,
    /// The path of its file as ingested, where its text was read.
    pub path: Option<String>,
}

impl Dossier {
    /// Returns the dossier of a year.
    ///
    /// # Errors
    /// The registry cannot be read.
    pub fn of(store: &Store, lexicon: &Lexicon, program: &Program, asked: &Asked) -> Result<Self, RegistryError> {
        let mut records = store.records()?;
        records.retain(|record| record.issued.is_none_or(|day| day <= asked.as_of));
        let coverage = store.coverage()?;
        let hits = recognised::hits(program, &records, lexicon);
        let standing = Standing { store, lexicon, program, asked, hits: &hits, coverage: &coverage };
        let mut units = recognised::units(program, &records, asked.year, lexicon);
        units.extend(named(program, asked, &coverage, lexicon));
        let columns: Vec<(usize, &Item)> =
            program.items.iter().enumerate().filter(|(_, item)| !item.several_years).collect();
        let mut rows = Vec::new();
        let mut units: Vec<UnitKey> = units.into_iter().filter(|unit| asked.holds(unit)).collect();
        units.sort_by_key(|unit| (unit.0.clone(), program.rank(&unit.1, lexicon)));
        for unit in units {
            let entry = |(at, item): &(usize, &Item)| standing.of(&unit, *at, item);
            let entries = columns.iter().map(entry).collect::<Result<Vec<_>, _>>()?;
            let name = name(&unit, lexicon);
            rows.push(UnitRow { unit: unit.1, territory: unit.0, name, entries });
        }
        rows.sort_by_key(UnitRow::is_unknown);
        Ok(Self {
            program: program.id.clone(),
            title: program.title.clone(),
            year: asked.year,
            as_of: asked.as_of,
            items: columns.iter().map(|(_, item)| Column { id: item.id.clone(), name: item.name.clone() }).collect(),
            units: rows,
        })
    }
}

impl Asked {
    fn holds(&self, (territory, unit): &UnitKey) -> bool {
        let place = self.territory.as_deref().is_none_or(|asked| {
            **territory == *asked || territory.strip_prefix(asked).is_some_and(|rest| rest.starts_with('/'))
        });
        let full = format!("{territory}/{unit}");
        place && (self.units.is_empty() || self.units.iter().any(|asked| *asked == *unit || **asked == *full))
    }
}

/// Units without a document about the year: those that the registry is declared to cover, and those that were asked for.
fn named(program: &Program, asked: &Asked, coverage: &[Coverage], lexicon: &Lexicon) -> BTreeSet<UnitKey> {
    let owes = |unit: &UnitKey| program.items.iter().any(|item| program::is_one_of(&item.units, &unit.1, lexicon));
    let covered = coverage.iter().filter(|one| (one.first..=one.last).contains(&asked.year));
    let covered = covered.map(|one| (one.territory.clone(), one.issuer.clone()));
    let asked = asked.units.iter().filter_map(|unit| unit.rsplit_once('/'));
    let asked = asked.map(|(territory, unit)| (Slug::from(territory), Slug::from(unit)));
    covered.chain(asked).filter(owes).collect()
}

fn name((territory, unit): &UnitKey, lexicon: &Lexicon) -> String {
    let body = lexicon.authority(unit).map_or(unit.as_str(), |body| &body.name);
    match lexicon.territory(territory) {
        Some(place) => format!("{body} ({})", place.name),
        None if **territory == *NOWHERE => body.to_owned(),
        None => format!("{body} ({territory})"),
    }
}
