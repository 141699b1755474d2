//! Givers and tasks for tests.

use std::collections::BTreeSet;

use super::Giver;
use crate::document::{Slug, Task};
use crate::text::Span;

/// Returns the plan of that number for 2026 in a territory.
pub(super) fn giver(number: usize, territory: &str) -> Giver {
    Giver {
        id: number.to_string(),
        issuer: None,
        name: None,
        plan: true,
        subject: None,
        territory: Slug::from(territory),
        years: (2026, 2026),
        issued: None,
        carries_out: BTreeSet::new(),
        changes: BTreeSet::new(),
    }
}

/// Returns a task of these words, of which nothing more is known.
pub(super) fn task(text: &str) -> Task {
    Task {
        span: Span::new(0, text.len()),
        path: String::new(),
        text: text.to_owned(),
        action: None,
        object: None,
        lead: Vec::new(),
        support: Vec::new(),
        targets: Vec::new(),
        start: None,
        due: None,
        recurrence: None,
        product: None,
        amount: None,
    }
}
