//! `/so-sanh`: two versions of a document side by side, out of the registry or sent: by provision first, then by word.

use std::sync::Arc;

use askama::Template;
use axum::body::Bytes;
use axum::extract::multipart::{Multipart, MultipartError, MultipartRejection};
use axum::extract::{Query, State as Held};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::links;
use crate::app::compare::{CompareError, known_by_name};
use crate::app::reading::Unread;
use crate::compare::{Change, Comparison, compare};
use crate::document::Document;
use crate::registry::Store;
use crate::report;
use crate::rules::Lang;
use crate::serve::State;
use crate::serve::access::{CSRF_FIELD, Visitor};
use crate::serve::api::versions::{self, CompareForm};
use crate::serve::page::{Frame, Page, Place};
use crate::serve::problem::Problem;
use crate::serve::routes::{Right, Route};
use crate::text::Source;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/so-sanh", Right::Read, page),
        Route::get("/so-sanh/tep", Right::Read, file),
        Route::post("/so-sanh", Right::Check, sent),
    ]
}

/// Which two documents of the registry.
#[derive(Debug, Default, Clone, Deserialize)]
struct Asked {
    #[serde(default)]
    truoc: String,
    #[serde(default)]
    sau: String,
    /// The form of the file.
    dang: Option<String>,
}

#[derive(Template)]
#[template(path = "compare.html")]
struct Screen {
    frame: Frame,
    csrf: String,
    before: String,
    after: String,
    /// What was wrong with what was asked for.
    wrong: Vec<String>,
    shown: Option<Shown>,
}

/// A comparison as the page shows it.
struct Shown {
    summary: String,
    same: bool,
    html: String,
    /// Where it can be had as files; none for files that were sent, which are not kept.
    files: Option<(String, String)>,
}

/// A side of the comparison: a file that was sent, else what the registry is asked for.
#[derive(Debug, Default)]
struct Side {
    asked: String,
    name: String,
    bytes: Bytes,
}

async fn page(
    Held(state): Held<Arc<State>>,
    visitor: Visitor,
    Query(asked): Query<Asked>,
    frame: Frame,
) -> Result<Page<Screen>, Problem> {
    let csrf = visitor.csrf().to_owned();
    let page = state.ask(move |state, store| {
        let (before, after) = (asked.truoc.trim(), asked.sau.trim());
        if before.is_empty() || after.is_empty() {
            return Ok(Page(screen(frame, csrf, &asked, Vec::new(), None)));
        }
        match pair([of_registry(state, store, before), of_registry(state, store, after)])? {
            Ok(comparison) => {
                let file =
                    |form: &str| links::asking("/so-sanh/tep", &[("truoc", before), ("sau", after), ("dang", form)]);
                let files = Some((file("docx"), file("html")));
                let shown = shown(&comparison, files, frame.lang)?;
                Ok(Page(screen(frame, csrf, &asked, Vec::new(), Some(shown))))
            }
            Err(wrong) => Ok(Page(screen(frame, csrf, &asked, wrong, None))),
        }
    });
    page.await
}

fn screen(frame: Frame, csrf: String, asked: &Asked, wrong: Vec<String>, shown: Option<Shown>) -> Screen {
    let title = match &shown {
        Some(_) if !asked.truoc.is_empty() => {
            format!("{}: {} – {}", frame.say("So sánh", "Compare"), asked.truoc.trim(), asked.sau.trim())
        }
        _ => frame.say("So sánh hai văn bản", "Compare two documents").to_owned(),
    };
    let frame = frame.at(Place::Compare, title);
    Screen { frame, csrf, before: asked.truoc.clone(), after: asked.sau.clone(), wrong, shown }
}

fn of_registry(state: &State, store: &Store, asked: &str) -> Result<Document, CompareError> {
    known_by_name(state.desk().office(), store, asked, state.day(None))
}

/// Compares both sides, or tells in words what is lacking of each.
fn pair(sides: [Result<Document, CompareError>; 2]) -> Result<Result<Comparison, Vec<String>>, Problem> {
    match sides {
        [Ok(before), Ok(after)] => Ok(Ok(compare(&before, &after))),
        sides => {
            let mut wrong = Vec::new();
            for error in sides.into_iter().filter_map(Result::err) {
                match error {
                    CompareError::Registry(error) => return Err(error.into()),
                    error => wrong.push(error.to_string()),
                }
            }
            Ok(Err(wrong))
        }
    }
}

fn shown(comparison: &Comparison, files: Option<(String, String)>, lang: Lang) -> Result<Shown, Problem> {
    let mut html = Vec::new();
    report::compare::fragment(comparison, lang, &mut html).map_err(|error| Problem::INTERNAL.because(error))?;
    let html = String::from_utf8(html).map_err(|error| Problem::INTERNAL.because(error))?;
    let same = comparison.rows.iter().all(|row| row.change == Change::Same);
    Ok(Shown { summary: report::compare::summary(comparison, lang), same, html, files })
}

async fn file(Held(state): Held<Arc<State>>, Query(asked): Query<Asked>, frame: Frame) -> Result<Response, Problem> {
    let answer = state.ask(move |state, store| {
        let (before, after) =
            (of_registry(state, store, asked.truoc.trim())?, of_registry(state, store, asked.sau.trim())?);
        versions::written(state, &compare(&before, &after), wanted(asked.dang.as_deref()), frame.lang)
    });
    answer.await
}

fn wanted(dang: Option<&str>) -> CompareForm {
    if dang == Some("html") { CompareForm::Html } else { CompareForm::Docx }
}

/// `POST /so-sanh`: compares what was sent, which is not kept; two documents of the registry have an address of their own.
async fn sent(
    Held(state): Held<Arc<State>>,
    visitor: Visitor,
    frame: Frame,
    form: Result<Multipart, MultipartRejection>,
) -> Result<Response, Problem> {
    let (sides, dang) = read(form.map_err(|_| Problem::BROKEN_OFF)?).await?;
    if sides.iter().all(|side| side.bytes.is_empty()) {
        let [before, after] = &sides;
        let to = links::asking("/so-sanh", &[("truoc", before.asked.trim()), ("sau", after.asked.trim())]);
        return Ok(Redirect::to(&to).into_response());
    }
    let csrf = visitor.csrf().to_owned();
    let [before, after] = sides;
    let asked = Asked { truoc: before.asked.clone(), sau: after.asked.clone(), dang: None };
    let sides = [before.text(&state).await?, after.text(&state).await?];
    let answer = state.ask(move |state, store| {
        let [before, after] = sides;
        match pair([before.document(state, store), after.document(state, store)])? {
            Ok(comparison) if dang == "trang" => {
                let shown = shown(&comparison, None, frame.lang)?;
                Ok(Page(screen(frame, csrf, &asked, Vec::new(), Some(shown))).into_response())
            }
            Ok(comparison) => versions::written(state, &comparison, wanted(Some(&dang)), frame.lang),
            Err(wrong) => {
                let page = Page(screen(frame, csrf, &asked, wrong, None));
                Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
            }
        }
    });
    answer.await
}

/// One side, its file read.
enum Told {
    /// A document of the registry is asked for.
    Asked(String),
    Read(String, Arc<Source>),
    Unread(Unread),
}

impl Side {
    /// Reads its file, where there is one.
    ///
    /// # Errors
    /// Other programs are not done with it.
    async fn text(self, state: &State) -> Result<Told, Problem> {
        if self.bytes.is_empty() {
            return Ok(Told::Asked(self.asked));
        }
        match state.text(&self.name, &self.bytes).await {
            Ok(source) => Ok(Told::Read(self.name, source)),
            Err(problem) if problem.code() == Problem::UNREADABLE.code() => {
                let reason = problem.detail().unwrap_or(problem.title()).to_owned();
                Ok(Told::Unread(Unread { path: self.name, reason }))
            }
            Err(problem) => Err(problem),
        }
    }
}

impl Told {
    fn document(self, state: &State, store: &Store) -> Result<Document, CompareError> {
        match self {
            Self::Asked(asked) => of_registry(state, store, asked.trim()),
            Self::Read(name, source) => Ok(state.desk().document(&name, &source)),
            Self::Unread(unread) => Err(CompareError::Unread(unread)),
        }
    }
}

async fn read(mut form: Multipart) -> Result<([Side; 2], String), Problem> {
    let broken = |error: MultipartError| match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Problem::TOO_BIG,
        _ => Problem::BROKEN_OFF,
    };
    let (mut before, mut after, mut wanted) = (Side::default(), Side::default(), "trang".to_owned());
    while let Some(field) = form.next_field().await.map_err(broken)? {
        let name = field.name().unwrap_or_default().to_owned();
        let side = if name.starts_with("truoc") { &mut before } else { &mut after };
        match name.as_str() {
            "truoc" | "sau" => side.asked = field.text().await.map_err(broken)?,
            "truoc-tep" | "sau-tep" => {
                field.file_name().unwrap_or_default().clone_into(&mut side.name);
                side.bytes = field.bytes().await.map_err(broken)?;
            }
            "dang" => wanted = field.text().await.map_err(broken)?,
            _ => {}
        }
    }
    Ok(([before, after], wanted))
}
