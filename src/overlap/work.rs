//! A task as it is compared with others.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::giver::Giver;
use super::reading::{self, Reading};
use crate::document::{Level, Slug, Task, UnitRef};
use crate::lexicon::Lexicon;
use crate::text::fold_case_tone;

/// The actions of a visit.
const VISITS: [&str; 2] = ["kiem-tra", "thanh-tra"];

/// A task with the document that gives it, its words read.
#[derive(Debug, Clone)]
pub struct Work {
    /// The document.
    pub giver: Arc<Giver>,
    /// The task.
    pub task: Task,
    pub(super) reading: Reading,
    /// The words, folded.
    pub(super) words: String,
    leads: Vec<Lead>,
    acts: bool,
}

/// Who leads, as far as names can be compared.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Lead {
    id: Slug,
    /// Whether it is many of one kind: `các sở, ban, ngành`.
    several: bool,
    /// Whether it issues the document itself.
    issuer: bool,
    /// Its level, where the tables know it.
    level: Option<Level>,
}

impl Work {
    /// Reads a task's words.
    #[must_use]
    pub fn new(giver: &Arc<Giver>, task: Task, lexicon: &Lexicon) -> Self {
        let mut reading = reading::read(&task.text, lexicon);
        let in_words =
            if reading.action.is_none() || task.action.is_none() { lexicon.action_in(&task.text) } else { None };
        if reading.action.is_none() && in_words.map(|action| &action.id) != task.action.as_ref() {
            // A heading or another column names it.
            reading.action.clone_from(&task.action);
        }
        let leads = task.lead.iter().map(|unit| Lead::new(unit, giver, lexicon)).collect();
        let acts = task.action.is_some() || in_words.is_some();
        Self { giver: Arc::clone(giver), words: fold_case_tone(&task.text), reading, leads, acts, task }
    }

    /// Returns the first and the last year of the work.
    #[must_use]
    pub fn years(&self) -> (i16, i16) {
        let days = [self.task.start, self.task.due].into_iter().flatten().map(jiff::civil::Date::year);
        let years: Vec<i16> = days.chain(self.reading.times.years.iter().copied()).collect();
        let (first, last) = (years.iter().min(), years.iter().max());
        (first.map_or(self.giver.years.0, |year| *year), last.map_or(self.giver.years.1, |year| *year))
    }

    /// Returns the class of the first action that the words name.
    #[must_use]
    pub fn action(&self) -> Option<&str> {
        self.reading.action.as_deref()
    }

    /// Returns whether its words or a heading say an action.
    pub(super) fn says_action(&self) -> bool {
        self.acts
    }

    /// Returns whether it is a work of a plan: its words say an action and what is acted on, and that is not the document itself.
    #[must_use]
    pub fn is_planned(&self) -> bool {
        self.giver.plan && self.acts && !self.reading.itself && !self.reading.terms.is_empty()
    }

    /// Returns whether it is an inspection (thanh tra, kiểm tra) of others.
    #[must_use]
    pub fn is_visit(&self) -> bool {
        self.action().is_some_and(|action| VISITS.contains(&action)) && !self.reading.oneself
    }

    /// Returns whether the words name a day, a part of a year or a year.
    #[must_use]
    pub fn names_a_time(&self) -> bool {
        self.reading.times.grain().is_some()
    }

    /// Returns the line of work: that of the first term of the table that the words name, else that of the document's title.
    #[must_use]
    pub fn subject(&self) -> Option<String> {
        self.reading.subject().or_else(|| self.giver.subject.clone())
    }

    /// Returns all lines of work that the words name, else that of the document's title.
    #[must_use]
    pub fn subjects(&self) -> BTreeSet<String> {
        let named = self.reading.subjects();
        if named.is_empty() { self.giver.subject.iter().cloned().collect() } else { named }
    }

    /// Returns whether one document carries out the other, or both are visits of one kind by one authority: that is one visit, told
    /// twice. An authority that checks and inspects one unit by two plans of which none names the other visits it twice.
    #[must_use]
    pub fn is_of_one_visit(&self, other: &Self) -> bool {
        let carried = self.giver.carries_out(&other.giver) || other.giver.carries_out(&self.giver);
        carried || self.is_of_one_issuer(other) && self.action() == other.action()
    }

    /// Returns whether both are of one authority, or one document carries out the other: who carries out a plan, his own or a
    /// superior's, makes one visit of it.
    #[must_use]
    pub fn is_of_one_plan(&self, other: &Self) -> bool {
        self.is_of_one_issuer(other) || self.giver.carries_out(&other.giver) || other.giver.carries_out(&self.giver)
    }

    /// Returns the units that both inspect for one line of work in one year, by plans of two
    /// authorities of which neither carries out the other.
    #[must_use]
    pub fn visited_by_both(&self, other: &Self) -> Vec<&UnitRef> {
        let (a, b) = (self.years(), other.years());
        let subject = self.subject();
        let together =
            self.giver.shares_ground(&other.giver) && a.0 <= b.1 && b.0 <= a.1 && !self.is_of_one_plan(other);
        if !together || !self.is_visit() || !other.is_visit() || subject.is_none() || subject != other.subject() {
            return Vec::new();
        }
        let targets = self.task.targets.iter();
        targets
            .filter(|unit| other.task.targets.iter().any(|theirs| visited_key(theirs) == visited_key(unit)))
            .collect()
    }

    /// Returns whether one unit at least leads both.
    #[must_use]
    pub fn shares_a_lead(&self, other: &Self) -> bool {
        self.leads.iter().any(|lead| other.leads.iter().any(|theirs| theirs.id == lead.id))
    }

    /// Returns whether many of a kind lead: `các sở, ban, ngành`.
    #[must_use]
    pub fn is_led_by_several(&self) -> bool {
        self.leads.iter().any(|lead| lead.several)
    }

    /// Returns whether each is given to units of its own, none of them many of a kind, none by itself: then only one of the
    /// two can lead.
    pub(super) fn contends(&self, other: &Self) -> bool {
        let given = |work: &Self| !work.leads.is_empty() && work.leads.iter().all(|lead| !lead.several && !lead.issuer);
        given(self) && given(other) && !self.shares_a_lead(other)
    }

    /// Returns whether the units that lead can be compared: in one house, or none of them a room of a house.
    pub(super) fn comparable_leads(&self, other: &Self) -> bool {
        self.is_of_one_issuer(other) || self.leads_of_one_level(other)
    }

    fn is_of_one_issuer(&self, other: &Self) -> bool {
        let (one, other) = (&self.giver, &other.giver);
        one.issuer.is_some() && one.issuer == other.issuer && one.territory == other.territory
    }

    /// Returns whether all units that lead are authorities of the tables or issue the plan themselves, of one level.
    pub(super) fn leads_of_one_level(&self, other: &Self) -> bool {
        let leads = || self.leads.iter().chain(&other.leads);
        let mut levels = leads().filter(|lead| !lead.several).filter_map(|lead| lead.level);
        let first = levels.next();
        leads().all(|lead| lead.level.is_some() || lead.several || lead.issuer)
            && levels.all(|level| Some(level) == first)
    }

    /// Returns whether documents of two authorities give the work to different authorities of one level.
    pub(super) fn moves_lead(&self, other: &Self) -> bool {
        let told = |work: &Self| !work.leads.is_empty() && !work.is_led_by_several();
        told(self)
            && told(other)
            && self.giver.issuer != other.giver.issuer
            && !self.shares_a_lead(other)
            && self.leads_of_one_level(other)
    }

    /// Returns whether a unit that leads the other one's work is named in the words of this one: this one reports to it.
    pub(super) fn reports_to(&self, other: &Self) -> bool {
        let names = |lead: &Lead| self.reading.bodies.contains(&lead.id);
        other.leads.iter().any(names) && !self.shares_a_lead(other)
    }
}

/// Returns the key of a unit that is visited: `bac-lieu/vinh-loi/ubnd-huyen`. One id is of many bodies, one in each territory; where
/// the territory is not known, the words tell them apart.
#[must_use]
pub fn visited_key(unit: &UnitRef) -> Slug {
    match (&unit.territory, &unit.id) {
        (Some(territory), Some(id)) => Slug::from(format!("{territory}/{id}").as_str()),
        _ => Slug::of(&unit.text),
    }
}

/// Returns the line of work that some words name, a title's for example.
#[must_use]
pub fn subject_of(words: &str, lexicon: &Lexicon) -> Option<String> {
    reading::read(words, lexicon).subject()
}

impl Lead {
    fn new(unit: &UnitRef, giver: &Giver, lexicon: &Lexicon) -> Self {
        let id = unit.id.clone().unwrap_or_else(|| Slug::of(&unit.text));
        let body = lexicon.authority(&id);
        let folded = fold_case_tone(&unit.text);
        let many =
            ["các ", "mọi ", "mỗi ", "thủ trưởng ", "giám đốc các "].iter().any(|start| folded.starts_with(start))
                || folded.contains("cấp xã")
                || folded.contains(", phường");
        Self {
            several: many || body.is_some_and(|body| body.several),
            issuer: giver.issuer.as_ref() == Some(&id)
                || giver.name.as_deref().is_some_and(|name| name.starts_with(&folded)),
            level: body.and_then(|body| body.level),
            id,
        }
    }
}
