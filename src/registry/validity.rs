//! Whether a document is in force on a day, what ended it, what changed it and what took its place.

use jiff::ToSpan;
use schemars::JsonSchema;
use serde::Serialize;

use super::knowledge::Knowledge;
use super::record::{Record, Stored};
use super::relation::{Joined, Relation};
use super::sorted::Sorted;
use super::{RegistryError, guided, suspension};
use crate::document::{Class, Date, DocNumber, ProvisionPath, Role, Validity, ValidityStatus};

/// One step in the chain of successors.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Step {
    /// Id of the document that ended the one before.
    pub by: String,
    /// The first day of its effect, where known.
    pub date: Option<Date>,
    /// `replaces` or `repeals`.
    pub how: Role,
}

/// A change of a document in part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Amendment {
    /// Id of the amending document.
    pub by: String,
    /// Its number.
    pub number: Option<DocNumber>,
    /// Its day of issue.
    pub issued: Option<Date>,
    /// The first day of its effect, where known.
    pub effective: Option<Date>,
    /// The provisions changed; empty where they are not told.
    pub provisions: Vec<ProvisionPath>,
    /// `amends`; `replaces` or `repeals` of a part.
    pub how: Role,
}

/// Returns the first day in force: as stated; the day of issue for documents that are not normative, which take
/// effect on signing (Nghị định 30/2020/NĐ-CP and its forerunners set no later day); `None` for normative documents
/// that do not say.
pub(super) fn first_day(record: &Record) -> Option<Date> {
    record.effective.or_else(|| record.issued.filter(|_| record.class != Class::Normative))
}

/// How a document stands to a day.
enum Reached {
    Yes,
    No,
    /// Issued before the day, but its first day in force is not known and may lie after it.
    Maybe,
}

/// A normative document without known first day surely took effect a year after its issue: no vacatio legis of the
/// stored documents is longer, and in the time between the answer is that it is not known.
fn reached(record: &Record, as_of: Date) -> Reached {
    if let Some(first) = first_day(record) {
        return if first <= as_of { Reached::Yes } else { Reached::No };
    }
    let Some(issued) = record.issued else {
        return match record.year() {
            Some(year) if year + 1 < as_of.year() => Reached::Yes,
            Some(year) if year > as_of.year() => Reached::No,
            _ => Reached::Maybe,
        };
    };
    if issued > as_of {
        Reached::No
    } else if issued.checked_add(1.year()).is_ok_and(|settled| settled <= as_of) {
        Reached::Yes
    } else {
        Reached::Maybe
    }
}

/// Returns the document's validity on a day, by its own words and by the documents that the registry knows.
pub(super) fn of(knowledge: Knowledge<'_>, stored: &Stored, as_of: Date) -> Result<Validity, RegistryError> {
    let own = alone(knowledge, stored, as_of)?;
    if !matches!(own.status, ValidityStatus::InForce | ValidityStatus::Partly) {
        return Ok(own);
    }
    guided::of(knowledge, stored, own)
}

/// Returns the validity without regard to the documents that this one guides.
pub(super) fn alone(knowledge: Knowledge<'_>, stored: &Stored, as_of: Date) -> Result<Validity, RegistryError> {
    let record = &stored.record;
    let mut validity =
        Validity { as_of, status: ValidityStatus::InForce, since: first_day(record), until: None, by: None };
    let begun = reached(record, as_of);
    let issued_later = record.issued.is_some_and(|issued| issued > as_of);
    if issued_later || matches!(begun, Reached::No) {
        validity.status = ValidityStatus::NotYet;
        return Ok(validity);
    }
    let told = Sorted::of(knowledge, stored)?;
    let ending = Ending::of(record, &told, as_of);
    validity.status = match (ending.reached(as_of), begun) {
        (Reached::Yes, _) => ValidityStatus::Expired,
        (Reached::Maybe, _) | (Reached::No, Reached::Maybe) => ValidityStatus::Unknown,
        // That no end is entered says nothing of the days after the list was last looked through.
        (Reached::No, _) if ending.until.is_none() && record.seen.is_some_and(|seen| seen < as_of) => {
            ValidityStatus::Unknown
        }
        (Reached::No, _) if told.parts.iter().any(|change| change.begun(as_of)) => ValidityStatus::Partly,
        (Reached::No, _) => ValidityStatus::InForce,
    };
    validity.until = ending.until;
    validity.by = ending.by;
    suspension::of(knowledge, &told, validity)
}

/// What is known of a document's end.
#[derive(Default)]
struct Ending {
    until: Option<Date>,
    by: Option<String>,
    /// Ended by a document whose first day is not known but past.
    surely: bool,
    /// May have been ended.
    maybe: bool,
}

impl Ending {
    fn of(record: &Record, told: &Sorted, as_of: Date) -> Self {
        let mut ending = Self { until: record.expires, ..Self::default() };
        for change in &told.ends {
            ending.add(change, as_of);
        }
        // A list whose last column holds first days, or days before them, tells of no end.
        let possible =
            |report: &&Joined| report.stated.first.is_none_or(|first| first_day(record).is_none_or(|day| day < first));
        for report in told.reports.iter().filter(possible) {
            ending.report(report, as_of);
        }
        ending
    }

    /// Adds what a list of ended documents tells, where nothing that ended it is known.
    fn report(&mut self, report: &Joined, as_of: Date) {
        let Some(actor) = report.actor.as_ref().filter(|_| self.until.is_none() && !self.surely) else { return };
        self.until = report.stated.first.and_then(|first| first.yesterday().ok());
        self.surely = actor.issued.is_some_and(|day| day <= as_of) && self.until.is_none();
        self.by.get_or_insert_with(|| actor.id.clone());
    }

    fn add(&mut self, change: &Joined, as_of: Date) {
        let Some(actor) = &change.actor else {
            // A catalogue names a successor that the registry does not have: only a stated last day can date the end.
            let later = change.stated.target.year.is_some_and(|year| year > as_of.year());
            self.by.get_or_insert_with(|| change.actor_id());
            self.maybe |= self.until.is_none() && !later;
            return;
        };
        match (change.first_day().and_then(|first| first.yesterday().ok()), reached(actor, as_of)) {
            (Some(last), _) => {
                if self.until.is_none_or(|until| last < until) || (self.until == Some(last) && self.by.is_none()) {
                    self.until = Some(last);
                    self.by = Some(actor.id.clone());
                }
            }
            (None, Reached::Yes) => {
                self.surely = true;
                self.by.get_or_insert_with(|| actor.id.clone());
            }
            (None, Reached::Maybe) => self.maybe = true,
            (None, Reached::No) => {}
        }
    }

    fn reached(&self, as_of: Date) -> Reached {
        if self.surely || self.until.is_some_and(|until| until < as_of) {
            Reached::Yes
        } else if self.maybe && self.until.is_none() {
            Reached::Maybe
        } else {
            Reached::No
        }
    }
}

/// Returns all that bears on the document's force, of the whole or of a part, in the order of the first days.
pub(super) fn changes(knowledge: Knowledge<'_>, stored: &Stored) -> Result<Vec<Relation>, RegistryError> {
    let Sorted { ends, parts, suspends, continues, reports } = Sorted::of(knowledge, stored)?;
    let ends = ends.into_iter().map(|change| Relation { whole: true, ..change.into_relation() });
    let parts = parts.into_iter().map(|change| Relation { whole: false, ..change.into_relation() });
    let others = suspends.into_iter().chain(continues).chain(reports).map(Joined::into_relation);
    let mut changes: Vec<Relation> = ends.chain(parts).chain(others).collect();
    changes.sort_by_key(|change| (change.effective.is_none(), change.effective));
    Ok(changes)
}

impl Joined {
    /// Returns whether the acting document is known and surely in effect on the day.
    pub(super) fn begun(&self, as_of: Date) -> bool {
        let stated = || self.stated.first.map(|first| first <= as_of);
        let of = |actor: &Record| stated().unwrap_or_else(|| matches!(reached(actor, as_of), Reached::Yes));
        self.actor.as_ref().is_some_and(of)
    }

    /// Returns the first day of the effect: as stated, else that of the acting document.
    pub(super) fn first_day(&self) -> Option<Date> {
        self.stated.first.or_else(|| self.actor.as_ref().and_then(first_day))
    }

    pub(super) fn actor_id(&self) -> String {
        match &self.actor {
            Some(actor) => actor.id.clone(),
            None => format!("{}/{}", self.stated.target.territory, self.stated.label),
        }
    }
}

/// Returns the changes in part whose effect has begun on the day, earliest first.
pub(super) fn amendments(
    knowledge: Knowledge<'_>,
    stored: &Stored,
    as_of: Date,
) -> Result<Vec<Amendment>, RegistryError> {
    let mut amendments: Vec<Amendment> = Vec::new();
    for change in Sorted::of(knowledge, stored)?.parts {
        if !change.begun(as_of)
            && (change.actor.is_some() || change.stated.target.year.is_none_or(|year| year >= as_of.year()))
        {
            continue;
        }
        let by = change.actor_id();
        if let Some(known) = amendments.iter_mut().find(|known| known.by == by && known.how == change.stated.role) {
            for path in change.stated.provisions {
                if !known.provisions.contains(&path) {
                    known.provisions.push(path);
                }
            }
            continue;
        }
        let actor = change.actor.as_ref();
        amendments.push(Amendment {
            by,
            number: actor.and_then(|actor| actor.number.clone()),
            issued: actor.map_or(change.stated.target.issued, |actor| actor.issued),
            effective: change.stated.first.or_else(|| actor.and_then(first_day)),
            provisions: change.stated.provisions,
            how: change.stated.role,
        });
    }
    Ok(amendments)
}

/// Returns what ended the document, then what ended its successor, and so on, as far as it took effect by the day.
pub(super) fn successors(knowledge: Knowledge<'_>, start: Stored, as_of: Date) -> Result<Vec<Step>, RegistryError> {
    let mut steps: Vec<Step> = Vec::new();
    let mut seen = vec![start.record.id.clone()];
    let mut current = start;
    loop {
        let mut endings = Sorted::of(knowledge, &current)?.ends;
        endings.retain(|change| change.begun(as_of));
        let earliest = endings.into_iter().min_by_key(|change| {
            let first = change.first_day();
            (change.stated.role != Role::Replaces, first.is_none(), first)
        });
        let date = earliest.as_ref().and_then(Joined::first_day);
        let Some((change, actor)) = earliest.and_then(|change| Some((change.stated, change.actor?))) else { break };
        steps.push(Step { by: actor.id.clone(), date, how: change.role });
        let next = knowledge.by_id(&actor.id)?;
        let Some(next) = next.filter(|next| change.role == Role::Replaces && !seen.contains(&next.record.id)) else {
            break;
        };
        seen.push(next.record.id.clone());
        current = next;
    }
    Ok(steps)
}
