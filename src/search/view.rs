//! What a query sees of an index: the segments as they were committed last, and what is kept open of them between queries.

use std::sync::{Arc, Mutex, PoisonError};

use foldhash::{HashMap, HashSet};
use tantivy::index::SegmentId;
use tantivy::{Searcher, SegmentReader};

use super::SearchError;
use super::columns::Columns;
use super::fields::Fields;
use super::frequent::{Bits, Frequent};
use super::terms::Placed;

/// One state of an index, for one query.
pub(super) struct View<'i> {
    pub(super) searcher: Searcher,
    pub(super) fields: &'i Fields,
    pub(super) open: &'i Arc<Open>,
}

impl View<'_> {
    /// Returns the segments, each with its place.
    pub(super) fn segments(&self) -> impl Iterator<Item = (u32, &SegmentReader)> {
        (0..).zip(self.searcher.segment_readers())
    }

    /// Returns the columns of the segment of a place.
    ///
    /// # Errors
    /// The index is damaged.
    pub(super) fn columns(&self, segment: u32) -> Result<Arc<Columns>, SearchError> {
        Ok(self.open.columns(self.searcher.segment_reader(segment))?)
    }

    /// Returns which entries of the segment of a place hold a term; `None` where that is to be read from the postings.
    ///
    /// # Errors
    /// The index is damaged.
    pub(super) fn bits(&self, term: &Placed, segment: u32) -> Result<Option<Arc<Bits>>, SearchError> {
        self.open.frequent.bits(term, segment, &self.searcher)
    }
}

/// What is kept of the segments of an index between queries.
#[derive(Default)]
pub(super) struct Open {
    columns: Mutex<HashMap<SegmentId, Arc<Columns>>>,
    frequent: Frequent,
}

impl Open {
    /// Returns the columns of a segment.
    ///
    /// # Errors
    /// The index is damaged.
    pub(super) fn columns(&self, segment: &SegmentReader) -> tantivy::Result<Arc<Columns>> {
        let id = segment.segment_id();
        let known = || self.columns.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(columns) = known().get(&id) {
            return Ok(Arc::clone(columns));
        }
        let columns = Arc::new(Columns::open(segment)?);
        known().insert(id, Arc::clone(&columns));
        Ok(columns)
    }

    /// Forgets the segments that are gone.
    pub(super) fn keep(&self, searcher: &Searcher) {
        let live: HashSet<SegmentId> = searcher.segment_readers().iter().map(SegmentReader::segment_id).collect();
        self.columns.lock().unwrap_or_else(PoisonError::into_inner).retain(|id, _| live.contains(id));
        self.frequent.keep(&live);
    }
}
