//! Least days between signing and effect (thời điểm có hiệu lực): `rules/lexicon/minima.toml`.

use jiff::civil::Date;
use serde::Deserialize;

use super::entry::{day, read};
use super::{Lexicon, LexiconError, Period, Verified};
use crate::document::{Class, Level};

/// One minimum.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Minimum {
    /// Level of the issuer.
    pub level: Level,
    /// Class of the document.
    pub class: Class,
    /// Days from the day of signing, which is not counted: effect is not earlier than signing day + `days`.
    pub days: u16,
    /// When a shorter time is lawful, in Vietnamese.
    pub exception: String,
    /// First day of signing to which it applies.
    #[serde(default, deserialize_with = "day")]
    pub from: Option<Date>,
    /// Last day.
    #[serde(default, deserialize_with = "day")]
    pub to: Option<Date>,
    /// Where the entry rests on.
    pub basis: String,
    /// How far it was verified.
    pub verified: Verified,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    minimum: Vec<Minimum>,
}

/// The minima.
#[derive(Debug)]
pub(super) struct Minima(Vec<Minimum>);

impl Minima {
    pub(super) fn load(text: &str) -> Result<Self, LexiconError> {
        Ok(Self(read::<File>("minima.toml", text)?.minimum))
    }
}

impl Lexicon {
    /// Returns the minimum for a document of `class` signed on `signed` by an issuer of `level`; `None` where no law
    /// sets one, as for administrative documents.
    #[must_use]
    pub fn minimum_days(&self, level: Level, class: Class, signed: Date) -> Option<&Minimum> {
        self.minima.0.iter().find(|minimum| {
            minimum.level == level
                && minimum.class == class
                && Period { from: minimum.from, to: minimum.to }.contains(signed)
        })
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use crate::document::{Class, Level};
    use crate::lexicon::Lexicon;

    #[test]
    fn minima_by_level_and_period() {
        let lexicon = Lexicon::shared();
        let days = |level, day| lexicon.minimum_days(level, Class::Normative, day).map(|minimum| minimum.days);
        assert_eq!(days(Level::Province, date(2016, 6, 30)), Some(10));
        assert_eq!(days(Level::Province, date(2025, 11, 21)), Some(10));
        assert_eq!(days(Level::Central, date(2020, 1, 1)), Some(45));
        assert_eq!(days(Level::District, date(2025, 3, 31)), Some(7));
        assert_eq!(days(Level::District, date(2025, 4, 1)), Some(10));
        assert_eq!(days(Level::District, date(2025, 7, 1)), None);
        assert_eq!(days(Level::Commune, date(2016, 6, 30)), Some(5));
        assert_eq!(days(Level::Commune, date(2025, 5, 1)), None);
        assert_eq!(days(Level::Commune, date(2025, 7, 1)), Some(10));
        assert!(lexicon.minimum_days(Level::Province, Class::Administrative, date(2020, 1, 1)).is_none());
    }
}
