//! Tasks that do not say who leads, until when, or what comes of them.

use serde::Serialize;

use super::search::{Search, Side};

/// What a task may lack.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Incomplete {
    /// The task.
    pub task: Side,
    /// What it lacks.
    pub lacks: Vec<Slot>,
}

/// Returns them in the order of the documents' ids. What is no work of a plan, and what only orders a
/// document to be carried out, needs no day; a product is only missed in documents that name products at all.
pub(super) fn of(search: &Search) -> Vec<Incomplete> {
    let with_products: std::collections::BTreeSet<&str> =
        search.all().filter(|(stored, _)| stored.task.product.is_some()).map(|(stored, _)| &*stored.document).collect();
    let mut incomplete = Vec::new();
    for (stored, work) in search.all().filter(|(_, work)| work.is_planned()) {
        let task = &stored.task;
        let timed = task.due.is_some() || task.recurrence.is_some() || work.names_a_time();
        // What comes of a report is the report.
        let report = task.text.to_lowercase().contains("báo cáo");
        let product = task.product.is_some() || report || !with_products.contains(&*stored.document);
        let slots = [(task.lead.is_empty(), Slot::Lead), (!timed, Slot::Due), (!product, Slot::Product)];
        let lacks: Vec<Slot> = slots.into_iter().filter(|(lacking, _)| *lacking).map(|(_, slot)| slot).collect();
        if !lacks.is_empty() {
            incomplete.push(Incomplete { task: Side::of(stored), lacks });
        }
    }
    incomplete
}
