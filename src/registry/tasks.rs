//! Tasks of all stored documents, for the search for overlaps.

use std::collections::HashMap;
use std::sync::Arc;

use rayon::prelude::*;
use rusqlite::{Connection, Row, params};

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
pub(super) fn find(connection: &Connection, query: &TaskQuery) -> Result<Vec<StoredTask>, RegistryError> {
    let (first, last) = query.years.unzip();
    let asked = params![query.territory.as_deref(), first, last];
    let sql = format!("SELECT t.row, t.document, t.first, t.last, t.json FROM task t WHERE {FITS} ORDER BY t.row");
    let mut tasks = connection.prepare_cached(&sql)?;
    // Only heads are put in order by their ids: tasks are many and long.
    let sql = format!(
        "SELECT d.row, d.id, d.number, d.kind, d.issuer, d.issuer_text, d.territory, d.issued, d.title, d.path \
         FROM document d WHERE d.row IN (SELECT t.document FROM task t WHERE {FITS}) ORDER BY d.id"
    );
    let mut heads = connection.prepare_cached(&sql)?;
    let rows = tasks.query_map(asked, row)?;
    let mut given: HashMap<i64, Vec<Written>> = HashMap::new();
    for written in rows {
        let (document, written) = written?;
        given.entry(document).or_default().push(written);
    }
    let mut found = Vec::new();
    for head in heads.query_map(asked, |row| Ok((row.get::<_, i64>(0)?, Arc::new(head(row)?))))? {
        let (document, head) = head?;
        found.extend(
            given.remove(&document).unwrap_or_default().into_iter().map(|written| (Arc::clone(&head), written)),
        );
    }
    found.into_par_iter().map(|(giver, written)| written.read(giver)).collect()
}

/// Which tasks fit a query: ?1 is its territory, ?2 and ?3 are its first and last year.
const FITS: &str = "(?1 IS NULL OR t.territory = ?1 OR t.territory GLOB ?1 || '/*') \
                    AND (?2 IS NULL OR t.last >= ?2) AND (?3 IS NULL OR t.first <= ?3)";

/// A task as it is stored.
struct Written {
    row: i64,
    years: (i16, i16),
    json: String,
}

impl Written {
    fn read(self, giver: Arc<GiverHead>) -> Result<StoredTask, RegistryError> {
        Ok(StoredTask { row: self.row, giver, years: self.years, task: serde_json::from_str(&self.json)? })
    }
}

fn row(row: &Row<'_>) -> rusqlite::Result<(i64, Written)> {
    Ok((row.get(1)?, Written { row: row.get(0)?, years: (row.get(2)?, row.get(3)?), json: row.get(4)? }))
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
