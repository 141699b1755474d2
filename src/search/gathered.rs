//! The entries that have most of a question's words, found by adding up what each of its rarer words and pairs tells.
//!
//! One byte an entry holds the sum, a segment's bytes fit the processor's cache, and postings are read once from end to end: a million of
//! them take some three milliseconds, where a search for the best few by block maxima reads nearly all of a long question's anyway.

use std::cell::Cell;

use tantivy::DocAddress;
use tantivy::query::Query as Asked;
use tantivy::schema::IndexRecordOption;

use super::SearchError;
use super::matching::{self, Clauses};
use super::terms::{Placed, Statistics};
use super::view::View;

/// So many postings are read at most, those of the rarest words and pairs.
const POSTINGS: u64 = 1_000_000;
/// Entries are looked through by so many at a time.
const CHUNK: usize = 64;
/// What the sum of all terms is, in the measure of the bytes.
const WHOLE: f32 = 250.0;

/// The words and pairs of a question, with what each tells.
pub(super) struct Gathered {
    terms: Vec<(Placed, u8)>,
    conditions: Option<Box<dyn Asked>>,
}

thread_local! {
    /// A thread's room for the sums of one segment: to ask the system for it anew takes as long as to use it.
    static SUMS: Cell<Vec<u8>> = const { Cell::new(Vec::new()) };
}

impl Gathered {
    /// Takes the rarest of the terms, each with what it weighs beside its rarity.
    pub(super) fn of<'t>(
        terms: impl IntoIterator<Item = (&'t Placed, f32)>,
        conditions: &Clauses,
        statistics: &Statistics,
    ) -> Self {
        let mut terms: Vec<(&Placed, f32)> = terms.into_iter().filter(|(term, _)| term.frequency > 0).collect();
        terms.sort_by(|(one, _), (other, _)| (one.frequency, &one.sought).cmp(&(other.frequency, &other.sought)));
        let mut together = 0;
        let within = |(term, _): &&(&Placed, f32)| {
            together += term.frequency;
            together <= POSTINGS
        };
        let within = terms.iter().take_while(within).count();
        terms.truncate(within.max(1));
        let tells = |(term, weight): &(&Placed, f32)| weight * statistics.rarity(term.frequency);
        let all: f32 = terms.iter().map(tells).sum();
        let measured = |term: &(&Placed, f32)| (term.0.clone(), byte(tells(term) / all.max(f32::MIN_POSITIVE) * WHOLE));
        Self { terms: terms.iter().map(measured).collect(), conditions: matching::alone(conditions) }
    }

    /// Returns up to `depth` entries under the conditions, those with the greatest sums, and whether there are no others.
    ///
    /// # Errors
    /// The index is damaged.
    pub(super) fn best(&self, view: &View<'_>, depth: usize) -> Result<(Vec<DocAddress>, bool), SearchError> {
        let threads = view.searcher.index().search_executor();
        let of_segments = threads.map(|(segment, _)| Ok(self.of_segment(segment, view, depth)), view.segments())?;
        let (mut found, mut all) = (Vec::new(), true);
        for of_segment in of_segments {
            let (entries, exhausted) = of_segment?;
            found.extend(entries);
            all &= exhausted;
        }
        all &= found.len() <= depth;
        found.sort_unstable_by(|(one, at), (other, beside)| other.cmp(one).then(at.cmp(beside)));
        found.truncate(depth);
        let mut places: Vec<DocAddress> = found.into_iter().map(|(_, at)| at).collect();
        places.retain(|at| !view.searcher.segment_reader(at.segment_ord).is_deleted(at.doc_id));
        if let Some(conditions) = &self.conditions {
            places = matching::kept(&**conditions, places, &view.searcher)?;
        }
        Ok((places, all))
    }

    /// Returns the entries of a segment with the `depth` greatest sums, maybe more of them, and whether those are all that have any.
    fn of_segment(
        &self,
        segment: u32,
        view: &View<'_>,
        depth: usize,
    ) -> Result<(Vec<(u8, DocAddress)>, bool), SearchError> {
        let reader = view.searcher.segment_reader(segment);
        let mut sums = SUMS.take();
        sums.clear();
        sums.resize(reader.max_doc() as usize, 0);
        for (term, tells) in &self.terms {
            let Some(info) = term.info(segment) else { continue };
            let index = reader.inverted_index(term.sought.field)?;
            let mut postings = index.read_block_postings_from_terminfo(info, IndexRecordOption::Basic)?;
            while !postings.docs().is_empty() {
                for entry in postings.docs() {
                    if let Some(sum) = sums.get_mut(*entry as usize) {
                        *sum = sum.saturating_add(*tells);
                    }
                }
                postings.advance();
            }
        }
        let (found, all) = greatest(&sums, depth);
        SUMS.set(sums);
        let at = |(sum, entry)| (sum, DocAddress::new(segment, entry));
        Ok((found.into_iter().map(at).collect(), all))
    }
}

/// Returns the entries with the `depth` greatest sums, maybe more of them, and whether those are all that have any.
fn greatest(sums: &[u8], depth: usize) -> (Vec<(u8, u32)>, bool) {
    let chunks: Vec<u8> = sums.chunks(CHUNK).map(|chunk| chunk.iter().copied().max().unwrap_or_default()).collect();
    let mut having = [0_usize; 256];
    for most in &chunks {
        if let Some(count) = having.get_mut(usize::from(*most)) {
            *count += 1;
        }
    }
    // So many chunks have such a sum or a greater one, and so at least as many entries.
    let mut together = 0;
    let enough = |sum: &u8| {
        together += having.get(usize::from(*sum)).copied().unwrap_or_default();
        together >= depth
    };
    let least = (1..=u8::MAX).rev().find(enough).unwrap_or(1);
    let many = sums.chunks(CHUNK).zip(chunks).zip((0_u32..).step_by(CHUNK)).filter(|((_, most), _)| *most >= least);
    let of_chunk = |((chunk, _), start): ((&[u8], u8), u32)| {
        let entries = chunk.iter().copied().zip(start..);
        entries.filter(|(sum, _)| *sum >= least).collect::<Vec<_>>()
    };
    (many.flat_map(of_chunk).collect(), least == 1)
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share of 250")]
fn byte(share: f32) -> u8 {
    share.clamp(1.0, WHOLE) as u8
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use tantivy::collector::DocSetCollector;

    use super::super::entry::Entry;
    use super::super::index::{Held, Index};
    use super::super::terms::Sought;
    use super::super::words::Words;
    use super::*;
    use crate::lexicon::Lexicon;

    #[test]
    fn the_greatest_sums_come_first_under_the_conditions() {
        let words = || Words::new(&Lexicon::builtin().unwrap());
        let index = Index::in_memory(words()).unwrap();
        let every = [("hai", 2), ("ba", 3), ("bay", 7), ("muoi", 10)];
        let entry = |row: u64| {
            let held = every.iter().filter(|(_, every)| row.is_multiple_of(*every)).map(|(word, _)| *word);
            let text = held.collect::<Vec<_>>().join(" ");
            let territory = if row.is_multiple_of(5) { "here" } else { "" };
            Entry { row, text, territory: territory.to_owned(), ..Entry::default() }
        };
        let mut writer = index.writer(1, 15 << 20).unwrap();
        for rows in [0..500, 500..900] {
            writer.put(&rows.map(entry).collect::<Vec<_>>()).unwrap();
            writer.commit(&Held::of(&words(), "r", 1)).unwrap();
        }
        let view = index.view();
        let sought = every.map(|(word, _)| Sought { field: view.fields.syllables, text: word.to_owned() });
        let placed = Placed::look_up(sought, &view.searcher).unwrap();
        let here = vec![(
            tantivy::query::Occur::Must,
            matching::unscored(tantivy::Term::from_field_text(view.fields.territory, "here")),
        )];
        let statistics = Statistics::of(&view.searcher, view.fields).unwrap();
        for conditions in [Vec::new(), here] {
            let gathered = Gathered::of(placed.iter().map(|term| (term, 1.0)), &conditions, &statistics);
            let mut sums: BTreeMap<DocAddress, u8> = BTreeMap::new();
            for (term, tells) in &gathered.terms {
                let asked = matching::under(matching::unscored(term.sought.term()), &conditions);
                let having: BTreeSet<DocAddress> =
                    view.searcher.search(&*asked, &DocSetCollector).unwrap().into_iter().collect();
                for at in having {
                    *sums.entry(at).or_default() += tells;
                }
            }
            let (all, exhausted) = gathered.best(&view, 5_000).unwrap();
            assert!(exhausted);
            assert_eq!(all.len(), sums.len());
            assert!(all.is_sorted_by(|one, other| sums[one] >= sums[other]));
            let (some, exhausted) = gathered.best(&view, 40).unwrap();
            assert!(!exhausted);
            assert_eq!(some, all[..some.len()]);
            assert_eq!(some.len() == 40, conditions.is_empty());
        }
    }
}
