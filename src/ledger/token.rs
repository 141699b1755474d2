//! Tokens: what a program shows in place of a user's password (mã API).

use jiff::{SignedDuration, Timestamp};
use rusqlite::{OptionalExtension, params};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::json;

use super::by::{By, Moment, Sight};
use super::store::{Ledger, Told};
use super::user::{User, known};
use super::words::words;
use super::{LedgerError, Secret};

/// By this a token is recognised in a file or a letter where it should not be.
const PREFIX: &str = "soat_";

/// How exactly the last use is kept: it is not worth a write for each request.
const USE_STEP: SignedDuration = SignedDuration::from_mins(1);

words! {
    /// What a token is good for; never for more than its user may do.
    Scope {
        /// Reading the registry and the rules.
        Read = "read",
        /// Checking drafts, and deciding on their findings.
        Check = "check",
        /// Deciding for others: verdicts on overlaps, documents of the registry.
        Write = "write",
        /// Users, the log, the store.
        Admin = "admin",
    }
}

/// A token, without its secret.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Token {
    /// Its number.
    pub id: i64,
    /// Whose it is.
    pub user: String,
    /// What its owner calls it.
    pub label: String,
    /// What it is good for.
    pub scopes: Vec<Scope>,
    /// When it was made.
    #[schemars(with = "String")]
    pub made: Timestamp,
    /// Until when it counts.
    #[schemars(with = "String")]
    pub expires: Timestamp,
    /// When it was last shown, to a minute.
    #[schemars(with = "Option<String>")]
    pub used: Option<Timestamp>,
    /// Since when it counts no more.
    #[schemars(with = "Option<String>")]
    pub revoked: Option<Timestamp>,
}

/// A token to be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewToken<'a> {
    /// Whose it is to be.
    pub user: &'a str,
    /// What its owner calls it.
    pub label: &'a str,
    /// What it is good for.
    pub scopes: &'a [Scope],
    /// Until when it counts.
    pub expires: Timestamp,
}

impl Token {
    fn of(row: &rusqlite::Row<'_>) -> rusqlite::Result<Self> {
        let moment = |moment: Option<Moment>| moment.map(|moment| moment.0);
        let scopes: String = row.get("scopes")?;
        Ok(Self {
            id: row.get("id")?,
            user: row.get("user")?,
            label: row.get("label")?,
            scopes: scopes.split(' ').filter_map(|scope| scope.parse().ok()).collect(),
            made: row.get::<_, Moment>("made")?.0,
            expires: row.get::<_, Moment>("expires")?.0,
            used: moment(row.get("used")?),
            revoked: moment(row.get("revoked")?),
        })
    }
}

impl Ledger {
    /// Makes a token, and returns the secret that stands for it, which is told this once.
    ///
    /// # Errors
    /// There is no such user, the token is good for nothing or ends before it begins, or the ledger cannot be written.
    pub fn make_token(&mut self, by: &By<'_>, new: NewToken<'_>) -> Result<(i64, Secret), LedgerError> {
        if new.scopes.is_empty() {
            return Err(LedgerError::refused("mã API cần ít nhất một phạm vi: read, check, write, admin"));
        }
        if new.expires <= by.at {
            return Err(LedgerError::refused("ngày hết hạn của mã API phải ở sau hôm nay"));
        }
        let secret = Secret::new(PREFIX)?;
        let digest = secret.digest();
        let id = self.change(by, |transaction| {
            let user = known(transaction, new.user)?;
            let mut scopes = new.scopes.to_vec();
            scopes.sort_unstable();
            scopes.dedup();
            let words: Vec<&str> = scopes.iter().map(|scope| scope.word()).collect();
            let label: String = new.label.trim().chars().take(100).collect();
            transaction.execute(
                "INSERT INTO token (digest, user, label, scopes, made, expires) VALUES (?, ?, ?, ?, ?, ?)",
                params![digest, user.name, label, words.join(" "), Moment(by.at), Moment(new.expires)],
            )?;
            let id = transaction.last_insert_rowid();
            let after = json!({"user": user.name, "label": label, "scopes": words, "expires": new.expires});
            Ok((id, Told { what: "token.make", object: id.to_string(), before: None, after: Some(after) }))
        })?;
        Ok((id, secret))
    }

    /// Returns who showed this token at `now`, and what it is good for; nobody where it counts no more.
    ///
    /// # Errors
    /// The ledger cannot be read or written.
    pub fn admit_token(&mut self, secret: &Secret, now: Timestamp) -> Result<Option<(User, Token)>, LedgerError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT * FROM token WHERE digest = ? AND expires > ? AND revoked IS NULL")?;
        let found = statement.query_row(params![secret.digest(), Moment(now)], Token::of).optional()?;
        let Some(token) = found else { return Ok(None) };
        let Some(user) = self.user(&token.user)?.filter(|user| !user.disabled) else { return Ok(None) };
        if token.used.is_none_or(|used| now.duration_since(used) >= USE_STEP) {
            self.connection.execute("UPDATE token SET used = ? WHERE id = ?", params![Moment(now), token.id])?;
        }
        Ok(Some((user, token)))
    }

    /// Returns the tokens that may be seen, newest first.
    ///
    /// # Errors
    /// The ledger cannot be read.
    pub fn tokens(&self, sight: Sight<'_>) -> Result<Vec<Token>, LedgerError> {
        let owner = owner(sight);
        let mut statement =
            self.connection.prepare_cached("SELECT * FROM token WHERE (?1 IS NULL OR user = ?1) ORDER BY id DESC")?;
        Ok(statement.query_map([owner], Token::of)?.collect::<Result<_, _>>()?)
    }

    /// Makes a token count no more; one that may not be seen is as one that is not there.
    ///
    /// # Errors
    /// There is no such token, or the ledger cannot be written.
    pub fn revoke_token(&mut self, by: &By<'_>, sight: Sight<'_>, id: i64) -> Result<(), LedgerError> {
        let owner = owner(sight);
        self.change(by, |transaction| {
            let changed = transaction.execute(
                "UPDATE token SET revoked = ?1 WHERE id = ?2 AND revoked IS NULL AND (?3 IS NULL OR user = ?3)",
                params![Moment(by.at), id, owner],
            )?;
            if changed == 0 {
                return Err(LedgerError::refused(format!("không có mã API số {id} còn dùng")));
            }
            Ok(((), Told { what: "token.revoke", object: id.to_string(), ..Told::default() }))
        })
    }
}

/// Tokens are their owner's: a reviewer sees none of the unit's.
fn owner(sight: Sight<'_>) -> Option<&str> {
    match sight {
        Sight::Own(name) | Sight::Unit { name, .. } => Some(name),
        Sight::All => None,
    }
}
