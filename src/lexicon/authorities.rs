//! Kinds of authority (cơ quan, người có thẩm quyền) in time: `rules/lexicon/authorities.toml`.
//!
//! One entry is a kind of body at a level, not each body: `ubnd-tinh` is the People's Committee of every province.
//! How names in a text are recognised is in `naming`.

use foldhash::{HashMap, HashMapExt};
use jiff::Span;
use jiff::civil::Date;
use serde::Deserialize;

use super::entry::{day, read};
use super::synonyms::Synonyms;
use super::words::{Names, Word, words};
use super::{Lexicon, LexiconError, Period, Verified};
use crate::document::{DocNumber, Level, Slug};
use crate::text::fold_case_tone;

const TABLE: &str = "authorities.toml";

/// How an authority decides (chế độ làm việc).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Works {
    /// As a collective (chế độ tập thể): the head signs on its behalf, `TM.`.
    Collective,
    /// Under its head (chế độ thủ trưởng), or the head as an authority himself.
    Head,
}

/// One kind of authority.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Authority {
    /// Id: `so-ke-hoach-va-dau-tu`.
    pub id: Slug,
    /// Full name: `Ủy ban nhân dân tỉnh`.
    pub name: String,
    /// The wordings by which texts name it, before the territory; the name itself where nothing is written.
    #[serde(default)]
    pub words: Vec<String>,
    /// Organ codes in symbols: `SKHĐT`.
    #[serde(default, rename = "code")]
    pub codes: Vec<OrganCode>,
    /// Its level; `None` for a name that says none (`UBND`).
    #[serde(default)]
    pub level: Option<Level>,
    /// The family whose rules hold for it: `so`, `bo`.
    #[serde(default)]
    pub group: Option<Slug>,
    /// How it decides.
    pub works: Works,
    /// Title of its head: `Giám đốc`.
    #[serde(default)]
    pub head: Option<String>,
    /// Titles of the head's deputies: `Phó Giám đốc`.
    #[serde(default)]
    pub deputies: Vec<String>,
    /// Whether the words always mean all of a kind: `các sở, ban, ngành`.
    #[serde(default)]
    pub several: bool,
    /// First day.
    #[serde(default, deserialize_with = "day")]
    pub from: Option<Date>,
    /// Where the first day rests on, where on something else than the rest.
    #[serde(default)]
    pub from_basis: Option<String>,
    /// How far the first day was verified, where otherwise than the rest.
    #[serde(default)]
    pub from_verified: Option<Verified>,
    /// Last day.
    #[serde(default, deserialize_with = "day")]
    pub to: Option<Date>,
    /// Ids of the authorities that took over.
    #[serde(default)]
    pub successors: Vec<Slug>,
    /// Days before and after the turn in which local practice varies and nobody is accused.
    #[serde(default)]
    pub transition_days: u16,
    /// Where the entry rests on.
    pub basis: String,
    /// How far it was verified.
    pub verified: Verified,
}

/// One code of an authority in symbols.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OrganCode {
    /// The letters: `SKHĐT`.
    pub text: String,
    /// First day.
    #[serde(default, deserialize_with = "day")]
    pub from: Option<Date>,
    /// Last day.
    #[serde(default, deserialize_with = "day")]
    pub to: Option<Date>,
}

/// Whether an authority exists on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Existence<'a> {
    /// It does.
    Yes,
    /// It did not yet; it starts on this day.
    NotYet {
        /// Its first day.
        from: Date,
        /// Whether the day is so near the turn that local dates may differ.
        within_transition: bool,
    },
    /// It has ended.
    Ended {
        /// Its last day.
        on: Date,
        /// Ids of the authorities that took over.
        successors: &'a [Slug],
        /// Whether the day is so near the turn that local dates may differ.
        within_transition: bool,
    },
    /// The table does not know the authority.
    Unknown,
}

impl Authority {
    /// Returns the days in which the authority exists.
    #[must_use]
    pub fn period(&self) -> Period {
        Period { from: self.from, to: self.to }
    }

    /// Returns whether it exists on `date`.
    #[must_use]
    pub fn existence(&self, date: Date) -> Existence<'_> {
        let near = |turn: Date| {
            let days = Span::new().days(i64::from(self.transition_days));
            turn.saturating_sub(days) <= date && date <= turn.saturating_add(days)
        };
        if let Some(from) = self.from.filter(|from| date < *from) {
            return Existence::NotYet { from, within_transition: near(from) };
        }
        if let Some(on) = self.to.filter(|to| *to < date) {
            return Existence::Ended { on, successors: &self.successors, within_transition: near(on) };
        }
        Existence::Yes
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    authority: Vec<Authority>,
}

/// An authority that a name may mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Named {
    /// Index of the authority.
    pub(super) at: usize,
    /// Whether the words name its head.
    pub(super) head: bool,
}

/// The authorities with their indexes.
#[derive(Debug)]
pub(super) struct Authorities {
    all: Vec<Authority>,
    by_id: HashMap<String, usize>,
    by_code: HashMap<String, Vec<usize>>,
    pub(super) by_name: Names<Vec<Named>>,
}

impl Authorities {
    pub(super) fn load(text: &str, synonyms: &Synonyms) -> Result<Self, LexiconError> {
        let all = read::<File>(TABLE, text)?.authority;
        let mut found = Self {
            by_id: HashMap::with_capacity(all.len()),
            by_code: HashMap::with_capacity(all.len()),
            by_name: Names::default(),
            all: Vec::new(),
        };
        for (at, authority) in all.iter().enumerate() {
            if found.by_id.insert(authority.id.to_string(), at).is_some() {
                let message = format!("authority `{}` stands twice", authority.id);
                return Err(LexiconError::at(TABLE, text, &authority.id, message));
            }
            found.add_names(at, authority, synonyms);
            for code in &authority.codes {
                found.by_code.entry(fold_case_tone(&code.text)).or_default().push(at);
            }
        }
        for authority in &all {
            if let Some(next) = authority.successors.iter().find(|next| !found.by_id.contains_key(next.as_str())) {
                let message = format!("`{}` has the successor `{next}`, which is not in the table", authority.id);
                return Err(LexiconError::at(TABLE, text, &authority.id, message));
            }
        }
        found.all = all;
        Ok(found)
    }

    fn add_names(&mut self, at: usize, authority: &Authority, synonyms: &Synonyms) {
        let own = std::iter::once(&authority.name).take(usize::from(authority.words.is_empty()));
        for name in own.chain(&authority.words) {
            let name = words(name, synonyms, 24);
            self.add(&name, Named { at, head: false });
            if let Some(head) = authority.head.as_deref().filter(|_| authority.works == Works::Head) {
                let head = words(head, synonyms, 24);
                // "Chánh Thanh tra" and "Thanh tra tỉnh" share words: "Chánh Thanh tra tỉnh" is said, and the full form.
                for shared in 0..=head.len().min(name.len()) {
                    let (kept, overlap) = head.split_at(head.len() - shared);
                    let (start, _) = name.split_at(shared);
                    if overlap.iter().zip(start).all(|(one, other)| one.folded == other.folded) {
                        self.add(&[kept, name.as_slice()].concat(), Named { at, head: true });
                    }
                }
            }
        }
    }

    fn add(&mut self, name: &[Word], named: Named) {
        let named_so = self.by_name.entry(name);
        if !named_so.iter().any(|other| other.at == named.at) {
            named_so.push(named);
        }
    }

    pub(super) fn get(&self, at: usize) -> Option<&Authority> {
        self.all.get(at)
    }

    pub(super) fn with_code(&self, code: &str) -> Option<&[usize]> {
        self.by_code.get(&fold_case_tone(code)).map(Vec::as_slice)
    }
}

impl Lexicon {
    /// Returns all kinds of authority in the table's order.
    #[must_use]
    pub fn authorities(&self) -> &[Authority] {
        &self.authorities.all
    }

    /// Returns the kind of authority with this id.
    #[must_use]
    pub fn authority(&self, id: &str) -> Option<&Authority> {
        self.authorities.by_id.get(id).and_then(|at| self.authorities.all.get(*at))
    }

    /// Returns whether the authority exists on `date`.
    #[must_use]
    pub fn authority_exists(&self, id: &str, date: Date) -> Existence<'_> {
        self.authority(id).map_or(Existence::Unknown, |authority| authority.existence(date))
    }

    /// Returns the authorities whose symbols have this organ part: `UBND`, `SKH-VP` (the code before the unit's),
    /// `QH13` (without the legislature's number); in the table's order, empty where none is known.
    #[must_use]
    pub fn organ_codes(&self, organ: &str) -> Vec<&Authority> {
        let organ = organ.trim().trim_end_matches('.');
        let body = organ.split(['-', '/']).next().unwrap_or(organ);
        let bare = body.trim_end_matches(|c: char| c.is_ascii_digit());
        let known = [organ, body, bare].into_iter().find_map(|code| self.authorities.with_code(code));
        known.unwrap_or_default().iter().filter_map(|at| self.authorities.get(*at)).collect()
    }

    /// Returns whether the symbols name two authorities, as `QĐ-UBND` and `QĐ-CTUBND` do under one letterhead.
    #[must_use]
    pub fn are_of_two_organs(&self, one: &DocNumber, other: &DocNumber) -> bool {
        let named = |number: &DocNumber| self.organ_codes(number.organ.as_deref().unwrap_or_default());
        let (one, other) = (named(one), named(other));
        let shared = one.iter().any(|authority| other.iter().any(|theirs| theirs.id == authority.id));
        !one.is_empty() && !other.is_empty() && !shared
    }

    /// Returns whether the organ part of a symbol begins with a known code.
    #[must_use]
    pub fn organ_known(&self, organ: &str) -> bool {
        !self.organ_codes(organ).is_empty()
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::{Existence, Works};
    use crate::document::Level;
    use crate::lexicon::Lexicon;

    #[test]
    fn a_merged_department_has_ended_and_its_successor_goes_on() {
        let lexicon = Lexicon::shared();
        let on = |year, month, day| lexicon.authority_exists("so-ke-hoach-va-dau-tu", date(year, month, day));
        assert_eq!(on(2025, 2, 28), Existence::Yes);
        let Existence::Ended { on: last, successors, within_transition } = on(2025, 3, 1) else { panic!() };
        assert_eq!((last, within_transition), (date(2025, 2, 28), true));
        assert_eq!(successors, ["so-tai-chinh"]);
        assert!(matches!(on(2026, 1, 1), Existence::Ended { within_transition: false, .. }));
        assert_eq!(lexicon.authority_exists("so-tai-chinh", date(2026, 1, 1)), Existence::Yes);
        assert_eq!(lexicon.authority_exists("no-such-body", date(2026, 1, 1)), Existence::Unknown);
    }

    #[test]
    fn a_new_department_does_not_exist_before() {
        let lexicon = Lexicon::shared();
        let on = |year, month, day| lexicon.authority_exists("so-nong-nghiep-va-moi-truong", date(year, month, day));
        assert!(matches!(on(2024, 12, 1), Existence::NotYet { within_transition: false, .. }));
        assert!(matches!(on(2025, 2, 20), Existence::NotYet { within_transition: true, .. }));
        assert_eq!(on(2025, 3, 1), Existence::Yes);
    }

    #[test]
    fn districts_end_with_june_2025() {
        let lexicon = Lexicon::shared();
        assert_eq!(lexicon.authority_exists("ubnd-huyen", date(2025, 6, 30)), Existence::Yes);
        let ended = lexicon.authority_exists("ubnd-huyen", date(2025, 7, 1));
        assert!(matches!(ended, Existence::Ended { within_transition: false, .. }));
        assert_eq!(lexicon.authority_exists("ubnd-xa", date(2025, 7, 1)), Existence::Yes);
        assert!(matches!(lexicon.authority_exists("thanh-tra-so", date(2025, 7, 1)), Existence::Ended { .. }));
    }

    #[test]
    fn codes_tell_their_bodies() {
        let lexicon = Lexicon::shared();
        let ids = |code| -> Vec<&str> { lexicon.organ_codes(code).iter().map(|one| one.id.as_str()).collect() };
        assert_eq!(ids("SNV"), ["so-noi-vu"]);
        assert_eq!(ids("SNV-CCHC"), ["so-noi-vu"]);
        assert_eq!(ids("SKH-VP"), ["so-ke-hoach-va-dau-tu"]);
        assert_eq!(ids("SKH"), ids("SKHĐT"));
        assert_eq!(ids("UBND"), ["ubnd-tinh", "ubnd-huyen", "ubnd-xa"]);
        assert_eq!(ids("QH13"), ["quoc-hoi"]);
        assert_eq!(ids("UBTVQH14"), ["uy-ban-thuong-vu-quoc-hoi"]);
        assert_eq!(ids("TTg"), ["thu-tuong"]);
        assert_eq!(ids("CP."), ["chinh-phu"]);
        assert!(lexicon.organ_known("TU") && lexicon.organ_known("BNNMT"));
        assert!(!lexicon.organ_known("XYZ") && !lexicon.organ_known(""));
    }

    #[test]
    fn collectives_and_heads_are_told_apart() {
        let lexicon = Lexicon::shared();
        let ubnd = lexicon.authority("ubnd-tinh").unwrap();
        assert_eq!((ubnd.works, ubnd.level), (Works::Collective, Some(Level::Province)));
        let so = lexicon.authority("so-noi-vu").unwrap();
        assert_eq!((so.works, so.head.as_deref()), (Works::Head, Some("Giám đốc")));
        assert_eq!(so.deputies, ["Phó Giám đốc"]);
    }
}
