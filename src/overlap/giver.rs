//! The document that gives a task, as far as the comparison needs it.

use std::collections::BTreeSet;

use crate::document::{Date, Slug};

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
        within(&self.territory, &other.territory) || within(&other.territory, &self.territory)
    }
}

/// Id of the whole country, the territory of central authorities.
pub(super) const COUNTRY: &str = "viet-nam";

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
