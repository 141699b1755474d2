//! `POST /kiem-tra/ID/quyet-dinh`: a finding is accepted or ignored with a reason, or that is undone. Written to the ledger before the answer.

use std::sync::Arc;

use askama::Template;
use axum::extract::rejection::FormRejection;
use axum::extract::{Form, Path, State as Held};
use axum::http::HeaderMap;
use axum::response::{Html, IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::judged::Judged;
use super::show::{self, Progress};
use crate::ledger::{Choice, NewDecision};
use crate::serve::State;
use crate::serve::access::Visitor;
use crate::serve::page::Frame;
use crate::serve::problem::Problem;

#[derive(Debug, Deserialize)]
pub(super) struct Decided {
    fingerprint: String,
    /// Number of the card, to come back to.
    number: usize,
    what: Choice,
    #[serde(default)]
    reason: String,
}

pub(super) async fn decide(
    Held(state): Held<Arc<State>>,
    visitor: Visitor,
    Path(id): Path<String>,
    headers: HeaderMap,
    frame: Frame,
    form: Result<Form<Decided>, FormRejection>,
) -> Result<Response, Problem> {
    let Form(decided) = form.map_err(|error| Problem::BAD_FORM.because(error))?;
    let part = headers.contains_key("hx-request");
    let (now, by, lang, draft) = (state.now(), visitor.clone(), frame.lang, id.clone());
    Judged::with(&state, &visitor, &draft, lang, move |state, store, mut judged| {
        let Decided { fingerprint, number, what, reason } = decided;
        let finding = judged.told().find(|finding| finding.fingerprint == fingerprint);
        let finding = finding.ok_or(Problem::NO_FINDING)?;
        let header = judged.outcome.judged.first().map(|own| &own.document.header);
        let mut ledger = state.ledger();
        // A draft that is no longer kept can still be decided on.
        let kept = ledger.drafts(by.sight())?.into_iter().map(|kept| kept.id).find(|id| judged.draft.kept == Some(*id));
        let new = NewDecision {
            fingerprint: &fingerprint,
            code: &finding.code,
            document: &judged.draft.name,
            number: header.and_then(|header| header.number.as_ref()).map(|number| number.text.as_str()),
            message: &finding.message,
            what,
            reason: Some(reason.as_str()),
            draft: kept,
            unit: Some(&judged.draft.unit),
        };
        ledger.decide(&by.by(now), by.sight(), &new)?;
        let decisions = ledger.standing(by.sight(), &judged.draft.unit, &judged.draft.name)?;
        drop(ledger);
        if !part {
            return Ok(Redirect::to(&format!("/kiem-tra/{id}#d1f{number}")).into_response());
        }
        judged.decisions = decisions;
        let csrf = by.csrf();
        let card = judged
            .original()
            .reviewed(state, store, |review| show::card(review, &judged, &id, csrf, &fingerprint))??;
        let progress = Progress::of(&judged, lang, true).render();
        Ok(Html(card + &progress.map_err(|error| Problem::INTERNAL.because(error))?).into_response())
    })
    .await
}
