//! Whose inspection goes ahead where two meet (xử lý chồng chéo, trùng lặp thanh tra): `rules/lexicon/inspections.toml`.

use jiff::civil::Date;
use serde::Deserialize;

use super::entry::{day, read};
use super::{Lexicon, LexiconError, Period, Verified};
use crate::document::Slug;

const TABLE: &str = "inspections.toml";
/// Any organ.
const ANY: &str = "*";

/// An inspecting organ (cơ quan thanh tra).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InspectingOrgan {
    /// Id: `thanh-tra-tinh`.
    pub id: Slug,
    /// Name: `Thanh tra tỉnh`.
    pub name: String,
    /// Authorities, by id or group, whose inspection plans are its plans.
    pub issuers: Vec<Slug>,
}

/// What the law says where inspections of two organs meet. Either `first` or `decides` is told.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Precedence {
    /// The two organs, in any order; `*` for any.
    pub between: [Slug; 2],
    /// Classes of action for which it holds.
    pub acts: Vec<Slug>,
    /// Whether the heads of both exchange first; the rest holds where they do not agree.
    #[serde(default)]
    pub talk: bool,
    /// Id of the organ that inspects.
    #[serde(default)]
    pub first: Option<Slug>,
    /// Who settles it, in Vietnamese, where no organ comes first.
    #[serde(default)]
    pub decides: Option<String>,
    /// Number of the law.
    pub law: String,
    /// Provision of it.
    pub place: String,
    /// First day.
    #[serde(default, deserialize_with = "day")]
    pub from: Option<Date>,
    /// Last day.
    #[serde(default, deserialize_with = "day")]
    pub to: Option<Date>,
    /// How far it was verified.
    pub verified: Verified,
}

/// The most visits that one business may get in a year.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InspectionLimit {
    /// Classes of action that count.
    pub acts: Vec<Slug>,
    /// So many in a year at most.
    pub most: u16,
    /// Whether the classes count together; else each for itself.
    #[serde(default)]
    pub together: bool,
    /// Whether only visits for one content count.
    #[serde(default)]
    pub one_content: bool,
    /// When more are lawful, in Vietnamese.
    pub exception: String,
    /// Number of the text.
    pub law: String,
    /// Provision of it; empty where it was not read.
    pub place: String,
    /// First day.
    #[serde(default, deserialize_with = "day")]
    pub from: Option<Date>,
    /// Last day.
    #[serde(default, deserialize_with = "day")]
    pub to: Option<Date>,
    /// How far it was verified.
    pub verified: Verified,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    organ: Vec<InspectingOrgan>,
    precedence: Vec<Precedence>,
    limit: Vec<InspectionLimit>,
}

/// The table.
#[derive(Debug)]
pub(super) struct Inspections(File);

impl Inspections {
    pub(super) fn load(text: &str) -> Result<Self, LexiconError> {
        let file: File = read(TABLE, text)?;
        let known = |id: &Slug| *id == *ANY || file.organ.iter().any(|organ| organ.id == *id);
        for entry in &file.precedence {
            if let Some(id) = entry.between.iter().chain(&entry.first).find(|id| !known(id)) {
                return Err(LexiconError::at(TABLE, text, id, format!("no organ `{id}`")));
            }
            if entry.first.is_some() == entry.decides.is_some() {
                let message = format!("`{}` needs either `first` or `decides`", entry.place);
                return Err(LexiconError::at(TABLE, text, &entry.place, message));
            }
        }
        Ok(Self(file))
    }
}

impl Lexicon {
    /// Returns the organ whose inspection plans an authority issues: `thanh-tra-so` for a department.
    #[must_use]
    pub fn inspecting_organ(&self, issuer: &str) -> Option<&InspectingOrgan> {
        let group = self.authority(issuer).and_then(|authority| authority.group.as_deref());
        let bears = |organ: &&InspectingOrgan, id: &str| organ.issuers.iter().any(|known| **known == *id);
        let organs = &self.inspections.0.organ;
        organs.iter().find(|organ| bears(organ, issuer)).or_else(|| {
            // `Thanh tra` is a group of its own: only what has no entry of its own goes by its group.
            organs.iter().find(|organ| group.is_some_and(|group| bears(organ, group)))
        })
    }

    /// Returns what the law of the day says where inspections planned by two authorities meet; `None` where it says nothing,
    /// or what it says was not read.
    #[must_use]
    pub fn precedence(&self, issuers: [&str; 2], act: &str, date: Date) -> Option<&Precedence> {
        let [one, other] = [self.inspecting_organ(issuers[0])?, self.inspecting_organ(issuers[1])?];
        let fits = |wanted: &Slug, organ: &InspectingOrgan| *wanted == *ANY || *wanted == organ.id;
        self.inspections.0.precedence.iter().find(|entry| {
            let [a, b] = &entry.between;
            let met = fits(a, one) && fits(b, other) || fits(a, other) && fits(b, one);
            met && entry.acts.iter().any(|known| **known == *act)
                && Period { from: entry.from, to: entry.to }.contains(date)
        })
    }

    /// Returns what limits the visits of one business by that class of action on a day.
    pub fn inspection_limits<'a>(&'a self, act: &'a str, date: Date) -> impl Iterator<Item = &'a InspectionLimit> {
        self.inspections.0.limit.iter().filter(move |limit| {
            limit.acts.iter().any(|known| **known == *act) && Period { from: limit.from, to: limit.to }.contains(date)
        })
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::Inspections;
    use crate::lexicon::Lexicon;

    #[test]
    fn who_goes_ahead_is_told_by_the_law_of_the_day() {
        let lexicon = Lexicon::shared();
        let first = |issuers, day| {
            lexicon.precedence(issuers, "thanh-tra", day).and_then(|entry| entry.first.as_deref().map(str::to_owned))
        };
        assert_eq!(first(["so-noi-vu", "ubnd-tinh"], date(2024, 3, 1)).as_deref(), Some("thanh-tra-tinh"));
        assert_eq!(first(["so-y-te", "ubnd-huyen"], date(2025, 6, 30)).as_deref(), Some("thanh-tra-so"));
        assert_eq!(first(["bo-noi-vu", "thanh-tra-tinh"], date(2023, 7, 1)).as_deref(), Some("thanh-tra-bo"));
        assert_eq!(first(["so-noi-vu", "ubnd-tinh"], date(2025, 7, 1)), None, "84/2025/QH15 was not read");
        let decides = |issuers, day| {
            lexicon.precedence(issuers, "thanh-tra", day).and_then(|entry| entry.decides.as_deref().map(str::to_owned))
        };
        assert_eq!(decides(["so-y-te", "so-noi-vu"], date(2016, 3, 1)).as_deref(), Some("Chánh Thanh tra tỉnh"));
        assert_eq!(decides(["so-noi-vu", "ubnd-tinh"], date(2016, 3, 1)), None, "the law of 2010 names no one");
        assert!(lexicon.precedence(["so-noi-vu", "ubnd-tinh"], "kiem-tra", date(2024, 3, 1)).is_none());
        assert!(lexicon.precedence(["so-noi-vu", "ubnd-xa"], "thanh-tra", date(2024, 3, 1)).is_none());
    }

    #[test]
    fn a_business_is_visited_so_often_at_most() {
        let lexicon = Lexicon::shared();
        let limits =
            |day| lexicon.inspection_limits("thanh-tra", day).map(|limit| limit.law.as_str()).collect::<Vec<_>>();
        assert_eq!(limits(date(2018, 1, 1)), ["20/CT-TTg"]);
        assert_eq!(limits(date(2025, 5, 17)), ["198/2025/QH15"; 2]);
        assert!(limits(date(2016, 1, 1)).is_empty());
    }

    #[test]
    fn an_entry_names_known_organs_and_one_outcome() {
        let entry = |rest: &str| {
            let head = "organ = [{ id = 'a', name = 'A', issuers = [] }]\nlimit = []\n[[precedence]]\n";
            let text = format!("{head}acts = []\nlaw = ''\nplace = 'Điều 1'\nverified = 'text'\n{rest}");
            Inspections::load(&text).unwrap_err().to_string()
        };
        assert!(entry("between = ['a', 'b']\nfirst = 'a'").contains("line 8: no organ `b`"));
        assert!(entry("between = ['a', '*']").contains("needs either `first` or `decides`"));
    }
}
