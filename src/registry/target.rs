//! The marks by which one document names another, and whether a record bears them.

use super::record::Record;
use super::{NATIONAL, identity};
use crate::document::{Citation, Date, DocNumber, Level, Scheme, Slug};

/// The marks of a document named by another one.
///
/// A mark that is not given excludes nothing, but a number without year says nothing without a day: administrative
/// numbers begin anew each year.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Target {
    /// [`DocNumber::matching_key`].
    pub(super) key: Option<String>,
    /// Id of the kind.
    pub(super) kind: Option<Slug>,
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
            kind: citation.kind.clone(),
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

    /// Returns whether the document is of the series of numbers meant.
    pub(super) fn in_series(&self, record: &Record) -> bool {
        record.number.as_ref().is_none_or(|number| one_series(number, self.kind.as_deref(), record.kind.as_deref()))
    }

    fn named(&self, record: &Record) -> bool {
        match (&self.key, &record.number) {
            (Some(key), Some(number)) => *key == number.matching_key() && self.in_series(record),
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

/// Returns whether documents of these kinds are numbered in one series under numbers built like this one.
///
/// The National Assembly numbers its laws and its resolutions apart, and its symbol does not tell them from each other:
/// 93/2015/QH13 is both.
pub(super) fn one_series(number: &DocNumber, one: Option<&str>, other: Option<&str>) -> bool {
    let law = |kind: &str| matches!(kind, "luat" | "bo-luat" | "hien-phap");
    match (one, other) {
        (Some(one), Some(other)) if number.scheme == Scheme::Law => one == other || law(one) && law(other),
        _ => true,
    }
}

/// Returns the form under which names of laws are compared: without marks, capitals and signs.
pub(super) fn name_key(name: &str) -> String {
    Slug::of(name).to_string()
}

#[cfg(test)]
mod tests {
    use super::{name_key, one_series};
    use crate::document::{DocNumber, Scheme};

    #[test]
    fn laws_and_resolutions_are_numbered_apart() {
        let number = DocNumber {
            text: String::new(),
            span: None,
            key: "93/2015/QH13".to_owned(),
            ordinal: "93".to_owned(),
            year: Some(2015),
            kind: None,
            organ: Some("QH13".to_owned()),
            scheme: Scheme::Law,
        };
        assert!(!one_series(&number, Some("luat"), Some("nghi-quyet")));
        assert!(one_series(&number, Some("luat"), Some("bo-luat")));
        assert!(one_series(&number, None, Some("nghi-quyet")));
    }

    #[test]
    fn names_are_compared_without_marks() {
        assert_eq!(name_key("Luật  Tổ chức HĐND và UBND"), name_key("luật tổ chức hđnd và ubnd"));
    }
}
