//! Verdicts on overlaps: what two tasks are to one another, said by somebody who looked. Each is kept; the newest counts.

use jiff::Timestamp;
use rusqlite::params;
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::json;

use super::LedgerError;
use super::by::{By, Moment};
use super::decision::reason;
use super::store::{Ledger, Told};
use super::words::words;

words! {
    /// What two tasks are to one another.
    Kinship {
        /// The same work, given twice (trùng lặp).
        Duplicate = "duplicate",
        /// One adds to the other (bổ sung).
        Complementary = "complementary",
        /// They cannot both be done as told (mâu thuẫn).
        Conflict = "conflict",
        /// Neither has to do with the other (không liên quan).
        Unrelated = "unrelated",
    }
}

/// A task: its document in the registry and its path there.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[schemars(rename = "JudgedTask")]
pub struct Place {
    /// Id of the document.
    pub document: String,
    /// The task's path in it.
    pub path: String,
}

/// A verdict on two tasks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "OverlapVerdict")]
pub struct Verdict {
    /// Its number; later ones have higher numbers.
    pub id: i64,
    /// The two tasks, in the order of their documents' ids.
    pub tasks: [Place; 2],
    /// What they are to one another.
    pub what: Kinship,
    /// Why.
    pub reason: Option<String>,
    /// Who says so.
    pub by: String,
    /// The unit of who says so.
    pub unit: String,
    /// When.
    #[schemars(with = "String")]
    pub at: Timestamp,
}

/// A verdict to be written down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewVerdict<'a> {
    /// The two tasks, in any order.
    pub tasks: [Place; 2],
    /// What they are to one another.
    pub what: Kinship,
    /// Why.
    pub reason: Option<&'a str>,
}

impl Verdict {
    fn of(row: &rusqlite::Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            tasks: [
                Place { document: row.get("first")?, path: row.get("first_path")? },
                Place { document: row.get("second")?, path: row.get("second_path")? },
            ],
            what: row.get("what")?,
            reason: row.get("reason")?,
            by: row.get("by")?,
            unit: row.get("unit")?,
            at: row.get::<_, Moment>("at")?.0,
        })
    }
}

impl Ledger {
    /// Writes a verdict down and returns its number.
    ///
    /// # Errors
    /// Both tasks are the same, or the ledger cannot be written.
    pub fn judge(&mut self, by: &By<'_>, new: NewVerdict<'_>) -> Result<i64, LedgerError> {
        let reason = reason(new.reason, false)?;
        let mut tasks = new.tasks;
        tasks.sort();
        let [first, second] = &tasks;
        if first == second {
            return Err(LedgerError::refused("một nhiệm vụ không trùng với chính nó"));
        }
        self.change(by, |transaction| {
            transaction.execute(
                "INSERT INTO verdict (first, first_path, second, second_path, what, reason, by, unit, at) \
                 VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                params![
                    first.document,
                    first.path,
                    second.document,
                    second.path,
                    new.what,
                    reason,
                    by.who,
                    by.unit,
                    Moment(by.at),
                ],
            )?;
            let id = transaction.last_insert_rowid();
            let after = json!({"verdict": id, "tasks": tasks, "what": new.what, "reason": reason});
            Ok((id, Told { what: "overlap.judge", object: id.to_string(), before: None, after: Some(after) }))
        })
    }

    /// Returns the newest verdict on each pair of tasks, in the order in which they were given. The registry is everybody's,
    /// and so are verdicts on it.
    ///
    /// # Errors
    /// The ledger cannot be read.
    pub fn verdicts(&self) -> Result<Vec<Verdict>, LedgerError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT * FROM verdict WHERE id IN \
             (SELECT max(id) FROM verdict GROUP BY first, first_path, second, second_path) ORDER BY id",
        )?;
        Ok(statement.query_map([], Verdict::of)?.collect::<Result<_, _>>()?)
    }

    /// Returns all verdicts on two tasks, in any order, newest first.
    ///
    /// # Errors
    /// The ledger cannot be read.
    pub fn verdicts_on(&self, tasks: [Place; 2]) -> Result<Vec<Verdict>, LedgerError> {
        let mut tasks = tasks;
        tasks.sort();
        let [first, second] = &tasks;
        let mut statement = self.connection.prepare_cached(
            "SELECT * FROM verdict WHERE first = ? AND first_path = ? AND second = ? AND second_path = ? \
             ORDER BY id DESC",
        )?;
        let bound = params![first.document, first.path, second.document, second.path];
        Ok(statement.query_map(bound, Verdict::of)?.collect::<Result<_, _>>()?)
    }
}
