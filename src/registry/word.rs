//! The words under which enumerations and dates are stored: those of the machine contract.

use std::fmt::Display;

use rusqlite::types::Type;
use rusqlite::{Row, RowIndex};
use serde::de::value::{Error, StrDeserializer};
use serde::de::{DeserializeOwned, IntoDeserializer};
use serde::{Deserialize, Serialize};

use crate::document::Date;

/// Returns the contract's word for a unit variant.
pub(super) fn to_word(value: impl Serialize) -> Option<String> {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => Some(word),
        _ => None,
    }
}

/// Returns the variant that a stored word stands for.
pub(super) fn from_word<T: for<'de> Deserialize<'de>>(word: &str) -> Option<T> {
    let deserializer: StrDeserializer<'_, Error> = word.into_deserializer();
    T::deserialize(deserializer).ok()
}

/// Names a column: by its name, or by its place in the list that was asked for, which is faster.
pub(super) trait Column: RowIndex + Copy + Display {}
impl<T: RowIndex + Copy + Display> Column for T {}

/// Reads a word column; a word that this version does not know counts as damage.
pub(super) fn word<T: for<'de> Deserialize<'de>>(row: &Row<'_>, column: impl Column) -> rusqlite::Result<T> {
    optional(row, column)?.ok_or_else(|| damaged(column))
}

/// Reads a word column that may be empty.
pub(super) fn optional<T: for<'de> Deserialize<'de>>(
    row: &Row<'_>,
    column: impl Column,
) -> rusqlite::Result<Option<T>> {
    text(row, column)?.map(|text| from_word(text).ok_or_else(|| damaged(column))).transpose()
}

/// Reads a day column that may be empty.
pub(super) fn day(row: &Row<'_>, column: impl Column) -> rusqlite::Result<Option<Date>> {
    text(row, column)?.map(|text| text.parse().map_err(|_| damaged(column))).transpose()
}

/// Reads a JSON column that may be empty.
pub(super) fn json<T: DeserializeOwned>(row: &Row<'_>, column: impl Column) -> rusqlite::Result<Option<T>> {
    text(row, column)?.map(|text| serde_json::from_str(text).map_err(|_| damaged(column))).transpose()
}

fn text<'r>(row: &'r Row<'_>, column: impl Column) -> rusqlite::Result<Option<&'r str>> {
    row.get_ref(column)?.as_str_or_null().map_err(|_| damaged(column))
}

fn damaged(column: impl Display) -> rusqlite::Error {
    rusqlite::Error::InvalidColumnType(0, column.to_string(), Type::Text)
}

#[cfg(test)]
mod tests {
    use super::{from_word, to_word};
    use crate::document::{Level, Role};

    #[test]
    fn words_are_those_of_the_contract() {
        assert_eq!(to_word(Level::Central).as_deref(), Some("central"));
        assert_eq!(from_word("replaces"), Some(Role::Replaces));
        assert_eq!(from_word::<Role>("eats"), None);
    }
}
