//! `POST /chong-cheo/ket-luan`: somebody says what two tasks are to one another. Written to the ledger before the answer.

use std::sync::Arc;

use axum::extract::rejection::FormRejection;
use axum::extract::{Form, State as Held};
use axum::response::Redirect;
use serde::Deserialize;

use crate::ledger::{Kinship, NewVerdict, Place};
use crate::serve::State;
use crate::serve::access::Visitor;
use crate::serve::problem::Problem;

#[derive(Debug, Deserialize)]
pub(super) struct Said {
    first: String,
    first_path: String,
    second: String,
    second_path: String,
    what: Kinship,
    #[serde(default)]
    reason: String,
    /// Number of the pair and question of the page, to come back to.
    number: usize,
    #[serde(default)]
    query: String,
}

pub(super) async fn take(
    Held(state): Held<Arc<State>>,
    visitor: Visitor,
    form: Result<Form<Said>, FormRejection>,
) -> Result<Redirect, Problem> {
    let Form(said) = form.map_err(|error| Problem::BAD_FORM.because(error))?;
    let now = state.now();
    let Said { first, first_path, second, second_path, what, reason, number, query } = said;
    state
        .keep(move |ledger| {
            let tasks = [Place { document: first, path: first_path }, Place { document: second, path: second_path }];
            let reason = Some(reason.trim()).filter(|reason| !reason.is_empty());
            ledger.judge(&visitor.by(now), NewVerdict { tasks, what, reason })
        })
        .await?;
    // Written anew, so that whatever came stays a query of that one address.
    let pairs = form_urlencoded::parse(query.as_bytes());
    let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
    Ok(Redirect::to(&format!("/chong-cheo/cap?{query}#cap-{number}")))
}
