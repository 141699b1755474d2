//! Stores issued documents and their relations in one SQLite file; answers identity and validity as of a date.
//!
//! Relations are stored by the marks of the document they name and joined when asked, so documents may come in any
//! order. Nothing here reads files of documents, parses or judges; what a verdict means for a draft is for `check`.

mod agreement;
mod announced;
mod briefs;
mod census;
mod changes;
mod clause;
mod coverage;
mod entry;
mod error;
mod guided;
mod home;
mod identity;
mod issued;
mod knowledge;
mod mentions;
mod near;
mod pairs;
mod record;
mod relation;
mod resolve;
mod schema;
mod sentence;
mod similarity;
mod sorted;
mod standing;
mod store;
mod suspension;
mod target;
mod tasks;
mod validity;
mod word;
mod wording;
mod write;

pub use briefs::{Sift, Wanted};
pub use census::{Census, Count};
pub use changes::{Body, Changed};
pub use clause::Effect;
pub use coverage::{Coverage, CoverageError};
pub(crate) use entry::one_title;
pub use entry::{Change, Entry};
pub use error::RegistryError;
pub use identity::{NATIONAL, NOWHERE, document_id, numbered_id, territory_of, unnumbered_id};
pub use issued::Days;
pub use knowledge::Conflict;
pub use pairs::{ComparedDocument, KnownPairs, NewPairs};
pub use record::{Record, Source};
pub use relation::{Party, Relation};
pub use resolve::ResolveContext;
pub use similarity::one_matter;
pub use store::Store;
pub use tasks::{GiverHead, StoredTask, TaskQuery, plan_years, years_named};
pub use validity::{Amendment, Step};
pub use wording::Wording;
pub use write::{Batch, Outcome, Put};

/// The version of the program and of what it stores, which decide what is understood of a file.
const READER: &str = concat!(env!("CARGO_PKG_VERSION"), "/2");
