//! The document that gives a task, as far as the comparison needs it.

use std::collections::BTreeSet;

use crate::document::{Date, Role, Slug};
use crate::lexicon::Lexicon;
use crate::registry::GiverHead;
use crate::text::fold_case_tone;

use super::work::subject_of;

/// The document that gives a task.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Giver {
    /// Its id in the registry, or another mark of its own.
    pub id: String,
    /// Id of its issuer.
    pub issuer: Option<Slug>,
    /// Its issuer's name, folded.
    pub name: Option<String>,
    /// Whether it gives tasks by a plan, and is no decision on something else.
    pub plan: bool,
    /// The line of work that its title names.
    pub subject: Option<String>,
    /// Its territory; `viet-nam` for central authorities.
    pub territory: Slug,
    /// First and last year of its work.
    pub years: (i16, i16),
    /// Its day of issue.
    pub issued: Option<Date>,
    /// Ids of the documents that it carries out, guides or rests on.
    pub carries_out: BTreeSet<String>,
    /// Ids of the documents that it amends, replaces or repeals.
    pub changes: BTreeSet<String>,
}

impl Giver {
    /// Returns the document as the comparison needs it, without what it says of others.
    #[must_use]
    pub fn new(head: &GiverHead, lexicon: &Lexicon) -> Self {
        let title = head.title.as_deref();
        Self {
            id: head.id.clone(),
            issuer: head.issuer.clone(),
            name: head.issuer_text.as_deref().map(fold_case_tone),
            plan: lexicon.is_plan(head.kind.as_deref(), title.unwrap_or_default()),
            subject: title.and_then(|title| subject_of(title, lexicon)),
            territory: head.territory.clone(),
            years: head.years,
            issued: head.issued,
            carries_out: BTreeSet::new(),
            changes: BTreeSet::new(),
        }
    }

    /// Notes what it says of another document: what it rests on, guides or carries out gives it its work; what it changes it may
    /// give anew.
    pub fn note(&mut self, role: Role, other: String) {
        match role {
            Role::Basis | Role::Implements | Role::Guides => self.carries_out.insert(other),
            Role::Amends | Role::Replaces | Role::Repeals => self.changes.insert(other),
            Role::Proposal | Role::Mentions => false,
        };
    }

    /// Returns whether this document carries out the other one.
    #[must_use]
    pub fn carries_out(&self, other: &Self) -> bool {
        self.carries_out.contains(&other.id)
    }

    /// Returns whether one of the two changes the other: it may give its tasks anew.
    pub(super) fn changed(&self, other: &Self) -> bool {
        self.changes.contains(&other.id) || other.changes.contains(&self.id)
    }

    /// Returns whether one territory lies in the other: `quang-tri/hai-lang` in `quang-tri`, all in `viet-nam`.
    pub(super) fn shares_ground(&self, other: &Self) -> bool {
        share_ground(&self.territory, &other.territory)
    }
}

/// Id of the whole country, the territory of central authorities.
pub(super) const COUNTRY: &str = "viet-nam";

/// Returns whether one of two territories lies in the other.
#[must_use]
pub fn share_ground(one: &str, other: &str) -> bool {
    within(one, other) || within(other, one)
}

fn within(inner: &str, outer: &str) -> bool {
    outer == COUNTRY || inner == outer || inner.strip_prefix(outer).is_some_and(|rest| rest.starts_with('/'))
}

#[cfg(test)]
mod tests {
    use super::within;

    #[test]
    fn ground_is_shared_upward_only() {
        assert!(within("quang-tri/hai-lang", "quang-tri") && within("quang-tri", "viet-nam"));
        assert!(!within("quang-tri", "quang-tri/hai-lang") && !within("quang-tri-moi", "quang-tri"));
    }
}
