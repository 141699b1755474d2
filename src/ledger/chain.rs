//! The chain of the log: each row bears the BLAKE3 of the row before with its own content, so that no row can be changed,
//! taken out or put in without all later ones showing it. What was cut off at the end shows against a [`Link`] that was
//! noted elsewhere.

use rusqlite::{Connection, OptionalExtension, params};
use serde_json::Value;

use super::by::{By, Moment};
use super::store::{Ledger, Told};
use super::{LedgerError, Row, log};

/// The hash before the first row.
const ORIGIN: [u8; 32] = [0; 32];

/// One row's number and hash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The row's number; 0 stands before the first row.
    pub seq: i64,
    /// Its hash in hexadecimal digits.
    pub hash: String,
}

/// What a walk along the chain found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chain {
    /// The last row that is as it was written.
    pub head: Link,
    /// The first row that is not.
    pub broken: Option<Broken>,
}

/// A row that is not as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Broken {
    /// The row's number.
    pub seq: i64,
    /// What is wrong with it.
    pub why: Fault,
}

/// What is wrong with a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// It was changed, or one before it was.
    Changed,
    /// It is not there, while later ones are or were.
    Missing,
}

/// Adds a row.
pub(super) fn append(connection: &Connection, by: &By<'_>, told: &Told) -> Result<(), LedgerError> {
    let last = connection
        .prepare_cached("SELECT seq, hash FROM log ORDER BY seq DESC LIMIT 1")?
        .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let (seq, before): (i64, [u8; 32]) = last.unwrap_or((0, ORIGIN));
    let text = |value: &Option<Value>| value.as_ref().map(Value::to_string);
    let row = Row {
        seq: seq + 1,
        at: by.at,
        who: by.who.to_owned(),
        address: by.address.map(str::to_owned),
        what: told.what.to_owned(),
        object: told.object.clone(),
        before: text(&told.before),
        after: text(&told.after),
    };
    let hash = hash(&before, &row);
    let Row { seq, at, who, address, what, object, before, after } = row;
    connection.prepare_cached("INSERT INTO log VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")?.execute(params![
        seq,
        Moment(at),
        who,
        address,
        what,
        object,
        before,
        after,
        hash
    ])?;
    Ok(())
}

/// Returns the hash of a row behind the one whose hash is `before`. Each part says first whether it is there and how long
/// it is, so that no two rows are hashed alike.
fn hash(before: &[u8; 32], row: &Row) -> [u8; 32] {
    let mut hasher = blake3::Hasher::new_derive_key("soat 2026-11 log of a ledger");
    hasher.update(before).update(&row.seq.to_le_bytes()).update(&row.at.as_millisecond().to_le_bytes());
    let parts = [
        Some(&row.who),
        row.address.as_ref(),
        Some(&row.what),
        Some(&row.object),
        row.before.as_ref(),
        row.after.as_ref(),
    ];
    for part in parts {
        let length = part.map_or(u64::MAX, |part| part.len() as u64);
        hasher.update(&length.to_le_bytes()).update(part.map_or(&[], |part| part.as_bytes()));
    }
    hasher.finalize().into()
}

impl Ledger {
    /// Walks along the log. Where `noted` tells a row that was there once, a log without it is broken.
    ///
    /// # Errors
    /// The ledger cannot be read.
    pub fn verify(&self, noted: Option<&Link>) -> Result<Chain, LedgerError> {
        let mut statement = self.connection.prepare(&format!("SELECT {}, hash FROM log ORDER BY seq", log::COLUMNS))?;
        let mut rows = statement.query([])?;
        let (mut seq, mut last) = (0, ORIGIN);
        let head = |seq, hash: &[u8; 32]| Link { seq, hash: blake3::Hash::from_bytes(*hash).to_hex().to_string() };
        let broken = |seq, why, hash: &[u8; 32]| Chain { head: head(seq - 1, hash), broken: Some(Broken { seq, why }) };
        while let Some(stored) = rows.next()? {
            let (row, written): (Row, Vec<u8>) = (Row::of(stored)?, stored.get("hash")?);
            if row.seq != seq + 1 {
                return Ok(broken(seq + 1, Fault::Missing, &last));
            }
            let hash = hash(&last, &row);
            let noted = noted.is_some_and(|noted| noted.seq == row.seq && noted.hash != head(row.seq, &hash).hash);
            if written != hash || noted {
                return Ok(broken(row.seq, Fault::Changed, &last));
            }
            (seq, last) = (row.seq, hash);
        }
        if noted.is_some_and(|noted| noted.seq > seq) {
            return Ok(broken(seq + 1, Fault::Missing, &last));
        }
        Ok(Chain { head: head(seq, &last), broken: None })
    }
}
