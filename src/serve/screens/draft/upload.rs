//! `/`: where a draft is dropped. It is held in memory for the visitor; kept in the ledger only where the visitor asks for it.

use std::sync::Arc;

use askama::Template;
use axum::body::Bytes;
use axum::extract::multipart::{Multipart, MultipartError, MultipartRejection};
use axum::extract::rejection::FormRejection;
use axum::extract::{Form, Path, State as Held};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use jiff::civil::Date;
use serde::Deserialize;

use super::judged::owner;
use crate::app::parcel::{self, Parcel};
use crate::ledger;
use crate::serve::State;
use crate::serve::access::{CSRF_FIELD, Visitor};
use crate::serve::drafts::{Draft, Listed};
use crate::serve::page::{Frame, Page, Place};
use crate::serve::problem::Problem;

#[derive(Template)]
#[template(path = "check.html")]
pub(super) struct Ask {
    frame: Frame,
    csrf: String,
    /// The drafts that the visitor has before them.
    open: Vec<Listed>,
    kept: Vec<ledger::Draft>,
    /// Whether the ledger outlives the server.
    keeps: bool,
}

pub(super) async fn ask(Held(state): Held<Arc<State>>, visitor: Visitor, frame: Frame) -> Result<Page<Ask>, Problem> {
    let open = state.drafts().of(owner(&visitor), state.now());
    let (asker, keeps) = (visitor.clone(), state.setting().ledger.is_some());
    let kept = state.keep(move |ledger| ledger.drafts(asker.sight())).await?;
    let title = frame.say("Kiểm tra dự thảo", "Check a draft").to_owned();
    let csrf = visitor.csrf().to_owned();
    Ok(Page(Ask { frame: frame.at(Place::Check, title), csrf, open, kept, keeps }))
}

/// What the form of a draft says.
#[derive(Default)]
struct Sent {
    name: String,
    bytes: Bytes,
    as_of: Option<Date>,
    keep: bool,
}

/// `POST /kiem-tra`: takes the draft and leads to what is found on it.
pub(super) async fn take(
    Held(state): Held<Arc<State>>,
    visitor: Visitor,
    frame: Frame,
    form: Result<Multipart, MultipartRejection>,
) -> Result<Response, Problem> {
    let sent = read(form.map_err(|_| Problem::BROKEN_OFF)?).await?;
    if sent.bytes.is_empty() {
        return Err(Problem::NO_FILE);
    }
    let (name, bytes) = (sent.name.clone(), sent.bytes.clone());
    let opened = tokio::task::spawn_blocking(move || parcel::open(&name, &bytes)).await;
    let opened = opened.map_err(|_| Problem::INTERNAL)?;
    match opened.map_err(|error| Problem::UNREADABLE.because(format!("{}: {error}", sent.name)))? {
        Parcel::Draft => {
            let id = held(&state, &visitor, (sent.name, sent.bytes), sent.as_of, sent.keep).await?;
            Ok(Redirect::to(&format!("/kiem-tra/{id}")).into_response())
        }
        Parcel::Members(members) => {
            let mut drafts = Vec::new();
            for (name, bytes) in members {
                let reason = match bytes {
                    Ok(bytes) => Ok(held(&state, &visitor, (name.clone(), bytes.into()), sent.as_of, sent.keep).await?),
                    Err(error) => Err(error.to_string()),
                };
                drafts.push((name, reason));
            }
            let title = format!("{} {}", frame.say("Các dự thảo trong", "The drafts in"), sent.name);
            Ok(Page(Unpacked { frame: frame.at(Place::Check, title), drafts }).into_response())
        }
    }
}

/// Holds a draft for the visitor, and keeps it where that was asked; returns its id.
async fn held(
    state: &Arc<State>,
    visitor: &Visitor,
    (name, bytes): (String, Bytes),
    as_of: Option<Date>,
    keep: bool,
) -> Result<String, Problem> {
    let now = state.now();
    let kept = if keep {
        let (name, bytes, by) = (name.clone(), bytes.clone(), visitor.clone());
        Some(state.keep(move |ledger| ledger.keep_draft(&by.by(now), &name, &bytes)).await?.id)
    } else {
        None
    };
    let draft = Draft { name, bytes, unit: visitor.by(now).unit.to_owned(), kept };
    let id = state.drafts().take(owner(visitor), draft, as_of, now);
    id.map_err(|error| Problem::INTERNAL.because(error))
}

/// The drafts of an archive, each with its id or why it cannot be had.
#[derive(Template)]
#[template(path = "unpacked.html")]
struct Unpacked {
    frame: Frame,
    drafts: Vec<(String, Result<String, String>)>,
}

async fn read(mut form: Multipart) -> Result<Sent, Problem> {
    let broken = |error: MultipartError| match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Problem::TOO_BIG,
        _ => Problem::BROKEN_OFF,
    };
    let mut sent = Sent::default();
    while let Some(field) = form.next_field().await.map_err(broken)? {
        match field.name().unwrap_or_default() {
            "tep" => {
                let name = field.file_name().unwrap_or_default();
                // Some browsers send the whole path.
                name.rsplit(['/', '\\']).next().unwrap_or_default().clone_into(&mut sent.name);
                sent.bytes = field.bytes().await.map_err(broken)?;
            }
            "ngay" => sent.as_of = day(&field.text().await.map_err(broken)?)?,
            "luu" => sent.keep = true,
            _ => {}
        }
    }
    Ok(sent)
}

/// Reads a day; none where it is empty.
fn day(text: &str) -> Result<Option<Date>, Problem> {
    match text.trim() {
        "" => Ok(None),
        day => Ok(Some(day.parse().map_err(|_| Problem::BAD_DAY.because(day))?)),
    }
}

#[derive(Debug, Deserialize)]
pub(super) struct Day {
    ngay: String,
}

/// `POST /kiem-tra/{id}/ngay`: has the draft judged by the law of another day.
pub(super) async fn judge_on(
    Held(state): Held<Arc<State>>,
    visitor: Visitor,
    Path(id): Path<String>,
    form: Result<Form<Day>, FormRejection>,
) -> Result<Redirect, Problem> {
    let Form(sent) = form.map_err(|error| Problem::BAD_FORM.because(error))?;
    let is_there = state.drafts().judge_on(owner(&visitor), &id, day(&sent.ngay)?);
    if is_there { Ok(Redirect::to(&format!("/kiem-tra/{id}"))) } else { Err(Problem::NO_DRAFT) }
}

/// `POST /kiem-tra/{id}/bo`: forgets a draft.
pub(super) async fn forget(Held(state): Held<Arc<State>>, visitor: Visitor, Path(id): Path<String>) -> Redirect {
    if let Some(draft) = state.drafts().forget(owner(&visitor), &id) {
        state.readings().forget(&draft.bytes);
    }
    Redirect::to("/")
}

/// `POST /du-thao/{number}`: takes a kept draft up again.
pub(super) async fn open(
    Held(state): Held<Arc<State>>,
    visitor: Visitor,
    Path(number): Path<i64>,
) -> Result<Redirect, Problem> {
    let asker = visitor.clone();
    let kept = state.keep(move |ledger| ledger.draft(asker.sight(), number)).await?.ok_or(Problem::NO_DRAFT)?;
    let ledger::Draft { name, unit, .. } = kept.draft;
    let draft = Draft { name, bytes: kept.bytes.into(), unit, kept: Some(number) };
    let id = state.drafts().take(owner(&visitor), draft, None, state.now());
    Ok(Redirect::to(&format!("/kiem-tra/{}", id.map_err(|error| Problem::INTERNAL.because(error))?)))
}

/// `POST /du-thao/{number}/xoa`: deletes a kept draft.
pub(super) async fn delete(
    Held(state): Held<Arc<State>>,
    visitor: Visitor,
    Path(number): Path<i64>,
) -> Result<Redirect, Problem> {
    let now = state.now();
    state.keep(move |ledger| ledger.forget_draft(&visitor.by(now), visitor.sight(), number)).await?;
    Ok(Redirect::to("/"))
}
