//! Territories (đơn vị hành chính) in time: `rules/lexicon/territories.toml`, `rules/lexicon/districts.tsv`.
//!
//! Communes are not in the tables; the id of one that a text names is made in `naming`.

use foldhash::{HashMap, HashMapExt};
use jiff::civil::Date;
use serde::Deserialize;

use super::entry::{day, read};
use super::synonyms::Synonyms;
use super::words::{Names, Word, words};
use super::{Lexicon, LexiconError, Period, Verified};
use crate::document::{Level, Slug};

const TABLE: &str = "territories.toml";
const DISTRICTS: &str = "districts.tsv";

/// One territory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Territory {
    /// Id: `quang-tri`, `dong-thap/thanh-binh`.
    pub id: Slug,
    /// Name without its type: `Quảng Trị`.
    pub name: String,
    /// Id of its type: `tinh`, `thanh-pho`, `quan`, `huyen`, `thi-xa`; see [`Self::type_on`].
    pub kind: Slug,
    /// Its level.
    pub level: Level,
    /// The day a province becomes a centrally-run city.
    pub city_from: Option<Date>,
    /// First day, where it is within living memory.
    pub from: Option<Date>,
    /// Last day.
    pub to: Option<Date>,
    /// The territory that takes its place after [`Self::to`].
    pub into: Option<Slug>,
    /// Where the entry rests on.
    pub basis: String,
    /// How far it was verified.
    pub verified: Verified,
}

impl Territory {
    /// Returns the days in which the territory exists.
    #[must_use]
    pub fn period(&self) -> Period {
        Period { from: self.from, to: self.to }
    }

    /// Returns the id of its type on `date`: a province may become a city.
    #[must_use]
    pub fn type_on(&self, date: Date) -> &str {
        if self.city_from.is_some_and(|from| from <= date) { "thanh-pho" } else { &self.kind }
    }

    /// Returns the id of the province it lies in, itself for a province.
    #[must_use]
    pub fn province(&self) -> &str {
        self.id.split('/').next().unwrap_or_default()
    }
}

/// A type of territory: `huyện`, `thị xã`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TerritoryType {
    /// Id: `thi-xa`.
    pub id: Slug,
    /// The words before a name, folded: `thị xã`.
    pub words: String,
    /// Levels of which it is a type; `thành phố` is one of two.
    pub levels: Vec<Level>,
    /// Where the entry rests on.
    pub basis: String,
    /// How far it was verified.
    pub verified: Verified,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    districts: DistrictsNote,
    #[serde(rename = "type")]
    types: Vec<TerritoryType>,
    province: Vec<Province>,
}

/// What holds for every line of the districts' table that does not say otherwise.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct DistrictsNote {
    #[serde(deserialize_with = "day")]
    to: Option<Date>,
    basis: String,
    verified: Verified,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Province {
    id: Slug,
    name: String,
    kind: Slug,
    #[serde(default)]
    also: Vec<String>,
    #[serde(default, deserialize_with = "day")]
    city_from: Option<Date>,
    #[serde(default, deserialize_with = "day")]
    from: Option<Date>,
    #[serde(default, deserialize_with = "day")]
    to: Option<Date>,
    #[serde(default)]
    into: Option<Slug>,
    basis: String,
    verified: Verified,
}

/// The territories with their indexes.
#[derive(Debug)]
pub(super) struct Territories {
    all: Vec<Territory>,
    by_id: HashMap<String, usize>,
    pub(super) by_name: Names<Vec<usize>>,
    types: Vec<TerritoryType>,
    pub(super) types_by_words: Names<usize>,
}

impl Territories {
    pub(super) fn load(provinces: &str, districts: &str, synonyms: &Synonyms) -> Result<Self, LexiconError> {
        let file: File = read(TABLE, provinces)?;
        let mut found = Self {
            all: Vec::with_capacity(800),
            by_id: HashMap::new(),
            by_name: Names::default(),
            types_by_words: Names::default(),
            types: file.types,
        };
        for (at, kind) in found.types.iter().enumerate() {
            *found.types_by_words.entry(&words(&kind.words, synonyms, 4)) = at;
        }
        for province in file.province {
            let also = province.also.clone();
            let id = province.id.clone();
            if !found.add(province.into(), &also, synonyms) {
                return Err(LexiconError::at(TABLE, provinces, &id, format!("territory `{id}` stands twice")));
            }
        }
        for (at, line) in districts.lines().enumerate() {
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let fault =
                |message: &str| LexiconError { table: DISTRICTS, line: Some(at + 1), message: message.to_owned() };
            let district = district(line, &file.districts).map_err(|message| fault(&message))?;
            if !found.by_id.contains_key(district.province()) {
                return Err(fault("the province of the id is not in territories.toml"));
            }
            if !found.add(district, &[], synonyms) {
                return Err(fault("the id stands twice"));
            }
        }
        found.check(provinces)?;
        Ok(found)
    }

    fn add(&mut self, territory: Territory, also: &[String], synonyms: &Synonyms) -> bool {
        let at = self.all.len();
        for name in std::iter::once(&territory.name).chain(also) {
            self.by_name.entry(&words(name, synonyms, 12)).push(at);
        }
        let fresh = self.by_id.insert(territory.id.to_string(), at).is_none();
        self.all.push(territory);
        fresh
    }

    fn check(&self, provinces: &str) -> Result<(), LexiconError> {
        for territory in &self.all {
            if let Some(into) = territory.into.as_ref().filter(|into| !self.by_id.contains_key(into.as_str())) {
                let message = format!("`{}` goes into `{into}`, which is not in the table", territory.id);
                return Err(LexiconError::at(TABLE, provinces, &territory.id, message));
            }
        }
        Ok(())
    }

    pub(super) fn get(&self, at: usize) -> Option<&Territory> {
        self.all.get(at)
    }

    pub(super) fn with_id(&self, id: &str) -> Option<&Territory> {
        self.by_id.get(id).and_then(|at| self.all.get(*at))
    }

    /// Returns whether a part of an id is a commune's, made with its type: `xa-hai-lang`.
    pub(super) fn is_commune(&self, part: &str) -> bool {
        let mut types = self.types.iter().filter(|kind| kind.levels.contains(&Level::Commune));
        types.any(|kind| part.strip_prefix(kind.id.as_str()).is_some_and(|rest| rest.starts_with('-')))
    }

    /// Returns the type whose words start `words` and how many they are.
    pub(super) fn type_starting(&self, words: &[Word]) -> Option<(&TerritoryType, usize)> {
        self.types_by_words.longest(words, words.len(), |at| self.types.get(*at))
    }
}

impl From<Province> for Territory {
    fn from(province: Province) -> Self {
        let Province { id, name, kind, also: _, city_from, from, to, into, basis, verified } = province;
        Self { id, name, kind, level: Level::Province, city_from, from, to, into, basis, verified }
    }
}

/// Reads one line: id, type, name and optionally first and last day.
fn district(line: &str, note: &DistrictsNote) -> Result<Territory, String> {
    let mut fields = line.split('\t');
    let mut field = |name: &str| fields.next().filter(|f| !f.is_empty()).ok_or_else(|| format!("no {name}"));
    let (id, kind, name) = (Slug::from(field("id")?), Slug::from(field("type")?), field("name")?.to_owned());
    let mut date = |open: Option<Date>| match fields.next() {
        None | Some("") => Ok(open),
        Some(day) => day.parse().map(Some).map_err(|error| format!("{error}")),
    };
    let (from, to) = (date(None)?, date(note.to)?);
    let (basis, verified) = (note.basis.clone(), note.verified);
    Ok(Territory { id, name, kind, level: Level::District, city_from: None, from, to, into: None, basis, verified })
}

impl Lexicon {
    /// Returns all territories: provinces of every period, then districts.
    #[must_use]
    pub fn territories(&self) -> &[Territory] {
        &self.territories.all
    }

    /// Returns the territory with this id: `quang-tri`, `dong-thap/thanh-binh`.
    #[must_use]
    pub fn territory(&self, id: &str) -> Option<&Territory> {
        self.territories.with_id(id)
    }

    /// Returns the territory that the area of `id` belongs to on `date`: itself while it exists, then what it was
    /// merged into; a district that has ended falls to its province. `None` where the table does not know.
    #[must_use]
    pub fn successor_territory(&self, id: &str, date: Date) -> Option<&Territory> {
        let mut territory = self.territories.with_id(id)?;
        for _ in 0..4 {
            if territory.to.is_none_or(|to| date <= to) {
                return Some(territory);
            }
            let next = match &territory.into {
                Some(into) => into.as_str(),
                None if territory.level > Level::Province => territory.province(),
                None => return None,
            };
            territory = self.territories.with_id(next)?;
        }
        None
    }

    /// Returns whether `inner` is `outer`, lies in it, or was merged into it by `date`.
    #[must_use]
    pub fn territory_within(&self, inner: &str, outer: &str, date: Date) -> bool {
        let below = |id: &str| id == outer || id.strip_prefix(outer).is_some_and(|rest| rest.starts_with('/'));
        below(inner) || self.successor_territory(inner, date).is_some_and(|now| below(&now.id))
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use crate::lexicon::Lexicon;

    #[test]
    fn merged_provinces_have_successors() {
        let lexicon = Lexicon::shared();
        let after = |id, day| lexicon.successor_territory(id, day).map(|territory| territory.id.as_str());
        assert_eq!(after("quang-binh", date(2025, 6, 30)), Some("quang-binh"));
        assert_eq!(after("quang-binh", date(2025, 7, 1)), Some("quang-tri"));
        assert_eq!(after("quang-tri", date(2025, 7, 1)), Some("quang-tri"));
        assert_eq!(after("thua-thien-hue", date(2025, 1, 1)), Some("hue"));
        assert_eq!(after("quang-binh/le-thuy", date(2025, 7, 1)), Some("quang-tri"));
        assert_eq!(after("quang-binh/le-thuy", date(2025, 6, 30)), Some("quang-binh/le-thuy"));
        assert_eq!(after("atlantis", date(2025, 7, 1)), None);
    }

    #[test]
    fn areas_lie_within_others_in_time() {
        let lexicon = Lexicon::shared();
        assert!(lexicon.territory_within("quang-binh", "quang-tri", date(2025, 7, 1)));
        assert!(!lexicon.territory_within("quang-binh", "quang-tri", date(2025, 6, 30)));
        assert!(lexicon.territory_within("dong-thap/thanh-binh", "dong-thap", date(2018, 1, 1)));
        assert!(!lexicon.territory_within("dong-thap", "dong-thap/thanh-binh", date(2018, 1, 1)));
    }

    #[test]
    fn there_were_63_provinces_and_are_34() {
        let lexicon = Lexicon::shared();
        let on = |day| {
            let all = lexicon.territories().iter();
            all.filter(|territory| !territory.id.contains('/') && territory.period().contains(day)).count()
        };
        assert_eq!((on(date(2024, 12, 31)), on(date(2025, 6, 30)), on(date(2025, 7, 1))), (63, 63, 34));
        let districts = lexicon.territories().iter().filter(|territory| territory.id.contains('/'));
        assert!(districts.clone().count() > 700);
        assert!(districts.into_iter().all(|territory| !territory.period().contains(date(2025, 7, 1))));
    }

    #[test]
    fn a_province_may_become_a_city() {
        let lexicon = Lexicon::shared();
        let dong_nai = lexicon.territory("dong-nai").unwrap();
        assert_eq!((dong_nai.type_on(date(2026, 4, 29)), dong_nai.type_on(date(2026, 4, 30))), ("tinh", "thanh-pho"));
    }
}
