//! Who does something, and what somebody may see.

use jiff::Timestamp;
use rusqlite::types::{ToSql, ToSqlOutput};

/// Who does something, from where, and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct By<'a> {
    /// The user's name; [`By::MACHINE`] or [`By::COMMAND`] where nobody signed in.
    pub who: &'a str,
    /// The unit that the user belongs to; empty where nobody signed in.
    pub unit: &'a str,
    /// The network address that it came from.
    pub address: Option<&'a str>,
    /// The moment.
    pub at: Timestamp,
}

impl By<'_> {
    /// Whoever sits at the machine, where there are no users. No user can have this name.
    pub const MACHINE: &'static str = "@may";
    /// Somebody who is not known. No user can have this name.
    pub const NOBODY: &'static str = "@khach";
    /// The command line. No user can have this name.
    pub const COMMAND: &'static str = "@lenh";
}

/// What somebody may see of the things of others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sight<'a> {
    /// An officer's: what the user of that name did, and what others decided on the user's own drafts.
    Own(&'a str),
    /// A reviewer's: also all of the reviewer's unit.
    Unit {
        /// The user's name.
        name: &'a str,
        /// The user's unit.
        unit: &'a str,
    },
    /// An administrator's: everything.
    All,
}

impl<'a> Sight<'a> {
    /// Returns the owner and the unit that are bound to `:owner` and `:unit`; with both `NULL` all is seen.
    pub(super) fn bounds(self) -> (Option<&'a str>, Option<&'a str>) {
        match self {
            Self::Own(name) => (Some(name), None),
            // Who belongs to no unit is nobody's colleague.
            Self::Unit { name, unit } => (Some(name), Some(unit).filter(|unit| !unit.is_empty())),
            Self::All => (None, None),
        }
    }
}

/// A moment as it is stored: milliseconds since 1970 in UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Moment(pub(super) Timestamp);

impl ToSql for Moment {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.0.as_millisecond().into())
    }
}

impl rusqlite::types::FromSql for Moment {
    fn column_result(value: rusqlite::types::ValueRef<'_>) -> rusqlite::types::FromSqlResult<Self> {
        let moment = Timestamp::from_millisecond(value.as_i64()?);
        moment.map(Self).map_err(|error| rusqlite::types::FromSqlError::Other(Box::new(error)))
    }
}
