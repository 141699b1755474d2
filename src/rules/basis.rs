//! Legal bases (căn cứ pháp lý) and the periods in which they hold.

use jiff::civil::Date;
use serde::{Deserialize, Deserializer};

use super::{Severity, Verified};
use crate::document::{Class, Level};

/// One legal basis of a rule: what the rule rests on, and when.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Basis {
    /// The instrument's number: `34/2016/NĐ-CP`.
    pub number: String,
    /// The instrument as people call it: `Nghị định 34/2016/NĐ-CP`, `Luật Ban hành văn bản quy phạm pháp luật 2015`.
    pub name: String,
    /// The place in it: `khoản 1 Điều 61`.
    pub place: String,
    /// First day on which it holds.
    #[serde(deserialize_with = "day")]
    pub from: Date,
    /// Last day on which it holds; open where absent.
    #[serde(default, deserialize_with = "some_day")]
    pub to: Option<Date>,
    /// How its wording was checked.
    pub verified: Verified,
    /// The rule's severity under this basis, where it differs from the page's.
    pub severity: Option<Severity>,
    /// Classes of document for which it holds; all where empty.
    #[serde(default)]
    pub classes: Vec<Class>,
    /// Levels of issuer for which it holds; all where empty.
    #[serde(default)]
    pub levels: Vec<Level>,
    /// The regime under which the document is judged, where it is not that of the document's class and date.
    pub regime: Option<String>,
    /// Figures and words of law that the check reads and that changed with the basis: numbers of days, kinds.
    #[serde(default)]
    pub values: toml::Table,
}

impl Basis {
    /// Returns whether it holds on `day`.
    #[must_use]
    pub fn holds_on(&self, day: Date) -> bool {
        self.from <= day && self.to.is_none_or(|to| day <= to)
    }

    /// Returns whether it holds on `day` for a document of this class, issued at this level.
    #[must_use]
    pub fn holds_for(&self, day: Date, class: Class, level: Option<Level>) -> bool {
        self.holds_on(day)
            && (self.classes.is_empty() || self.classes.contains(&class))
            && (self.levels.is_empty() || level.is_some_and(|level| self.levels.contains(&level)))
    }

    /// Returns the severity a rule of severity `page` has under this basis; one from memory never blocks.
    #[must_use]
    pub fn severity(&self, page: Severity) -> Severity {
        let severity = self.severity.unwrap_or(page);
        match self.verified {
            Verified::Memory => severity.min(Severity::Warning),
            Verified::Secondary | Verified::Text => severity,
        }
    }

    /// Returns how it is cited: `khoản 1 Điều 61 Nghị định 34/2016/NĐ-CP`.
    #[must_use]
    pub fn cited(&self) -> String {
        format!("{} {}", self.place, self.name)
    }
}

pub(super) fn day<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Date, D::Error> {
    use serde::de::Error;
    let written = toml::value::Datetime::deserialize(deserializer)?;
    if written.time.is_some() || written.offset.is_some() {
        return Err(D::Error::custom("a day without a time is wanted, as in 2016-07-01"));
    }
    written.to_string().parse().map_err(|_| D::Error::custom(format!("{written} is no day of the calendar")))
}

pub(super) fn some_day<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Date>, D::Error> {
    day(deserializer).map(Some)
}
