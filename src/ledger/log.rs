//! The log, as it is read.

use jiff::Timestamp;
use rusqlite::named_params;
use schemars::JsonSchema;
use serde::Serialize;

use super::LedgerError;
use super::by::Moment;
use super::store::Ledger;

/// The columns that [`Row::of`] reads.
pub(super) const COLUMNS: &str = "seq, at, who, address, what, object, before, after";

/// One thing that somebody did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "LogRow")]
pub struct Row {
    /// Its number, from 1, without gaps.
    pub seq: i64,
    /// The moment.
    #[schemars(with = "String")]
    pub at: Timestamp,
    /// Who.
    pub who: String,
    /// From which address.
    pub address: Option<String>,
    /// What: dotted words that stay the same, as `user.add`.
    pub what: String,
    /// To what.
    pub object: String,
    /// What was there before, as JSON.
    pub before: Option<String>,
    /// What is there now, as JSON.
    pub after: Option<String>,
}

/// Which rows are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Asked<'a> {
    /// Of this user only.
    pub who: Option<&'a str>,
    /// Only what begins with these words.
    pub what: Option<&'a str>,
    /// Only rows before this number.
    pub before: Option<i64>,
    /// As many at most.
    pub limit: Option<usize>,
}

impl Row {
    pub(super) fn of(row: &rusqlite::Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            seq: row.get("seq")?,
            at: row.get::<_, Moment>("at")?.0,
            who: row.get("who")?,
            address: row.get("address")?,
            what: row.get("what")?,
            object: row.get("object")?,
            before: row.get("before")?,
            after: row.get("after")?,
        })
    }
}

impl Ledger {
    /// Returns rows of the log, newest first.
    ///
    /// # Errors
    /// The ledger cannot be read.
    pub fn log(&self, asked: Asked<'_>) -> Result<Vec<Row>, LedgerError> {
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT {COLUMNS} FROM log WHERE (:who IS NULL OR who = :who) \
             AND (:what IS NULL OR substr(what, 1, length(:what)) = :what) \
             AND (:before IS NULL OR seq < :before) ORDER BY seq DESC LIMIT :limit"
        ))?;
        let limit = asked.limit.map_or(-1, |limit| i64::try_from(limit).unwrap_or(-1));
        let bound = named_params! {":who": asked.who, ":what": asked.what, ":before": asked.before, ":limit": limit};
        let rows = statement.query_map(bound, Row::of)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
