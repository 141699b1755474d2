//! What changed since a number, for copies that are kept in step with the registry.

use rusqlite::{Connection, OptionalExtension, params};
use serde::Deserialize;

use super::record::{Record, Stored};
use super::{RegistryError, Store};
use crate::document::Provision;

/// A document that was added, changed or deleted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// The number of its last change; later changes have higher ones.
    pub number: i64,
    /// Its row in the registry.
    pub row: i64,
    /// The document as it is now; `None` where it was deleted.
    pub record: Option<Record>,
}

/// A document's text with its provisions, without all else that was understood of it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Body {
    /// The whole text, NFC.
    pub text: String,
    /// The provisions, outermost level.
    pub provisions: Vec<Provision>,
}

impl Store {
    /// Returns the number of the newest change of any document, 0 where nothing was ever stored.
    ///
    /// # Errors
    /// The registry cannot be read.
    pub fn last_change(&self) -> Result<i64, RegistryError> {
        self.with(last)
    }

    /// Returns the first `limit` documents that were added, changed or deleted after change `number`, each with the number
    /// of its last change.
    ///
    /// # Errors
    /// The registry cannot be read.
    pub fn changed_since(&self, number: i64, limit: u32) -> Result<Vec<Changed>, RegistryError> {
        self.with(|connection| since(connection, number, limit))
    }

    /// Returns the record at a row.
    ///
    /// # Errors
    /// The registry cannot be read.
    pub fn record_at(&self, row: i64) -> Result<Option<Record>, RegistryError> {
        self.with(|connection| Ok(Stored::by_row(connection, row)?.map(|stored| stored.record)))
    }

    /// Returns the row of the record of that id.
    ///
    /// # Errors
    /// The registry cannot be read.
    pub fn row_of(&self, id: &str) -> Result<Option<i64>, RegistryError> {
        self.with(|connection| Ok(Stored::by_id(connection, id)?.map(|stored| stored.row)))
    }

    /// Returns the text of the document at a row, `None` where only a catalogue tells of it.
    ///
    /// # Errors
    /// The registry cannot be read.
    pub fn text_at(&self, row: i64) -> Result<Option<Body>, RegistryError> {
        self.with(|connection| body(connection, row))
    }

    /// Returns the mark that tells this registry from every other one.
    ///
    /// # Errors
    /// The registry cannot be read.
    pub fn token(&self) -> Result<String, RegistryError> {
        self.with(token)
    }

    /// Keeps a query under a name, in place of an earlier one.
    ///
    /// # Errors
    /// The registry cannot be written to.
    pub fn save_search(&self, name: &str, query: &str) -> Result<(), RegistryError> {
        self.with(|connection| save_search(connection, name, query))
    }

    /// Returns the kept queries with their names, in the names' order.
    ///
    /// # Errors
    /// The registry cannot be read.
    pub fn saved_searches(&self) -> Result<Vec<(String, String)>, RegistryError> {
        self.with(saved_searches)
    }
}

/// Returns the number of the newest change, 0 where nothing was ever stored.
fn last(connection: &Connection) -> Result<i64, RegistryError> {
    let mut statement = connection.prepare_cached("SELECT coalesce(max(number), 0) FROM change")?;
    Ok(statement.query_row([], |row| row.get(0))?)
}

/// Returns the first `limit` documents that changed after `number`, in the order of the changes.
fn since(connection: &Connection, number: i64, limit: u32) -> Result<Vec<Changed>, RegistryError> {
    let sql = "SELECT number, document FROM change WHERE number > ?1 ORDER BY number LIMIT ?2";
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map(params![number, limit], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let changes: Vec<(i64, i64)> = rows.collect::<rusqlite::Result<_>>()?;
    let told = |(number, row)| {
        let record = Stored::by_row(connection, row)?.map(|stored| stored.record);
        Ok(Changed { number, row, record })
    };
    changes.into_iter().map(told).collect()
}

/// Returns the text of the document at a row, `None` where only a catalogue tells of it.
fn body(connection: &Connection, row: i64) -> Result<Option<Body>, RegistryError> {
    let mut statement = connection.prepare_cached("SELECT json FROM body WHERE document = ?1")?;
    let json: Option<String> = statement.query_row([row], |row| row.get(0)).optional()?;
    Ok(json.as_deref().map(serde_json::from_str).transpose()?)
}

/// Returns the mark that tells this registry from every other one.
fn token(connection: &Connection) -> Result<String, RegistryError> {
    Ok(connection.query_row("SELECT token FROM self", [], |row| row.get(0))?)
}

/// Keeps a query under a name, in place of an earlier one.
fn save_search(connection: &Connection, name: &str, query: &str) -> Result<(), RegistryError> {
    connection.execute("INSERT OR REPLACE INTO saved_search (name, query) VALUES (?1, ?2)", params![name, query])?;
    Ok(())
}

/// Returns the kept queries by name.
fn saved_searches(connection: &Connection) -> Result<Vec<(String, String)>, RegistryError> {
    let mut statement = connection.prepare_cached("SELECT name, query FROM saved_search ORDER BY name")?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
