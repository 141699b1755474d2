//! How documents stand to one another (`rules/lexicon/force.toml`): whose documents may change whose, and what becomes
//! of a guiding document when the guided one ends.

use jiff::civil::Date;
use serde::Deserialize;

use super::entry::{day, read};
use super::{Lexicon, LexiconError, Period, Verified};
use crate::document::{Level, Slug};

/// The height of central bodies that the table does not list.
const CENTRAL: u8 = 1;

/// The place of issuers in the order of normative documents.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rank {
    /// The greater, the higher.
    pub height: u8,
    /// Ids of the issuers.
    pub issuers: Vec<Slug>,
    /// Where the entry rests on.
    pub basis: String,
    /// How far it was verified.
    pub verified: Verified,
}

/// What becomes of a guiding document when the guided one ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fate {
    /// It ends on the same day.
    Ends,
    /// It stays in force where it does not contradict the new text.
    Stays,
    /// It ends on the same day, unless it is announced to go on.
    EndsUnlessAnnounced,
}

/// The fate of guiding documents in a period.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Guiding {
    /// What becomes of them.
    pub fate: Fate,
    /// First of the days on which the guided document is out of force.
    #[serde(default, deserialize_with = "day")]
    pub from: Option<Date>,
    /// Last of these days.
    #[serde(default, deserialize_with = "day")]
    pub to: Option<Date>,
    /// Where the entry rests on.
    pub basis: String,
    /// How far it was verified.
    pub verified: Verified,
}

/// The table.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Force {
    rank: Vec<Rank>,
    guiding: Vec<Guiding>,
}

impl Force {
    pub(super) fn load(text: &str) -> Result<Self, LexiconError> {
        read("force.toml", text)
    }
}

impl Lexicon {
    /// Returns how high an authority stands in the order of normative documents; `None` for local and unknown ones.
    #[must_use]
    pub fn height(&self, issuer: &str) -> Option<u8> {
        let listed = self.force.rank.iter().find(|rank| rank.issuers.iter().any(|id| **id == *issuer));
        let central = || self.authority(issuer).filter(|body| body.level == Some(Level::Central)).map(|_| CENTRAL);
        listed.map(|rank| rank.height).or_else(central)
    }

    /// Returns what becomes of guiding documents when the guided one is out of force from that day on.
    #[must_use]
    pub fn guiding(&self, out_of_force: Date) -> Option<&Guiding> {
        let holds = |one: &&Guiding| Period { from: one.from, to: one.to }.contains(out_of_force);
        self.force.guiding.iter().find(holds)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::Fate;
    use crate::lexicon::Lexicon;

    #[test]
    fn issuers_stand_in_order() {
        let lexicon = Lexicon::shared();
        let height = |id: &str| lexicon.height(id);
        assert!(height("quoc-hoi") > height("chinh-phu") && height("chinh-phu") > height("thu-tuong"));
        assert_eq!((height("bo-noi-vu"), height("ubnd-tinh")), (Some(1), None));
        for rank in &lexicon.force.rank {
            assert!(rank.issuers.iter().all(|id| lexicon.authority(id).is_some()), "{:?}", rank.issuers);
        }
    }

    #[test]
    fn the_fate_of_guiding_documents_changed_twice_in_2025() {
        let lexicon = Lexicon::shared();
        let fate = |y, m, d| lexicon.guiding(date(y, m, d)).map(|one| one.fate);
        assert_eq!(fate(2016, 6, 30), None);
        assert_eq!(fate(2020, 3, 5), Some(Fate::Ends));
        assert_eq!((fate(2025, 3, 31), fate(2025, 4, 1)), (Some(Fate::Ends), Some(Fate::Stays)));
        assert_eq!((fate(2025, 6, 30), fate(2025, 7, 1)), (Some(Fate::Stays), Some(Fate::EndsUnlessAnnounced)));
    }
}
