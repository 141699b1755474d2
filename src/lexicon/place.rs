//! Recognises the place in a name: `tỉnh Quảng Trị`, `các huyện, thị xã`, `cấp xã`, `xã Hải Lăng, huyện Hải Lăng`.

use super::Lexicon;
use super::naming::Near;
use super::territories::{Territory, TerritoryType};
use super::words::{Word, joined};
use crate::document::{Level, Slug};

/// The most words that a territory's name has.
const NAME_WORDS: usize = 6;

/// A place as read after a body's name.
#[derive(Debug, Clone, Default)]
pub(super) struct Place<'a> {
    /// Its level, where the words or the territory say it.
    pub(super) level: Option<Level>,
    /// The territory of the tables.
    pub(super) territory: Option<&'a Territory>,
    /// The territory's id, of the tables or made for a commune.
    pub(super) id: Option<Slug>,
    /// The words of a territory that the tables do not know.
    pub(super) words: Option<String>,
    /// Whether all of a kind are meant.
    pub(super) several: bool,
    /// How many words it takes.
    pub(super) taken: usize,
}

impl Lexicon {
    /// Reads a place at the start of `rest` for bodies of `levels`; takes no word where there is none.
    pub(super) fn place(&self, text: &str, rest: &[Word], levels: &[Level], near: Near<'_>, whole: bool) -> Place<'_> {
        if let Some(place) = self.place_of_all(rest) {
            return place;
        }
        let link = usize::from(rest.first().is_some_and(|word| matches!(word.folded.as_str(), "của" | "thuộc")));
        let after = rest.get(link..).unwrap_or_default();
        let mut place = match self.type_at(after) {
            Some((kind, length)) => self.typed(text, after, kind, length, near, whole),
            None => self.bare(after, levels, near),
        };
        if place.taken > 0 {
            place.taken += link;
        }
        place
    }

    /// Reads `các huyện, thị xã`, `cấp xã`, `các xã, phường trên địa bàn tỉnh`.
    fn place_of_all(&self, rest: &[Word]) -> Option<Place<'_>> {
        let (first, after) = rest.split_first()?;
        let all = matches!(first.folded.as_str(), "các" | "cấp" | "mọi");
        let mut taken = usize::from(all);
        let (kind, length) = self.type_at(if all { after } else { rest })?;
        taken += length;
        let mut types = 1;
        loop {
            let link = usize::from(rest.get(taken).is_some_and(|word| word.folded == "và" || word.folded == "cấp"));
            let Some((_, length)) = rest.get(taken + link..).and_then(|rest| self.type_at(rest)) else { break };
            let listed = link == 1 || rest.get(taken).is_some_and(|word| word.after_stop);
            if !all && !listed {
                break;
            }
            taken += link + length;
            types += 1;
        }
        // "xã, phường" without a name after it is a list of types; "xã Phường Hội" would be a name.
        if !all && (types == 1 || rest.get(taken).is_some_and(|word| word.capital && !word.after_stop)) {
            return None;
        }
        taken += phrase(rest.get(taken..)?, &["trực", "thuộc", "trung", "ương"]);
        taken += phrase(rest.get(taken..)?, &["trực", "thuộc"]);
        let within = phrase(rest.get(taken..)?, &["trên", "địa", "bàn"]);
        if within > 0 {
            taken += within;
            let after = rest.get(taken..)?;
            if let Some((_, length)) = self.type_at(after) {
                let name = self.territories.by_name.longest(after.get(length..)?, NAME_WORDS, Some);
                taken += length + name.map_or(0, |(_, length)| length);
            }
        }
        let level = match kind.levels.as_slice() {
            [one] => *one,
            _ if all && types == 1 => return None,
            _ => Level::Province,
        };
        Some(Place { level: Some(level), several: true, taken, ..Place::default() })
    }

    /// Reads a name after its type: `huyện Thanh Bình, tỉnh Đồng Tháp`, or the type alone: `tỉnh`.
    fn typed(
        &self,
        text: &str,
        rest: &[Word],
        kind: &TerritoryType,
        length: usize,
        near: Near<'_>,
        whole: bool,
    ) -> Place<'_> {
        let after = rest.get(length..).unwrap_or_default();
        let known = if kind.levels.contains(&Level::Commune) {
            None
        } else {
            self.territories.by_name.longest(after, NAME_WORDS, |found| self.of_type(found, kind))
        };
        if let Some((candidates, name)) = known {
            let parent = self.parent(after.get(name..).unwrap_or_default());
            let taken = length + name + parent.map_or(0, |(_, taken)| taken);
            let within = parent.map(|(parent, _)| parent);
            let chosen = unique(&candidates, within, near);
            let level = chosen.or(candidates.first().copied()).map(|territory| territory.level);
            let words = chosen.is_none().then(|| joined(after.get(..name).unwrap_or_default()));
            return Place {
                level,
                territory: chosen,
                id: chosen.map(|territory| territory.id.clone()),
                words,
                several: false,
                taken,
            };
        }
        let name = unknown_name(self, after, whole);
        if name == 0 {
            return self.type_alone(kind, length, near);
        }
        self.unknown(text, after, kind, length, name, near)
    }

    /// Makes the place of a name that the tables do not have: of a commune, or of a former district or province.
    fn unknown(
        &self,
        text: &str,
        after: &[Word],
        kind: &TerritoryType,
        length: usize,
        name: usize,
        near: Near<'_>,
    ) -> Place<'_> {
        let named = after.get(..name).unwrap_or_default();
        let words = printed(text, named);
        let mut taken = length + name;
        let parent = self.parent(after.get(name..).unwrap_or_default());
        taken += parent.map_or(0, |(_, taken)| taken);
        let level = kind.levels.last().copied();
        let above = parent.map(|(parent, _)| parent.id.as_str()).or(near.territory);
        let id = (level == Some(Level::Commune)).then(|| {
            let own = Slug::of(&format!("{} {}", kind.words, joined(named)));
            let above = above.unwrap_or_default().split('/');
            let parts = above.filter(|part| !part.is_empty() && !self.territories.is_commune(part));
            let parts: Vec<&str> = parts.chain([own.as_str()]).collect();
            Slug::from(parts.join("/").as_str())
        });
        Place { level, territory: None, id, words, several: false, taken }
    }

    /// Reads a type without a name; `thành phố` is of the level that the near territory tells.
    fn type_alone(&self, kind: &TerritoryType, length: usize, near: Near<'_>) -> Place<'_> {
        let level = match kind.levels.as_slice() {
            [one] => Some(*one),
            _ => near.territory.and_then(|id| self.territory(id)).map(|territory| {
                let city = near.date.map_or(&*territory.kind, |date| territory.type_on(date)) == kind.id.as_str();
                if city { territory.level } else { Level::District }
            }),
        };
        Place { level, taken: length, ..Place::default() }
    }

    /// Reads a name without a type: `Quảng Trị`; of the first of `levels` that has one.
    fn bare(&self, rest: &[Word], levels: &[Level], near: Near<'_>) -> Place<'_> {
        let known = |found: &Vec<usize>| {
            let mut at_levels = levels.iter().map(|level| self.at_level(found, *level));
            at_levels.find(|found| !found.is_empty())
        };
        let Some((candidates, taken)) = self.territories.by_name.longest(rest, NAME_WORDS, known) else {
            return Place::default();
        };
        if !rest.first().is_some_and(|word| word.capital) {
            return Place::default();
        }
        let Some(chosen) = unique(&candidates, None, near) else { return Place::default() };
        let (level, id) = (Some(chosen.level), Some(chosen.id.clone()));
        Place { level, territory: Some(chosen), id, words: None, several: false, taken }
    }

    /// Reads the territory above: `, tỉnh Đồng Tháp`, `thuộc thành phố Hà Nội`, `, Đồng Tháp`.
    fn parent(&self, rest: &[Word]) -> Option<(&Territory, usize)> {
        let link = usize::from(rest.first().is_some_and(|word| word.folded == "thuộc"));
        let rest = rest.get(link..)?;
        let (name, length, kind) = match self.type_at(rest) {
            Some((kind, length)) => (rest.get(length..)?, length, Some(kind)),
            None if rest.first().is_some_and(|word| word.after_stop && word.capital) => (rest, 0, None),
            None => return None,
        };
        let (found, taken) = self.territories.by_name.longest(name, NAME_WORDS, |found| {
            let found = match kind {
                Some(kind) => self.of_type(found, kind)?,
                None => self.at_level(found, Level::Province),
            };
            (!found.is_empty()).then_some(found)
        })?;
        let above = self.parent(name.get(taken..)?);
        let within = above.map(|(above, _)| above);
        let chosen = unique(&found, within, Near::default())?;
        Some((chosen, link + length + taken + above.map_or(0, |(_, taken)| taken)))
    }

    fn at_level(&self, found: &[usize], level: Level) -> Vec<&Territory> {
        let found = found.iter().filter_map(|at| self.territories.get(*at));
        found.filter(|territory| territory.level == level).collect()
    }

    /// Returns those that are, or may become, of this type.
    fn of_type(&self, found: &[usize], kind: &TerritoryType) -> Option<Vec<&Territory>> {
        let all = found.iter().filter_map(|at| self.territories.get(*at));
        let fitting: Vec<&Territory> = all
            .filter(|territory| kind.levels.contains(&territory.level))
            .filter(|territory| territory.kind == kind.id || (territory.city_from.is_some() && kind.id == "thanh-pho"))
            .collect();
        (!fitting.is_empty()).then_some(fitting)
    }

    /// Returns the type whose words start `rest` and how many they are.
    fn type_at(&self, rest: &[Word]) -> Option<(&TerritoryType, usize)> {
        self.territories.type_starting(rest)
    }
}

/// Returns the only candidate that fits what is known: the territory above, then the day, then what is near.
fn unique<'a>(candidates: &[&'a Territory], within: Option<&Territory>, near: Near<'_>) -> Option<&'a Territory> {
    if let [only] = candidates {
        return within.is_none_or(|above| only.id.starts_with(above.province())).then_some(*only);
    }
    let mut left: Vec<&'a Territory> = candidates.to_vec();
    let mut keep = |fits: &dyn Fn(&Territory) -> bool| {
        if left.iter().any(|territory| fits(territory)) {
            left.retain(|territory| fits(territory));
        }
    };
    if let Some(above) = within {
        keep(&|territory| territory.province() == above.province());
    }
    if let Some(date) = near.date {
        keep(&|territory| territory.period().contains(date));
    }
    if let Some(id) = near.territory {
        let province = id.split('/').next().unwrap_or_default();
        keep(&|territory| territory.province() == province);
    }
    keep(&|territory| territory.level == Level::Province);
    match left.as_slice() {
        [only] => Some(*only),
        _ => None,
    }
}

/// Returns how many words of an unknown name stand at the start: capitals up to a stop or a type; of a whole name all.
fn unknown_name(lexicon: &Lexicon, rest: &[Word], whole: bool) -> usize {
    let mut length = 0;
    for (at, word) in rest.iter().enumerate().take(NAME_WORDS) {
        let follows = at > 0 && (word.after_stop || lexicon.type_at(rest.get(at..).unwrap_or_default()).is_some());
        let joins = word.capital || (whole && at > 0);
        if follows || !joins || (at == 0 && word.after_stop) {
            break;
        }
        length = at + 1;
    }
    length
}

/// Returns the words of the text from the first to the last of `words`.
fn printed(text: &str, words: &[Word]) -> Option<String> {
    let (first, last) = (words.first()?, words.last()?);
    text.get(first.start..last.end).map(str::to_owned)
}

/// Returns the number of words of `wanted` where `rest` starts with them, else 0.
fn phrase(rest: &[Word], wanted: &[&str]) -> usize {
    let fits = rest.len() >= wanted.len() && rest.iter().zip(wanted).all(|(word, wanted)| word.folded == *wanted);
    if fits { wanted.len() } else { 0 }
}
