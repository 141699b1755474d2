//! A document's text as files of other programs.

use std::io::Write as _;
use std::sync::Arc;

use axum::extract::{Path, State as Held};
use axum::response::Response;

use crate::document::Document;
use crate::report::json::Tool;
use crate::report::{akn, json};
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

pub(super) async fn answer(
    Held(state): Held<Arc<State>>,
    Path((form, id)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let document = state.ask(move |_, store| {
        let name = id.replace('/', "-");
        Ok((name, store.document(&id)?.ok_or(Problem::NO_WORDING)?))
    });
    let (name, document) = document.await?;
    let (ending, bytes) = written(&document, &form)?;
    Ok(attachment(&format!("{name}.{ending}"), bytes))
}

fn written(document: &Document, form: &str) -> Result<(&'static str, Vec<u8>), Problem> {
    let mut bytes = Vec::new();
    let (ending, done) = match form {
        "txt" => ("txt", bytes.write_all(document.text.as_bytes())),
        "json" => ("json", json::write(&Tool::new(None), "documents", &[document], &mut bytes)),
        "akn" => ("akn.xml", akn::write(document, &mut bytes)),
        _ => return Err(Problem::NOT_FOUND),
    };
    done.map_err(|error| Problem::INTERNAL.because(error))?;
    Ok((ending, bytes))
}
