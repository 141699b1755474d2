//! Users: who may come in, and as what.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, named_params, params};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::json;

use super::by::{By, Moment};
use super::secret;
use super::store::{Ledger, Told};
use super::words::words;
use super::{LedgerError, session};

const COLUMNS: &str = "name, display, unit, role, disabled, added";

words! {
    /// What a user may do; each may do what those before it may.
    Role {
        /// Drafts and checks (chuyên viên): sees the registry and own drafts.
        Officer = "officer",
        /// Reviews for the unit (thẩm định): sees the unit's drafts, decides on overlaps, takes documents in.
        Reviewer = "reviewer",
        /// Lets others in, reads the log, takes the store away (quản trị).
        Administrator = "administrator",
    }
}

/// A user.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct User {
    /// The name to sign in with.
    pub name: String,
    /// The name to be shown.
    pub display: String,
    /// The unit, whose reviewers see the user's drafts.
    pub unit: String,
    /// What the user may do.
    pub role: Role,
    /// Whether the user may not come in any more.
    pub disabled: bool,
    /// Since when.
    #[schemars(with = "String")]
    pub added: Timestamp,
}

/// A user to be added.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewUser<'a> {
    /// The name to sign in with: 2 to 40 small letters without marks, digits, `.`, `-`, `_`, `@`; begins with a letter.
    pub name: &'a str,
    /// The name to be shown; the name to sign in with where empty.
    pub display: &'a str,
    /// The unit.
    pub unit: &'a str,
    /// What the user may do.
    pub role: Role,
}

/// What is to be another way with a user; `None` stays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Change<'a> {
    /// The name to be shown.
    pub display: Option<&'a str>,
    /// The unit.
    pub unit: Option<&'a str>,
    /// What the user may do.
    pub role: Option<Role>,
    /// Whether the user is kept out.
    pub disabled: Option<bool>,
}

/// What somebody who signs in is held against. Looking at a password takes its time, so it is done apart from the ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Credentials {
    user: Option<User>,
    kept: String,
}

impl Credentials {
    /// Returns the user where there is one, may come in and has this password. It takes as long to say no.
    #[must_use]
    pub fn admit(self, password: &str) -> Option<User> {
        let Some(user) = self.user else {
            secret::pass_time(password);
            return None;
        };
        let right = secret::is_password(password, &self.kept);
        Some(user).filter(|user| right && !user.disabled)
    }
}

impl User {
    fn of(row: &rusqlite::Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            name: row.get("name")?,
            display: row.get("display")?,
            unit: row.get("unit")?,
            role: row.get("role")?,
            disabled: row.get("disabled")?,
            added: row.get::<_, Moment>("added")?.0,
        })
    }

    pub(super) fn named(connection: &Connection, name: &str) -> Result<Option<Self>, LedgerError> {
        let query = format!("SELECT {COLUMNS} FROM user WHERE name = ?");
        Ok(connection.prepare_cached(&query)?.query_row([name], Self::of).optional()?)
    }

    /// Returns what the log tells of a user.
    fn told(&self) -> serde_json::Value {
        json!({"display": self.display, "unit": self.unit, "role": self.role, "disabled": self.disabled})
    }
}

impl Ledger {
    /// Returns whether there is any user, disabled ones too: from then on nobody comes in without signing in.
    ///
    /// # Errors
    /// The ledger cannot be read.
    pub fn has_users(&self) -> Result<bool, LedgerError> {
        Ok(self.connection.prepare_cached("SELECT EXISTS (SELECT 1 FROM user)")?.query_row([], |row| row.get(0))?)
    }

    /// Returns all users by name.
    ///
    /// # Errors
    /// The ledger cannot be read.
    pub fn users(&self) -> Result<Vec<User>, LedgerError> {
        let mut statement = self.connection.prepare_cached(&format!("SELECT {COLUMNS} FROM user ORDER BY name"))?;
        Ok(statement.query_map([], User::of)?.collect::<Result<_, _>>()?)
    }

    /// Returns the user of that name.
    ///
    /// # Errors
    /// The ledger cannot be read.
    pub fn user(&self, name: &str) -> Result<Option<User>, LedgerError> {
        User::named(&self.connection, name)
    }

    /// Returns what somebody who signs in under `name` is held against.
    ///
    /// # Errors
    /// The ledger cannot be read.
    pub fn credentials(&self, name: &str) -> Result<Credentials, LedgerError> {
        let user = self.user(name)?;
        let mut statement = self.connection.prepare_cached("SELECT password FROM user WHERE name = ?")?;
        let kept = statement.query_row([name], |row| row.get(0)).optional()?;
        Ok(Credentials { user, kept: kept.unwrap_or_default() })
    }

    /// Adds a user.
    ///
    /// # Errors
    /// The name is taken or none, the password too short, or the ledger cannot be written.
    pub fn add_user(&mut self, by: &By<'_>, new: NewUser<'_>, password: &str) -> Result<User, LedgerError> {
        fits(new.name)?;
        let kept = secret::of_password(password)?;
        self.change(by, |transaction| {
            if User::named(transaction, new.name)?.is_some() {
                return Err(LedgerError::refused(format!("đã có người dùng {}", new.name)));
            }
            let display = if new.display.trim().is_empty() { new.name } else { new.display.trim() };
            transaction.execute(
                "INSERT INTO user (name, display, unit, role, password, added) VALUES (?, ?, ?, ?, ?, ?)",
                params![new.name, display, new.unit.trim(), new.role, kept, Moment(by.at)],
            )?;
            let user = known(transaction, new.name)?;
            let told = Told { what: "user.add", object: user.name.clone(), before: None, after: Some(user.told()) };
            Ok((user, told))
        })
    }

    /// Changes a user. Who is kept out or may do other things from now on is signed out; the last administrator stays.
    ///
    /// # Errors
    /// There is no such user, it is the last administrator, or the ledger cannot be written.
    pub fn change_user(&mut self, by: &By<'_>, name: &str, change: Change<'_>) -> Result<User, LedgerError> {
        self.change(by, |transaction| {
            let before = known(transaction, name)?;
            transaction.execute(
                "UPDATE user SET display = coalesce(:display, display), unit = coalesce(:unit, unit), \
                 role = coalesce(:role, role), disabled = coalesce(:disabled, disabled) WHERE name = :name",
                named_params! {
                    ":display": change.display, ":unit": change.unit, ":role": change.role, ":disabled": change.disabled,
                    ":name": name,
                },
            )?;
            let after = known(transaction, name)?;
            let was_one = before.role == Role::Administrator && !before.disabled;
            if was_one && !has_administrator(transaction)? {
                return Err(LedgerError::refused(format!(
                    "{name} là quản trị viên cuối cùng; hãy cử người khác trước"
                )));
            }
            if after.disabled || after.role != before.role || after.unit != before.unit {
                session::end_all(transaction, name)?;
            }
            let told = Told {
                what: "user.change",
                object: name.to_owned(),
                before: Some(before.told()),
                after: Some(after.told()),
            };
            Ok((after, told))
        })
    }

    /// Gives a user another password and signs the user out everywhere.
    ///
    /// # Errors
    /// There is no such user, the password is too short, or the ledger cannot be written.
    pub fn set_password(&mut self, by: &By<'_>, name: &str, password: &str) -> Result<(), LedgerError> {
        let kept = secret::of_password(password)?;
        self.change(by, |transaction| {
            let user = known(transaction, name)?;
            transaction.execute("UPDATE user SET password = ? WHERE name = ?", params![kept, user.name])?;
            session::end_all(transaction, name)?;
            Ok(((), Told { what: "user.password", object: user.name, before: None, after: None }))
        })
    }
}

/// Returns the user of that name, who must be there.
pub(super) fn known(connection: &Connection, name: &str) -> Result<User, LedgerError> {
    User::named(connection, name)?.ok_or_else(|| LedgerError::refused(format!("không có người dùng {name}")))
}

fn has_administrator(connection: &Connection) -> Result<bool, LedgerError> {
    let query = "SELECT EXISTS (SELECT 1 FROM user WHERE role = 'administrator' AND NOT disabled)";
    Ok(connection.query_row(query, [], |row| row.get(0))?)
}

fn fits(name: &str) -> Result<(), LedgerError> {
    let letter = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || ".-_@".contains(letter);
    let begins = name.starts_with(|letter: char| letter.is_ascii_lowercase());
    if begins && (2..=40).contains(&name.len()) && name.chars().all(letter) {
        return Ok(());
    }
    Err(LedgerError::refused("tên đăng nhập gồm 2 đến 40 chữ thường không dấu, chữ số, dấu . - _ @, bắt đầu bằng chữ"))
}
