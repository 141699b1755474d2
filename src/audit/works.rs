//! The tasks of a registry with the documents that give them; the words of each are read when they are first asked for.

use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use super::{Scope, Settled, settled};
use crate::lexicon::Lexicon;
use crate::overlap::{Giver, Work};
use crate::registry::{RegistryError, Store, StoredTask, TaskQuery};

/// Tasks, in the order of their documents' ids and of the reading.
pub struct Works<'a> {
    lexicon: &'a Lexicon,
    tasks: Vec<StoredTask>,
    /// A giver a task; tasks of one document share theirs.
    givers: Vec<Arc<Giver>>,
    read: Vec<OnceLock<Work>>,
}

impl<'a> Works<'a> {
    /// Loads all tasks of the scope.
    ///
    /// # Errors
    /// The registry cannot be read.
    pub fn of(store: &Store, lexicon: &'a Lexicon, scope: &Scope) -> Result<Self, RegistryError> {
        let mut tasks = store.tasks(&TaskQuery { territory: scope.territory.clone(), years: scope.years })?;
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
        let read = tasks.iter().map(|_| OnceLock::new()).collect();
        Ok(Self { lexicon, tasks, givers, read })
    }

    /// Returns the tables by which words are read.
    #[must_use]
    pub fn lexicon(&self) -> &'a Lexicon {
        self.lexicon
    }

    /// Returns the tasks as stored.
    #[must_use]
    pub fn tasks(&self) -> &[StoredTask] {
        &self.tasks
    }

    /// Returns the task at a place, its words read.
    #[must_use]
    pub fn get(&self, at: usize) -> Option<(&StoredTask, &Work)> {
        let (stored, giver) = (self.tasks.get(at)?, self.givers.get(at)?);
        let read = || Work::new(giver, stored.task.clone(), self.lexicon);
        Some((stored, self.read.get(at)?.get_or_init(read)))
    }

    /// Reads the words of tasks, side by side.
    pub(super) fn read(&self, places: &[usize]) {
        places.par_iter().for_each(|at| {
            let _ = self.get(*at);
        });
    }

    /// Returns all tasks, their words read.
    pub(super) fn all(&self) -> impl Iterator<Item = (&StoredTask, &Work)> {
        (0..self.tasks.len()).filter_map(|at| self.get(at))
    }

    /// Returns whether two tasks are one visit: of one document, or as [`Work::is_of_one_visit`] says.
    pub(super) fn are_of_one_visit(&self, one: usize, other: usize) -> bool {
        let works = self.get(one).zip(self.get(other));
        works.is_none_or(|((_, one), (_, other))| one.giver.id == other.giver.id || one.is_of_one_visit(other))
    }

    /// Returns whose inspection goes ahead of two tasks, where the law tells it.
    pub(super) fn settled(&self, one: usize, other: usize) -> Option<Settled> {
        let (one, other) = (self.get(one)?, self.get(other)?);
        settled::of(one.0, other.0, [one.1.action(), other.1.action()], self.lexicon)
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
