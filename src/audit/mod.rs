//! Looks over a whole registry: overlaps of tasks, gaps in numbers, what rests on what is no longer in force.
//!
//! [`Search`] finds the pairs of tasks, block by block, so that the caller may look through blocks side by side, and
//! [`Works::judged`] judges them; [`Audit::of`] asks the rest. Time is an input. Texts for people are made in `report`.

mod coverage;
pub mod dossier;
mod found;
mod names;
mod numbering;
mod repeal;
mod resting;
mod search;
mod settled;
mod slots;
mod twice;
mod visits;
mod works;

pub use coverage::{Matrix, Orphan, Row};
pub use found::{Cell, Found, Side};
pub use names::Named;
pub use numbering::{Gap, Shared};
pub use repeal::{Affected, Repeal};
pub use resting::Resting;
pub use search::{Candidate, Search};
pub use settled::Settled;
pub use slots::{Incomplete, Slot};
pub use twice::Twice;
pub use visits::{Collision, Visit};
pub use works::Works;

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use crate::document::{Class, Date, DocNumber, Slug};
use crate::registry::{Record, RegistryError, Source, Store};

/// What is looked over.
#[derive(Debug, Clone)]
pub struct Scope {
    /// The day on which force is judged.
    pub as_of: Date,
    /// Only documents of this territory and of those inside it; all where `None`.
    pub territory: Option<Slug>,
    /// Only tasks done in these years, the first and the last; all where `None`.
    pub years: Option<(i16, i16)>,
    /// The document whose end is supposed.
    pub if_repealed: Option<DocNumber>,
}

/// What was found in a registry.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Audit {
    /// The day on which force was judged.
    pub as_of: Date,
    /// Documents looked at.
    pub documents: usize,
    /// Their tasks.
    pub tasks: usize,
    /// Tasks that have to do with one another, the best score first.
    pub overlaps: Vec<Found>,
    /// Tasks of superiors that no plan of the unit takes up.
    pub orphans: Vec<Orphan>,
    /// Tasks that do not say who leads, until when, or what comes of them.
    pub incomplete: Vec<Incomplete>,
    /// Numbers that are missing between known ones.
    pub gaps: Vec<Gap>,
    /// Numbers given to several documents.
    pub doubles: Vec<Shared>,
    /// Documents in force that rest on others that are not.
    pub resting: Vec<Resting>,
    /// What becomes wrong where a document ends, if that was asked.
    pub if_repealed: Option<Repeal>,
    /// Normative documents of one issuer on one matter, both in force.
    pub twice: Vec<Twice>,
    /// Inspections by target and day.
    pub visits: Vec<Visit>,
    /// Inspections of one target that meet.
    pub collisions: Vec<Collision>,
    /// Tasks by unit and line of work.
    pub matrix: Matrix,
    /// The documents that the lists speak of, by id.
    pub names: BTreeMap<String, Named>,
    /// The names of their territories, by id.
    pub places: BTreeMap<String, String>,
}

impl Audit {
    /// Returns all that is found of the registry, given its overlaps.
    ///
    /// # Errors
    /// The registry cannot be read.
    pub fn of(store: &Store, scope: &Scope, works: &Works<'_>, overlaps: Vec<Found>) -> Result<Self, RegistryError> {
        let lexicon = works.lexicon();
        let all: Vec<usize> = (0..works.tasks().len()).collect();
        works.read(&all);
        let mut records = store.records()?;
        records.retain(|record| scope.holds(&record.territory));
        let texts: Vec<&Record> = records.iter().filter(|record| record.source == Source::Document).collect();
        let visits = visits::of(works);
        let mut audit = Self {
            as_of: scope.as_of,
            documents: texts.len(),
            tasks: works.tasks().len(),
            orphans: coverage::orphans(works, &overlaps, &records),
            incomplete: slots::of(works),
            gaps: numbering::gaps(&records),
            doubles: numbering::doubles(&records),
            resting: resting::of(store, lexicon, &texts, scope.as_of)?,
            if_repealed: match &scope.if_repealed {
                Some(number) => Some(repeal::of(store, lexicon, &texts, number, scope.as_of)?),
                None => None,
            },
            twice: twice::of(store, lexicon, &records, scope.as_of)?,
            collisions: visits::collisions(works, &visits),
            visits,
            matrix: coverage::matrix(works, &overlaps),
            overlaps,
            names: BTreeMap::new(),
            places: BTreeMap::new(),
        };
        audit.name(store, lexicon)?;
        Ok(audit)
    }
}

impl Scope {
    /// Returns whether a territory is looked at.
    #[must_use]
    pub fn holds(&self, territory: &str) -> bool {
        self.territory.as_deref().is_none_or(|asked| {
            territory == asked || territory.strip_prefix(asked).is_some_and(|rest| rest.starts_with('/'))
        })
    }
}

/// Whether a document still speaks on the day: a normative one until it ends, any other in the years that its title names. What
/// an order without years was given for is done, or nobody can tell.
fn still_speaks(record: &Record, as_of: Date) -> bool {
    let title = record.title.as_deref().or(record.name.as_deref()).unwrap_or_default();
    match crate::registry::years_named(title) {
        Some((_, last)) => last >= as_of.year(),
        None => record.class == Class::Normative,
    }
}
