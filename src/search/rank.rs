//! Scores entries that may be meant, by all that the index knows of them.

use tantivy::schema::Field;
use tantivy::{DocAddress, SegmentReader};

use super::SearchError;
use super::fields::NO_DAY;
use super::holding::Holding;
use super::sources::REQUIRED;
use super::terms::{Placed, Sought, Statistics, Terms, real};
use super::view::View;
use super::weights::Weights;

/// Of fewer entries than this every word counts, however frequent.
const MANY: u64 = 100_000;

/// An entry with its score.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Scored {
    pub(super) at: DocAddress,
    pub(super) row: u64,
    pub(super) score: f32,
}

/// A list of terms of one field with what they weigh.
struct Part<'a> {
    field: Field,
    weight: f32,
    /// Whether it has pairs without diacritics.
    paired: bool,
    /// Terms with their rarity.
    terms: Vec<(&'a Placed, f32)>,
}

/// Scores entries for one query.
pub(super) struct Ranker<'a> {
    view: &'a View<'a>,
    weights: &'a Weights,
    statistics: Statistics,
    parts: Vec<Part<'a>>,
    /// Years that the query names.
    years: &'a [u64],
    /// The same as words of a title.
    titled: Vec<Placed>,
    as_of: u64,
}

impl<'a> Ranker<'a> {
    pub(super) fn new(
        view: &'a View<'a>,
        terms: &'a Terms,
        weights: &'a Weights,
        as_of: u64,
    ) -> Result<Self, SearchError> {
        let View { searcher, fields, .. } = view;
        let statistics = Statistics::of(searcher, fields)?;
        let lists = [
            (fields.syllables, weights.syllables, &terms.syllables),
            (fields.pairs, weights.pairs, &terms.pairs),
            (fields.exact, weights.exact, &terms.exact),
            (fields.title, weights.title, &terms.title),
            (fields.issuer_words, weights.issuer, &terms.issuer),
        ];
        // To look a word up in a big index takes the longer the more entries have it. Of a question's many words those that one
        // entry in five has tell nothing.
        let spare = terms.syllables.len() > REQUIRED && searcher.num_docs() > MANY;
        let most = if spare { searcher.num_docs() / 5 } else { u64::MAX };
        let mut parts = Vec::new();
        for (field, weight, sought) in lists {
            let counts = |term: &&Placed| weight > 0.0 && term.frequency > 0 && term.frequency <= most;
            let weighed = sought.iter().filter(counts).map(|term| (term, statistics.rarity(term.frequency)));
            let paired = [fields.pairs, fields.title].contains(&field);
            parts.push(Part { field, weight, paired, terms: weighed.collect() });
        }
        let year = |year: &u64| Sought { field: fields.title, text: year.to_string() };
        let titled = Placed::look_up(terms.years.iter().map(year), searcher)?;
        Ok(Self { view, weights, statistics, parts, years: &terms.years, titled, as_of })
    }

    /// Returns up to `depth` of the entries that hold all words, those that likely have the best scores, and whether there are no
    /// others: pairs tell, of the text and of the title, by being there or not, and how long an entry is.
    pub(super) fn sift(&self, holding: &Holding, depth: usize) -> Result<(Vec<DocAddress>, bool), SearchError> {
        let of_segment = |(place, segment): (u32, &SegmentReader)| {
            let entries = holding.in_segment(segment);
            let scores = self.rough(place, entries);
            let at = |entry: &u32| DocAddress::new(place, *entry);
            Ok(scores.map(|scores| scores.into_iter().zip(entries.iter().map(at)).collect::<Vec<(f32, DocAddress)>>()))
        };
        let mut all = Vec::with_capacity(holding.len());
        for scored in self.view.searcher.index().search_executor().map(of_segment, self.view.segments())? {
            all.extend(scored?);
        }
        let others = depth < all.len();
        if others {
            all.select_nth_unstable_by(depth, |(one, at), (other, beside)| other.total_cmp(one).then(at.cmp(beside)));
            all.truncate(depth);
        }
        Ok((all.into_iter().map(|(_, at)| at).collect(), !others))
    }

    /// Returns the entries of `places`, sorted and each once, with their scores; beside each place stands how much
    /// of its number was typed: where that is all that was asked (`alone`) it decides, else it is one sign among others.
    pub(super) fn score(&self, places: &[(DocAddress, f32)], alone: bool) -> Result<Vec<Scored>, SearchError> {
        let groups = places.chunk_by(|(one, _), (other, _)| one.segment_ord == other.segment_ord);
        let threads = self.view.searcher.index().search_executor();
        let of_segments = threads.map(|group| Ok(self.of_segment(group)), groups)?;
        let mut scored = Vec::with_capacity(places.len());
        for of_segment in of_segments {
            scored.extend(of_segment?);
        }
        let most = scored.iter().map(|(one, _)| one.score).fold(0.0, f32::max);
        let worth = if alone { self.weights.number } else { self.weights.mentioned * most };
        let whole = |(one, bonus): (Scored, f32)| Scored { score: one.score + bonus * worth, ..one };
        Ok(scored.into_iter().map(whole).collect())
    }

    /// Scores entries of one segment by all but what was typed of their numbers, which stands beside each still.
    fn of_segment(&self, group: &[(DocAddress, f32)]) -> Result<Vec<(Scored, f32)>, SearchError> {
        let Some((first, _)) = group.first() else { return Ok(Vec::new()) };
        let entries: Vec<u32> = group.iter().map(|(at, _)| at.doc_id).collect();
        let words = self.words(first.segment_ord, &entries)?;
        let columns = self.view.columns(first.segment_ord)?;
        let titled = self.named_in_titles(first.segment_ord, &entries)?;
        let mut scored = Vec::with_capacity(group.len());
        for (((at, bonus), words), titled) in group.iter().zip(words).zip(titled) {
            let days = columns.days(at.doc_id);
            let years = (days.issued != NO_DAY).then(|| (real(self.as_of) - real(days.issued)) / 10_000.0);
            // A plan for a year is signed in the last months before: its title tells the year.
            let (year, month) = (days.issued / 10_000, days.issued / 100 % 100);
            let ahead = titled && month >= 10 && self.years.contains(&(year + 1));
            let named = ahead || self.years.contains(&year);
            let year = if named { 1.0 + self.weights.year } else { 1.0 };
            let score = words * year * self.weights.factor(days.standing(self.as_of), years);
            scored.push((Scored { at: *at, row: columns.row(at.doc_id), score }, *bonus));
        }
        Ok(scored)
    }

    /// Returns of which entries the title has a year that the query names.
    fn named_in_titles(&self, segment: u32, entries: &[u32]) -> Result<Vec<bool>, SearchError> {
        let mut named = vec![false; entries.len()];
        for year in &self.titled {
            let mut note = |at, _| named.iter_mut().skip(at).take(1).for_each(|one| *one = true);
            year.held(segment, &self.view.searcher, entries, &mut note)?;
        }
        Ok(named)
    }

    /// Returns BM25 over all parts (Robertson and Zaragoza 2009), entry by entry.
    fn words(&self, segment: u32, entries: &[u32]) -> Result<Vec<f32>, SearchError> {
        let mut scores = vec![0.0; entries.len()];
        for part in self.parts.iter().filter(|part| !part.terms.is_empty()) {
            let length = self.lengths(part.field, segment, entries)?;
            for (term, rarity) in &part.terms {
                term.held(segment, &self.view.searcher, entries, |at, often| {
                    if let Some((score, length)) = scores.get_mut(at).zip(length.get(at)) {
                        *score += part.weight * rarity * self.counted(often, *length);
                    }
                })?;
            }
        }
        Ok(scores)
    }

    /// Returns how entries that hold the same words differ: what their pairs score, as if each stood there once.
    fn rough(&self, segment: u32, entries: &[u32]) -> Result<Vec<f32>, SearchError> {
        let mut scores = vec![0.0; entries.len()];
        for part in self.parts.iter().filter(|part| part.paired) {
            let once: Vec<f32> =
                self.lengths(part.field, segment, entries)?.into_iter().map(|length| self.counted(1, length)).collect();
            for (term, rarity) in part.terms.iter().filter(|(term, _)| term.sought.text.contains(' ')) {
                let worth = part.weight * rarity;
                let mut add = |at: usize| {
                    if let Some((score, once)) = scores.get_mut(at).zip(once.get(at)) {
                        *score += worth * once;
                    }
                };
                match self.view.bits(term, segment)? {
                    Some(bits) => {
                        entries.iter().enumerate().filter(|(_, entry)| bits.has(**entry)).for_each(|(at, _)| add(at));
                    }
                    None => term.held(segment, &self.view.searcher, entries, |at, _| add(at))?,
                }
            }
        }
        Ok(scores)
    }

    /// Returns how much a term counts that stands so often in a text of a [length](Self::lengths).
    fn counted(&self, often: u32, length: f32) -> f32 {
        let often = real(often.into());
        often * (self.weights.k1 + 1.0) / (often + length)
    }

    /// Returns how long entries are in a field, as far as that is held against them.
    fn lengths(&self, field: Field, segment: u32, entries: &[u32]) -> Result<Vec<f32>, SearchError> {
        let Weights { k1, b, .. } = *self.weights;
        let norms = self.view.searcher.segment_reader(segment).fieldnorms_readers().get_field(field)?;
        let average = self.statistics.average(field);
        let relative = |entry: u32| norms.as_ref().map_or(1.0, |norms| real(norms.fieldnorm(entry).into()) / average);
        Ok(entries.iter().map(|entry| k1 * (1.0 - b + b * relative(*entry))).collect())
    }
}
