//! Decisions on findings. Each is kept; the newest counts. They outlive a check: a finding is known again by its fingerprint
//! and the document's name.

use std::collections::BTreeMap;

use jiff::Timestamp;
use rusqlite::{named_params, params};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::json;

use super::LedgerError;
use super::by::{By, Moment, Sight};
use super::draft;
use super::store::{Ledger, Told};
use super::words::words;

/// Fewest letters of a reason.
const REASON: usize = 5;

/// Which decisions may be seen: own ones, those on own drafts, those of the unit.
const SEEN: &str = "(:owner IS NULL OR by = :owner OR unit = :unit \
                    OR draft IN (SELECT id FROM draft WHERE owner = :owner))";

words! {
    /// What was decided on a finding.
    Choice {
        /// It is right; the draft is mended or will be.
        Accepted = "accepted",
        /// It is to be passed over, for a reason.
        Ignored = "ignored",
        /// What was decided before counts no more.
        Undone = "undone",
    }
}

/// A decision on a finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Decision {
    /// Its number; later ones have higher numbers.
    pub id: i64,
    /// The finding's fingerprint.
    pub fingerprint: String,
    /// The rule's code.
    pub code: String,
    /// The name of the document's file.
    pub document: String,
    /// The document's number, where it has one.
    pub number: Option<String>,
    /// What the finding says, without the document's words around it.
    pub message: String,
    /// What was decided.
    pub what: Choice,
    /// Why.
    pub reason: Option<String>,
    /// The number of the kept draft that it was decided on.
    pub draft: Option<i64>,
    /// Who decided.
    pub by: String,
    /// The unit whose draft it was decided on: that of who decided, where the draft is no other's.
    pub unit: String,
    /// When.
    #[schemars(with = "String")]
    pub at: Timestamp,
}

/// A decision to be written down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewDecision<'a> {
    /// The finding's fingerprint.
    pub fingerprint: &'a str,
    /// The rule's code.
    pub code: &'a str,
    /// The document's path or file name; its file name counts.
    pub document: &'a str,
    /// The document's number, where it has one.
    pub number: Option<&'a str>,
    /// What the finding says.
    pub message: &'a str,
    /// What is decided.
    pub what: Choice,
    /// Why; what is ignored needs a reason of five letters.
    pub reason: Option<&'a str>,
    /// The number of the kept draft that it is decided on.
    pub draft: Option<i64>,
    /// The unit whose draft it is, where it is not kept; that of who decides where `None`.
    pub unit: Option<&'a str>,
}

impl Default for NewDecision<'_> {
    fn default() -> Self {
        Self {
            fingerprint: "",
            code: "",
            document: "",
            number: None,
            message: "",
            what: Choice::Accepted,
            reason: None,
            draft: None,
            unit: None,
        }
    }
}

impl Decision {
    fn of(row: &rusqlite::Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            fingerprint: row.get("fingerprint")?,
            code: row.get("code")?,
            document: row.get("document")?,
            number: row.get("number")?,
            message: row.get("message")?,
            what: row.get("what")?,
            reason: row.get("reason")?,
            draft: row.get("draft")?,
            by: row.get("by")?,
            unit: row.get("unit")?,
            at: row.get::<_, Moment>("at")?.0,
        })
    }
}

impl Ledger {
    /// Writes a decision down and returns its number. A draft that may not be seen is as one that is not there.
    ///
    /// # Errors
    /// It lacks a reason, its draft is not there, or the ledger cannot be written.
    pub fn decide(&mut self, by: &By<'_>, sight: Sight<'_>, new: &NewDecision<'_>) -> Result<i64, LedgerError> {
        let reason = reason(new.reason, new.what == Choice::Ignored)?;
        if new.fingerprint.is_empty() || new.code.is_empty() {
            return Err(LedgerError::refused("quyết định thiếu dấu vân tay hoặc mã quy tắc của phát hiện"));
        }
        let document = file_name(new.document);
        self.change(by, |transaction| {
            let kept = match new.draft {
                Some(id) => Some(
                    draft::seen(transaction, sight, id)?
                        .ok_or_else(|| LedgerError::refused(format!("không có dự thảo số {id}")))?,
                ),
                None => None,
            };
            let unit = kept.as_ref().map(|kept| kept.unit.as_str()).or(new.unit).unwrap_or(by.unit);
            transaction.execute(
                "INSERT INTO decision (fingerprint, code, document, number, message, what, reason, draft, by, unit, at) \
                 VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                params![
                    new.fingerprint, new.code, document, new.number, new.message, new.what, reason, new.draft, by.who, unit,
                    Moment(by.at),
                ],
            )?;
            let id = transaction.last_insert_rowid();
            let after = json!({
                "decision": id, "code": new.code, "document": document, "what": new.what, "reason": reason,
            });
            let told = Told {
                what: "finding.decide",
                object: new.fingerprint.to_owned(),
                before: None,
                after: Some(after),
            };
            Ok((id, told))
        })
    }

    /// Returns what counts for a unit's document, by fingerprint: the newest decision on each finding, undone ones left out.
    /// `document` is a path or a file name; another unit's of the same name is another document.
    ///
    /// # Errors
    /// The ledger cannot be read.
    pub fn standing(
        &self,
        sight: Sight<'_>,
        unit: &str,
        document: &str,
    ) -> Result<BTreeMap<String, Decision>, LedgerError> {
        let mut all = self.rows(sight, Some(file_name(document)))?;
        all.retain(|decision| decision.unit == unit);
        let mut standing: BTreeMap<String, Decision> =
            all.into_iter().map(|decision| (decision.fingerprint.clone(), decision)).collect();
        standing.retain(|_, decision| decision.what != Choice::Undone);
        Ok(standing)
    }

    /// Returns all decisions that may be seen, in the order in which they were made.
    ///
    /// # Errors
    /// The ledger cannot be read.
    pub fn decisions(&self, sight: Sight<'_>) -> Result<Vec<Decision>, LedgerError> {
        self.rows(sight, None)
    }

    fn rows(&self, sight: Sight<'_>, document: Option<&str>) -> Result<Vec<Decision>, LedgerError> {
        let (owner, unit) = sight.bounds();
        let query =
            format!("SELECT * FROM decision WHERE {SEEN} AND (:document IS NULL OR document = :document) ORDER BY id");
        let mut statement = self.connection.prepare_cached(&query)?;
        let bound = named_params! {":owner": owner, ":unit": unit, ":document": document};
        Ok(statement.query_map(bound, Decision::of)?.collect::<Result<_, _>>()?)
    }
}

/// Returns the reason that was given; one that says nothing is none.
pub(super) fn reason(given: Option<&str>, needed: bool) -> Result<Option<&str>, LedgerError> {
    let reason = given.map(str::trim).filter(|reason| !reason.is_empty());
    let letters = reason.map_or(0, |reason| reason.chars().filter(|letter| letter.is_alphanumeric()).count());
    if needed && letters < REASON {
        return Err(LedgerError::refused(format!("cần nêu lý do, ít nhất {REASON} chữ cái")));
    }
    Ok(reason)
}

/// Returns the file name that tells documents apart, as a baseline does: folders move.
fn file_name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}
