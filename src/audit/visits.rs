//! Inspections (thanh tra, kiểm tra) by target and day, and those of one target that meet.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::Serialize;

use super::Settled;
use super::{Side, Works};
use crate::document::{Date, Slug, UnitRef};
use crate::lexicon::Lexicon;
use crate::overlap::visited_key;

/// One planned inspection of one target.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Visit {
    /// The unit or business visited.
    pub target: String,
    /// Its id, by which visits of one target are found.
    pub id: Slug,
    /// The line of work inspected, where the words name one.
    pub subject: Option<String>,
    /// First day: as planned, else the first of the year.
    pub first: Date,
    /// Last day.
    pub last: Date,
    /// The task.
    pub task: Side,
    /// All lines of work that the words name.
    #[serde(skip)]
    subjects: BTreeSet<String>,
    /// Its place in the search.
    #[serde(skip)]
    place: usize,
}

/// Inspections of one target that meet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Collision {
    /// The target.
    pub target: String,
    /// The line of work, where it is one; else only the days meet.
    pub subject: Option<String>,
    /// First day of the visits.
    pub first: Date,
    /// Last day of the visits.
    pub last: Date,
    /// Places of the visits in the list of visits.
    pub visits: Vec<usize>,
    /// Whose visit goes ahead, where the law tells it of two of them.
    pub settled: Option<Settled>,
}

/// What lasts longer than this tells the year, not the days: such visits collide by their subject only.
const DAYS_TOLD: i32 = 31;

/// Returns the visits in the order of targets and days.
pub(super) fn of(works: &Works<'_>) -> Vec<Visit> {
    let mut visits = Vec::new();
    for (place, (stored, work)) in works.all().enumerate() {
        if !work.is_visit() {
            continue;
        }
        let (first, last) = work.years();
        let day = |year: i16, month: i8, day: i8| Date::new(year.clamp(1, 9999), month, day).unwrap_or(Date::MIN);
        let (first, last) = (
            stored.task.start.unwrap_or_else(|| day(first, 1, 1)),
            stored.task.due.unwrap_or_else(|| day(last, 12, 31)),
        );
        for unit in stored.task.targets.iter().filter(|unit| is_one(unit, works.lexicon())) {
            visits.push(Visit {
                target: unit.text.clone(),
                id: visited_key(unit),
                subject: work.subject(),
                subjects: work.subjects(),
                first: first.min(last),
                last,
                task: Side::of(stored),
                place,
            });
        }
    }
    visits.sort_by(|a, b| (&a.id, a.first, &a.task.document).cmp(&(&b.id, b.first, &b.task.document)));
    visits
}

/// Returns whether the words name one unit, and not all of a kind: `các cơ quan, đơn vị có liên quan`.
fn is_one(unit: &UnitRef, lexicon: &Lexicon) -> bool {
    let several = unit.id.as_deref().and_then(|id| lexicon.authority(id)).is_some_and(|body| body.several);
    unit.text.starts_with(char::is_uppercase) && !several
}

/// Returns the collisions: for each target and line of work the visits of one year that are not one visit, and for each target
/// those for other work whose days are told and meet.
pub(super) fn collisions(works: &Works<'_>, visits: &[Visit]) -> Vec<Collision> {
    let mut by_target: BTreeMap<(&Slug, &str), Vec<usize>> = BTreeMap::new();
    for (at, visit) in visits.iter().enumerate() {
        let province = visit.task.document.split('/').next().unwrap_or_default();
        by_target.entry((&visit.id, province)).or_default().push(at);
    }
    let mut collisions = Vec::new();
    for places in by_target.into_values() {
        let mut met: BTreeMap<(Option<&str>, i16), Collision> = BTreeMap::new();
        for (turn, one) in places.iter().enumerate() {
            for other in places.iter().skip(turn + 1) {
                let (Some(a), Some(b)) = (visits.get(*one), visits.get(*other)) else { continue };
                let days = (a.first.max(b.first), a.last.min(b.last));
                let of_one_year = a.first.year() <= b.last.year() && b.first.year() <= a.last.year();
                let subject = a.subjects.intersection(&b.subjects).next().filter(|_| of_one_year);
                let told = |visit: &Visit| visit.last.since(visit.first).is_ok_and(|span| span.get_days() <= DAYS_TOLD);
                let at_once = days.0 <= days.1 && told(a) && told(b);
                if works.are_of_one_visit(a.place, b.place) || !(subject.is_some() || at_once) {
                    continue;
                }
                let key = (subject.map(String::as_str), days.0.year());
                let collision = met.entry(key).or_insert_with(|| Collision {
                    target: a.target.clone(),
                    subject: subject.cloned(),
                    first: a.first.min(b.first),
                    last: a.last.max(b.last),
                    visits: Vec::new(),
                    settled: None,
                });
                (collision.first, collision.last) =
                    (collision.first.min(a.first).min(b.first), collision.last.max(a.last).max(b.last));
                collision.visits.extend([*one, *other]);
                collision.settled = collision.settled.take().or_else(|| works.settled(a.place, b.place));
            }
        }
        collisions.extend(met.into_values().map(|mut collision| {
            collision.visits.sort_unstable();
            collision.visits.dedup();
            collision
        }));
    }
    collisions
}
