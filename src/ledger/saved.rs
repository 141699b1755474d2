//! Questions to the registry that somebody keeps under a name (saved searches): the owner's alone. The log says that one
//! was kept, not what it asks.

use jiff::Timestamp;
use jiff::civil::Date;
use rusqlite::{Connection, OptionalExtension, params};
use schemars::JsonSchema;
use serde::Serialize;

use super::LedgerError;
use super::by::{By, Moment};
use super::store::{Ledger, Told};
use super::words::words;

/// Most questions that one person keeps.
const SEARCHES: i64 = 200;
/// Most letters of a name, and of the words of a question.
const NAME: usize = 100;
const WORDS: usize = 1000;

words! {
    /// The order of what is found.
    Order {
        /// What is most likely meant first.
        Relevance = "relevance",
        /// The newest first.
        Newest = "newest",
        /// The oldest first.
        Oldest = "oldest",
        /// By number.
        Number = "number",
    }
}

/// A question that is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SavedSearch {
    /// Its number.
    pub id: i64,
    /// Its name, which no other one of the owner has.
    pub name: String,
    /// Words and filters.
    pub q: String,
    /// The order of hits.
    pub sort: Order,
    /// Words as they are spelt only.
    pub exact: bool,
    /// The day on which force is told; `null` for the day on which it is asked.
    #[schemars(with = "Option<String>")]
    pub as_of: Option<Date>,
    /// Since when it is kept.
    #[schemars(with = "String")]
    pub at: Timestamp,
}

/// A question to be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewSearch<'a> {
    /// Its name.
    pub name: &'a str,
    /// Words and filters.
    pub q: &'a str,
    /// The order of hits.
    pub sort: Order,
    /// Words as they are spelt only.
    pub exact: bool,
    /// The day on which force is told.
    pub as_of: Option<Date>,
}

impl SavedSearch {
    fn of(row: &rusqlite::Row<'_>) -> rusqlite::Result<Self> {
        let day: Option<String> = row.get("as_of")?;
        Ok(Self {
            id: row.get("id")?,
            name: row.get("name")?,
            q: row.get("q")?,
            sort: row.get("sort")?,
            exact: row.get("exact")?,
            as_of: day.and_then(|day| day.parse().ok()),
            at: row.get::<_, Moment>("at")?.0,
        })
    }
}

impl Ledger {
    /// Keeps a question of who asks and returns its number; of the same name, the newer one stays.
    ///
    /// # Errors
    /// The name or the question is empty or too long, too many are kept, or the ledger cannot be written.
    pub fn save_search(&mut self, by: &By<'_>, new: &NewSearch<'_>) -> Result<i64, LedgerError> {
        let (name, q) = (text("tên", new.name, NAME)?, text("câu tra cứu", new.q, WORDS)?);
        let day = new.as_of.map(|day| day.to_string());
        self.change(by, |transaction| {
            if is_full(transaction, by.who, name)? {
                return Err(LedgerError::refused(format!("đã lưu {SEARCHES} câu tra cứu; xóa bớt rồi lưu")));
            }
            let id: i64 = transaction.query_row(
                "INSERT INTO search (owner, name, q, sort, exact, as_of, at) VALUES (?, ?, ?, ?, ?, ?, ?) \
                 ON CONFLICT (owner, name) DO UPDATE SET \
                 q = excluded.q, sort = excluded.sort, exact = excluded.exact, as_of = excluded.as_of, at = excluded.at \
                 RETURNING id",
                params![by.who, name, q, new.sort, new.exact, day, Moment(by.at)],
                |row| row.get(0),
            )?;
            Ok((id, Told { what: "search.save", object: id.to_string(), ..Told::default() }))
        })
    }

    /// Returns the questions that `owner` keeps, by name.
    ///
    /// # Errors
    /// The ledger cannot be read.
    pub fn searches(&self, owner: &str) -> Result<Vec<SavedSearch>, LedgerError> {
        let mut statement = self.connection.prepare_cached("SELECT * FROM search WHERE owner = ? ORDER BY name, id")?;
        Ok(statement.query_map([owner], SavedSearch::of)?.collect::<Result<_, _>>()?)
    }

    /// Forgets a question of who asks; returns whether there was one.
    ///
    /// # Errors
    /// The ledger cannot be written.
    pub fn forget_search(&mut self, by: &By<'_>, id: i64) -> Result<bool, LedgerError> {
        if !self.searches(by.who)?.iter().any(|own| own.id == id) {
            return Ok(false);
        }
        self.change(by, |transaction| {
            let gone = transaction.execute("DELETE FROM search WHERE owner = ? AND id = ?", params![by.who, id])?;
            Ok((gone > 0, Told { what: "search.forget", object: id.to_string(), ..Told::default() }))
        })
    }
}

/// Returns whether the owner keeps as many as one may, and none of this name.
fn is_full(connection: &Connection, owner: &str, name: &str) -> Result<bool, LedgerError> {
    let known = connection.query_row("SELECT 1 FROM search WHERE owner = ? AND name = ?", [owner, name], |_| Ok(()));
    if known.optional()?.is_some() {
        return Ok(false);
    }
    let count: i64 = connection.query_row("SELECT count(*) FROM search WHERE owner = ?", [owner], |row| row.get(0))?;
    Ok(count >= SEARCHES)
}

fn text<'t>(what: &str, text: &'t str, most: usize) -> Result<&'t str, LedgerError> {
    let text = text.trim();
    if text.is_empty() || text.chars().count() > most || text.contains(char::is_control) {
        return Err(LedgerError::refused(format!("{what} phải có 1–{most} ký tự")));
    }
    Ok(text)
}
