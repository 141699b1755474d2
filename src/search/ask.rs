//! Answers a query: which entries may be meant, which of them come first, how many there are.

use std::collections::{BTreeMap, HashSet};

use tantivy::collector::TopDocs;
use tantivy::{DocAddress, Executor, Order, Searcher};

use super::entry::day_number;
use super::fields::Fields;
use super::index::Index;
use super::matching::IN_PLACE;
use super::query::{Note, Query};
use super::rank::{Ranker, Scored};
use super::sources::{REQUIRED, Sources};
use super::terms::{Sought, Terms, real};
use super::view::View;
use super::weights::Weights;
use super::{Counted, SearchError, count, matching, mend};
use crate::document::Date;
use crate::text::Span;

/// So many entries at least are scored from each source.
const CANDIDATES: usize = 100;

/// The order of hits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    /// What is most likely meant first.
    #[default]
    Relevance,
    /// The newest first.
    Newest,
    /// The oldest first.
    Oldest,
    /// By the number's ordinal.
    Number,
}

/// How a query is asked.
#[derive(Debug, Clone, Copy)]
pub struct Ask<'a> {
    /// How words, numbers, status and age count.
    pub weights: &'a Weights,
    /// The day on which a document is in force or not.
    pub as_of: Date,
    /// The order.
    pub sort: Sort,
    /// How many hits.
    pub limit: usize,
    /// How many come before them.
    pub offset: usize,
    /// Whether documents are to be counted.
    pub count: bool,
}

/// One document found.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// Its row.
    pub row: u64,
    /// Its score.
    pub score: f32,
    /// The provision that the words stand in; empty for the document itself.
    pub path: String,
    /// Where that stands in the document's text.
    pub span: Span,
}

/// The answer to a query.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Answer {
    /// The hits asked for.
    pub hits: Vec<Hit>,
    /// How many documents there are.
    pub counted: Counted,
    /// What is to be told of how the query was read.
    pub notes: Vec<Note>,
    /// The query as read at last, for marking its words in texts.
    pub query: Query,
}

impl Index {
    /// Answers a query.
    ///
    /// # Errors
    /// The index is damaged.
    pub fn ask(&self, query: &Query, ask: &Ask<'_>) -> Result<Answer, SearchError> {
        let view = self.view();
        let mut query = query.clone();
        mend::mend(&mut query, &view.searcher, &self.fields)?;
        Asking::new(&view, query, ask)?.answer()
    }
}

/// One query while it is answered.
struct Asking<'a> {
    view: &'a View<'a>,
    query: Query,
    ask: &'a Ask<'a>,
    as_of: u64,
    /// Documents that hold what must not be there.
    refused: HashSet<u64>,
    terms: Terms,
    /// Numbers of documents in the query.
    numbers: Numbers,
    /// What finds entries.
    sources: Sources,
}

impl<'a> Asking<'a> {
    fn new(view: &'a View<'a>, query: Query, ask: &'a Ask<'a>) -> Result<Self, SearchError> {
        let View { searcher, fields, .. } = view;
        let as_of = day_number(ask.as_of);
        let numbers = numbers(&query, searcher, fields)?;
        let terms = Terms::of(&query, searcher, fields)?;
        let sources = Sources::of(&query, &terms, view, ask.weights, as_of)?;
        let mut asking = Self { view, query, ask, as_of, refused: HashSet::new(), terms, numbers, sources };
        asking.refuse()?;
        Ok(asking)
    }

    /// Notes the documents in which anything stands that must not.
    fn refuse(&mut self) -> Result<(), SearchError> {
        let excluded = &self.query.excluded;
        let words =
            excluded.words.iter().map(|word| super::query::Group { words: vec![word.clone()], ..Default::default() });
        let phrases = excluded
            .phrases
            .iter()
            .map(|phrase| super::query::Group { phrases: vec![phrase.clone()], ..Default::default() });
        for group in words.chain(phrases) {
            if let Some(asked) = matching::all_of(&group, self.query.exact, IN_PLACE, self.view.fields) {
                count::rows(self.view, &*asked, &mut self.refused)?;
            }
        }
        Ok(())
    }

    fn answer(mut self) -> Result<Answer, SearchError> {
        let (documents, counted) = self.side_by_side(|| self.wanted(), || self.counted());
        let page = documents?.into_iter().skip(self.ask.offset).take(self.ask.limit);
        let hit = |scored: Scored| Ok(Hit { score: scored.score, ..hit_at(self.view, scored.at)? });
        let hits = page.map(hit).collect::<Result<_, SearchError>>()?;
        let counted = counted?;
        if !self.sources.whole() && self.query.groups.iter().all(|group| group.words.len() <= REQUIRED) {
            self.query.notes.push(Note::NotAll);
        }
        Ok(Answer { hits, counted, notes: self.query.notes.clone(), query: self.query })
    }

    /// Does both, at once where the index is big enough to have threads.
    fn side_by_side<A: Send, B: Send>(
        &self,
        one: impl FnOnce() -> A + Send,
        other: impl FnOnce() -> B + Send,
    ) -> (A, B) {
        match self.view.searcher.index().search_executor() {
            Executor::SingleThread => (one(), other()),
            Executor::ThreadPool(threads) => threads.join(one, other),
        }
    }

    /// Returns as many documents as are wanted, and maybe more.
    fn wanted(&self) -> Result<Vec<Scored>, SearchError> {
        let wanted = self.ask.limit + self.ask.offset;
        let mut depth = CANDIDATES.max(wanted * 4);
        loop {
            let (documents, exhausted) = match self.ask.sort {
                Sort::Relevance if !self.query.is_empty() => self.ranked(depth)?,
                _ => self.sorted(depth)?,
            };
            if documents.len() >= wanted || exhausted {
                return Ok(documents);
            }
            depth *= 8;
        }
    }

    fn counted(&self) -> Result<Counted, SearchError> {
        if !self.ask.count {
            return Ok(Counted::default());
        }
        let most = if self.sources.whole() { count::COUNTED } else { count::COUNTED_LOOSELY };
        count::count(self.view, &*self.sources.meant, &self.refused, self.as_of, most)
    }

    /// Returns documents in the order of their best entries' scores, and whether there are no others.
    fn ranked(&self, depth: usize) -> Result<(Vec<Scored>, bool), SearchError> {
        let mut places: BTreeMap<DocAddress, f32> = BTreeMap::new();
        let ranker = Ranker::new(self.view, &self.terms, self.ask.weights, self.as_of)?;
        let (found, exhausted) = self.sources.best(self.view, &ranker, depth)?;
        places.extend(found.into_iter().map(|at| (at, 0.0)));
        for (number, quality) in &self.numbers.found {
            let conditions = matching::conditions(&self.query, self.view, self.as_of);
            let asked = matching::under(matching::one(number.term()), &conditions);
            let found = self.view.searcher.search(&*asked, &TopDocs::with_limit(depth).order_by_score())?;
            for (_, at) in found {
                let bonus = places.entry(at).or_default();
                *bonus = bonus.max(*quality);
            }
        }
        let places: Vec<(DocAddress, f32)> = places.into_iter().collect();
        let mut scored = ranker.score(&places, self.numbers.alone())?;
        scored.sort_by(|one, other| {
            other.score.total_cmp(&one.score).then(one.row.cmp(&other.row)).then(one.at.cmp(&other.at))
        });
        Ok((self.documents(scored), exhausted))
    }

    /// Returns documents in the order of a column, and whether there are no others.
    fn sorted(&self, depth: usize) -> Result<(Vec<Scored>, bool), SearchError> {
        let (column, order) = match self.ask.sort {
            Sort::Relevance | Sort::Newest => ("issued", Order::Desc),
            Sort::Oldest => ("issued", Order::Asc),
            Sort::Number => ("ordinal", Order::Asc),
        };
        let top = TopDocs::with_limit(depth).order_by_fast_field::<u64>(column, order);
        let found = self.view.searcher.search(&*self.sources.meant, &top)?;
        let exhausted = found.len() < depth;
        let mut scored = Vec::with_capacity(found.len());
        for (_, at) in found {
            scored.push(Scored { at, row: self.view.columns(at.segment_ord)?.row(at.doc_id), score: 0.0 });
        }
        Ok((self.documents(scored), exhausted))
    }

    /// Returns the first entry of each document.
    fn documents(&self, scored: Vec<Scored>) -> Vec<Scored> {
        let mut known = self.refused.clone();
        scored.into_iter().filter(|one| known.insert(one.row)).collect()
    }
}

/// Returns the hit at an address, without a score.
pub(super) fn hit_at(view: &View<'_>, at: DocAddress) -> Result<Hit, SearchError> {
    let columns = view.columns(at.segment_ord)?;
    let path = columns.path(at.doc_id)?;
    Ok(Hit { row: columns.row(at.doc_id), score: 0.0, path, span: columns.span(at.doc_id) })
}

/// Numbers of documents in a query.
struct Numbers {
    /// The numbers, with how much of each was typed.
    found: Vec<(Sought, f32)>,
    /// Words beside them.
    beside: usize,
}

impl Numbers {
    /// Returns whether the query is a number, with a word or two about it (`Quyết định số …`), and not a title that names
    /// one.
    fn alone(&self) -> bool {
        /// Words that announce a number.
        const ANNOUNCING: usize = 4;
        self.beside <= ANNOUNCING
    }
}

/// Returns the numbers of documents in a query's words: whole ones, else their longest beginnings.
fn numbers(query: &Query, searcher: &Searcher, fields: &Fields) -> Result<Numbers, SearchError> {
    let mut numbers = Numbers { found: Vec::new(), beside: 0 };
    for group in &query.groups {
        let typed = group.typed.iter().map(String::as_str).collect();
        let phrases = group.phrases.iter().map(|phrase| phrase.folded.iter().map(String::as_str).collect());
        for words in std::iter::once(typed).chain(phrases) {
            let words: Vec<&str> = words;
            let mut at = 0;
            while at < words.len() {
                let (number, length) = number_at(&words, at, searcher, fields)?;
                numbers.beside += if number.is_some() { 0 } else { length.max(1) };
                numbers.found.extend(number);
                at += length.max(1);
            }
        }
    }
    Ok(numbers)
}

type Number = Option<(Sought, f32)>;

/// Returns the number that begins at a word, and how many words it has.
fn number_at(words: &[&str], at: usize, searcher: &Searcher, fields: &Fields) -> Result<(Number, usize), SearchError> {
    /// More parts than any number has.
    const LONGEST: usize = 9;
    let rest = words.get(at..).unwrap_or_default();
    if !rest.first().is_some_and(|word| word.starts_with(|first: char| first.is_ascii_digit())) {
        return Ok((None, 1));
    }
    let announced = at.checked_sub(1).and_then(|before| words.get(before)).is_some_and(|word| *word == "so");
    for length in (1..=rest.len().min(LONGEST)).rev() {
        let form = rest.get(..length).unwrap_or_default().join(" ");
        let whole = Sought { field: fields.number, text: format!("={form}") };
        if length > 1 && searcher.doc_freq(&whole.term())? > 0 {
            return Ok((Some((whole, 1.0)), length));
        }
        // A lone number may be a year, a day or a count, unless nothing else was typed or "số" stands before it.
        let alone = length > 1 || announced || words.len() == 1;
        let begun = Sought { field: fields.number, text: form };
        if alone && searcher.doc_freq(&begun.term())? > 0 {
            let quality = if length > 1 { 0.4 + 0.05 * real(u64::try_from(length).unwrap_or(1)) } else { 0.2 };
            return Ok((Some((begun, quality)), length));
        }
    }
    Ok((None, 1))
}
