//! `/tra-cuu`: what the registry has on a matter, with filters, counts and files of the hits. The question is the address.

mod filters;
mod saved;

use std::sync::Arc;

use askama::Template;
use axum::extract::{Query, State as Held};
use axum::response::{IntoResponse, Redirect, Response};
use jiff::civil::Date;
use serde::Deserialize;

use self::filters::{Chip, Facet};
use super::{hits, links};
use crate::app::audit::number;
use crate::app::search::{Searcher, Weights, Wish};
use crate::app::show::{Shown, show};
use crate::ledger::Order;
use crate::registry::Store;
use crate::report;
use crate::rules::{Lang, written_day};
use crate::search::{Found, Note};
use crate::serve::State;
use crate::serve::answer::attachment;
use crate::serve::page::{Frame, Page, Place};
use crate::serve::problem::Problem;
use crate::serve::routes::{Right, Route};

/// Hits on a page, and the last page that can be asked for: what stands further back is found by asking more narrowly.
const PAGE: usize = 20;
const LAST: usize = 100;
/// Hits of a file.
const FILE: usize = 1000;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/tra-cuu", Right::Read, page),
        Route::get("/tra-cuu/tep", Right::Read, file),
        Route::post("/tra-cuu/luu", Right::Check, saved::save),
        Route::post("/tra-cuu/luu/{number}/xoa", Right::Check, saved::forget),
    ]
}

/// What is asked. Fields that a form left empty are taken as not given.
#[derive(Debug, Default, Clone, Deserialize)]
struct Asked {
    #[serde(default)]
    q: String,
    sap: Option<String>,
    /// Words as they are spelt only.
    dung: Option<String>,
    ngay: Option<String>,
    trang: Option<String>,
    /// Look for it even where it is the number of one document.
    tim: Option<String>,
    dang: Option<String>,
}

/// The orders of hits by their names in addresses.
const ORDERS: [(&str, Order, &str, &str); 4] = [
    ("", Order::Relevance, "liên quan nhất", "most relevant"),
    ("moi", Order::Newest, "mới nhất", "newest"),
    ("cu", Order::Oldest, "cũ nhất", "oldest"),
    ("so", Order::Number, "số, ký hiệu", "number"),
];

impl Asked {
    fn order(&self) -> (&'static str, Order) {
        let known = ORDERS.into_iter().find(|(name, ..)| self.sap.as_deref() == Some(*name));
        known.map_or(("", Order::Relevance), |(name, order, ..)| (name, order))
    }

    fn is_exact(&self) -> bool {
        self.dung.as_deref().is_some_and(|exact| !exact.is_empty())
    }

    fn day(&self) -> Option<Date> {
        self.ngay.as_deref().and_then(|day| day.parse().ok())
    }

    fn number(&self) -> usize {
        self.trang.as_deref().and_then(|page| page.parse().ok()).unwrap_or(1).clamp(1, LAST)
    }

    /// Returns the address of this question with other words, on its first page.
    fn with(&self, query: &str) -> String {
        self.at("/tra-cuu", query, &[])
    }

    fn at(&self, path: &str, query: &str, more: &[(&str, &str)]) -> String {
        let day = self.day().map(|day| day.to_string()).unwrap_or_default();
        let exact = if self.is_exact() { "1" } else { "" };
        let tim = self.tim.as_deref().unwrap_or_default();
        let own = [("q", query), ("sap", self.order().0), ("dung", exact), ("ngay", &day), ("tim", tim)];
        links::asking(path, &own.into_iter().chain(more.iter().copied()).collect::<Vec<_>>())
    }
}

/// An order that can be chosen.
struct Choice {
    value: &'static str,
    name: &'static str,
    chosen: bool,
}

#[derive(Template)]
#[template(path = "search.html")]
struct Screen {
    frame: Frame,
    q: String,
    orders: Vec<Choice>,
    /// The name of the order that is chosen.
    chosen: &'static str,
    exact: bool,
    as_of: Date,
    day: String,
    documents: u64,
    answer: Option<Told>,
    /// The questions that the visitor keeps.
    saved: Vec<saved::Saved>,
    /// Whether the visitor may keep this one, and the day that goes with it.
    keeps: bool,
    kept_day: String,
}

/// What was found, as the page tells it.
struct Told {
    hits: Vec<hits::Hit>,
    first: usize,
    last: usize,
    count: String,
    took: String,
    notes: Vec<String>,
    /// The words that were looked for in place of those typed, and the address of that question.
    instead: Option<(String, String)>,
    chips: Vec<Chip>,
    facets: Vec<Facet>,
    before: Option<String>,
    after: Option<String>,
    page: usize,
    pages: usize,
    csv: String,
    xlsx: String,
}

/// What is answered.
enum Answer {
    Screen(Box<Screen>),
    Document(String),
}

impl IntoResponse for Answer {
    fn into_response(self) -> Response {
        match self {
            Self::Screen(screen) => Page(*screen).into_response(),
            Self::Document(to) => Redirect::to(&to).into_response(),
        }
    }
}

async fn page(Held(state): Held<Arc<State>>, Query(asked): Query<Asked>, frame: Frame) -> Result<Answer, Problem> {
    state.ask(move |state, store| answer(state, store, &asked, frame)).await
}

fn answer(state: &State, store: &Store, asked: &Asked, mut frame: Frame) -> Result<Answer, Problem> {
    let lang = frame.lang;
    let office = state.desk().office();
    let (q, as_of) = (asked.q.trim().to_owned(), state.day(asked.day()));
    if asked.tim.is_none()
        && number(office, &q).is_some()
        && let Shown::One(detail) = show(store, &office.lexicon, &q, None, as_of)?
    {
        return Ok(Answer::Document(links::document(&detail.record.id, asked.day())));
    }
    let told = if q.is_empty() {
        None
    } else {
        let offset = (asked.number() - 1) * PAGE;
        let found = found(state, store, asked, as_of, (offset, PAGE))?;
        Some(told(state, asked, &found, lang))
    };
    let title = if q.is_empty() {
        frame.say("Tra cứu", "Search").to_owned()
    } else {
        format!("{} – {q}", frame.say("Tra cứu", "Search"))
    };
    frame.question.clone_from(&q);
    let chosen = asked.order().0;
    let order = |(value, _, vi, en): (&'static str, Order, &'static str, &'static str)| Choice {
        value,
        name: lang.say(vi, en),
        chosen: value == chosen,
    };
    Ok(Answer::Screen(Box::new(Screen {
        q,
        orders: ORDERS.into_iter().map(order).collect(),
        chosen,
        exact: asked.is_exact(),
        as_of,
        day: written_day(as_of),
        documents: store.len()?,
        answer: told,
        saved: saved::of(state, &frame.visitor)?,
        keeps: frame.visitor.may(Right::Check),
        // A day that was not chosen is another one tomorrow.
        kept_day: asked.day().filter(|day| *day != state.day(None)).map(|day| day.to_string()).unwrap_or_default(),
        frame: frame.at(Place::Search, title),
    })))
}

fn found(
    state: &State,
    store: &Store,
    asked: &Asked,
    as_of: Date,
    (offset, limit): (usize, usize),
) -> Result<Found, Problem> {
    let lexicon = &state.desk().office().lexicon;
    let weights = Weights::standard().map_err(|error| Problem::INTERNAL.because(error))?;
    let wish = Wish { exact: asked.is_exact(), sort: asked.order().1.into(), weights: &weights, as_of, limit, offset };
    state.searched(store, |searcher: &Searcher| searcher.search(store, lexicon, asked.q.trim(), &wish))
}

fn told(state: &State, asked: &Asked, found: &Found, lang: Lang) -> Told {
    let office = state.desk().office();
    let q = asked.q.trim();
    let page = asked.number();
    let first = (page - 1) * PAGE;
    let total = usize::try_from(found.total).unwrap_or(usize::MAX);
    let pages = total.div_ceil(PAGE).clamp(1, LAST);
    let turned = |page: usize| asked.at("/tra-cuu", q, &[("trang", &page.to_string())]);
    let more = if found.more { lang.say("hơn ", "more than ") } else { "" };
    let instead = found.notes.iter().find_map(|note| match note {
        Note::Mended(words) => Some((words.clone(), asked.with(words))),
        _ => None,
    });
    let notes = found.notes.iter().filter(|note| !matches!(note, Note::Mended(_)));
    Told {
        hits: found.hits.iter().map(|hit| hits::Hit::of(hit, office, asked.day(), lang)).collect(),
        first: if found.hits.is_empty() { 0 } else { first + 1 },
        last: first + found.hits.len(),
        count: format!("{more}{}", grouped(found.total)),
        took: format!("{:.2}", found.took_ms / 1000.0).replace('.', lang.say(",", ".")),
        notes: notes.map(|note| report::hits::noted(note, lang)).collect(),
        instead,
        chips: filters::chips(office, asked, lang),
        facets: filters::facets(office, asked, &found.facets, lang),
        before: (page > 1).then(|| turned(page - 1)),
        after: (page < pages && !found.hits.is_empty()).then(|| turned(page + 1)),
        page,
        pages,
        csv: asked.at("/tra-cuu/tep", q, &[("dang", "csv")]),
        xlsx: asked.at("/tra-cuu/tep", q, &[("dang", "xlsx")]),
    }
}

/// Returns a count with its thousands apart.
fn grouped(count: u64) -> String {
    let digits = count.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push('\u{a0}');
        }
        out.push(digit);
    }
    out
}

async fn file(Held(state): Held<Arc<State>>, Query(asked): Query<Asked>, frame: Frame) -> Result<Response, Problem> {
    let lang = frame.lang;
    let answer = state.ask(move |state, store| {
        let found = found(state, store, &asked, state.day(asked.day()), (0, FILE))?;
        if asked.dang.as_deref() == Some("xlsx") {
            let book = report::hits::xlsx(&found, lang).map_err(|error| Problem::INTERNAL.because(error))?;
            return Ok(attachment("tra-cuu.xlsx", book));
        }
        let mut table = Vec::new();
        report::hits::csv(&found, lang, &mut table).map_err(|error| Problem::INTERNAL.because(error))?;
        Ok(attachment("tra-cuu.csv", table))
    });
    answer.await
}

#[cfg(test)]
mod tests {
    use super::{Asked, grouped};

    #[test]
    fn a_question_is_its_address() {
        let asked = Asked { q: "kế hoạch".to_owned(), sap: Some("moi".to_owned()), ..Asked::default() };
        assert_eq!(asked.with("a nam:2016"), "/tra-cuu?q=a+nam%3A2016&sap=moi");
        let wrong =
            Asked { sap: Some("x".to_owned()), trang: Some("-3".to_owned()), ngay: Some(String::new()), ..asked };
        assert_eq!((wrong.order().0, wrong.number(), wrong.day()), ("", 1, None));
    }

    #[test]
    fn thousands_stand_apart() {
        assert_eq!(
            ["7", "1\u{a0}234", "10\u{a0}000"],
            [grouped(7), grouped(1234), grouped(10_000)].each_ref().map(String::as_str)
        );
    }
}
