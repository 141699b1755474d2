//! What a programme asks of its units in a year: `rules/dossiers/*.toml`.

use serde::{Deserialize, Serialize};

use crate::document::{Date, Slug};
use crate::lexicon::{Lexicon, Period, Verified};
use crate::text::LineIndex;

/// A programme (chương trình) with the documents that it asks of each unit every year.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Program {
    /// Id: `cchc`.
    pub id: Slug,
    /// Title in both languages.
    pub title: Named,
    /// Wordings of which a document of the programme says one.
    pub subject: Vec<String>,
    /// The documents.
    #[serde(rename = "item")]
    pub items: Vec<Item>,
}

/// A name in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Named {
    /// In Vietnamese.
    pub vi: String,
    /// In English.
    pub en: String,
}

/// One document that units owe.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// Id: `ke-hoach-nam`.
    pub id: Slug,
    /// Its name.
    pub name: Named,
    /// Authorities that owe it, by id or group.
    pub units: Vec<Slug>,
    /// Kinds that it may have.
    pub kinds: Vec<Slug>,
    /// As [`Program::subject`], in its place.
    #[serde(default)]
    pub subject: Vec<String>,
    /// Of each list one wording stands in kind and title.
    pub says: Vec<Vec<String>>,
    /// None of these does.
    #[serde(default)]
    pub silent: Vec<String>,
    /// Whether it is of several years and owed in none: a parent of others only.
    #[serde(default)]
    pub several_years: bool,
    /// The days by which it is due; the first that fits holds.
    #[serde(default)]
    pub due: Vec<Due>,
    /// On what it rests: one of these.
    #[serde(default)]
    pub parent: Vec<Parent>,
}

/// A day by which a document is due.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Due {
    month: i8,
    day: i8,
    /// Years from that of the dossier: -1 for the year before.
    year: i16,
    /// Authorities for which it holds, by id or group; all where empty.
    #[serde(default)]
    units: Vec<Slug>,
    #[serde(default)]
    from: Option<toml::value::Datetime>,
    #[serde(default)]
    to: Option<toml::value::Datetime>,
    /// Where it rests on.
    pub basis: String,
    /// How far it was verified.
    pub verified: Verified,
}

/// What a document rests on: an item of the dossier, or a document of that number.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Parent {
    /// Another item, of the same year.
    #[serde(default)]
    pub item: Option<Slug>,
    /// Whose item it is, by id or group; `self` for the unit's own.
    #[serde(default)]
    pub by: Vec<Slug>,
    /// Number of a document.
    #[serde(default)]
    pub number: Option<String>,
    /// Authorities for which it holds, by id or group; all where empty.
    #[serde(default)]
    units: Vec<Slug>,
    #[serde(default)]
    from: Option<toml::value::Datetime>,
    #[serde(default)]
    to: Option<toml::value::Datetime>,
}

/// The unit's own item.
pub(super) const OWN: &str = "self";

/// A dossier's file that cannot be used, with the place in it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{path}:{line}:{column}: {message}")]
pub struct DossierError {
    /// The file.
    pub path: String,
    /// 1-based line.
    pub line: usize,
    /// 1-based column in characters.
    pub column: usize,
    /// What is wrong.
    pub message: String,
}

impl Program {
    /// Reads a dossier's file.
    ///
    /// # Errors
    /// The file is no TOML of this shape, or names a unit, a kind, an item or a day that does not exist; the error has the place.
    pub fn read(path: &str, text: &str, lexicon: &Lexicon) -> Result<Self, DossierError> {
        let at = |offset: usize, message: String| {
            let (line, column) = LineIndex::new(text).locate(offset);
            DossierError { path: path.to_owned(), line, column, message }
        };
        let program: Self = toml::from_str(text)
            .map_err(|error| at(error.span().map_or(0, |span| span.start), error.message().to_owned()))?;
        match program.fault(lexicon) {
            Some((needle, message)) => {
                let quoted = format!("\"{needle}\"");
                Err(at(text.find(&quoted).or_else(|| text.find(&needle)).unwrap_or_default(), message))
            }
            None => Ok(program),
        }
    }

    /// Returns where a unit stands among those of the programme, in the order in which its first item names them.
    pub(super) fn rank(&self, unit: &str, lexicon: &Lexicon) -> usize {
        let named = self.items.first().map_or(&[][..], |item| &item.units);
        named.iter().position(|known| is_one_of(std::slice::from_ref(known), unit, lexicon)).unwrap_or(named.len())
    }

    /// Returns the first word that means nothing, and why.
    fn fault(&self, lexicon: &Lexicon) -> Option<(String, String)> {
        let known = |unit: &Slug| {
            let mut all = lexicon.authorities().iter();
            all.any(|body| body.id == *unit || body.group.as_ref() == Some(unit))
        };
        let wrong = |word: &str, what: &str| Some((word.to_owned(), format!("{what} `{word}`")));
        for item in &self.items {
            let parents = item.parent.iter();
            let others = parents.clone().flat_map(|parent| parent.by.iter().filter(|by| **by != *OWN));
            let dues = item.due.iter();
            let held = dues.clone().flat_map(|due| &due.units).chain(parents.clone().flat_map(|parent| &parent.units));
            if let Some(unit) = item.units.iter().chain(others).chain(held).find(|unit| !known(unit)) {
                return wrong(unit, "không có cơ quan, nhóm cơ quan · no authority or group");
            }
            if let Some(kind) = item.kinds.iter().find(|kind| lexicon.kind(kind).is_none()) {
                return wrong(kind, "không có tên loại · no kind");
            }
            let named = parents.clone().filter_map(|parent| parent.item.as_ref());
            if let Some(missing) = named.clone().find(|id| !self.items.iter().any(|other| other.id == **id)) {
                return wrong(missing, "hồ sơ không có mục · the dossier has no item");
            }
            if parents.clone().any(|parent| parent.item.is_some() == parent.number.is_some()) {
                return wrong(&item.id, "parent cần item hoặc number · a parent needs `item` or `number`, in item");
            }
            if dues.clone().any(|due| Date::new(2000, due.month, due.day).is_err()) {
                return wrong(&item.id, "ngày không có thật · no such day, in item");
            }
        }
        let twice = self.items.iter().enumerate();
        let twice = twice.filter(|(at, item)| self.items.iter().take(*at).any(|other| other.id == item.id));
        twice.map(|(_, item)| item).next().and_then(|item| wrong(&item.id, "mục có hai lần · the item stands twice:"))
    }
}

impl Item {
    /// Returns the day by which a unit owes it for a year, with where that rests on.
    pub(super) fn due_by(&self, unit: &str, year: i16, lexicon: &Lexicon) -> Option<(Date, &Due)> {
        self.due.iter().find_map(|due| {
            let day = Date::new(year.checked_add(due.year)?, due.month, due.day).ok()?;
            let holds = due.units.is_empty() || is_one_of(&due.units, unit, lexicon);
            (holds && period(due.from, due.to).contains(day)).then_some((day, due))
        })
    }
}

impl Parent {
    /// Returns whether it is asked of that unit for documents of that day.
    pub(super) fn holds(&self, unit: &str, day: Option<Date>, lexicon: &Lexicon) -> bool {
        let when = day.is_none_or(|day| period(self.from, self.to).contains(day));
        when && (self.units.is_empty() || is_one_of(&self.units, unit, lexicon))
    }
}

/// Returns whether an authority is one of a list of ids and groups.
pub(super) fn is_one_of(list: &[Slug], unit: &str, lexicon: &Lexicon) -> bool {
    let group = lexicon.authority(unit).and_then(|body| body.group.as_deref());
    list.iter().any(|id| **id == *unit || group == Some(id))
}

fn period(from: Option<toml::value::Datetime>, to: Option<toml::value::Datetime>) -> Period {
    let day = |stated: Option<toml::value::Datetime>| {
        let date = stated?.date?;
        Date::new(i16::try_from(date.year).ok()?, i8::try_from(date.month).ok()?, i8::try_from(date.day).ok()?).ok()
    };
    Period { from: day(from), to: day(to) }
}
