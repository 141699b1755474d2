//! The marks by which one document names another, and whether a record bears them.

use super::record::Record;
use super::{NATIONAL, identity};
use crate::document::{Citation, Date, DocNumber, Level, Slug};

/// The marks of a document named by another one.
///
/// A mark that is not given excludes nothing, but a number without year says nothing without a day: administrative
/// numbers begin anew each year.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Target {
    /// [`DocNumber::matching_key`].
    pub(super) key: Option<String>,
    /// [`name_key`] of a law's name.
    pub(super) name: Option<String>,
    pub(super) issued: Option<Date>,
    pub(super) year: Option<i16>,
    /// Whether the number holds its year.
    pub(super) dated: bool,
    /// The territory; a central document bears every territory's mark, for its number is of no province.
    pub(super) territory: String,
    pub(super) level: Option<Level>,
}

impl Target {
    /// Returns the marks that a citation gives, or `None` where it gives neither number nor name.
    pub(super) fn of(citation: &Citation, territory: &str) -> Option<Self> {
        if citation.local {
            return None;
        }
        let number = citation.number.as_ref().filter(|number| !number.is_blank());
        let target = Self {
            key: number.map(DocNumber::matching_key),
            name: citation.name.as_deref().map(name_key),
            issued: citation.issued,
            year: citation.year.or(citation.issued.map(Date::year)),
            dated: number.is_some_and(|number| number.year.is_some()),
            territory: territory.to_owned(),
            level: citation.issuer.as_ref().and_then(|issuer| issuer.level),
        };
        (target.key.is_some() || target.name.is_some()).then_some(target)
    }

    /// Returns whether `record` is the one document that these marks can mean.
    pub(super) fn means(&self, record: &Record) -> bool {
        self.at_home(record) && self.named(record) && self.when(record)
    }

    /// Returns whether the document's territory and level can be the ones meant.
    pub(super) fn at_home(&self, record: &Record) -> bool {
        let home = record.territory == *self.territory || record.territory == NATIONAL;
        let level = record.issuer.as_ref().and_then(|issuer| issuer.level);
        home && !matches!((self.level, level), (Some(meant), Some(known)) if meant != known)
            || record.territory == identity::NOWHERE && self.territory == identity::NOWHERE
    }

    fn named(&self, record: &Record) -> bool {
        match (&self.key, &record.number) {
            (Some(key), Some(number)) => *key == number.matching_key(),
            (Some(_), None) => false,
            (None, _) => self.name.is_some() && self.name == record.name.as_deref().map(name_key),
        }
    }

    fn when(&self, record: &Record) -> bool {
        match (self.issued, record.issued) {
            (Some(meant), Some(known)) if meant == known => true,
            _ if self.dated => true,
            (Some(_), Some(_)) => false,
            _ => self.year.is_some() && self.year == record.year(),
        }
    }
}

/// Returns the form under which names of laws are compared: without marks, capitals and signs.
pub(super) fn name_key(name: &str) -> String {
    Slug::of(name).to_string()
}

#[cfg(test)]
mod tests {
    use super::name_key;

    #[test]
    fn names_are_compared_without_marks() {
        assert_eq!(name_key("Luật  Tổ chức HĐND và UBND"), name_key("luật tổ chức hđnd và ubnd"));
    }
}
