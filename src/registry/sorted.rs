//! All that is told of a document's force, sorted by what it does.

use super::RegistryError;
use super::clause::Effect;
use super::knowledge::Knowledge;
use super::record::Stored;
use super::relation::Joined;
use super::standing::has_standing;
use crate::document::Role;

/// What those with standing say of one document.
#[derive(Debug, Default)]
pub(super) struct Sorted {
    /// What ends the whole.
    pub(super) ends: Vec<Joined>,
    /// What changes or ends a part.
    pub(super) parts: Vec<Joined>,
    /// What suspends it.
    pub(super) suspends: Vec<Joined>,
    /// What lets it go on.
    pub(super) continues: Vec<Joined>,
    /// What tells that the whole has ended.
    pub(super) reports: Vec<Joined>,
}

impl Sorted {
    /// A document that amends another leaves it standing: where it is said to end it too, a part is meant.
    pub(super) fn of(knowledge: Knowledge<'_>, stored: &Stored) -> Result<Self, RegistryError> {
        let changes = knowledge.changes(stored)?;
        let amends = |change: &&Joined| change.stated.effect.is_none() && change.stated.role == Role::Amends;
        let amending: Vec<String> = changes.iter().filter(amends).map(Joined::actor_id).collect();
        let mut sorted = Self::default();
        for change in changes.into_iter().filter(|change| has_standing(knowledge, change)) {
            let ends =
                change.stated.whole && change.stated.role != Role::Amends && !amending.contains(&change.actor_id());
            let kind = match change.stated.effect {
                Some(Effect::Suspends) => &mut sorted.suspends,
                Some(Effect::Continues) => &mut sorted.continues,
                Some(Effect::Reports) if change.stated.whole => &mut sorted.reports,
                None if ends => &mut sorted.ends,
                Some(Effect::Reports) | None => &mut sorted.parts,
            };
            kind.push(change);
        }
        Ok(sorted)
    }
}
