//! Pairs of tasks that may be one work, kept from one look over the registry to the next.
//!
//! What is kept is true by itself: a pair goes with either of its tasks, and a document whose tasks are taken back or stored
//! anew is compared anew. What the words and weights were is kept beside it; under others nothing that is kept holds.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};

use super::RegistryError;

/// What was found before.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct KnownPairs {
    /// The documents whose tasks were compared with one another, by id, with the first and the last year of their work.
    pub documents: HashMap<String, (i16, i16)>,
    /// The pairs among them: [`StoredTask::row`](super::StoredTask::row) of both tasks, the smaller first.
    pub pairs: Vec<(i64, i64)>,
    /// State of the file when this was read.
    version: i64,
}

/// A document whose tasks were compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ComparedDocument<'a> {
    /// Its id.
    pub id: &'a str,
    /// First and last year of its tasks' work, as their words tell it.
    pub years: (i16, i16),
}

/// What a look over the registry adds.
#[derive(Debug, Clone, Copy)]
pub struct NewPairs<'a> {
    /// Digest of the words and weights by which tasks were compared.
    pub ground: &'a str,
    /// The documents whose tasks were compared now, with one another and with those of all documents compared before.
    pub documents: &'a [ComparedDocument<'a>],
    /// The pairs found, as in [`KnownPairs::pairs`].
    pub pairs: &'a [(i64, i64)],
}

/// Returns what was found by these words and weights, nothing where it was by others.
pub(super) fn known(connection: &Connection, ground: &str) -> Result<KnownPairs, RegistryError> {
    let version = version(connection)?;
    let by: Option<String> = connection.query_row("SELECT ground FROM compared_by", [], |row| row.get(0)).optional()?;
    if by.as_deref() != Some(ground) {
        return Ok(KnownPairs { version, ..KnownPairs::default() });
    }
    let mut documents =
        connection.prepare("SELECT d.id, c.first, c.last FROM compared c JOIN document d ON d.row = c.document")?;
    let documents = documents
        .query_map([], |row| Ok((row.get(0)?, (row.get(1)?, row.get(2)?))))?
        .collect::<rusqlite::Result<_>>()?;
    let mut pairs = connection.prepare("SELECT first, second FROM pair ORDER BY first, second")?;
    let pairs = pairs.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<rusqlite::Result<_>>()?;
    Ok(KnownPairs { documents, pairs, version })
}

/// Adds what was found now, whole or not at all; returns whether it was kept. It is not where another process has written since
/// `known` was read: tasks may be others now, and the next look finds them.
pub(super) fn keep(connection: &mut Connection, known: &KnownPairs, new: &NewPairs<'_>) -> Result<bool, RegistryError> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    if version(&transaction)? != known.version {
        return Ok(false);
    }
    let by: Option<String> =
        transaction.query_row("SELECT ground FROM compared_by", [], |row| row.get(0)).optional()?;
    if by.as_deref() != Some(new.ground) {
        transaction.execute_batch("DELETE FROM pair; DELETE FROM compared; DELETE FROM compared_by;")?;
        transaction.execute("INSERT INTO compared_by (ground) VALUES (?1)", [new.ground])?;
    }
    let mut pair = transaction.prepare("INSERT OR IGNORE INTO pair (first, second) VALUES (?1, ?2)")?;
    for (first, second) in new.pairs {
        pair.execute(params![first, second])?;
    }
    let mut document = transaction.prepare(
        "INSERT OR IGNORE INTO compared (document, first, last) SELECT row, ?2, ?3 FROM document WHERE id = ?1",
    )?;
    for compared in new.documents {
        document.execute(params![compared.id, compared.years.0, compared.years.1])?;
    }
    drop((pair, document));
    transaction.commit()?;
    Ok(true)
}

/// Changes when another connection writes to the file.
fn version(connection: &Connection) -> Result<i64, RegistryError> {
    Ok(connection.pragma_query_value(None, "data_version", |row| row.get(0))?)
}
