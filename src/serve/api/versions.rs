//! Two versions of a document side by side: files that are sent, or documents of the registry.

use std::sync::Arc;

use axum::extract::State as Held;
use axum::response::Response;
use schemars::JsonSchema;
use serde::Deserialize;

use super::operation::{Operation, Sends};
use super::sent::{Asked, Files};
use super::stamp::{Question, Stamped};
use crate::app::compare::known_by_name;
use crate::compare::{Comparison, compare};
use crate::registry::Store;
use crate::report;
use crate::report::compare::Differences;
use crate::report::json::{Told, Tool};
use crate::rules::Lang;
use crate::serve::State;
use crate::serve::answer::{Json, attachment};
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
        Operation::get("/api/v1/diff/file", Right::Read, "compareKnownAsFile", file_of_registry)
            .says(
                "So sánh hai văn bản của sổ đăng ký thành tệp Word có theo dõi thay đổi, hoặc trang HTML",
                "Compares two documents of the registry: a Word file with tracked changes, or a page",
            )
            .asks::<OfTwoAsFile>()
            .gives_file(FORMS)
            .refuses([Problem::NO_DOCUMENT, Problem::NO_WORDING, Problem::SEVERAL]),
        Operation::post("/api/v1/diff/file", Right::Check, "compareFilesAsFile", file_of_files)
            .says(
                "So sánh hai tệp gửi lên thành tệp Word có theo dõi thay đổi, hoặc trang HTML",
                "Compares two files, which are not kept: a Word file with tracked changes, or a page",
            )
            .asks::<OfFormat>()
            .takes(Sends::Files(&["before", "after"]))
            .gives_file(FORMS),
    ]
}

/// The media types of a comparison as a file.
const FORMS: &[&str] = &["application/vnd.openxmlformats-officedocument.wordprocessingml.document", "text/html"];

/// A comparison as a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(in crate::serve) enum CompareForm {
    /// The older one with tracked changes.
    Docx,
    /// Both side by side.
    Html,
}

/// Which file.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct OfFormat {
    /// Dạng tệp. The form of the file.
    form: CompareForm,
    /// Ngôn ngữ của trang. The language of the page.
    lang: Option<Lang>,
}

/// Which documents, as which file.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct OfTwoAsFile {
    /// Bản trước: mã, hoặc số, ký hiệu. The older one.
    a: String,
    /// Bản sau. The newer one.
    b: String,
    /// Dạng tệp. The form of the file.
    form: CompareForm,
    /// Ngôn ngữ của trang. The language of the page.
    lang: Option<Lang>,
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
    Ok(Differences::of(&known(state, store, &asked.a, &asked.b)?))
}

fn known(state: &State, store: &Store, before: &str, after: &str) -> Result<Comparison, Problem> {
    let side = |asked: &str| known_by_name(state.desk().office(), store, asked, state.day(None));
    Ok(compare(&side(before)?, &side(after)?))
}

async fn file_of_registry(
    Held(state): Held<Arc<State>>,
    Asked(asked): Asked<OfTwoAsFile>,
) -> Result<Response, Problem> {
    let answer = state.ask(move |state, store| {
        let OfTwoAsFile { a, b, form, lang } = &asked;
        written(state, &known(state, store, a, b)?, *form, lang.unwrap_or(state.setting().lang))
    });
    answer.await
}

/// Returns a comparison as a file.
pub(in crate::serve) fn written(
    state: &State,
    comparison: &Comparison,
    form: CompareForm,
    lang: Lang,
) -> Result<Response, Problem> {
    match form {
        CompareForm::Html => {
            let mut page = Vec::new();
            report::compare::html(comparison, lang, &mut page).map_err(|error| Problem::INTERNAL.because(error))?;
            Ok(attachment("so-sanh.html", page))
        }
        CompareForm::Docx => {
            let bytes = report::compare::docx(comparison, state.asked().today);
            Ok(attachment("so-sanh.docx", bytes.map_err(|error| Problem::INTERNAL.because(error))?))
        }
    }
}

async fn of_files(Held(state): Held<Arc<State>>, files: Files) -> Result<Json<Told<Differences>>, Problem> {
    let answer = sent(&state, files, |_, comparison| Ok(Told::new(Tool::new(None), Differences::of(comparison))));
    Ok(Json(answer.await?))
}

async fn file_of_files(
    Held(state): Held<Arc<State>>,
    Asked(OfFormat { form, lang }): Asked<OfFormat>,
    files: Files,
) -> Result<Response, Problem> {
    let answer = sent(&state, files, move |state, comparison| {
        written(state, comparison, form, lang.unwrap_or(state.setting().lang))
    });
    answer.await
}

/// Compares the two files of a request, and lets `work` lay it out.
async fn sent<T: Send + 'static>(
    state: &Arc<State>,
    files: Files,
    work: impl FnOnce(&State, &Comparison) -> Result<T, Problem> + Send + 'static,
) -> Result<T, Problem> {
    let [before, after] = files.each(["before", "after"])?;
    let sides = [before.text(state).await?, after.text(state).await?];
    let answer = state.ask(move |state, _| {
        let [before, after] = sides.map(|(name, source)| state.desk().document(&name, &source));
        work(state, &compare(&before, &after))
    });
    answer.await
}
