//! Terms of Party committees (nhiệm kỳ cấp ủy), in each of which Party documents are numbered from 01 on:
//! `rules/lexicon/congresses.toml`.

use jiff::civil::Date;
use serde::Deserialize;

use super::entry::{day, read};
use super::{Lexicon, LexiconError, Verified};
use crate::document::Level;

/// A term of the committees of one level.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// Its name: `khóa XII`, `nhiệm kỳ 2015–2020`.
    pub name: String,
    /// Level of the committees.
    pub level: Level,
    /// The earliest day on which a committee of the level may have begun it.
    #[serde(default, deserialize_with = "day")]
    pub from: Option<Date>,
    /// The first day on which all committees of the level have begun it.
    #[serde(default, deserialize_with = "day")]
    pub settled: Option<Date>,
    /// Where the entry rests on.
    pub basis: String,
    /// How far it was verified.
    pub verified: Verified,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    term: Vec<Term>,
}

/// The terms, in the order of their days within a level.
#[derive(Debug)]
pub(super) struct Congresses(Vec<Term>);

impl Congresses {
    pub(super) fn load(text: &str) -> Result<Self, LexiconError> {
        let mut terms = read::<File>("congresses.toml", text)?.term;
        terms.sort_by_key(|term| term.from);
        Ok(Self(terms))
    }
}

impl Lexicon {
    /// Returns the term in which a Party document of that level and day was surely numbered; `None` in the months in which
    /// congresses are held, and before the first and after the last term that the table closes.
    #[must_use]
    pub fn party_term(&self, level: Level, issued: Date) -> Option<&Term> {
        let mut terms = self.congresses.0.iter().filter(|term| term.level == level).peekable();
        while let Some(term) = terms.next() {
            let begun = term.settled.is_some_and(|settled| settled <= issued);
            let over = terms.peek().and_then(|next| next.from).is_some_and(|next| next <= issued);
            if begun && !over {
                return Some(term);
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use crate::document::Level;
    use crate::lexicon::Lexicon;

    #[test]
    fn a_term_is_told_outside_of_the_months_of_congresses() {
        let lexicon = Lexicon::shared();
        let name = |level, y, m, d| lexicon.party_term(level, date(y, m, d)).map(|term| term.name.as_str());
        assert_eq!(name(Level::Province, 2016, 4, 5), Some("nhiệm kỳ 2015–2020"));
        assert_eq!(name(Level::Province, 2015, 10, 20), None);
        assert_eq!(name(Level::Province, 2015, 3, 1), Some("nhiệm kỳ 2010–2015"));
        assert_eq!(name(Level::Central, 2016, 1, 15), Some("khóa XI"));
        assert_eq!(name(Level::Central, 2017, 10, 25), Some("khóa XII"));
        assert_eq!(name(Level::Central, 1996, 1, 1), None);
    }

    #[test]
    fn terms_follow_one_another() {
        for one in &Lexicon::shared().congresses.0 {
            assert!(one.from < one.settled, "{} {:?}", one.name, one.level);
        }
    }
}
