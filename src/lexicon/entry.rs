//! What every entry of every table has: a period, and how far its words were verified.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::de::{DeserializeOwned, Error as _};
use serde::{Deserialize, Deserializer, Serialize};

use super::LexiconError;
use super::error::line_of;

/// A span of days, both ends included; an open end is `None`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Period {
    /// First day.
    pub from: Option<Date>,
    /// Last day.
    pub to: Option<Date>,
}

impl Period {
    /// Returns whether `day` lies in the period.
    #[must_use]
    pub fn contains(self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }
}

/// How far an entry was verified.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Verified {
    /// From memory; nothing at hand says so.
    Memory,
    /// Seen in a text that reports it.
    Secondary,
    /// Read in the text itself.
    Text,
}

/// Reads one table; an error names the table and the line.
pub(super) fn read<T: DeserializeOwned>(table: &'static str, text: &str) -> Result<T, LexiconError> {
    toml::from_str(text).map_err(|error| LexiconError {
        table,
        line: error.span().map(|span| line_of(text, span.start)),
        message: error.message().to_owned(),
    })
}

/// Reads an optional day written as a TOML local date: `from = 2025-03-01`.
pub(super) fn day<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Date>, D::Error> {
    let written = toml::value::Datetime::deserialize(deserializer)?;
    let date = written.date.ok_or_else(|| D::Error::custom("a day such as 2025-03-01 is wanted"))?;
    let day = |n: u8| i8::try_from(n).map_err(D::Error::custom);
    let year = i16::try_from(date.year).map_err(D::Error::custom)?;
    Date::new(year, day(date.month)?, day(date.day)?).map(Some).map_err(D::Error::custom)
}

/// The value of a field that is `true` where nothing is written.
pub(super) fn yes() -> bool {
    true
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::{Period, day, read};

    #[derive(Debug, serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Row {
        #[serde(default, deserialize_with = "day")]
        from: Option<jiff::civil::Date>,
    }

    #[test]
    fn both_ends_belong_to_the_period() {
        let period = Period { from: Some(date(2025, 3, 1)), to: Some(date(2025, 6, 30)) };
        assert!(period.contains(date(2025, 3, 1)) && period.contains(date(2025, 6, 30)));
        assert!(!period.contains(date(2025, 2, 28)) && !period.contains(date(2025, 7, 1)));
        assert!(Period::default().contains(date(1945, 9, 2)));
    }

    #[test]
    fn an_error_names_table_and_line() {
        let error = read::<Row>("kinds.toml", "from = 2025-03-01\nfor = 1\n").unwrap_err();
        assert_eq!((error.table, error.line), ("kinds.toml", Some(2)));
        assert!(error.to_string().starts_with("lexicon table `kinds.toml`, line 2: unknown field"));
    }

    #[test]
    fn a_day_is_a_local_date() {
        assert_eq!(read::<Row>("t", "from = 2025-03-01").unwrap().from, Some(date(2025, 3, 1)));
        assert_eq!(read::<Row>("t", "").unwrap().from, None);
        assert!(read::<Row>("t", "from = \"2025-03-01\"").is_err());
    }
}
