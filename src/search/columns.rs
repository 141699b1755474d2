//! The columns of a segment: what an index knows of an entry beside its words.

use tantivy::SegmentReader;
use tantivy::columnar::{Column, StrColumn};

use super::terms::Days;
use crate::text::Span;

/// The columns of one segment.
pub(super) struct Columns {
    row: Column<u64>,
    start: Column<u64>,
    end: Column<u64>,
    issued: Column<u64>,
    begins: Column<u64>,
    ends: Column<u64>,
    seen: Column<u64>,
    path: Option<StrColumn>,
    /// Ids of kinds and of issuers.
    pub(super) names: [Option<StrColumn>; 2],
}

impl Columns {
    /// Opens the columns; in a big segment that takes longer than to read them for a query.
    ///
    /// # Errors
    /// The index is damaged.
    pub(super) fn open(segment: &SegmentReader) -> tantivy::Result<Self> {
        let fast = segment.fast_fields();
        Ok(Self {
            row: fast.u64("row")?,
            start: fast.u64("start")?,
            end: fast.u64("end")?,
            issued: fast.u64("issued")?,
            begins: fast.u64("begins")?,
            ends: fast.u64("ends")?,
            seen: fast.u64("seen")?,
            path: fast.str("path")?,
            names: [fast.str("kind")?, fast.str("issuer")?],
        })
    }

    /// Returns the row of an entry's document.
    pub(super) fn row(&self, entry: u32) -> u64 {
        self.row.first(entry).unwrap_or_default()
    }

    /// Returns the days of an entry's document.
    pub(super) fn days(&self, entry: u32) -> Days {
        let of = |column: &Column<u64>| column.first(entry).unwrap_or_default();
        Days { issued: of(&self.issued), begins: of(&self.begins), ends: of(&self.ends), seen: of(&self.seen) }
    }

    /// Returns where an entry's text stands in its document's.
    pub(super) fn span(&self, entry: u32) -> Span {
        let of = |column: &Column<u64>| usize::try_from(column.first(entry).unwrap_or_default()).unwrap_or_default();
        Span::new(of(&self.start), of(&self.end))
    }

    /// Returns the path of an entry's provision, empty for a document's own entry.
    ///
    /// # Errors
    /// The index is damaged.
    pub(super) fn path(&self, entry: u32) -> std::io::Result<String> {
        let mut path = String::new();
        if let Some(column) = &self.path
            && let Some(place) = column.term_ords(entry).next()
        {
            column.ord_to_str(place, &mut path)?;
        }
        Ok(path)
    }
}
