//! Indexes issued documents, finds what a query means, puts it in order and marks the words.
//!
//! The index is a copy that can be made anew at any time: it holds words, not texts, one entry a document and one a
//! provision. It knows nothing of the registry but the number of the last change that it holds.

mod ask;
mod columns;
mod count;
mod entry;
mod error;
mod fields;
mod found;
mod frequent;
mod gathered;
mod holding;
mod index;
mod like;
mod matching;
mod mend;
mod query;
mod rank;
mod snippet;
mod sources;
mod terms;
mod view;
mod weights;
mod words;

pub use ask::{Answer, Ask, Hit, Sort};
pub use count::{Bucket, Counted, Facets};
pub use entry::Entry;
pub use error::SearchError;
pub use found::{Document, Found};
pub use index::{Held, Index, Writer};
pub use like::{
    Alike, AskedFor, Candidates, Likeness, MissingBasis, Passage, Profile, Similar, SimilarDocument, SimilarPassage,
    Telling, marked_in_common,
};
pub use query::{Filter, Note, Query, Standing, Typed, typed_filters};
pub use snippet::{Marked, marked};
pub use weights::Weights;
pub use words::Words;
