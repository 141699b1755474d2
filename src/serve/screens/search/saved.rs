//! The questions that a visitor keeps under a name: listed beside the box, opened as their address.

use std::sync::Arc;

use axum::extract::rejection::FormRejection;
use axum::extract::{Form, Path, State as Held};
use axum::response::Redirect;
use serde::Deserialize;

use super::{Asked, ORDERS};
use crate::ledger::{NewSearch, SavedSearch};
use crate::serve::State;
use crate::serve::access::Visitor;
use crate::serve::problem::Problem;

/// A question in the list.
pub(super) struct Saved {
    pub(super) id: i64,
    pub(super) name: String,
    pub(super) q: String,
    /// Its address.
    pub(super) to: String,
}

/// Returns the questions that the visitor keeps.
///
/// # Errors
/// The ledger cannot be read.
pub(super) fn of(state: &State, visitor: &Visitor) -> Result<Vec<Saved>, Problem> {
    let own = state.ledger().searches(visitor.by(state.now()).who)?;
    Ok(own.into_iter().map(Saved::of).collect())
}

impl Saved {
    fn of(search: SavedSearch) -> Self {
        let SavedSearch { id, name, q, sort, exact, as_of, .. } = search;
        let asked = Asked {
            sap: ORDERS.iter().find(|(_, order, ..)| *order == sort).map(|(name, ..)| (*name).to_owned()),
            dung: exact.then(|| "1".to_owned()),
            ngay: as_of.map(|day| day.to_string()),
            tim: Some("1".to_owned()),
            ..Asked::default()
        };
        Self { id, name, to: asked.with(&q), q }
    }
}

/// What the form says.
#[derive(Debug, Deserialize)]
pub(super) struct Kept {
    #[serde(rename = "ten")]
    name: String,
    #[serde(flatten)]
    asked: Asked,
}

/// `POST /tra-cuu/luu`: keeps the question and leads back to it.
pub(super) async fn save(
    Held(state): Held<Arc<State>>,
    visitor: Visitor,
    form: Result<Form<Kept>, FormRejection>,
) -> Result<Redirect, Problem> {
    let Form(Kept { name, asked }) = form.map_err(|error| Problem::BAD_FORM.because(error))?;
    let to = asked.with(asked.q.trim());
    let now = state.now();
    let saved = state.keep(move |ledger| {
        let (_, sort) = asked.order();
        let new = NewSearch { name: &name, q: &asked.q, sort, exact: asked.is_exact(), as_of: asked.day() };
        ledger.save_search(&visitor.by(now), &new)
    });
    saved.await?;
    Ok(Redirect::to(&to))
}

/// `POST /tra-cuu/luu/{number}/xoa`: forgets a question.
pub(super) async fn forget(
    Held(state): Held<Arc<State>>,
    visitor: Visitor,
    Path(number): Path<i64>,
) -> Result<Redirect, Problem> {
    let now = state.now();
    let was_there = state.keep(move |ledger| ledger.forget_search(&visitor.by(now), number)).await?;
    if was_there { Ok(Redirect::to("/tra-cuu")) } else { Err(Problem::NO_SEARCH) }
}
