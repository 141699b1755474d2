//! Which entries hold a frequent term, as bits kept between queries.
//!
//! To go through the postings of a term that one entry in thirty has takes milliseconds in an index of a million documents; a
//! bit is asked in one step. Bits are made when a term is asked for the second time.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use foldhash::{HashMap, HashSet};
use tantivy::Searcher;
use tantivy::index::SegmentId;
use tantivy::schema::{Field, IndexRecordOption};

use super::SearchError;
use super::terms::{Placed, Sought};

/// A term is frequent that one entry of a segment in so many has,
const SHARE: u32 = 32;
/// and so many entries.
const FEWEST: u32 = 4_096;
/// So many bytes of bits are kept at most: some 250 terms of a million documents.
const ROOM: usize = 192 << 20;
/// So many terms asked for once are remembered.
const REMEMBERED: usize = 10_000;

/// A bit for each entry of a segment.
#[derive(Debug)]
pub(super) struct Bits(Box<[u64]>);

impl Bits {
    /// Returns whether the entry has the term.
    pub(super) fn has(&self, entry: u32) -> bool {
        self.0.get(entry as usize / 64).is_some_and(|word| word >> (entry % 64) & 1 == 1)
    }

    /// Returns whether any of the entries, the last among them, has the term.
    pub(super) fn any(&self, from: u32, last: u32) -> bool {
        let (first, end) = (from as usize / 64, last as usize / 64);
        (first..=end).any(|at| {
            let before = if at == first { u64::MAX << (from % 64) } else { u64::MAX };
            let after = if at == end { u64::MAX >> (63 - last % 64) } else { u64::MAX };
            self.0.get(at).is_some_and(|word| word & before & after != 0)
        })
    }

    /// Returns the entries that have all terms, in their order.
    pub(super) fn all(terms: &[Arc<Self>]) -> impl Iterator<Item = u32> {
        let (first, others) = terms.split_first().map_or((&[][..], &[][..]), |(first, others)| (&*first.0, others));
        (0_u32..).step_by(64).zip(first.iter().enumerate()).flat_map(move |(start, (at, word))| {
            let of = |other: &Arc<Self>| other.0.get(at).copied().unwrap_or_default();
            let mut left = others.iter().fold(*word, |word, other| word & of(other));
            std::iter::from_fn(move || {
                let next = (left != 0).then(|| start + left.trailing_zeros())?;
                left &= left - 1;
                Some(next)
            })
        })
    }

    fn bytes(&self) -> usize {
        size_of_val(&*self.0)
    }
}

/// The bits of terms asked for of late.
#[derive(Debug, Default)]
pub(super) struct Frequent(Mutex<Kept>);

/// What is known of a term.
enum Known {
    /// It was not asked for before.
    New,
    /// It was, and has no bits yet.
    Again,
    /// Its bits.
    Made(Arc<Bits>),
}

type Key = (SegmentId, Field, String);

#[derive(Debug, Default)]
struct Kept {
    /// How often terms were asked for.
    clock: u64,
    bytes: usize,
    /// When each was last asked for, and its bits once they are made.
    terms: HashMap<Key, (u64, Option<Arc<Bits>>)>,
}

impl Frequent {
    /// Returns the bits of a term in the segment of a place; `None` where it is not frequent, or is asked for the first time.
    ///
    /// # Errors
    /// The index is damaged.
    pub(super) fn bits(
        &self,
        term: &Placed,
        segment: u32,
        searcher: &Searcher,
    ) -> Result<Option<Arc<Bits>>, SearchError> {
        let Some(info) = term.info(segment) else { return Ok(None) };
        let segment = searcher.segment_reader(segment);
        if info.doc_freq < FEWEST.max(segment.max_doc() / SHARE) {
            return Ok(None);
        }
        let Sought { field, text } = &term.sought;
        let key = (segment.segment_id(), *field, text.clone());
        match self.lock().asked(&key) {
            Known::New => return Ok(None),
            Known::Made(bits) => return Ok(Some(bits)),
            Known::Again => {}
        }
        let mut words = vec![0_u64; segment.max_doc() as usize / 64 + 1].into_boxed_slice();
        let index = segment.inverted_index(*field)?;
        let mut postings = index.read_block_postings_from_terminfo(info, IndexRecordOption::Basic)?;
        while !postings.docs().is_empty() {
            for entry in postings.docs() {
                if let Some(word) = words.get_mut(*entry as usize / 64) {
                    *word |= 1 << (entry % 64);
                }
            }
            postings.advance();
        }
        let bits = Arc::new(Bits(words));
        self.lock().keep(key, &bits);
        Ok(Some(bits))
    }

    /// Forgets all segments but those that live.
    pub(super) fn keep(&self, live: &HashSet<SegmentId>) {
        let mut kept = self.lock();
        kept.terms.retain(|(segment, _, _), _| live.contains(segment));
        kept.bytes = kept.terms.values().filter_map(|(_, bits)| bits.as_ref()).map(|bits| bits.bytes()).sum();
    }

    fn lock(&self) -> MutexGuard<'_, Kept> {
        // What is kept is whole between any two of its writes.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Kept {
    /// Returns what is known of a term that is asked for.
    fn asked(&mut self, key: &Key) -> Known {
        self.clock += 1;
        if let Some((last, bits)) = self.terms.get_mut(key) {
            *last = self.clock;
            return bits.clone().map_or(Known::Again, Known::Made);
        }
        if self.terms.len() > REMEMBERED {
            self.terms.retain(|_, (_, bits)| bits.is_some());
        }
        self.terms.insert(key.clone(), (self.clock, None));
        Known::New
    }

    /// Keeps the bits of a term; those asked for longest ago make room.
    fn keep(&mut self, key: Key, bits: &Arc<Bits>) {
        while self.bytes + bits.bytes() > ROOM {
            let made = self.terms.iter().filter(|(_, (_, bits))| bits.is_some());
            let Some(oldest) = made.min_by_key(|(_, (last, _))| *last).map(|(key, _)| key.clone()) else { return };
            let gone = self.terms.remove(&oldest).and_then(|(_, bits)| bits);
            self.bytes -= gone.map_or(0, |bits| bits.bytes());
        }
        let before = self.terms.insert(key, (self.clock, Some(bits.clone())));
        let before = before.and_then(|(_, bits)| bits).map_or(0, |bits| bits.bytes());
        self.bytes = self.bytes + bits.bytes() - before;
    }
}
