//! Tasks of all stored documents, for the search for overlaps.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, Params, Row, params, params_from_iter};

use super::word::{day, json, optional};
use super::{NATIONAL, RegistryError, briefs};
use crate::document::{Date, DocNumber, Document, Slug, Task};

/// Which tasks are asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TaskQuery {
    /// Those of this territory and of those inside it; of all where `None`.
    pub territory: Option<Slug>,
    /// Those whose work falls into these years (first, last); of all years where `None`.
    pub years: Option<(i16, i16)>,
}

/// The head of a document that gives tasks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GiverHead {
    /// Its id.
    pub id: String,
    /// Its number.
    pub number: Option<DocNumber>,
    /// Id of its kind.
    pub kind: Option<Slug>,
    /// Id of its issuer.
    pub issuer: Option<Slug>,
    /// Its issuer as printed.
    pub issuer_text: Option<String>,
    /// Its territory; `viet-nam` for central authorities.
    pub territory: Slug,
    /// Its day of issue.
    pub issued: Option<Date>,
    /// Its title.
    pub title: Option<String>,
    /// Its file's path as ingested.
    pub path: Option<String>,
    /// First and last year of its work, as [`plan_years`] tells them.
    pub years: (i16, i16),
}

/// A task with the document that gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredTask {
    /// Its row, by which pairs of tasks are kept.
    pub row: i64,
    /// The document; tasks of one document share it.
    pub giver: Arc<GiverHead>,
    /// First and last year of the work.
    pub years: (i16, i16),
    /// The task; its span points into the document's text.
    pub task: Task,
}

impl GiverHead {
    /// Returns the head of a document that was read, under an id.
    #[must_use]
    pub fn of(document: &Document, id: &str, territory: &Slug) -> Self {
        let header = &document.header;
        let issuer = header.issuer.as_ref();
        Self {
            id: id.to_owned(),
            number: header.number.clone(),
            kind: header.kind.as_ref().map(|kind| kind.id.clone()),
            issuer: issuer.and_then(|issuer| issuer.id.clone()),
            issuer_text: issuer.map(|issuer| issuer.text.clone()),
            territory: territory.clone(),
            issued: document.issued(),
            title: header.title.as_ref().map(|title| title.text.clone()),
            path: None,
            years: plan_years(document),
        }
    }
}

/// Returns the tasks asked for, in the order of documents' ids and of the reading.
pub(super) fn find(connection: &Connection, query: &TaskQuery) -> Result<Vec<Written>, RegistryError> {
    let sql = format!("SELECT row, document, first, last, json FROM task WHERE {}", fits(query));
    let mut tasks = connection.prepare_cached(&sql)?;
    let rows = tasks.query_map(asked(query), row)?.collect::<rusqlite::Result<_>>()?;
    headed(connection, rows)
}

/// Returns those tasks of the rows that fit the years of the query, in the order of documents' ids and of the reading.
pub(super) fn at(
    connection: &Connection,
    query: &TaskQuery,
    rows: impl IntoIterator<Item = i64>,
) -> Result<Vec<Written>, RegistryError> {
    let mut task = connection.prepare_cached("SELECT row, document, first, last, json FROM task WHERE row = ?1")?;
    let mut found = Vec::new();
    for at in rows {
        found.extend(task.query_row([at], row).optional()?.filter(|bare| query.has(bare.years)));
    }
    headed(connection, found)
}

/// Gives tasks the heads of their documents, and puts them in order: only heads by their ids, for tasks are many and long.
fn headed(connection: &Connection, rows: Vec<Bare>) -> Result<Vec<Written>, RegistryError> {
    let mut given: BTreeMap<i64, Vec<Bare>> = BTreeMap::new();
    for bare in rows {
        given.entry(bare.document).or_default().push(bare);
    }
    let mut heads = connection.prepare_cached(
        "SELECT row, id, number, kind, issuer, issuer_text, territory, issued, title, path FROM document WHERE row = ?1",
    )?;
    let mut documents = Vec::with_capacity(given.len());
    for (document, mut tasks) in given {
        tasks.sort_unstable_by_key(|bare| bare.row);
        documents.push((heads.query_row([document], |row| Ok(Arc::new(head(row)?)))?, tasks));
    }
    documents.sort_unstable_by(|(one, _), (other, _)| one.id.cmp(&other.id));
    let each = |(giver, tasks): (Arc<GiverHead>, Vec<Bare>)| {
        tasks.into_iter().map(move |bare| Written { giver: Arc::clone(&giver), bare })
    };
    Ok(documents.into_iter().flat_map(each).collect())
}

/// Reads tasks. It needs no connection: a thread that waits here for others holds none back.
pub(super) fn read(written: Vec<Written>) -> Result<Vec<StoredTask>, RegistryError> {
    written.into_par_iter().map(Written::read).collect()
}

/// Which tasks, or what is kept of tasks, fit a query, for [`asked`]. Each part is found by an index of its own: a condition for
/// queries with and without a territory would read all.
pub(super) fn fits(query: &TaskQuery) -> &'static str {
    match (&query.territory, query.years) {
        (Some(_), Some(_)) => {
            "(territory = ?1 OR territory >= ?1 || '/' AND territory < ?1 || '0') AND last >= ?2 AND first <= ?3"
        }
        (Some(_), None) => "(territory = ?1 OR territory >= ?1 || '/' AND territory < ?1 || '0')",
        (None, Some(_)) => "last >= ?1 AND first <= ?2",
        (None, None) => "TRUE",
    }
}

/// The values that [`fits`] asks for.
pub(super) fn asked(query: &TaskQuery) -> impl Params {
    let years = query.years.map(|(first, last)| [Value::from(first), Value::from(last)]);
    let territory = query.territory.as_ref().map(|territory| Value::from(territory.to_string()));
    params_from_iter(territory.into_iter().chain(years.into_iter().flatten()))
}

impl TaskQuery {
    fn has(&self, (first, last): (i16, i16)) -> bool {
        self.years.is_none_or(|years| years.0 <= last && first <= years.1)
    }
}

/// A task as it is stored.
struct Bare {
    row: i64,
    document: i64,
    years: (i16, i16),
    json: String,
}

/// A task as it is stored, with the document that gives it.
pub(super) struct Written {
    giver: Arc<GiverHead>,
    bare: Bare,
}

impl Written {
    fn read(self) -> Result<StoredTask, RegistryError> {
        let Bare { row, years, json, .. } = self.bare;
        Ok(StoredTask { row, giver: self.giver, years, task: serde_json::from_str(&json)? })
    }
}

fn row(row: &Row<'_>) -> rusqlite::Result<Bare> {
    Ok(Bare { row: row.get(0)?, document: row.get(1)?, years: (row.get(2)?, row.get(3)?), json: row.get(4)? })
}

fn head(row: &Row<'_>) -> rusqlite::Result<GiverHead> {
    let (title, issued): (Option<String>, _) = (row.get(8)?, day(row, 7)?);
    Ok(GiverHead {
        id: row.get(1)?,
        number: json(row, 2)?,
        kind: optional(row, 3)?,
        issuer: optional(row, 4)?,
        issuer_text: row.get(5)?,
        territory: optional(row, 6)?.unwrap_or_else(|| NATIONAL.into()),
        issued,
        path: row.get(9)?,
        years: years_of(title.as_deref(), issued),
        title,
    })
}

/// Writes a document's tasks.
pub(super) fn insert(
    connection: &Connection,
    row: i64,
    territory: &str,
    document: &Document,
) -> Result<(), RegistryError> {
    let plan = plan_years(document);
    let mut statement = connection
        .prepare_cached("INSERT INTO task (document, territory, first, last, json) VALUES (?1, ?2, ?3, ?4, ?5)")?;
    for task in &document.tasks {
        let (first, last) = task_years(task).unwrap_or(plan);
        statement.execute(params![row, territory, first, last, serde_json::to_string(task)?])?;
    }
    briefs::renew(connection, row)
}

fn task_years(task: &Task) -> Option<(i16, i16)> {
    let first = task.start.or(task.due)?.year();
    let last = task.due.or(task.start)?.year();
    Some((first.min(last), last.max(first)))
}

/// Returns the years of the work of a plan: those named in its title (`Kế hoạch … năm 2017`), else that of its issue.
#[must_use]
pub fn plan_years(document: &Document) -> (i16, i16) {
    years_of(document.header.title.as_ref().map(|title| title.text.as_str()), document.issued())
}

fn years_of(title: Option<&str>, issued: Option<Date>) -> (i16, i16) {
    let issued = issued.map_or(0, Date::year);
    title.and_then(years_named).unwrap_or((issued, issued))
}

/// Returns the first and the last year that a title names, `None` where it names none.
#[must_use]
pub fn years_named(title: &str) -> Option<(i16, i16)> {
    let named = title
        .split(|character: char| !character.is_ascii_digit())
        .filter(|digits| digits.len() == 4)
        .filter_map(|digits| digits.parse::<i16>().ok())
        .filter(|year| (1945..2100).contains(year));
    Some((named.clone().min()?, named.max()?))
}
