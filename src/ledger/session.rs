//! Sessions: who signed in with a browser.

use jiff::{SignedDuration, Timestamp};
use rusqlite::{Connection, OptionalExtension, Transaction, params};
use serde_json::json;

use super::by::{By, Moment};
use super::store::{Ledger, Told};
use super::user::{User, known};
use super::{LedgerError, Secret};

/// How long somebody stays signed in: a working day.
const LASTS: SignedDuration = SignedDuration::from_hours(12);

/// Who signed in, and until when it counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// The user.
    pub user: User,
    /// The end.
    pub expires: Timestamp,
}

impl Ledger {
    /// Signs a user in whose password was admitted, and returns the secret that the browser is to show. Each time it is
    /// another one.
    ///
    /// # Errors
    /// There is no such user, or the ledger cannot be written.
    pub fn begin_session(&mut self, by: &By<'_>, name: &str) -> Result<Secret, LedgerError> {
        let secret = Secret::new("")?;
        let expires = by.at.saturating_add(LASTS).unwrap_or(by.at);
        let digest = secret.digest();
        self.change(by, |transaction| {
            transaction.execute("DELETE FROM session WHERE expires <= ?", [Moment(by.at)])?;
            let user = known(transaction, name)?;
            transaction.execute(
                "INSERT INTO session (digest, user, begun, expires) VALUES (?, ?, ?, ?)",
                params![digest, user.name, Moment(by.at), Moment(expires)],
            )?;
            Ok(((), Told { what: "session.begin", object: user.name, ..Told::default() }))
        })?;
        Ok(secret)
    }

    /// Returns who showed this secret at `now`; nobody where the session has ended or the user is kept out.
    ///
    /// # Errors
    /// The ledger cannot be read.
    pub fn session(&self, secret: &Secret, now: Timestamp) -> Result<Option<Session>, LedgerError> {
        let mut statement =
            self.connection.prepare_cached("SELECT user, expires FROM session WHERE digest = ? AND expires > ?")?;
        let read = |row: &rusqlite::Row<'_>| Ok((row.get::<_, String>(0)?, row.get::<_, Moment>(1)?.0));
        let Some((name, expires)) = statement.query_row(params![secret.digest(), Moment(now)], read).optional()? else {
            return Ok(None);
        };
        let user = self.user(&name)?.filter(|user| !user.disabled);
        Ok(user.map(|user| Session { user, expires }))
    }

    /// Ends the session of this secret.
    ///
    /// # Errors
    /// The ledger cannot be written.
    pub fn end_session(&mut self, by: &By<'_>, secret: &Secret) -> Result<(), LedgerError> {
        self.change(by, |transaction| {
            transaction.execute("DELETE FROM session WHERE digest = ?", [secret.digest()])?;
            Ok(((), Told { what: "session.end", object: by.who.to_owned(), ..Told::default() }))
        })
    }

    /// Writes into the log that somebody was not let in; `name` is what was typed, cut to a length.
    ///
    /// # Errors
    /// The ledger cannot be written.
    pub fn refuse_session(&mut self, by: &By<'_>, name: &str) -> Result<(), LedgerError> {
        let typed: String = name.chars().take(40).collect();
        self.note(by, "session.refuse", &typed, json!(null))
    }
}

/// Ends all sessions of a user.
pub(super) fn end_all(transaction: &Transaction<'_>, name: &str) -> Result<(), LedgerError> {
    let connection: &Connection = transaction;
    connection.execute("DELETE FROM session WHERE user = ?", [name])?;
    Ok(())
}
