//! The entries that hold all words of a query, found once for an answer: they are counted, put in order by a column, or sifted before
//! they are ranked.

use std::sync::Arc;

use foldhash::HashMap;
use tantivy::index::SegmentId;
use tantivy::query::{
    AllQuery, BooleanQuery, ConstScorer, EnableScoring, Explanation, Occur, Query as Asked, Scorer, Weight,
};
use tantivy::{DocId, DocSet, Score, SegmentReader, TERMINATED, TantivyError};

use super::SearchError;
use super::frequent::Bits;
use super::matching::{self, Clauses, unscored};
use super::terms::Placed;
use super::view::View;

/// More than one entry of a segment in so many are not listed: of such words the index finds the best sooner by itself.
const SHARE: usize = 8;
/// Fewer than this are.
const FEW: usize = 10_000;

/// Entries, segment by segment, each list in order. As a query it means them, with one score for all.
#[derive(Debug, Clone)]
pub(super) struct Holding(Arc<HashMap<SegmentId, Arc<[DocId]>>>);

impl Holding {
    /// Returns the entries that hold all of one or more words under the conditions; `None` where they are too many.
    ///
    /// # Errors
    /// The index is damaged.
    pub(super) fn of(words: &[Placed], conditions: &Clauses, view: &View<'_>) -> Result<Option<Self>, SearchError> {
        let threads = view.searcher.index().search_executor();
        let of_segment = |(place, segment): (u32, &SegmentReader)| {
            let found = of_segment(place, words, conditions, view);
            Ok(found.map(|found| found.map(|found| (segment.segment_id(), found))))
        };
        let found: Vec<Result<Option<_>, SearchError>> = threads.map(of_segment, view.segments())?;
        let found: Option<HashMap<_, _>> = found.into_iter().collect::<Result<_, _>>()?;
        Ok(found.map(|found| Self(Arc::new(found))))
    }

    /// Returns the entries of a segment.
    pub(super) fn in_segment(&self, segment: &SegmentReader) -> &[DocId] {
        self.0.get(&segment.segment_id()).map_or(&[], |entries| entries)
    }

    /// Returns how many entries there are.
    pub(super) fn len(&self) -> usize {
        self.0.values().map(|entries| entries.len()).sum()
    }
}

/// Returns the entries of one segment, `None` where they are too many.
fn of_segment(
    place: u32,
    words: &[Placed],
    conditions: &Clauses,
    view: &View<'_>,
) -> Result<Option<Arc<[DocId]>>, SearchError> {
    if words.iter().any(|word| word.info(place).is_none()) {
        return Ok(Some(Arc::default()));
    }
    let segment = view.searcher.segment_reader(place);
    let (mut bits, mut clauses) = (Vec::new(), matching::copied(conditions));
    for word in words {
        match view.bits(word, place)? {
            Some(known) => bits.push(known),
            None => clauses.push((Occur::Must, unscored(word.sought.term()))),
        }
    }
    let most = FEW.max(segment.max_doc() as usize / SHARE);
    let mut found = Vec::new();
    let mut keep = |entry: DocId| {
        found.extend((!segment.is_deleted(entry)).then_some(entry));
        found.len() <= most
    };
    let walked = bits.len() < words.len();
    clauses.extend((!walked).then(|| (Occur::Must, Box::new(AllQuery) as Box<dyn Asked>)));
    let asked = BooleanQuery::new(clauses).weight(EnableScoring::disabled_from_searcher(&view.searcher))?;
    let mut asked = asked.scorer(segment, 1.0)?;
    let all = if walked {
        std::iter::successors(Some(asked.doc()), |_| Some(asked.advance()))
            .take_while(|entry| *entry != TERMINATED)
            .filter(|entry| bits.iter().all(|bits| bits.has(*entry)))
            .all(&mut keep)
    } else {
        Bits::all(&bits)
            .filter(|entry| (asked.doc() == *entry) || asked.doc() < *entry && asked.seek(*entry) == *entry)
            .all(&mut keep)
    };
    Ok(all.then(|| found.into()))
}

impl Asked for Holding {
    fn weight(&self, _: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(self.clone()))
    }
}

impl Weight for Holding {
    fn scorer(&self, segment: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let entries = self.0.get(&segment.segment_id()).cloned().unwrap_or_default();
        Ok(Box::new(ConstScorer::new(Listed { entries, at: 0 }, boost)))
    }

    fn explain(&self, _: &SegmentReader, entry: DocId) -> tantivy::Result<Explanation> {
        Err(TantivyError::InvalidArgument(format!("entry {entry} has one score with all others")))
    }
}

/// A list of entries as tantivy goes through it.
struct Listed {
    entries: Arc<[DocId]>,
    at: usize,
}

impl DocSet for Listed {
    fn advance(&mut self) -> DocId {
        self.at += 1;
        self.doc()
    }

    fn seek(&mut self, target: DocId) -> DocId {
        let rest = self.entries.get(self.at..).unwrap_or_default();
        self.at += rest.partition_point(|entry| *entry < target);
        self.doc()
    }

    fn doc(&self) -> DocId {
        self.entries.get(self.at).copied().unwrap_or(TERMINATED)
    }

    fn size_hint(&self) -> u32 {
        u32::try_from(self.entries.len()).unwrap_or(u32::MAX)
    }
}

#[cfg(test)]
mod tests {
    use tantivy::Term;
    use tantivy::collector::DocSetCollector;

    use super::super::entry::Entry;
    use super::super::index::{Held, Index};
    use super::super::terms::Sought;
    use super::super::words::Words;
    use super::*;
    use crate::lexicon::Lexicon;

    fn entry(row: u64) -> Entry {
        let words = [("moi", 1), ("mot", 2), ("hai", 3), ("ba", 5), ("muoi", 97)];
        let text: Vec<&str> =
            words.iter().filter(|(_, every)| row.is_multiple_of(*every)).map(|(word, _)| *word).collect();
        Entry {
            row,
            number: None,
            kind: None,
            kind_words: String::new(),
            issuer: None,
            issuer_words: String::new(),
            territory: if row.is_multiple_of(7) { "here".to_owned() } else { String::new() },
            title: String::new(),
            issued: None,
            begins: None,
            ends: None,
            seen: None,
            text: text.join(" "),
            provisions: Vec::new(),
        }
    }

    #[test]
    fn bits_and_postings_find_the_same_entries() {
        let words = || Words::new(&Lexicon::builtin().unwrap());
        let index = Index::in_memory(words()).unwrap();
        let mut writer = index.writer(1, 15 << 20).unwrap();
        writer.put(&(0..25_000).map(entry).collect::<Vec<_>>()).unwrap();
        writer.commit(&Held::of(&words(), "r", 1)).unwrap();
        writer.remove(30);
        writer.commit(&Held::of(&words(), "r", 2)).unwrap();
        let view = index.view();
        let (searcher, fields) = (&view.searcher, view.fields);
        let placed = |words: &[&str]| {
            let sought = |word: &&str| Sought { field: fields.syllables, text: (*word).to_owned() };
            Placed::look_up(words.iter().map(sought), searcher).unwrap()
        };
        let here = |occur| vec![(occur, unscored(Term::from_field_text(fields.territory, "here")))];
        for conditions in [Vec::new(), here(Occur::Must), here(Occur::MustNot)] {
            for asked in [&["hai", "mot"][..], &["ba", "hai"], &["ba", "hai", "mot", "muoi"], &["khong", "mot"]] {
                let mut clauses = matching::copied(&conditions);
                clauses.extend(placed(asked).iter().map(|word| (Occur::Must, unscored(word.sought.term()))));
                let wanted = searcher.search(&BooleanQuery::new(clauses), &DocSetCollector).unwrap();
                for _ in 0..3 {
                    let holding = Holding::of(&placed(asked), &conditions, &view).unwrap().unwrap();
                    assert_eq!(searcher.search(&holding, &DocSetCollector).unwrap(), wanted, "{asked:?}");
                    assert_eq!(holding.len(), wanted.len());
                }
            }
        }
        let everywhere = Holding::of(&placed(&["moi"]), &Vec::new(), &view).unwrap();
        assert!(everywhere.is_none(), "of {} entries all are listed", searcher.num_docs());
    }
}
