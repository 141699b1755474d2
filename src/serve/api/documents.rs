//! The documents of the registry: found by words, one by one, with their text, relations and what is like them.

use std::sync::Arc;

use axum::extract::State as Held;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::cursor;
use super::operation::Operation;
use super::sent::{Asked, Limit, Named};
use super::stamp::{Question, Stamped};
use crate::app::search::{Searcher, Sort, Subject, Weights, Wish};
use crate::app::show::{Detail, Shown, show};
use crate::document::{Date, Provision};
use crate::ledger::Order;
use crate::registry::{Record, Relation, Store};
use crate::report::json::{Told, Tool};
use crate::search::{Found, Similar};
use crate::serve::State;
use crate::serve::problem::Problem;
use crate::serve::routes::Right;
use crate::text::Span;

/// Hits on a page where nothing is said.
const PAGE: usize = 10;

pub(super) fn operations() -> Vec<Operation> {
    let one = [Problem::NO_DOCUMENT, Problem::SEVERAL];
    vec![
        Operation::get("/api/v1/documents", Right::Read, "searchDocuments", search)
            .says("Tra cứu sổ đăng ký", "Searches the registry; every text is a query")
            .asks::<OfSearch>()
            .answers::<Told<Page>>()
            .stamped()
            .refuses([Problem::QUERY, Problem::CURSOR, Problem::WORKING]),
        Operation::get("/api/v1/documents/{id}", Right::Read, "getDocument", detail)
            .says(
                "Một văn bản: hiệu lực tại một ngày, căn cứ, văn bản sửa đổi, thay thế, viện dẫn nó",
                "One document: its force on a day, what it rests on, what changed or replaced it, what cites it",
            )
            .asks::<OnDay>()
            .answers::<Told<Detail>>()
            .stamped()
            .refuses(one.clone()),
        Operation::get("/api/v1/documents/{id}/text", Right::Read, "getText", text)
            .says("Toàn văn, hoặc một điều khoản", "The whole text, or that of one provision")
            .asks::<OfText>()
            .answers::<Told<Wording>>()
            .stamped()
            .refuses([Problem::NO_WORDING, Problem::NO_PROVISION])
            .refuses(one.clone()),
        Operation::get("/api/v1/documents/{id}/relations", Right::Read, "getRelations", relations)
            .says("Lược đồ: căn cứ vào, tác động đến, được viện dẫn bởi", "What it rests on, acts on, and is cited by")
            .asks::<OnDay>()
            .answers::<Told<Relations>>()
            .stamped()
            .refuses(one.clone()),
        Operation::get("/api/v1/documents/{id}/similar", Right::Read, "getSimilar", similar)
            .says("Văn bản giống văn bản này", "Documents like it, as a whole and passage by passage")
            .asks::<OfSimilar>()
            .answers::<Told<Similar>>()
            .stamped()
            .refuses([Problem::WORKING])
            .refuses(one),
    ]
}

/// What is looked for.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::serve) struct OfSearch {
    /// Từ cần tìm và bộ lọc, như `soat search` (docs/search.md). Words and filters.
    q: String,
    /// Số kết quả mỗi trang, nhiều nhất 100. Hits a page.
    limit: Option<Limit>,
    /// `next` của trang trước. The cursor of the page before.
    cursor: Option<String>,
    /// Ngày xét hiệu lực. The day on which force is told.
    pub(in crate::serve) as_of: Option<Date>,
    /// Thứ tự. The order of hits.
    sort: Option<Order>,
    /// Chỉ tìm đúng chữ, đúng dấu. Words as they are spelt only.
    exact: Option<bool>,
}

/// A day of judgement.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct OnDay {
    /// Ngày xét hiệu lực. The day on which force is told.
    as_of: Option<Date>,
}

/// Which part of a text.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct OfText {
    /// Điều khoản: `dieu-5/khoan-2`. The path of a provision.
    provision: Option<String>,
}

/// How much that is like it.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct OfSimilar {
    /// Số văn bản, nhiều nhất 100. How many documents.
    limit: Option<Limit>,
    /// Ngày xét hiệu lực. The day on which force is told.
    as_of: Option<Date>,
}

/// A page of hits.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "HitPage")]
pub(in crate::serve) struct Page {
    #[serde(flatten)]
    found: Found,
    /// The cursor of the next page; `null` on the last.
    next: Option<String>,
}

/// The text of a document, or of a provision.
#[derive(Debug, Serialize, JsonSchema)]
struct Wording {
    /// Id of the document.
    document: String,
    /// The path of the provision; `null` for the whole.
    provision: Option<String>,
    /// Where the text stands in the whole one, in bytes.
    span: Span,
    /// The text.
    text: String,
    /// The provisions inside; their spans are of the whole text.
    provisions: Vec<Provision>,
}

/// How a document stands to others.
#[derive(Debug, Serialize, JsonSchema)]
struct Relations {
    /// Id of the document.
    document: String,
    /// What it rests on (căn cứ).
    rests_on: Vec<Relation>,
    /// What it amends, replaces, repeals, guides or implements.
    acts_on: Vec<Relation>,
    /// Where others rest on it, implement or mention it.
    cited_by: Vec<Relation>,
    /// All that changes its force, in the order of the first days.
    history: Vec<Relation>,
}

async fn search(
    Held(state): Held<Arc<State>>,
    Asked(asked): Asked<OfSearch>,
    question: Question,
) -> Result<Stamped<Told<Page>>, Problem> {
    let answer = state.ask(move |state, store| {
        let list = asked.list(state);
        // A wrong cursor is said also to who has the answer.
        cursor::offset(asked.cursor.as_deref(), &list)?;
        question.answered(state, store, || Ok(Told::new(Tool::new(None), found(state, store, &asked)?)))
    });
    answer.await
}

impl OfSearch {
    /// Returns what is asked apart from the page, for its cursors.
    fn list(&self, state: &State) -> String {
        let Self { q, as_of, sort, exact, .. } = self;
        format!("search {q} {} {sort:?} {exact:?}", state.day(*as_of))
    }
}

/// Returns a page of what is looked for.
pub(in crate::serve) fn found(state: &State, store: &Store, asked: &OfSearch) -> Result<Page, Problem> {
    let list = asked.list(state);
    let offset = cursor::offset(asked.cursor.as_deref(), &list)?;
    let limit = asked.limit.map_or(PAGE, usize::from);
    let found = looked_up(state, store, &asked.q, (asked.sort, asked.exact, asked.as_of), (offset, limit))?;
    let end = offset + found.hits.len();
    let is_more = found.hits.len() == limit && (found.more || (end as u64) < found.total);
    Ok(Page { found, next: cursor::next(end, &list, is_more) })
}

/// Returns what is found from an offset on.
pub(super) fn looked_up(
    state: &State,
    store: &Store,
    q: &str,
    (sort, exact, as_of): (Option<Order>, Option<bool>, Option<Date>),
    (offset, limit): (usize, usize),
) -> Result<Found, Problem> {
    let weights = &Weights::standard().map_err(|error| Problem::INTERNAL.because(error))?;
    let (exact, as_of) = (exact.unwrap_or_default(), state.day(as_of));
    let sort = sort.map_or(Sort::Relevance, Sort::from);
    let wish = Wish { exact, sort, weights, as_of, limit, offset };
    let lexicon = &state.desk().office().lexicon;
    state.searched(store, |searcher| searcher.search(store, lexicon, q, &wish))
}

async fn detail(
    Held(state): Held<Arc<State>>,
    Named(id): Named,
    Asked(asked): Asked<OnDay>,
    question: Question,
) -> Result<Stamped<Told<Detail>>, Problem> {
    let answer = state.ask(move |state, store| {
        question
            .answered(state, store, || Ok(Told::new(Tool::new(None), one(state, store, &id, state.day(asked.as_of))?)))
    });
    answer.await
}

async fn text(
    Held(state): Held<Arc<State>>,
    Named(id): Named,
    Asked(asked): Asked<OfText>,
    question: Question,
) -> Result<Stamped<Told<Wording>>, Problem> {
    let answer = state.ask(move |state, store| {
        question.answered(state, store, || {
            let id = one(state, store, &id, state.day(None))?.record.id;
            let document = store.document(&id)?.ok_or(Problem::NO_WORDING)?;
            let (span, provisions) = match &asked.provision {
                None => (Span { start: 0, end: document.text.len() }, document.provisions.clone()),
                Some(path) => {
                    let found = at(&document.provisions, path).ok_or(Problem::NO_PROVISION)?;
                    (found.span, found.children.clone())
                }
            };
            let text = document.slice(span).to_owned();
            let wording = Wording { document: id, provision: asked.provision, span, text, provisions };
            Ok(Told::new(Tool::new(None), wording))
        })
    });
    answer.await
}

async fn relations(
    Held(state): Held<Arc<State>>,
    Named(id): Named,
    Asked(asked): Asked<OnDay>,
    question: Question,
) -> Result<Stamped<Told<Relations>>, Problem> {
    let answer = state.ask(move |state, store| {
        question.answered(state, store, || {
            let Detail { record, rests_on, acts_on, cited_by, history, .. } =
                one(state, store, &id, state.day(asked.as_of))?;
            let relations = Relations { document: record.id, rests_on, acts_on, cited_by, history };
            Ok(Told::new(Tool::new(None), relations))
        })
    });
    answer.await
}

async fn similar(
    Held(state): Held<Arc<State>>,
    Named(id): Named,
    Asked(asked): Asked<OfSimilar>,
    question: Question,
) -> Result<Stamped<Told<Similar>>, Problem> {
    let answer = state.ask(move |state, store| {
        question.answered(state, store, || {
            let (office, as_of) = (state.desk().office(), state.day(asked.as_of));
            let subject = Subject::known(office, store, &id, as_of)?;
            let limit = asked.limit.map_or(PAGE, usize::from);
            let ask = |searcher: &Searcher| searcher.similar(store, &office.lexicon, &subject, as_of, limit);
            Ok(Told::new(Tool::new(None), state.searched(store, ask)?))
        })
    });
    answer.await
}

/// Returns what is known of the one document that is meant.
pub(in crate::serve) fn one(state: &State, store: &Store, id: &str, as_of: Date) -> Result<Detail, Problem> {
    let ids = |records: Vec<Record>| records.into_iter().map(|record| record.id).collect();
    match show(store, &state.desk().office().lexicon, id, None, as_of)? {
        Shown::One(detail) => Ok(*detail),
        Shown::Several(records) => Err(Problem::SEVERAL.among(ids(records))),
        Shown::Near(records) => Err(Problem::NO_DOCUMENT.among(ids(records))),
        Shown::Nothing => Err(Problem::NO_DOCUMENT),
    }
}

/// Returns the provision at a path, however deep.
pub(in crate::serve) fn at<'p>(provisions: &'p [Provision], path: &str) -> Option<&'p Provision> {
    provisions.iter().find_map(|own| if own.path == path { Some(own) } else { at(&own.children, path) })
}
