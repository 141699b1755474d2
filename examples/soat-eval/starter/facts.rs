//! Weighs what the sources tell of one document into one line of the table.

use std::collections::{BTreeMap, BTreeSet};

use jiff::ToSpan;
use soat::document::{Citation, Date, DocNumber, Role, Scheme, Slug};
use soat::lexicon::{Law, Lexicon};

use super::relations::{Act, Acts};
use super::told::{CITING, CODIFICATION, DATABASE, HEALTH, REGISTRY, TEXT, is_sound};
use super::{Citing, Told};

/// What is held true of one document.
pub(super) struct Fact {
    pub(super) number: DocNumber,
    pub(super) kind: Slug,
    pub(super) issued: Option<Date>,
    issuer: Option<Slug>,
    from: Option<Date>,
    to: Option<Date>,
    seen: Option<Date>,
    title: String,
    amended_by: BTreeSet<String>,
    replaced_by: BTreeSet<String>,
    repealed_by: BTreeSet<String>,
    verified: &'static str,
    sources: BTreeSet<&'static str>,
}

/// Weighs all that is told, a document at a time.
pub(super) fn weigh(told: Vec<Told>, acts: &Acts, citing: &Citing<'_>, lexicon: &Lexicon) -> Vec<Fact> {
    let mut documents: BTreeMap<(String, bool, Option<Date>), Vec<Told>> = BTreeMap::new();
    for one in told {
        // Laws and resolutions of the National Assembly are numbered apart; a number without its year begins anew.
        let resolution = one.number.scheme == Scheme::Law && one.kind.as_deref() == Some("nghi-quyet");
        let day = one.issued.filter(|_| one.number.year.is_none());
        if one.number.year.is_some() || day.is_some() {
            documents.entry((one.number.matching_key(), resolution, day)).or_default().push(one);
        }
    }
    documents.into_values().filter_map(|told| weigh_one(&told, acts, citing, lexicon)).collect()
}

fn weigh_one(told: &[Told], acts: &Acts, citing: &Citing<'_>, lexicon: &Lexicon) -> Option<Fact> {
    let number = told.first()?.number.clone();
    // The list of health has the days of some numbers changed about: alone it tells nothing.
    if told.iter().all(|one| one.source == HEALTH) {
        return None;
    }
    let say = |what: &str, more: String| eprintln!("{what}\t{}\t{more}", number.key);
    let sources: BTreeSet<&'static str> = told.iter().map(|one| one.source).collect();
    let kind = told.iter().find_map(|one| one.kind.clone())?;
    let title = [CODIFICATION, DATABASE, TEXT, REGISTRY, HEALTH, CITING];
    let title = title.iter().flat_map(|source| told.iter().filter(move |one| one.source == *source));
    let title = title.map(|one| one.title.clone()).find(|title| !title.is_empty())?;
    let days = votes(told, |one| one.issued.filter(|day| is_sound(&number, *day)));
    let read = days.iter().find(|(_, sources)| sources.contains(TEXT)).map(|(day, _)| *day);
    let issued = read.or(most(&days));
    let cited = citing.get(&number.matching_key()).map(Vec::as_slice).unwrap_or_default();
    let doubted = issued.filter(|day| read.is_none() && is_doubted(*day, cited));
    if doubted.is_some() {
        say("citations contradict", format!("{days:?}"));
    }
    let issued = issued.filter(|_| doubted.is_none());
    if issued.is_none() && !days.is_empty() {
        say("days disagree", format!("{days:?}"));
    }
    if issued.is_none() && number.year.is_none() {
        return None;
    }
    let latest = issued.map(|day| day.saturating_add(3.years()));
    let possible =
        |day: &Date| issued.is_none_or(|issued| issued <= *day) && latest.is_none_or(|latest| *day <= latest);
    let first_days = votes(told, |one| one.effective.filter(possible));
    let from = most(&first_days);
    if from.is_none() && !first_days.is_empty() {
        say("first days disagree", format!("{first_days:?}"));
    }
    let mut fact = Fact {
        issuer: issuer(told, lexicon),
        kind,
        from,
        to: None,
        seen: told.iter().filter_map(|one| one.seen).max(),
        title,
        amended_by: told.iter().flat_map(|one| one.amended_by.clone()).collect(),
        replaced_by: BTreeSet::new(),
        repealed_by: BTreeSet::new(),
        verified: verified(issued.and_then(|day| days.get(&day))),
        sources,
        issued,
        number,
    };
    fact.end(told, acts);
    // A number without any day tells nothing.
    [fact.issued, fact.from, fact.to, fact.seen].iter().any(Option::is_some).then_some(fact)
}

/// Returns whether citing documents speak against a day that no text was read for: more of them than for it, at least
/// two, or one that prints it with day and month changed about.
fn is_doubted(day: Date, cited: &[(&Citation, &str)]) -> bool {
    let mut documents: BTreeMap<Date, BTreeSet<&str>> = BTreeMap::new();
    for (citation, path) in cited {
        if let Some(printed) = citation.issued {
            documents.entry(printed).or_default().insert(path);
        }
    }
    let count = |day: Date| documents.get(&day).map_or(0, BTreeSet::len);
    let swapped = Date::new(day.year(), day.day(), day.month()).ok().filter(|other| *other != day);
    let others = documents.iter().filter(|(other, _)| **other != day && other.year() == day.year());
    let against = others.map(|(_, paths)| paths.len()).max().unwrap_or_default();
    swapped.is_some_and(|other| count(other) > 0) || against >= 2 && against > count(day)
}

/// Returns the sources that give each value.
fn votes(told: &[Told], of: impl Fn(&Told) -> Option<Date>) -> BTreeMap<Date, BTreeSet<&'static str>> {
    let mut votes: BTreeMap<Date, BTreeSet<&'static str>> = BTreeMap::new();
    for one in told {
        if let Some(value) = of(one) {
            votes.entry(value).or_default().insert(one.source);
        }
    }
    votes
}

/// Returns the value that more sources give than any other.
fn most(votes: &BTreeMap<Date, BTreeSet<&'static str>>) -> Option<Date> {
    let (best, sources) = votes.iter().max_by_key(|(_, sources)| sources.len())?;
    let alone = votes.values().filter(|others| others.len() == sources.len()).count() == 1;
    alone.then_some(*best)
}

/// The text itself, or the official codification with a second source that agrees; all else is told by others only.
fn verified(sources: Option<&BTreeSet<&'static str>>) -> &'static str {
    let Some(sources) = sources else { return "secondary" };
    // The registry of national texts took its days from the codification: the two are one source.
    let second = sources.iter().any(|source| ![CODIFICATION, REGISTRY].contains(source));
    let read = sources.contains(TEXT) || sources.contains(CODIFICATION) && second;
    if read { "text" } else { "secondary" }
}

/// Returns the one authority of the symbol, else the one that most of the sources name.
fn issuer(told: &[Told], lexicon: &Lexicon) -> Option<Slug> {
    let number = &told.first()?.number;
    let organ = number.organ.as_deref()?;
    let codes = lexicon.organ_codes(organ.trim_end_matches(|c: char| c.is_ascii_digit()));
    let joint = matches!(number.kind.as_deref(), Some("TTLT" | "NQLT"));
    match codes.as_slice() {
        _ if joint => None,
        [only] => Some(only.id.clone()),
        _ => told.iter().find_map(|one| one.issuer.clone()),
    }
}

impl Fact {
    /// Decides what ended the document: by texts that say so of the whole of it, or by the registry of national texts.
    fn end(&mut self, told: &[Told], acts: &Acts) {
        let acts = acts.get(&(self.number.matching_key(), self.issued)).map(Vec::as_slice).unwrap_or_default();
        let amending: BTreeSet<&String> =
            acts.iter().filter(|act| act.role == Role::Amends || !act.whole).map(|act| &act.by).collect();
        self.amended_by.extend(amending.iter().map(|by| (*by).clone()));
        let ends: Vec<&Act> = acts.iter().filter(|act| act.whole && act.role != Role::Amends).collect();
        let mut to = None;
        for act in ends.iter().filter(|act| !amending.contains(&act.by) && !self.amended_by.contains(&act.by)) {
            let enders = if act.role == Role::Replaces { &mut self.replaced_by } else { &mut self.repealed_by };
            enders.insert(act.by.clone());
            let last = act.from.and_then(|first| first.yesterday().ok());
            to = [to, last].into_iter().flatten().min();
        }
        for one in told {
            self.replaced_by.extend(one.replaced_by.iter().cloned());
            to = to.or(one.ended);
        }
        for by in &self.replaced_by {
            self.repealed_by.remove(by);
        }
        self.amended_by.retain(|by| !self.replaced_by.contains(by) && !self.repealed_by.contains(by));
        let seen = self.seen.filter(|seen| to.is_some_and(|to| to < *seen));
        if let (Some(to), Some(seen)) = (to, seen) {
            eprintln!("ended but seen\t{}\t{to} {seen} {:?} {:?}", self.number.key, self.replaced_by, self.repealed_by);
            // Either may err: nothing is told of the days behind the end.
            self.replaced_by.clear();
            self.repealed_by.clear();
            self.seen = Some(to);
            return;
        }
        self.to = to.filter(|to| self.from.or(self.issued).is_none_or(|from| from <= *to));
    }

    /// Returns whether the document is listed though nobody at hand cites it: all but circulars and ministers' decisions.
    pub(super) fn is_of_note(&self) -> bool {
        let told = [CODIFICATION, DATABASE, TEXT, REGISTRY].iter().any(|source| self.sources.contains(source));
        let high = ["quoc-hoi", "uy-ban-thuong-vu-quoc-hoi", "chinh-phu", "thu-tuong"];
        let text = self.sources.contains(TEXT) || self.sources.contains(DATABASE);
        told && (text || self.issuer.as_deref().is_some_and(|issuer| high.contains(&issuer)))
    }

    /// Returns whether the law of the other table is this document.
    pub(super) fn is(&self, law: &Law) -> bool {
        let other = |kind: &str| kind == "nghi-quyet";
        let series = self.number.scheme != Scheme::Law || other(&self.kind) == other(&law.kind);
        series && (self.number.year.is_some() || self.issued == law.issued)
    }

    /// Returns the line of the table.
    pub(super) fn line(&self) -> String {
        let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
        let list = |numbers: &BTreeSet<String>| numbers.iter().cloned().collect::<Vec<_>>().join(";");
        // Where nothing tells of later days, the first day in force is the last one known.
        let seen = self.seen.or(self.from).or(self.issued).filter(|_| self.to.is_none());
        [
            self.number.key.clone(),
            self.kind.to_string(),
            self.issuer.as_ref().map(ToString::to_string).unwrap_or_default(),
            day(self.issued),
            day(self.from),
            day(self.to),
            day(seen),
            self.title.replace('\t', " "),
            list(&self.amended_by),
            list(&self.replaced_by),
            list(&self.repealed_by),
            format!("{} {}", self.verified, self.sources.iter().copied().collect::<Vec<_>>().join("+")),
        ]
        .join("\t")
    }
}
