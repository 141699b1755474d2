//! Two versions of a document side by side: files that are sent, or documents of the registry.

use std::sync::Arc;

use axum::extract::State as Held;
use schemars::JsonSchema;
use serde::Deserialize;

use super::operation::{Operation, Sends};
use super::sent::{Asked, Files};
use super::stamp::{Question, Stamped};
use crate::app::compare::known_by_name;
use crate::compare::compare;
use crate::registry::Store;
use crate::report::compare::Differences;
use crate::report::json::{Told, Tool};
use crate::serve::State;
use crate::serve::answer::Json;
use crate::serve::problem::Problem;
use crate::serve::routes::Right;

pub(super) fn operations() -> Vec<Operation> {
    vec![
        Operation::get("/api/v1/diff", Right::Read, "compareKnown", of_registry)
            .says(
                "So sánh hai văn bản của sổ đăng ký",
                "Compares two documents of the registry, by provision and by word",
            )
            .asks::<OfTwo>()
            .answers::<Told<Differences>>()
            .stamped()
            .refuses([Problem::NO_DOCUMENT, Problem::NO_WORDING, Problem::SEVERAL]),
        Operation::post("/api/v1/diff", Right::Check, "compareFiles", of_files)
            .says("So sánh hai tệp gửi lên, không lưu", "Compares two files, which are not kept")
            .takes(Sends::Files(&["before", "after"]))
            .answers::<Told<Differences>>(),
    ]
}

/// Which documents.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::serve) struct OfTwo {
    /// Bản trước: mã, hoặc số, ký hiệu. The older one.
    a: String,
    /// Bản sau. The newer one.
    b: String,
}

async fn of_registry(
    Held(state): Held<Arc<State>>,
    Asked(asked): Asked<OfTwo>,
    question: Question,
) -> Result<Stamped<Told<Differences>>, Problem> {
    let answer = state.ask(move |state, store| {
        question.answered(state, store, || Ok(Told::new(Tool::new(None), compared(state, store, &asked)?)))
    });
    answer.await
}

/// Compares two documents of the registry.
pub(in crate::serve) fn compared(state: &State, store: &Store, asked: &OfTwo) -> Result<Differences, Problem> {
    let side = |asked: &str| known_by_name(state.desk().office(), store, asked, state.day(None));
    Ok(Differences::of(&compare(&side(&asked.a)?, &side(&asked.b)?)))
}

async fn of_files(Held(state): Held<Arc<State>>, files: Files) -> Result<Json<Told<Differences>>, Problem> {
    let [before, after] = files.each(["before", "after"])?;
    let sides = [before.text(&state).await?, after.text(&state).await?];
    let answer = state.ask(move |state, _| {
        let [before, after] = sides.map(|(name, source)| state.desk().document(&name, &source));
        let comparison = compare(&before, &after);
        Ok(Told::new(Tool::new(None), Differences::of(&comparison)))
    });
    Ok(Json(answer.await?))
}
