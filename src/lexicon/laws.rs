//! National documents that local ones cite, by name and number: `rules/lexicon/laws.toml`, kept by hand, and behind it
//! `rules/lexicon/national.tsv`, made from lists and texts; a document stands in one of the two. Of others
//! `rules/lexicon/law-names.txt` has the name alone, which tells where a citation ends and nothing else.
//!
//! A starter set of facts, no list of all there is: what is not here is not known, and accuses nobody.

use foldhash::{HashMap, HashMapExt};
use jiff::civil::Date;
use serde::Deserialize;

use super::entry::{day, read};
use super::national::National;
use super::synonyms::Synonyms;
use super::words::{Names, words};
use super::{Lexicon, LexiconError, Period, Verified};
use crate::document::Slug;

/// One law.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Law {
    /// Number: `80/2015/QH13`.
    pub number: String,
    /// Id of its kind: `luat`, `bo-luat`, `phap-lenh`, `nghi-dinh`.
    pub kind: Slug,
    /// Id of the issuing authority; of several who issued it together, none.
    #[serde(default)]
    pub issuer: Option<Slug>,
    /// Full name with the kind's word: `Luật Ban hành văn bản quy phạm pháp luật`.
    pub name: String,
    /// Short and other names.
    #[serde(default)]
    pub also: Vec<String>,
    /// Day of issue.
    #[serde(default, deserialize_with = "day")]
    pub issued: Option<Date>,
    /// First day in force.
    #[serde(default, deserialize_with = "day")]
    pub from: Option<Date>,
    /// Last day in force.
    #[serde(default, deserialize_with = "day")]
    pub to: Option<Date>,
    /// The last day on which a source is known to hold it in force, where its end is not known. The laws kept by hand
    /// have none: an end would have been entered.
    #[serde(default, deserialize_with = "day")]
    pub seen: Option<Date>,
    /// Numbers of the texts that took its place.
    #[serde(default)]
    pub replaced_by: Vec<String>,
    /// Numbers of the texts that amended it.
    #[serde(default)]
    pub amended_by: Vec<String>,
    /// Numbers of the texts that repealed it without taking its place.
    #[serde(default)]
    pub repealed_by: Vec<String>,
    /// Where the entry rests on.
    pub basis: String,
    /// How far it was verified.
    pub verified: Verified,
    /// Whether a person entered it, rather than the program that makes the national table of lists.
    #[serde(skip, default = "super::entry::yes")]
    pub by_hand: bool,
}

impl Law {
    /// Returns the days in force; an end that is not known is open.
    #[must_use]
    pub fn period(&self) -> Period {
        Period { from: self.from.or(self.issued), to: self.to }
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    law: Vec<Law>,
}

/// Returns the form under which numbers of the tables are compared: in lower case, without leading zeros, as
/// [`matching_key`](crate::document::DocNumber::matching_key) has them.
pub(super) fn number_key(number: &str) -> String {
    number.trim_start_matches('0').to_lowercase()
}

/// The laws with their indexes, in which a place behind the last of [`Self::all`] is a line of the national table.
#[derive(Debug)]
pub(super) struct Laws {
    all: Vec<Law>,
    national: National,
    by_name: Names<Vec<usize>>,
    by_number: HashMap<String, Vec<usize>>,
    by_full_name: HashMap<Slug, Vec<usize>>,
}

impl Laws {
    pub(super) fn load(text: &str, national: &str, names: &str, synonyms: &Synonyms) -> Result<Self, LexiconError> {
        let mut all = read::<File>("laws.toml", text)?.law;
        all.sort_by(|one, other| (one.issued, &one.number).cmp(&(other.issued, &other.number)));
        let mut by_name: Names<Vec<usize>> = Names::default();
        let mut by_number: HashMap<String, Vec<usize>> = HashMap::with_capacity(all.len());
        let mut by_full_name: HashMap<Slug, Vec<usize>> = HashMap::with_capacity(all.len());
        for (at, law) in all.iter().enumerate() {
            by_full_name.entry(Slug::of(&law.name)).or_default().push(at);
            let numbered_so = by_number.entry(number_key(&law.number)).or_default();
            let twice = numbered_so.iter().any(|other| all.get(*other).is_some_and(|other| other.issued == law.issued));
            numbered_so.push(at);
            if twice {
                let message = format!("law `{}` stands twice", law.number);
                return Err(LexiconError::at("laws.toml", text, &law.number, message));
            }
            for name in std::iter::once(&law.name).chain(&law.also) {
                let named_so = by_name.entry(&words(name, synonyms, 60));
                if !named_so.contains(&at) {
                    named_so.push(at);
                }
            }
        }
        let national = National::load(national);
        for line in national.named() {
            let Some(law) = national.get(line) else { continue };
            let at = all.len() + line;
            by_full_name.entry(Slug::of(&law.name)).or_default().push(at);
            by_name.entry(&words(&law.name, synonyms, 60)).push(at);
        }
        for name in names.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            by_name.entry(&words(name, synonyms, 60));
        }
        Ok(Self { all, national, by_name, by_number, by_full_name })
    }

    #[cfg(test)]
    pub(super) fn national_faults(&self) -> Vec<String> {
        self.national.faults()
    }

    /// Returns the laws at these places, oldest first.
    fn get(&self, at: &[usize]) -> Vec<&Law> {
        let place = |at: &usize| self.all.get(*at).or_else(|| self.national.get(at.checked_sub(self.all.len())?));
        let mut found: Vec<&Law> = at.iter().filter_map(place).collect();
        found.sort_by_key(|law| law.issued);
        found
    }
}

impl Lexicon {
    /// Returns the laws kept by hand, by date of issue.
    #[must_use]
    pub fn laws(&self) -> &[Law] {
        &self.laws.all
    }

    /// Returns the national documents of the made table, by number.
    pub fn national(&self) -> impl Iterator<Item = &Law> {
        (0..self.laws.national.len()).filter_map(|at| self.laws.national.get(at))
    }

    /// Returns the laws of this name in any case, with abbreviations (`Luật Ban hành VBQPPL`) and with or without a
    /// year at the end, oldest first. Where `issued` is the day of issue of one of them, only that one is returned.
    #[must_use]
    pub fn law_named(&self, name: &str, issued: Option<Date>) -> Vec<&Law> {
        let mut name = words(name, &self.synonyms, 60);
        let mut year: Option<i16> = None;
        if let Some(last) = name.last()
            && last.folded.len() == 4
            && let Ok(number) = last.folded.parse()
            && (1945..2100).contains(&number)
            && self.laws.by_name.get(&name).is_none()
        {
            year = Some(number);
            name.pop();
            if name.last().is_some_and(|word| word.folded == "năm") {
                name.pop();
            }
        }
        let mut found = self.laws.by_name.get(&name).map(|at| self.laws.get(at)).unwrap_or_default();
        narrow(&mut found, |law| issued.is_some() && law.issued == issued);
        narrow(&mut found, |law| year.is_some() && law.issued.map(Date::year) == year);
        found
    }

    /// Returns the laws whose full name is one of `names`, marks and capitals aside, oldest first.
    #[must_use]
    pub fn laws_of_full_names(&self, names: &[&str]) -> Vec<&Law> {
        let laws = |name: &&str| self.laws.by_full_name.get(&Slug::of(name)).map(Vec::as_slice).unwrap_or_default();
        let mut at: Vec<usize> = names.iter().flat_map(laws).copied().collect();
        at.sort_unstable();
        at.dedup();
        self.laws.get(&at)
    }

    /// Returns the bytes that the longest name of a law at the start of `text` takes, be the law known or its name alone.
    #[must_use]
    pub fn law_name_starting(&self, text: &str) -> Option<usize> {
        let words = self.laws.by_name.words_of(text, &self.synonyms, 60, 0);
        let (_, taken) = self.laws.by_name.longest(&words, words.len(), Some)?;
        words.get(taken.checked_sub(1)?).map(|last| last.end)
    }

    /// Returns the laws of the longest name that starts `text`, oldest first, and the bytes of `text` it takes.
    #[must_use]
    pub fn law_starting(&self, text: &str) -> Option<(Vec<&Law>, usize)> {
        let words = self.laws.by_name.words_of(text, &self.synonyms, 60, 0);
        let known = |laws: &'_ Vec<usize>| (!laws.is_empty()).then(|| self.laws.get(laws));
        let (found, taken) = self.laws.by_name.longest(&words, words.len(), known)?;
        words.get(taken.checked_sub(1)?).map(|last| (found, last.end))
    }

    /// Returns the national documents of this number, in any case, oldest first: two resolutions are `76/NQ-CP`.
    #[must_use]
    pub fn law_numbered(&self, number: &str) -> Vec<&Law> {
        let key = number_key(number);
        let mut at = self.laws.by_number.get(&key).cloned().unwrap_or_default();
        at.extend(self.laws.national.numbered(&key).map(|line| self.laws.all.len() + line));
        self.laws.get(&at)
    }
}

/// Keeps what fits, where something does.
fn narrow(laws: &mut Vec<&Law>, fits: impl Fn(&Law) -> bool) {
    if laws.iter().any(|law| fits(law)) {
        laws.retain(|law| fits(law));
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::Law;
    use crate::lexicon::Lexicon;

    fn numbers<'a>(laws: &[&'a Law]) -> Vec<&'a str> {
        laws.iter().map(|law| law.number.as_str()).collect()
    }

    #[test]
    fn the_day_of_issue_tells_generations_apart() {
        let lexicon = Lexicon::shared();
        let named = |name, day| numbers(&lexicon.law_named(name, day));
        let all = ["17/2008/QH12", "80/2015/QH13", "64/2025/QH15"];
        assert_eq!(named("Luật Ban hành văn bản quy phạm pháp luật", None), all);
        assert_eq!(named("LUẬT BAN HÀNH VBQPPL", None), all);
        assert_eq!(named("Luật ban hành văn bản QPPL", Some(date(2015, 6, 22))), ["80/2015/QH13"]);
        assert_eq!(named("Luật ban hành văn bản QPPL", Some(date(2015, 6, 23))), all);
        assert_eq!(named("Luật Ban hành văn bản quy phạm pháp luật năm 2025", None), ["64/2025/QH15"]);
        assert_eq!(named("Luật Tổ chức Chính quyền địa phương", Some(date(2025, 6, 16))), ["72/2025/QH15"]);
        assert_eq!(named("Luật Tổ chức HĐND và UBND", None), ["11/2003/QH11"]);
        assert_eq!(named("Luật Trật tự vũ trụ", None), Vec::<&str>::new());
    }

    #[test]
    fn numbers_may_be_given_twice() {
        let lexicon = Lexicon::shared();
        let issued: Vec<_> = lexicon.law_numbered("76/nq-cp").iter().filter_map(|law| law.issued).collect();
        assert_eq!(issued, [date(2013, 6, 13), date(2021, 7, 15)]);
        assert_eq!(numbers(&lexicon.law_numbered("80/2015/QH13")), ["80/2015/QH13"]);
        assert!(lexicon.law_numbered("999/2015/QH13").is_empty());
    }

    #[test]
    fn generations_of_two_names_stand_by_age() {
        let names = ["LUẬT TỔ CHỨC CHÍNH QUYỀN ĐỊA PHƯƠNG", "Luật Tổ chức Hội đồng nhân dân và Ủy ban nhân dân"];
        let found = Lexicon::shared().laws_of_full_names(&names);
        let numbers = numbers(&found);
        assert!(numbers.first() == Some(&"11/2003/QH11") && numbers.last() == Some(&"72/2025/QH15"), "{numbers:?}");
    }

    #[test]
    fn a_law_is_in_force_in_its_period() {
        let lexicon = Lexicon::shared();
        let law = *lexicon.law_numbered("80/2015/QH13").first().unwrap();
        assert!(law.period().contains(date(2025, 3, 31)) && !law.period().contains(date(2025, 4, 1)));
        assert!(!law.period().contains(date(2016, 6, 30)) && law.period().contains(date(2016, 7, 1)));
        assert_eq!(law.replaced_by, ["64/2025/QH15"]);
    }

    #[test]
    fn the_longest_law_starts_a_text() {
        let lexicon = Lexicon::shared();
        let start = |text| lexicon.law_starting(text).map(|(laws, end)| (numbers(&laws).len(), end));
        let text = "Luật Ban hành văn bản quy phạm pháp luật ngày 22 tháng 6 năm 2015";
        assert_eq!(start(text), Some((3, "Luật Ban hành văn bản quy phạm pháp luật".len())));
        assert_eq!(start("Luật này"), None);
        assert_eq!(start(""), None);
    }
}
