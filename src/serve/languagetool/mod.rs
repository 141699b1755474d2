//! The HTTP interface of `LanguageTool`, as far as its clients need it: `LibreOffice` underlines findings through it without
//! any extension.
//!
//! It is compatible with `LanguageTool`, it is not `LanguageTool`. A client sends a paragraph without its document, so only
//! the rules speak that need no more than that; what could not be verified is not told, for an underline accuses.

mod matches;
mod request;
mod sent;

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{RawQuery, State as Held};

use super::State;
use super::answer::Json;
use super::problem::Problem;
use super::routes::{Right, Route};
use matches::{Answer, Language};
use request::Query;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/v2/languages", Right::Open, languages),
        Route::get("/v2/check", Right::Check, check_query),
        Route::post("/v2/check", Right::Check, check_body),
    ]
}

/// Returns the key that a client sends among its parameters: there its users put a token.
pub(super) fn api_key(query: Option<&str>, body: &[u8]) -> Option<String> {
    let asked = query.and_then(|query| Query::encoded(query.as_bytes()).api_key());
    asked.or_else(|| Query::of_body(body).api_key())
}

async fn languages() -> Json<[Language; 1]> {
    Json([Language::VIETNAMESE])
}

/// `GET /v2/check?text=…&language=vi-VN`.
async fn check_query(Held(state): Held<Arc<State>>, RawQuery(query): RawQuery) -> Result<Json<Answer>, Problem> {
    check(&state, Query::encoded(query.unwrap_or_default().as_bytes())).await
}

/// `POST /v2/check`, as a form: encoded, or raw as `LibreOffice` 7.4 sends it.
async fn check_body(
    Held(state): Held<Arc<State>>,
    body: Result<Bytes, BytesRejection>,
) -> Result<Json<Answer>, Problem> {
    check(&state, Query::of_body(&body?)).await
}

async fn check(state: &Arc<State>, query: Query) -> Result<Json<Answer>, Problem> {
    let sent = query.sent()?;
    let answer = state.ask(move |state, store| {
        let asked = state.asked();
        let read = state.desk().paragraph(store, sent.text(), asked)?;
        let (rules, profile) = (&state.desk().office().rules, state.setting().profile.as_ref());
        Ok(Answer::of(&sent, &read, rules, profile, asked.lang))
    });
    Ok(Json(answer.await?))
}
