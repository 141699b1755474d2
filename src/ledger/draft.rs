//! Drafts that somebody asked to keep; all others are checked and forgotten.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, named_params, params};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::json;

use super::LedgerError;
use super::by::{By, Moment, Sight};
use super::store::{Ledger, Told};

const COLUMNS: &str = "id, name, blake3, length(bytes) AS size, unit, owner, at";

/// Which drafts may be seen, as a condition on a row of the table.
const SEEN: &str = "(:owner IS NULL OR owner = :owner OR unit = :unit)";

/// A kept draft, without its bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Draft {
    /// Its number.
    pub id: i64,
    /// The name of the file.
    pub name: String,
    /// BLAKE3 of its bytes in hexadecimal digits.
    pub blake3: String,
    /// Bytes.
    pub size: i64,
    /// The owner's unit at the time.
    pub unit: String,
    /// Who asked to keep it.
    pub owner: String,
    /// Since when.
    #[schemars(with = "String")]
    pub at: Timestamp,
}

/// A kept draft with its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptDraft {
    /// What is known of it.
    pub draft: Draft,
    /// The file, as it was sent.
    pub bytes: Vec<u8>,
}

impl Draft {
    fn of(row: &rusqlite::Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            name: row.get("name")?,
            blake3: row.get("blake3")?,
            size: row.get("size")?,
            unit: row.get("unit")?,
            owner: row.get("owner")?,
            at: row.get::<_, Moment>("at")?.0,
        })
    }

    fn told(&self) -> serde_json::Value {
        json!({"name": self.name, "blake3": self.blake3, "size": self.size, "unit": self.unit, "owner": self.owner})
    }
}

impl Ledger {
    /// Keeps a draft; it is the property of who asks. The same file of the same owner is kept once.
    ///
    /// # Errors
    /// The ledger cannot be written.
    pub fn keep_draft(&mut self, by: &By<'_>, name: &str, bytes: &[u8]) -> Result<Draft, LedgerError> {
        let blake3 = blake3::hash(bytes).to_hex().to_string();
        let query = format!("SELECT {COLUMNS} FROM draft WHERE owner = ? AND name = ? AND blake3 = ?");
        let kept = self.connection.prepare_cached(&query)?.query_row([by.who, name, &blake3], Draft::of).optional()?;
        if let Some(kept) = kept {
            return Ok(kept);
        }
        self.change(by, |transaction| {
            transaction.execute(
                "INSERT INTO draft (name, blake3, bytes, unit, owner, at) VALUES (?, ?, ?, ?, ?, ?)",
                params![name, blake3, bytes, by.unit, by.who, Moment(by.at)],
            )?;
            let draft = seen(transaction, Sight::All, transaction.last_insert_rowid())?;
            let draft = draft.ok_or_else(|| LedgerError::Damaged("draft".to_owned()))?;
            let told =
                Told { what: "draft.keep", object: draft.id.to_string(), before: None, after: Some(draft.told()) };
            Ok((draft, told))
        })
    }

    /// Returns the drafts that may be seen, newest first.
    ///
    /// # Errors
    /// The ledger cannot be read.
    pub fn drafts(&self, sight: Sight<'_>) -> Result<Vec<Draft>, LedgerError> {
        let (owner, unit) = sight.bounds();
        let query = format!("SELECT {COLUMNS} FROM draft WHERE {SEEN} ORDER BY id DESC");
        let mut statement = self.connection.prepare_cached(&query)?;
        let rows = statement.query_map(named_params! {":owner": owner, ":unit": unit}, Draft::of)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Returns a kept draft; one that may not be seen is as one that is not there.
    ///
    /// # Errors
    /// The ledger cannot be read, or the bytes are not those that were kept.
    pub fn draft(&self, sight: Sight<'_>, id: i64) -> Result<Option<KeptDraft>, LedgerError> {
        let Some(draft) = seen(&self.connection, sight, id)? else { return Ok(None) };
        let mut statement = self.connection.prepare_cached("SELECT bytes FROM draft WHERE id = ?")?;
        let bytes: Vec<u8> = statement.query_row([id], |row| row.get(0))?;
        if blake3::hash(&bytes).to_hex().as_str() != draft.blake3 {
            return Err(LedgerError::Damaged(format!("dự thảo số {id} không còn như khi lưu")));
        }
        Ok(Some(KeptDraft { draft, bytes }))
    }

    /// Forgets a kept draft; what was decided on it stays. One that may not be seen is as one that is not there.
    ///
    /// # Errors
    /// There is no such draft, or the ledger cannot be written.
    pub fn forget_draft(&mut self, by: &By<'_>, sight: Sight<'_>, id: i64) -> Result<(), LedgerError> {
        self.change(by, |transaction| {
            let draft = seen(transaction, sight, id)?
                .ok_or_else(|| LedgerError::refused(format!("không có dự thảo số {id}")))?;
            transaction.execute("DELETE FROM draft WHERE id = ?", [id])?;
            let told = Told { what: "draft.forget", object: id.to_string(), before: Some(draft.told()), after: None };
            Ok(((), told))
        })
    }
}

/// Returns the draft of that number where it may be seen.
pub(super) fn seen(connection: &Connection, sight: Sight<'_>, id: i64) -> Result<Option<Draft>, LedgerError> {
    let (owner, unit) = sight.bounds();
    let query = format!("SELECT {COLUMNS} FROM draft WHERE id = :id AND {SEEN}");
    let bound = named_params! {":id": id, ":owner": owner, ":unit": unit};
    Ok(connection.prepare_cached(&query)?.query_row(bound, Draft::of).optional()?)
}
