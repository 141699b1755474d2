//! Tasks of all stored documents, for the search for overlaps.

use rusqlite::{Connection, Row, params};
use serde::Serialize;

use super::word::{day, json, optional};
use super::{NATIONAL, RegistryError};
use crate::document::{Date, DocNumber, Document, Slug, Task};

/// Which tasks are asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TaskQuery {
    /// Those of this territory and of those inside it; of all where `None`.
    pub territory: Option<Slug>,
    /// Those whose work falls into these years (first, last); of all years where `None`.
    pub years: Option<(i16, i16)>,
}

/// A task with the document that gives it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StoredTask {
    /// Its row, by which pairs of tasks are kept.
    #[serde(skip)]
    pub row: i64,
    /// Id of the document.
    pub document: String,
    /// Its number.
    pub number: Option<DocNumber>,
    /// Id of its kind.
    pub kind: Option<Slug>,
    /// Id of its issuer.
    pub issuer: Option<Slug>,
    /// Its issuer as printed.
    pub issuer_text: Option<String>,
    /// Its territory.
    pub territory: Slug,
    /// Its day of issue.
    pub issued: Option<Date>,
    /// Its title.
    pub title: Option<String>,
    /// Its file's path as ingested.
    pub path: Option<String>,
    /// First and last year of the work.
    pub years: (i16, i16),
    /// The task; its span points into the document's text.
    pub task: Task,
}

/// Returns the tasks asked for, in the order of documents' ids and of the reading.
pub(super) fn find(connection: &Connection, query: &TaskQuery) -> Result<Vec<StoredTask>, RegistryError> {
    let sql = "SELECT t.row, d.id, d.number, d.kind, d.issuer, d.issuer_text, d.territory, d.issued, d.title, d.path, t.first, t.last, t.json \
               FROM task t JOIN document d ON d.row = t.document \
               WHERE (?1 IS NULL OR t.territory = ?1 OR t.territory GLOB ?1 || '/*') \
               AND (?2 IS NULL OR t.last >= ?2) AND (?3 IS NULL OR t.first <= ?3) ORDER BY d.id, t.row";
    let mut statement = connection.prepare_cached(sql)?;
    let (first, last) = query.years.unzip();
    let rows = statement.query_map(params![query.territory.as_deref(), first, last], read)?;
    Ok(rows.filter_map(Result::transpose).collect::<rusqlite::Result<_>>()?)
}

fn read(row: &Row<'_>) -> rusqlite::Result<Option<StoredTask>> {
    let Some(task) = json(row, "json")? else { return Ok(None) };
    Ok(Some(StoredTask {
        row: row.get("row")?,
        document: row.get("id")?,
        number: json(row, "number")?,
        kind: optional(row, "kind")?,
        issuer: optional(row, "issuer")?,
        issuer_text: row.get("issuer_text")?,
        territory: optional(row, "territory")?.unwrap_or_else(|| NATIONAL.into()),
        issued: day(row, "issued")?,
        title: row.get("title")?,
        path: row.get("path")?,
        years: (row.get("first")?, row.get("last")?),
        task,
    }))
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
    Ok(())
}

fn task_years(task: &Task) -> Option<(i16, i16)> {
    let first = task.start.or(task.due)?.year();
    let last = task.due.or(task.start)?.year();
    Some((first.min(last), last.max(first)))
}

/// Returns the years of the work of a plan: those named in its title (`Kế hoạch … năm 2017`), else that of its issue.
#[must_use]
pub fn plan_years(document: &Document) -> (i16, i16) {
    let title = document.header.title.as_ref().map_or("", |title| &title.text);
    let issued = document.issued().map_or(0, Date::year);
    years_named(title).unwrap_or((issued, issued))
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
