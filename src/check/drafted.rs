//! The tasks of the document itself, as they are compared, and the issued ones that they are compared with.

use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::sync::Arc;

use crate::document::{Citation, Document, Slug, Task};
use crate::lexicon::Lexicon;
use crate::overlap::{Giver, Sieve, Work, brief_ground};
use crate::registry::{GiverHead, NATIONAL, RegistryError, Store, StoredTask, TaskQuery, Wanted, territory_of};

/// The tasks of the document; their words are read where there is something to compare them with.
pub(super) struct Drafted<'a> {
    document: &'a Document,
    id: &'a str,
    territory: &'a Slug,
    lexicon: &'a Lexicon,
    works: OnceCell<Vec<Work>>,
    sieve: OnceCell<Sieve>,
}

impl<'a> Drafted<'a> {
    pub(super) fn new(document: &'a Document, id: &'a str, territory: &'a Slug, lexicon: &'a Lexicon) -> Self {
        Self { document, id, territory, lexicon, works: OnceCell::new(), sieve: OnceCell::new() }
    }

    /// Returns the works, one for each of [`Document::tasks`].
    pub(super) fn works(&self) -> &[Work] {
        self.works.get_or_init(|| {
            let giver = Arc::new(self.giver());
            self.document.tasks.iter().map(|task| Work::new(&giver, task.clone(), self.lexicon)).collect()
        })
    }

    /// Returns the ids of the documents that it cites.
    pub(super) fn cited(&self) -> BTreeSet<String> {
        let resolved = |citation: &Citation| citation.resolution.as_ref()?.document.clone();
        self.document.citations.iter().filter_map(resolved).collect()
    }

    /// Returns the tasks of its territory and of the years that are one work with a task of it or visit one unit with it, as far
    /// as their terms and names can tell, and all tasks of the documents that it cites.
    pub(super) fn compared_with(&self, store: &Store, years: (i16, i16)) -> Result<Vec<StoredTask>, RegistryError> {
        self.wanted(store, self.territory.clone(), years)
    }

    /// As [`Self::compared_with`], the inspections and audits that central authorities plan, where it plans some itself.
    pub(super) fn central_visits(&self, store: &Store, years: (i16, i16)) -> Result<Vec<StoredTask>, RegistryError> {
        let visits =
            |task: &Task| matches!(task.action.as_deref(), Some("thanh-tra" | "kiem-tra")) && !task.targets.is_empty();
        let central = territory_of(self.document) == NATIONAL;
        if central || !self.document.tasks.iter().any(visits) {
            return Ok(Vec::new());
        }
        let mut tasks = self.wanted(store, NATIONAL.into(), years)?;
        tasks.retain(|stored| !stored.task.targets.is_empty());
        Ok(tasks)
    }

    fn wanted(&self, store: &Store, territory: Slug, years: (i16, i16)) -> Result<Vec<StoredTask>, RegistryError> {
        let (documents, ground) = (self.cited(), brief_ground(self.lexicon));
        let sift = |brief: &[u8]| self.sieve().let_through(brief);
        let wanted = Wanted { ground: &ground, sift: self.meets_others().then_some(&sift), documents: &documents };
        store.tasks_wanted(&TaskQuery { territory: Some(territory), years: Some(years) }, &wanted)
    }

    /// Whether a task of it may have to do with another document's: it is a plan, or visits somebody.
    fn meets_others(&self) -> bool {
        let header = &self.document.header;
        let title = header.title.as_ref().map_or("", |title| title.text.as_str());
        let plan = self.lexicon.is_plan(header.kind.as_ref().map(|kind| kind.id.as_str()), title);
        let mut tasks = self.document.tasks.iter();
        if plan { tasks.next().is_some() } else { tasks.any(|task| !task.targets.is_empty()) }
    }

    fn sieve(&self) -> &Sieve {
        self.sieve.get_or_init(|| Sieve::of(self.works(), self.lexicon))
    }

    fn giver(&self) -> Giver {
        let head = GiverHead::of(self.document, self.id, self.territory);
        let mut giver = Giver::new(&head, self.lexicon);
        for citation in &self.document.citations {
            if let Some(cited) = citation.resolution.as_ref().and_then(|found| found.document.clone()) {
                giver.note(citation.role, cited);
            }
        }
        giver
    }
}
