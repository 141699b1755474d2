//! Drafts that somebody asks to keep; what is sent to be checked alone is not.

use std::sync::Arc;

use axum::extract::State as Held;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use schemars::JsonSchema;
use serde::Serialize;

use super::decisions::OfPage;
use super::imports::OfFile;
use super::operation::{Operation, Sends};
use super::sent::{Asked, Files, Named};
use crate::ledger::Draft;
use crate::report::json::{Told, Tool};
use crate::serve::State;
use crate::serve::access::Visitor;
use crate::serve::answer::{Json, attachment};
use crate::serve::problem::Problem;
use crate::serve::routes::Right;

pub(super) fn operations() -> Vec<Operation> {
    vec![
        Operation::get("/api/v1/drafts", Right::Check, "listDrafts", list)
            .says("Dự thảo đã lưu mà người hỏi được xem", "The kept drafts that the asker may see")
            .asks::<OfPage>()
            .answers::<Told<Drafts>>()
            .refuses([Problem::CURSOR]),
        Operation::post("/api/v1/drafts", Right::Check, "keepDraft", keep)
            .says(
                "Lưu một dự thảo; cùng tệp của cùng người thì lưu một lần",
                "Keeps a draft; the same file of the same owner is kept once",
            )
            .asks::<OfFile>()
            .takes(Sends::File)
            .answers::<Told<OneDraft>>()
            .with_status(StatusCode::CREATED)
            .refuses([Problem::REFUSED]),
        Operation::get("/api/v1/drafts/{number}/file", Right::Check, "getDraftFile", file)
            .says("Tệp của một dự thảo đã lưu, như khi gửi", "The file of a kept draft, as it was sent")
            .gives_file(&["application/octet-stream"])
            .refuses([Problem::NO_DRAFT]),
        Operation::delete("/api/v1/drafts/{number}", Right::Check, "forgetDraft", forget)
            .says("Xóa một dự thảo đã lưu", "Forgets a kept draft")
            .with_status(StatusCode::NO_CONTENT)
            .refuses([Problem::NO_DRAFT, Problem::REFUSED]),
    ]
}

/// A page of drafts.
#[derive(Debug, Serialize, JsonSchema)]
struct Drafts {
    /// The drafts, the newest first.
    drafts: Vec<Draft>,
    /// The cursor of the next page; `null` on the last.
    next: Option<String>,
}

/// A kept draft.
#[derive(Debug, Serialize, JsonSchema)]
struct OneDraft {
    draft: Draft,
}

async fn list(
    Held(state): Held<Arc<State>>,
    visitor: Visitor,
    Asked(asked): Asked<OfPage>,
) -> Result<Json<Told<Drafts>>, Problem> {
    let all = state.keep(move |ledger| ledger.drafts(visitor.sight())).await?;
    let (drafts, next) = asked.in_order("drafts", all)?;
    Ok(Json(Told::new(Tool::new(None), Drafts { drafts, next })))
}

async fn keep(
    Held(state): Held<Arc<State>>,
    visitor: Visitor,
    Asked(asked): Asked<OfFile>,
    files: Files,
) -> Result<Response, Problem> {
    let [file] = files.each(["file"])?;
    let file = file.called(asked.name.as_deref()).filled()?;
    let now = state.now();
    let draft = state.keep(move |ledger| ledger.keep_draft(&visitor.by(now), &file.name, &file.bytes)).await?;
    Ok((StatusCode::CREATED, Json(Told::new(Tool::new(None), OneDraft { draft }))).into_response())
}

fn number(given: &str) -> Result<i64, Problem> {
    given.parse().map_err(|_| Problem::NO_DRAFT)
}

async fn file(Held(state): Held<Arc<State>>, visitor: Visitor, Named(given): Named) -> Result<Response, Problem> {
    let number = number(&given)?;
    let kept = state.keep(move |ledger| ledger.draft(visitor.sight(), number)).await?.ok_or(Problem::NO_DRAFT)?;
    Ok(attachment(&kept.draft.name, kept.bytes))
}

async fn forget(Held(state): Held<Arc<State>>, visitor: Visitor, Named(given): Named) -> Result<StatusCode, Problem> {
    let number = number(&given)?;
    let now = state.now();
    state.keep(move |ledger| ledger.forget_draft(&visitor.by(now), visitor.sight(), number)).await?;
    Ok(StatusCode::NO_CONTENT)
}
