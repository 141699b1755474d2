//! Tasks that do not say who leads, until when, or what comes of them.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::{Side, Works};
use crate::overlap::Work;
use crate::registry::StoredTask;

/// What a task may lack.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Slot {
    /// Who leads (chủ trì).
    Lead,
    /// The last day (thời hạn), or how often.
    Due,
    /// The product (sản phẩm).
    Product,
}

/// A task that lacks something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Incomplete {
    /// The task.
    pub task: Side,
    /// What it lacks.
    pub lacks: Vec<Slot>,
}

/// What the tasks of one document tell, so that only what it tells of others is missed.
#[derive(Default)]
struct Told {
    tasks: usize,
    days: usize,
    products: usize,
}

/// Returns them in the order of the documents' ids. What is no work of a plan, and what only orders a document to be carried out,
/// needs no day. A day is missed in documents that tell one of half their tasks at least, and so is a product: standing duties of
/// units have neither.
pub(super) fn of(works: &Works<'_>) -> Vec<Incomplete> {
    let mut told: BTreeMap<&str, Told> = BTreeMap::new();
    for (stored, work) in works.all() {
        let of = told.entry(&stored.giver.id).or_default();
        of.tasks += 1;
        of.days += usize::from(is_timed(stored, work));
        of.products += usize::from(stored.task.product.is_some());
    }
    let mut incomplete = Vec::new();
    for (stored, work) in works.all().filter(|(_, work)| work.is_planned()) {
        let task = &stored.task;
        let Some(of) = told.get(stored.giver.id.as_str()) else { continue };
        let timed = is_timed(stored, work) || of.days * 2 < of.tasks;
        // What comes of a report is the report.
        let report = task.text.to_lowercase().contains("báo cáo");
        let product = task.product.is_some() || report || of.products * 2 < of.tasks;
        let slots = [(task.lead.is_empty(), Slot::Lead), (!timed, Slot::Due), (!product, Slot::Product)];
        let lacks: Vec<Slot> = slots.into_iter().filter(|(lacking, _)| *lacking).map(|(_, slot)| slot).collect();
        if !lacks.is_empty() {
            incomplete.push(Incomplete { task: Side::of(stored), lacks });
        }
    }
    incomplete
}

fn is_timed(stored: &StoredTask, work: &Work) -> bool {
    stored.task.due.is_some() || stored.task.recurrence.is_some() || work.names_a_time()
}
