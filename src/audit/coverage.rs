//! Which unit has which work: the matrix, and what a superior gave that no plan of the unit takes up.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::Serialize;

use super::{Cell, Found, Side, Works};
use crate::document::{Slug, UnitRef};
use crate::lexicon::Lexicon;
use crate::registry::{Record, Source};

/// A superior's task that no plan of the unit takes up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Orphan {
    /// The task.
    pub task: Side,
    /// The unit that it is given to.
    pub unit: String,
    /// Ids of the unit's documents that carry out the superior's: the task is in none of them.
    pub plans: Vec<String>,
}

/// Tasks by unit and line of work.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Matrix {
    /// The lines of work: columns.
    pub lines: Vec<String>,
    /// The units: rows.
    pub units: Vec<Row>,
}

/// One unit's row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "MatrixRow")]
pub struct Row {
    /// The unit.
    pub unit: String,
    /// The unit's id, or the slug of its words; no part of the JSON.
    #[serde(skip)]
    #[schemars(skip)]
    pub id: Slug,
    /// The territory.
    pub territory: Slug,
    /// How many tasks of each line of work it leads.
    pub tasks: Vec<usize>,
    /// In how many overlaps, cascades left out, those tasks stand.
    pub overlaps: Vec<usize>,
}

/// What every unit does without a plan of its own saying so.
const COMMON: [&str; 4] = ["bao-cao", "giam-sat", "don-doc", "tham-muu"];
/// What stands in no line of work of the table.
pub(super) const OTHER: &str = "việc khác";

/// Returns the orphans: tasks given to a unit, each of one name, that has issued a plan carrying out the giver's document
/// without taking up the task. A unit without such a plan in the registry is not accused: its plan may only be unknown.
pub(super) fn orphans(works: &Works<'_>, overlaps: &[Found], records: &[Record]) -> Vec<Orphan> {
    let read: BTreeSet<&str> =
        records.iter().filter(|record| record.source == Source::Document).map(|record| record.id.as_str()).collect();
    let mut taken: BTreeSet<(&str, usize, &str)> = BTreeSet::new();
    let mut met: BTreeSet<(&str, &str)> = BTreeSet::new();
    for found in overlaps {
        let [one, other] = &found.tasks;
        for (parent, plan) in [(one, other), (other, one)] {
            taken.insert((&parent.document, parent.span.start, &plan.document));
            met.insert((&parent.document, &plan.document));
        }
    }
    // Plans by the unit that issued them and the document that they carry out, of which they take up one task at least: what
    // only cites another document is not measured by it.
    let mut plans: BTreeMap<(&str, &Slug), BTreeSet<&str>> = BTreeMap::new();
    for (stored, work) in works.all() {
        for parent in &work.giver.carries_out {
            let known = read.contains(parent.as_str()) && met.contains(&(parent.as_str(), stored.giver.id.as_str()));
            if let Some(issuer) = stored.giver.issuer.as_ref().filter(|_| known) {
                plans.entry((parent, issuer)).or_default().insert(&stored.giver.id);
            }
        }
    }
    let mut orphans = Vec::new();
    for (stored, work) in works.all() {
        let common = stored.task.action.as_deref().is_some_and(|action| COMMON.contains(&action));
        for unit in stored.task.lead.iter().filter(|_| !common && !work.is_led_by_several()) {
            let Some(id) = unit.id.as_ref().filter(|id| works.lexicon().authority(id).is_some()) else { continue };
            let Some(plans) = plans.get(&(stored.giver.id.as_str(), id)) else { continue };
            let is_taken = plans.iter().any(|plan| taken.contains(&(&stored.giver.id, stored.task.span.start, *plan)));
            if !is_taken && stored.giver.issuer.as_ref() != Some(id) {
                orphans.push(Orphan {
                    task: Side::of(stored),
                    unit: unit.text.clone(),
                    plans: plans.iter().map(|plan| (*plan).to_owned()).collect(),
                });
            }
        }
    }
    orphans
}

/// A unit as sentences name it: headers print an issuer in capitals.
fn name(unit: &UnitRef, lexicon: &Lexicon) -> String {
    let shouted = !unit.text.chars().any(char::is_lowercase);
    let known = unit.id.as_deref().filter(|_| shouted).and_then(|id| lexicon.authority(id));
    known.map_or_else(|| unit.text.clone(), |known| known.name.clone())
}

/// A unit with its tasks and overlaps by line of work.
struct Unit {
    name: String,
    lines: BTreeMap<String, (usize, usize)>,
}

/// Returns the matrix; units in the order of territories and names, lines of work with most tasks first.
pub(super) fn matrix(works: &Works<'_>, overlaps: &[Found]) -> Matrix {
    let mut alarms: BTreeMap<(&str, usize), usize> = BTreeMap::new();
    for side in overlaps.iter().filter(|found| found.code.is_some()).flat_map(|found| &found.tasks) {
        *alarms.entry((&side.document, side.span.start)).or_default() += 1;
    }
    let mut cells: BTreeMap<(Slug, Slug), Unit> = BTreeMap::new();
    let mut lines: BTreeMap<String, usize> = BTreeMap::new();
    for (stored, work) in works.all() {
        let Cell { units, line, .. } = Cell::of(stored, work);
        let met = alarms.get(&(stored.giver.id.as_str(), stored.task.span.start)).copied().unwrap_or_default();
        for (unit, id) in stored.task.lead.iter().zip(units) {
            let row = cells
                .entry((stored.giver.territory.clone(), id))
                .or_insert_with(|| Unit { name: name(unit, works.lexicon()), lines: BTreeMap::new() });
            let cell = row.lines.entry(line.clone()).or_default();
            *cell = (cell.0 + 1, cell.1 + met);
            *lines.entry(line.clone()).or_default() += 1;
        }
    }
    let mut lines: Vec<(String, usize)> = lines.into_iter().collect();
    lines.sort_by(|a, b| (a.0 == OTHER).cmp(&(b.0 == OTHER)).then(b.1.cmp(&a.1)).then_with(|| a.0.cmp(&b.0)));
    let lines: Vec<String> = lines.into_iter().map(|(line, _)| line).collect();
    let row = |((territory, id), unit): ((Slug, Slug), Unit)| {
        let of = |line: &String| unit.lines.get(line).copied().unwrap_or_default();
        Row {
            territory,
            tasks: lines.iter().map(|line| of(line).0).collect(),
            overlaps: lines.iter().map(|line| of(line).1).collect(),
            unit: unit.name,
            id,
        }
    };
    let units = cells.into_iter().map(row).collect();
    Matrix { lines, units }
}
