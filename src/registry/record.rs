//! What the registry knows of one document.

use rusqlite::{Connection, OptionalExtension, Row, params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::word::{day, json, optional, word};
use super::{NATIONAL, RegistryError};
use crate::document::{AuthorityRef, Class, Date, DocNumber, Slug};

/// Where a record comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Source {
    /// Its text was read.
    Document,
    /// Only its metadata is known.
    Catalogue,
}

/// One issued document as the registry knows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Record {
    /// Its id: `quang-tri/2057/QĐ-UBND/2016-08-30`.
    pub id: String,
    /// Its number; `None` for a document stored under its path.
    pub number: Option<DocNumber>,
    /// Id of its kind in `rules/lexicon/kinds.toml`.
    pub kind: Option<Slug>,
    /// Who issued it.
    pub issuer: Option<AuthorityRef>,
    /// Its territory: `quang-tri`; `viet-nam` for central authorities.
    pub territory: Slug,
    /// The day of issue.
    pub issued: Option<Date>,
    /// The first day in force, where stated.
    pub effective: Option<Date>,
    /// The last day in force, where one is stated beforehand or by a catalogue.
    pub expires: Option<Date>,
    /// The last day on which a source of the built-in list holds it in force, where no end is known; `None` where that
    /// list says nothing.
    pub seen: Option<Date>,
    /// Normative, administrative or Party.
    pub class: Class,
    /// Its title (trích yếu).
    pub title: Option<String>,
    /// A law's name: `Luật Thanh tra`.
    pub name: Option<String>,
    /// The file's path as ingested.
    pub path: Option<String>,
    /// The hash of the file's bytes.
    pub hash: Option<String>,
    /// Whether its text was read.
    pub source: Source,
}

impl Record {
    /// Returns whether a central authority issued it.
    #[must_use]
    pub fn is_national(&self) -> bool {
        self.territory == NATIONAL
    }

    /// Returns the year of issue: of the day, else of the symbol.
    #[must_use]
    pub fn year(&self) -> Option<i16> {
        self.issued.map(Date::year).or_else(|| self.number.as_ref().and_then(|number| number.year))
    }

    /// Returns whether the day of issue may be taken from another document: lists that were read off titles give an amending
    /// document the day of the one it amends. The symbol's year or the title then betrays it.
    #[must_use]
    pub fn day_is_doubtful(&self) -> bool {
        let (Some(day), Source::Catalogue) = (self.issued, self.source) else { return false };
        let year = self.number.as_ref().and_then(|number| number.year);
        // What is passed in December may be signed in January.
        let other_year = year.is_some_and(|year| !(year..=year + 1).contains(&day.year()));
        let title = self.title.as_deref().unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
        let (d, m, y) = (day.day(), day.month(), day.year());
        let spellings = [
            format!("{d:02} tháng {m:02} năm {y}"),
            format!("{d:02} tháng {m} năm {y}"),
            format!("{d} tháng {m} năm {y}"),
            format!("{d:02}/{m:02}/{y}"),
            format!("{d:02}/{m}/{y}"),
            format!("{d}/{m}/{y}"),
        ];
        other_year || spellings.iter().any(|spelling| title.contains(spelling))
    }

    /// Returns the words to name it by: its number, else its name, title or id.
    #[must_use]
    pub fn label(&self) -> &str {
        let number = self.number.as_ref().map(|number| number.key.as_str());
        number.or(self.name.as_deref()).or(self.title.as_deref()).unwrap_or(&self.id)
    }

    /// Reads the columns of [`COLUMNS`] after the first.
    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        let territory: Slug = word(row, 7)?;
        let text: Option<String> = row.get(5)?;
        let issuer = match text {
            Some(text) => Some(AuthorityRef {
                text,
                span: None,
                id: optional(row, 4)?,
                level: optional(row, 6)?,
                territory: Some(territory.clone()).filter(|territory| *territory != NATIONAL),
            }),
            None => None,
        };
        Ok(Self {
            id: row.get(1)?,
            number: json(row, 2)?,
            kind: optional(row, 3)?,
            issuer,
            territory,
            issued: day(row, 8)?,
            effective: day(row, 9)?,
            expires: day(row, 10)?,
            seen: None,
            class: word(row, 11)?,
            title: row.get(12)?,
            name: row.get(13)?,
            path: row.get(14)?,
            hash: row.get(15)?,
            source: word(row, 16)?,
        })
    }
}

/// The columns of a record, in the places from which they are read: a column is found by its place ten times faster than by
/// its name.
const COLUMNS: &str = "row, id, number, kind, issuer, issuer_text, level, territory, issued, effective, expires, class, title, \
                       name, path, hash, source";

/// A record with its row.
#[derive(Debug, Clone)]
pub(super) struct Stored {
    pub(super) row: i64,
    pub(super) record: Record,
}

impl Stored {
    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self { row: row.get(0)?, record: Record::read(row)? })
    }

    pub(super) fn by_row(connection: &Connection, row: i64) -> Result<Option<Self>, RegistryError> {
        Self::one(connection, "row = ?1", [row])
    }

    pub(super) fn by_id(connection: &Connection, id: &str) -> Result<Option<Self>, RegistryError> {
        Self::one(connection, "id = ?1", [id])
    }

    /// Returns the documents of that number, whatever their territory and day, in the order of their ids.
    pub(super) fn by_key(connection: &Connection, key: &str) -> Result<Vec<Self>, RegistryError> {
        Self::all(connection, "key = ?1 ORDER BY id", [key])
    }

    /// Returns the laws of that name.
    pub(super) fn by_name(connection: &Connection, name: &str) -> Result<Vec<Self>, RegistryError> {
        Self::all(connection, "name_key = ?1 ORDER BY id", [name])
    }

    /// Returns the documents that a territory's authorities issued on a day.
    pub(super) fn by_day(connection: &Connection, territory: &str, day: Date) -> Result<Vec<Self>, RegistryError> {
        Self::all(connection, "territory = ?1 AND issued = ?2 ORDER BY id", params![territory, day.to_string()])
    }

    /// Returns the documents that a territory's authorities issued in the years from `first` to `last`.
    pub(super) fn by_years(
        connection: &Connection,
        territory: &str,
        first: i16,
        last: i16,
    ) -> Result<Vec<Self>, RegistryError> {
        let years = params![territory, format!("{first}-01-01"), format!("{last}-12-31")];
        Self::all(connection, "territory = ?1 AND issued BETWEEN ?2 AND ?3 ORDER BY id", years)
    }

    fn one(
        connection: &Connection,
        condition: &str,
        values: impl rusqlite::Params,
    ) -> Result<Option<Self>, RegistryError> {
        let mut statement = connection.prepare_cached(&Self::query(condition))?;
        Ok(statement.query_row(values, Self::read).optional()?)
    }

    /// Returns the documents that meet an SQL condition, in the order that it ends with.
    pub(super) fn all(
        connection: &Connection,
        condition: &str,
        values: impl rusqlite::Params,
    ) -> Result<Vec<Self>, RegistryError> {
        let mut statement = connection.prepare_cached(&Self::query(condition))?;
        let rows = statement.query_map(values, Self::read)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    fn query(condition: &str) -> String {
        format!("SELECT {COLUMNS} FROM document WHERE {condition}")
    }
}
