//! The tasks of a registry, loaded with the documents that give them.

use std::sync::Arc;

use super::Scope;
use crate::lexicon::Lexicon;
use crate::overlap::{Giver, Work};
use crate::registry::{RegistryError, Store, StoredTask, TaskQuery};

/// Tasks with the documents that give them, their words not yet read.
pub struct Loaded {
    pub(super) tasks: Vec<StoredTask>,
    /// A giver a task; tasks of one document share theirs.
    givers: Vec<Arc<Giver>>,
}

impl Loaded {
    /// Loads all tasks of the scope.
    ///
    /// # Errors
    /// The registry cannot be read.
    pub fn of(store: &Store, lexicon: &Lexicon, scope: &Scope) -> Result<Self, RegistryError> {
        let mut tasks = store.tasks(&TaskQuery { territory: scope.territory.clone(), years: None })?;
        let works = |stored: &StoredTask| !stored.giver.kind.as_deref().is_some_and(|kind| lexicon.only_tells(kind));
        tasks.retain(|stored| stored.giver.issued.is_none_or(|day| day <= scope.as_of) && works(stored));
        let mut givers: Vec<Arc<Giver>> = Vec::with_capacity(tasks.len());
        for stored in &tasks {
            // Tasks of one document follow one another.
            let same = givers.last().filter(|giver| giver.id == stored.giver.id).map(Arc::clone);
            givers.push(match same {
                Some(giver) => giver,
                None => Arc::new(giver(store, lexicon, stored)?),
            });
        }
        Ok(Self { tasks, givers })
    }

    /// Returns how many tasks there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.tasks.len()
    }

    /// Returns whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.tasks.is_empty()
    }

    /// Reads the words of one task.
    #[must_use]
    pub fn read(&self, at: usize, lexicon: &Lexicon) -> Option<Work> {
        Some(Work::new(self.givers.get(at)?, self.tasks.get(at)?.task.clone(), lexicon))
    }
}

/// The document that gives a task, with what it carries out and what it changes.
fn giver(store: &Store, lexicon: &Lexicon, stored: &StoredTask) -> Result<Giver, RegistryError> {
    let mut giver = Giver::new(&stored.giver, lexicon);
    for relation in store.relations_from(&stored.giver.id)? {
        if let Some(target) = relation.target.document {
            giver.note(relation.role, target);
        }
    }
    Ok(giver)
}
