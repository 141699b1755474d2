//! A document's text as files of other programs.

use std::sync::Arc;

use axum::extract::{Path, Query, State as Held};
use axum::response::Response;
use serde::Deserialize;

use crate::app::export::{Form, receivers, stored};
use crate::rules::Lang;
use crate::serve::State;
use crate::serve::answer::attachment;
use crate::serve::problem::Problem;
use crate::serve::screens::links;

/// A file that can be had.
pub(super) struct File {
    pub(super) to: String,
    pub(super) name: &'static str,
    pub(super) what: &'static str,
}

/// Returns the files of a document.
pub(super) fn of(id: &str, lang: Lang) -> Vec<File> {
    let file = |form: &str, name, vi, en| File { to: links::download(form, id), name, what: lang.say(vi, en) };
    vec![
        file("txt", "TXT", "toàn văn, không định dạng", "the text, without its looks"),
        file(
            "json",
            "JSON",
            "những gì soat hiểu được: bố cục, viện dẫn, nhiệm vụ",
            "what soat understood: provisions, citations, tasks",
        ),
        file("akn", "Akoma Ntoso", "XML theo chuẩn OASIS LegalDocML 3.0", "XML by OASIS LegalDocML 3.0"),
    ]
}

/// Who sends an envelope to whom.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Asked {
    #[serde(default, rename = "tu")]
    from: String,
    #[serde(default, rename = "den")]
    to: String,
}

pub(super) async fn answer(
    Held(state): Held<Arc<State>>,
    Path((form, id)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    let form = match form.as_str() {
        "txt" => Form::Text,
        "json" => Form::Json,
        "akn" => Form::Akn,
        "edxml" if asked.from.trim().is_empty() => return Err(Problem::NO_SENDER),
        "edxml" => Form::Edxml { from: asked.from.trim().to_owned(), to: receivers(&asked.to) },
        _ => return Err(Problem::NOT_FOUND),
    };
    let file = state.ask(move |_, store| {
        let document = store.document(&id)?.ok_or(Problem::NO_WORDING)?;
        stored(&id, &document, &form).map_err(|error| Problem::INTERNAL.because(error))
    });
    let file = file.await?;
    Ok(attachment(&file.name, file.bytes))
}
