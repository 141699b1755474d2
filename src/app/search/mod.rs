//! Searches a registry: brings the index up to date, asks it, and tells of the documents found.

mod entries;
mod similar;
mod step;
mod subject;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::time::Instant;

pub use crate::search::{Sort, Weights};
pub use step::{Brought, Made, beside, bring, follow, keep, lag};
pub use subject::Subject;

use crate::document::{Date, ValidityStatus};
use crate::ledger::Order;
use crate::lexicon::Lexicon;
use crate::registry::{Body, Record, RegistryError, Store};
use crate::search::{
    Answer, Ask, Document, Found, Hit as Place, Index, Marked, Query, SearchError, Similar, Words, marked,
};

/// Why a search could not be carried out.
#[derive(Debug, thiserror::Error)]
pub enum SearchFailure {
    /// The registry.
    #[error(transparent)]
    Registry(#[from] RegistryError),
    /// The index, which could not be made anew either.
    #[error(transparent)]
    Index(#[from] SearchError),
    /// The index cannot be kept in its folder.
    #[error("{0}")]
    Unkept(String),
}

impl From<Order> for Sort {
    fn from(order: Order) -> Self {
        match order {
            Order::Relevance => Self::Relevance,
            Order::Newest => Self::Newest,
            Order::Oldest => Self::Oldest,
            Order::Number => Self::Number,
        }
    }
}

/// What is asked, beside the words.
#[derive(Debug, Clone, Copy)]
pub struct Wish<'a> {
    /// Whether words count as they are spelt only.
    pub exact: bool,
    /// The order of hits.
    pub sort: Sort,
    /// How hits are weighed.
    pub weights: &'a Weights,
    /// The day on which a document is in force or not.
    pub as_of: Date,
    /// How many hits.
    pub limit: usize,
    /// How many come before them.
    pub offset: usize,
}

/// An index that is in step with a registry, with what had to be done for it.
#[derive(Debug)]
pub struct Searcher {
    index: Index,
    /// What had to be done.
    pub brought: Brought,
}

impl Searcher {
    /// Opens the index of a registry and brings it up to date; without a folder it is made in memory.
    ///
    /// A damaged index is made anew; where its folder cannot be written to, one is made in memory, and told.
    ///
    /// # Errors
    /// The registry cannot be read.
    pub fn open(store: &Store, lexicon: &Lexicon, folder: Option<&Path>) -> Result<Self, SearchFailure> {
        let (index, brought) = bring(store, lexicon, folder, &mut |_| ())?;
        Ok(Self { index, brought })
    }

    /// As [`Self::search`]; an index that cannot be read is made anew first, once.
    ///
    /// # Errors
    /// The registry cannot be read, or the index cannot be made.
    pub fn search_mending(
        &mut self,
        store: &Store,
        lexicon: &Lexicon,
        folder: Option<&Path>,
        query: &str,
        wish: &Wish<'_>,
    ) -> Result<Found, SearchFailure> {
        self.mending(store, lexicon, folder, |searcher| searcher.search(store, lexicon, query, wish))
    }

    /// As [`Self::similar`]; an index that cannot be read is made anew first, once.
    ///
    /// # Errors
    /// The registry cannot be read, or the index cannot be made.
    pub fn similar_mending(
        &mut self,
        store: &Store,
        lexicon: &Lexicon,
        folder: Option<&Path>,
        subject: &Subject,
        as_of: Date,
        limit: usize,
    ) -> Result<Similar, SearchFailure> {
        self.mending(store, lexicon, folder, |searcher| searcher.similar(store, lexicon, subject, as_of, limit))
    }

    /// Asks, and where the index cannot be read makes it anew and asks once more.
    fn mending<T>(
        &mut self,
        store: &Store,
        lexicon: &Lexicon,
        folder: Option<&Path>,
        ask: impl Fn(&Self) -> Result<T, SearchFailure>,
    ) -> Result<T, SearchFailure> {
        let found = ask(self);
        let (Err(SearchFailure::Index(SearchError::Damaged(reason))), Some(folder)) = (&found, folder) else {
            return found;
        };
        let reason = Some(reason.clone());
        self.index = Index::in_memory(Words::new(lexicon))?;
        Index::remove(folder)?;
        let (index, brought) = bring(store, lexicon, Some(folder), &mut |_| ())?;
        let made = if brought.made == Made::New { Made::Mended } else { brought.made };
        *self = Self { index, brought: Brought { made, reason, ..brought } };
        ask(self)
    }

    /// Answers a query.
    ///
    /// # Errors
    /// The registry cannot be read, or the index is damaged: then it has to be made anew.
    pub fn search(
        &self,
        store: &Store,
        lexicon: &Lexicon,
        query: &str,
        wish: &Wish<'_>,
    ) -> Result<Found, SearchFailure> {
        let begun = Instant::now();
        let words = Words::new(lexicon);
        let query = Query::read(query, wish.exact, &words, lexicon);
        let Wish { weights, as_of, sort, limit, offset, .. } = *wish;
        let ask = Ask { weights, as_of, sort, limit, offset, count: true };
        let answer = guarded(|| self.index.ask(&query, &ask))?;
        let Answer { hits, counted, mut notes, query } = answer;
        notes.dedup();
        let found = hits.iter().map(|place| hit(store, lexicon, place, &query, &words, as_of));
        let hits = found.collect::<Result<Vec<_>, SearchFailure>>()?;
        let hits = hits.into_iter().flatten().collect();
        let took_ms = (begun.elapsed().as_secs_f64() * 10_000.0).round() / 10.0;
        Ok(Found { hits, total: counted.total, more: counted.more, facets: counted.facets, notes, took_ms })
    }
}

/// A library that reads a damaged file may panic; that is an error of the file.
fn guarded<T>(ask: impl FnOnce() -> Result<T, SearchError>) -> Result<T, SearchError> {
    catch_unwind(AssertUnwindSafe(ask)).unwrap_or_else(|_| Err(SearchError::Damaged("đọc chỉ mục gặp lỗi".to_owned())))
}

/// Tells of one document; nothing where it went since the index was asked.
fn hit(
    store: &Store,
    lexicon: &Lexicon,
    place: &Place,
    query: &Query,
    words: &Words,
    as_of: Date,
) -> Result<Option<Document>, SearchFailure> {
    let Some((record, body)) = entries::known(store, lexicon, place.row)? else { return Ok(None) };
    let status = store.validity(&record.id, as_of, lexicon)?.status;
    let marked = snippet(&record, body.as_ref(), place, query, words);
    let provision = Some(place.path.clone()).filter(|path| !path.is_empty());
    Ok(Some(told(record, status, place.score, marked, provision)))
}

/// Tells of a document with the stretch of its text that is shown.
fn told(record: Record, status: ValidityStatus, score: f32, marked: Marked, provision: Option<String>) -> Document {
    Document {
        snippet: marked.written("<em>", "</em>", escaped),
        marked,
        status,
        score,
        provision,
        number: record.number.map(|number| number.key),
        title: record.name.or(record.title),
        kind: record.kind.map(|kind| kind.to_string()),
        issuer: record.issuer.map(|issuer| issuer.text).filter(|text| !text.is_empty()),
        issued: record.issued,
        path: record.path,
        document: record.id,
    }
}

/// Returns the stretch of the provision, else of the title where that has words, else of the text.
fn snippet(record: &Record, body: Option<&Body>, place: &Place, query: &Query, words: &Words) -> Marked {
    let title = record.name.as_deref().or(record.title.as_deref()).unwrap_or_default();
    let text = body.and_then(|body| body.text.get(place.span.range())).unwrap_or_default();
    let of_text = marked(text, query, words);
    if place.path.is_empty() && of_text.marks.is_empty() || text.is_empty() {
        return marked(title, query, words);
    }
    of_text
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
