//! Tasks in short, kept so that a check reads only those that may matter to it.
//!
//! What stands in short is for others to write and to read ([`Batch::keep_brief`](super::Batch::keep_brief), [`Sift`]); here are the bytes. They
//! go with the document and its tasks, and by other words and weights none of them holds. What is missing costs time and
//! nothing else: all tasks of such a document are given.

use std::collections::BTreeSet;

use rusqlite::{Connection, OptionalExtension, params};

use super::RegistryError;
use super::tasks::{self, TaskQuery, Written};

/// Returns the rows of the tasks of one document that are wanted, by what is kept of them in short; `None` where that cannot
/// be read.
pub type Sift<'a> = dyn Fn(&[u8]) -> Option<Vec<i64>> + 'a;

/// Which of the tasks that fit a query are wanted.
pub struct Wanted<'a> {
    /// By which words and weights the sift reads what is kept in short.
    pub ground: &'a str,
    /// Tells them by what is kept in short; none are wanted so where `None`.
    pub sift: Option<&'a Sift<'a>>,
    /// The ids of the documents of which all are wanted.
    pub documents: &'a BTreeSet<String>,
}

/// Returns the tasks that fit the query and are wanted, in the order of documents' ids and of the reading.
pub(super) fn wanted(
    connection: &Connection,
    query: &TaskQuery,
    wanted: &Wanted<'_>,
) -> Result<Vec<Written>, RegistryError> {
    // As of one moment: what another process brings from one table to the other meanwhile would stand in neither.
    let connection = &*connection.unchecked_transaction()?;
    let mut rows = BTreeSet::new();
    for id in wanted.documents {
        rows.extend(of_document(connection, query, id)?);
    }
    if let Some(sift) = wanted.sift {
        rows.extend(if by(connection)?.as_deref() == Some(wanted.ground) {
            sifted(connection, query, sift)?
        } else {
            listed(connection, query, &format!("SELECT row FROM task WHERE {}", tasks::fits(query)))?
        });
    }
    tasks::at(connection, query, rows)
}

fn sifted(connection: &Connection, query: &TaskQuery, sift: &Sift<'_>) -> Result<Vec<i64>, RegistryError> {
    let fits = tasks::fits(query);
    let mut rows = Vec::new();
    if connection.prepare_cached("SELECT 1 FROM brief_due")?.exists([])? {
        let due = format!("SELECT row FROM task WHERE document IN (SELECT document FROM brief_due) AND {fits}");
        rows = listed(connection, query, &due)?;
    }
    let sql = format!("SELECT document, tasks FROM brief WHERE {fits}");
    let mut briefs = connection.prepare_cached(&sql)?;
    let mut briefs = briefs.query(tasks::asked(query))?;
    while let Some(row) = briefs.next()? {
        match sift(row.get_ref(1)?.as_blob().unwrap_or_default()) {
            Some(few) => rows.extend(few),
            None => rows.extend(all(connection, row.get(0)?)?),
        }
    }
    Ok(rows)
}

fn listed(connection: &Connection, query: &TaskQuery, sql: &str) -> Result<Vec<i64>, RegistryError> {
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map(tasks::asked(query), |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Returns the tasks of the document of that id, where its territory fits.
fn of_document(connection: &Connection, query: &TaskQuery, id: &str) -> Result<Vec<i64>, RegistryError> {
    let sql = "SELECT d.row, t.territory FROM document d JOIN task t ON t.document = d.row WHERE d.id = ?1 LIMIT 1";
    let read = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get::<_, String>(1)?));
    let Some((document, home)) = connection.prepare_cached(sql)?.query_row([id], read).optional()? else {
        return Ok(Vec::new());
    };
    let within = |outer: &str| home.strip_prefix(outer).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    if query.territory.as_deref().is_none_or(within) { all(connection, document) } else { Ok(Vec::new()) }
}

fn all(connection: &Connection, document: i64) -> Result<Vec<i64>, RegistryError> {
    let mut statement = connection.prepare_cached("SELECT row FROM task WHERE document = ?1")?;
    let rows = statement.query_map([document], |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn by(connection: &Connection) -> Result<Option<String>, RegistryError> {
    let mut statement = connection.prepare_cached("SELECT ground FROM brief_by")?;
    Ok(statement.query_row([], |row| row.get(0)).optional()?)
}

/// Returns the tasks of so many documents of which nothing is kept by that ground; what is kept by another one is void.
pub(super) fn due(connection: &Connection, ground: &str, most: u32) -> Result<Vec<Written>, RegistryError> {
    if by(connection)?.as_deref() != Some(ground) {
        connection.execute_batch(
            "DELETE FROM brief; DELETE FROM brief_by; \
             INSERT OR IGNORE INTO brief_due (document) SELECT DISTINCT document FROM task;",
        )?;
        connection.execute("INSERT INTO brief_by (ground) VALUES (?1)", [ground])?;
    }
    let sql = "SELECT row FROM task WHERE document IN (SELECT document FROM brief_due ORDER BY document LIMIT ?1)";
    let rows: Vec<i64> =
        connection.prepare_cached(sql)?.query_map([most], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    tasks::at(connection, &TaskQuery::default(), rows)
}

/// Keeps the tasks of a document in short.
pub(super) fn keep(connection: &Connection, id: &str, brief: &[u8]) -> Result<(), RegistryError> {
    let sql = "INSERT OR REPLACE INTO brief (territory, last, document, first, tasks) \
               SELECT min(t.territory), max(t.last), d.row, min(t.first), ?2 \
               FROM document d JOIN task t ON t.document = d.row WHERE d.id = ?1 GROUP BY d.row";
    connection.prepare_cached(sql)?.execute(params![id, brief])?;
    let done = "DELETE FROM brief_due WHERE document = (SELECT row FROM document WHERE id = ?1)";
    connection.prepare_cached(done)?.execute([id])?;
    Ok(())
}

/// Forgets what is kept of the document in that row: it has other tasks now, or another kind or title.
pub(super) fn renew(connection: &Connection, row: i64) -> Result<(), RegistryError> {
    connection.prepare_cached("DELETE FROM brief WHERE document = ?1")?.execute([row])?;
    let due =
        "INSERT OR IGNORE INTO brief_due (document) SELECT ?1 WHERE EXISTS (SELECT 1 FROM task WHERE document = ?1)";
    connection.prepare_cached(due)?.execute([row])?;
    Ok(())
}
