//! Keeps the tasks of stored documents in short, so that a check reads only those that may matter to it.

use std::sync::Arc;

use rayon::prelude::*;

use crate::lexicon::Lexicon;
use crate::overlap::{Giver, Work, brief, brief_ground};
use crate::registry::{RegistryError, Store, StoredTask};

/// Documents kept by one commit.
const BATCH: u32 = 512;

/// Keeps in short the tasks of all documents of which they are not: those just stored, and all of a registry that was written by
/// an earlier version or by other tables. Until then checks read them whole and find the same.
///
/// # Errors
/// The registry cannot be written to.
pub fn keep_briefs(store: &mut Store, lexicon: &Lexicon) -> Result<(), RegistryError> {
    let ground = brief_ground(lexicon);
    loop {
        let mut batch = store.begin()?;
        let tasks = batch.tasks_to_brief(&ground, BATCH)?;
        if tasks.is_empty() {
            return batch.commit();
        }
        let documents: Vec<&[StoredTask]> =
            tasks.chunk_by(|one, other| Arc::ptr_eq(&one.giver, &other.giver)).collect();
        let briefs: Vec<(&str, Vec<u8>)> =
            documents.into_par_iter().filter_map(|tasks| of_document(tasks, lexicon)).collect();
        for (id, brief) in briefs {
            batch.keep_brief(id, &brief)?;
        }
        batch.commit()?;
    }
}

fn of_document<'t>(tasks: &'t [StoredTask], lexicon: &Lexicon) -> Option<(&'t str, Vec<u8>)> {
    let head = &tasks.first()?.giver;
    let giver = Arc::new(Giver::new(head, lexicon));
    // Of what gives no work only the visits are kept: the words of the rest need not be read.
    let kept = tasks.iter().filter(|stored| giver.plan || !stored.task.targets.is_empty());
    let works: Vec<(i64, Work)> =
        kept.map(|stored| (stored.row, Work::new(&giver, stored.task.clone(), lexicon))).collect();
    Some((head.id.as_str(), brief(works.iter().map(|(row, work)| (*row, work)), lexicon)))
}
