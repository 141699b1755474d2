//! Questions that somebody keeps under a name: the asker's own, and nobody else's.

use std::sync::Arc;

use axum::extract::State as Held;
use axum::http::StatusCode;
use axum::response::Response;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::decisions::{Made, OfPage, made};
use super::operation::Operation;
use super::sent::{Asked, Given, Named};
use super::stamp::{Question, Stamped};
use crate::document::Date;
use crate::ledger::{NewSearch, Order, SavedSearch};
use crate::report::json::{Told, Tool};
use crate::serve::State;
use crate::serve::access::Visitor;
use crate::serve::problem::Problem;
use crate::serve::routes::Right;

pub(super) fn operations() -> Vec<Operation> {
    vec![
        Operation::get("/api/v1/searches", Right::Read, "listSearches", list)
            .says("Câu tra cứu đã lưu của người hỏi, theo tên", "The questions that the asker keeps, by name")
            .asks::<OfPage>()
            .answers::<Told<Searches>>()
            .stamped()
            .refuses([Problem::CURSOR]),
        Operation::post("/api/v1/searches", Right::Check, "saveSearch", save)
            .says(
                "Lưu một câu tra cứu; trùng tên thì thay câu cũ",
                "Keeps a question under a name; that of the same name is replaced",
            )
            .gives::<NewQuestion>()
            .answers::<Told<Made>>()
            .with_status(StatusCode::CREATED)
            .refuses([Problem::REFUSED, Problem::BAD_JSON, Problem::MEDIA_TYPE, Problem::TOO_BIG]),
        Operation::delete("/api/v1/searches/{number}", Right::Check, "forgetSearch", forget)
            .says("Xóa một câu tra cứu đã lưu", "Forgets a question that was kept")
            .with_status(StatusCode::NO_CONTENT)
            .refuses([Problem::NO_SEARCH]),
    ]
}

/// A question to be kept.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct NewQuestion {
    /// Its name, at most 100 letters.
    name: String,
    /// Words and filters, as `GET /api/v1/documents` takes them.
    q: String,
    /// The order of hits; by relevance where none.
    sort: Option<Order>,
    /// Words as they are spelt only.
    exact: Option<bool>,
    /// The day on which force is told; the day on which it is asked where none.
    as_of: Option<Date>,
}

/// A page of questions.
#[derive(Debug, Serialize, JsonSchema)]
struct Searches {
    /// The questions by name.
    searches: Vec<SavedSearch>,
    /// The cursor of the next page; `null` on the last.
    next: Option<String>,
}

async fn list(
    Held(state): Held<Arc<State>>,
    visitor: Visitor,
    Asked(asked): Asked<OfPage>,
    question: Question,
) -> Result<Stamped<Told<Searches>>, Problem> {
    let now = state.now();
    let all = state.keep(move |ledger| ledger.searches(visitor.by(now).who)).await?;
    let (searches, next) = asked.in_order("searches", all)?;
    let ground = serde_json::to_string(&searches).map_err(|error| Problem::INTERNAL.because(error))?;
    question.by(&ground, || Ok(Told::new(Tool::new(None), Searches { searches, next })))
}

async fn save(
    Held(state): Held<Arc<State>>,
    visitor: Visitor,
    Given(given): Given<NewQuestion>,
) -> Result<Response, Problem> {
    let now = state.now();
    let id = state.keep(move |ledger| {
        let NewQuestion { name, q, sort, exact, as_of } = &given;
        let (sort, exact) = (sort.unwrap_or(Order::Relevance), exact.unwrap_or_default());
        ledger.save_search(&visitor.by(now), &NewSearch { name, q, sort, exact, as_of: *as_of })
    });
    Ok(made(id.await?))
}

async fn forget(Held(state): Held<Arc<State>>, visitor: Visitor, Named(number): Named) -> Result<StatusCode, Problem> {
    let number: i64 = number.parse().map_err(|_| Problem::NO_SEARCH)?;
    let now = state.now();
    let was_there = state.keep(move |ledger| ledger.forget_search(&visitor.by(now), number)).await?;
    if was_there { Ok(StatusCode::NO_CONTENT) } else { Err(Problem::NO_SEARCH) }
}
