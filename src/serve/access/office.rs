//! `/quan-tri`: users, the state of the store, and taking it away.

use std::sync::Arc;

use askama::Template;
use axum::body::Body;
use axum::extract::rejection::FormRejection;
use axum::extract::{Form, Path, State as Held};
use axum::http::header;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use tokio_util::io::ReaderStream;

use super::CSRF_FIELD;
use super::visitor::Visitor;
use crate::app::safekeeping::{self, SafekeepingError, Store};
use crate::app::search;
use crate::ledger::{Change, Link, NewUser, Role, User};
use crate::serve::State;
use crate::serve::page::{Frame, Page, Place};
use crate::serve::problem::Problem;
use crate::serve::routes::{Right, Route};

/// Bytes of a backup that are read at once.
const PIECE: usize = 1 << 16;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/quan-tri", Right::Administer, show),
        Route::post("/quan-tri/nguoi-dung", Right::Administer, add),
        Route::post("/quan-tri/nguoi-dung/{name}", Right::Administer, change),
        Route::post("/quan-tri/nguoi-dung/{name}/mat-khau", Right::Administer, set_password),
        Route::post("/quan-tri/sao-luu", Right::Administer, take_away).unhurried(),
    ]
}

#[derive(Template)]
#[template(path = "office.html")]
pub(super) struct Office {
    frame: Frame,
    users: Vec<User>,
    health: Health,
}

/// What the server works with.
struct Health {
    version: &'static str,
    rules: String,
    registry: Option<String>,
    documents: u64,
    /// Whether the registry has an index beside it.
    index: bool,
    ledger: Option<String>,
    /// The last row of the log; `None` where it is broken.
    log: Option<Link>,
    /// The first row of the log that is not as it was written.
    broken: Option<i64>,
}

async fn show(Held(state): Held<Arc<State>>, frame: Frame) -> Result<Page<Office>, Problem> {
    let told = state.ask(|state, store| {
        let (setting, documents) = (state.setting(), store.len()?);
        let shown = |path: &std::path::PathBuf| path.display().to_string();
        Ok(Health {
            version: env!("CARGO_PKG_VERSION"),
            rules: state.desk().office().rules.digest(),
            registry: setting.registry.as_ref().map(shown),
            documents,
            index: setting.registry.as_deref().is_some_and(|path| search::beside(path).is_dir()),
            ledger: setting.ledger.as_ref().map(shown),
            log: None,
            broken: None,
        })
    });
    let mut health = told.await?;
    let (users, chain) = state.keep(|ledger| Ok((ledger.users()?, ledger.verify(None)?))).await?;
    health.broken = chain.broken.as_ref().map(|broken| broken.seq);
    health.log = health.broken.is_none().then_some(chain.head);
    let title = frame.say("Quản trị", "Administration").to_owned();
    Ok(Page(Office { frame: frame.at(Place::Administration, title), users, health }))
}

#[derive(Deserialize)]
struct Entry {
    name: String,
    #[serde(default)]
    display: String,
    #[serde(default)]
    unit: String,
    role: Role,
    password: String,
}

async fn add(
    Held(state): Held<Arc<State>>,
    visitor: Visitor,
    form: Result<Form<Entry>, FormRejection>,
) -> Result<Redirect, Problem> {
    let Form(entry) = form.map_err(|error| Problem::BAD_FORM.because(error))?;
    let Entry { name, display, unit, role, password } = &entry;
    add_user(&state, &visitor, NewUser { name, display, unit, role: *role }, password).await?;
    Ok(Redirect::to("/quan-tri"))
}

/// Adds a user.
///
/// # Errors
/// It is the first one and no administrator: it would lock everybody else out. The ledger refuses it, or cannot be written.
pub(in crate::serve) async fn add_user(
    state: &Arc<State>,
    visitor: &Visitor,
    new: NewUser<'_>,
    password: &str,
) -> Result<User, Problem> {
    let [name, display, unit, password] = [new.name, new.display, new.unit, password].map(str::to_owned);
    let (now, visitor, role) = (state.now(), visitor.clone(), new.role);
    let added = state.keep(move |ledger| {
        if !ledger.has_users()? && role != Role::Administrator {
            return Ok(None);
        }
        let new = NewUser { name: &name, display: &display, unit: &unit, role };
        ledger.add_user(&visitor.by(now), new, &password).map(Some)
    });
    added.await?.ok_or(Problem::ADMINISTRATOR_FIRST)
}

#[derive(Deserialize)]
struct Changed {
    display: Option<String>,
    unit: Option<String>,
    role: Option<Role>,
    disabled: Option<bool>,
}

async fn change(
    Held(state): Held<Arc<State>>,
    visitor: Visitor,
    Path(name): Path<String>,
    form: Result<Form<Changed>, FormRejection>,
) -> Result<Redirect, Problem> {
    let Form(changed) = form.map_err(|error| Problem::BAD_FORM.because(error))?;
    let now = state.now();
    let done = state.keep(move |ledger| {
        let (display, unit) = (changed.display.as_deref(), changed.unit.as_deref());
        let change = Change { display, unit, role: changed.role, disabled: changed.disabled };
        ledger.change_user(&visitor.by(now), &name, change)
    });
    done.await?;
    Ok(Redirect::to("/quan-tri"))
}

#[derive(Deserialize)]
struct Password {
    password: String,
}

async fn set_password(
    Held(state): Held<Arc<State>>,
    visitor: Visitor,
    Path(name): Path<String>,
    form: Result<Form<Password>, FormRejection>,
) -> Result<Redirect, Problem> {
    let Form(Password { password }) = form.map_err(|error| Problem::BAD_FORM.because(error))?;
    let now = state.now();
    state.keep(move |ledger| ledger.set_password(&visitor.by(now), &name, &password)).await?;
    Ok(Redirect::to("/quan-tri"))
}

/// Answers with a backup of the store. That it was taken away is written down first, so the backup tells of itself.
///
/// # Errors
/// There is no store, another backup is under way, or the store cannot be read.
pub(in crate::serve) async fn take_away(Held(state): Held<Arc<State>>, visitor: Visitor) -> Result<Response, Problem> {
    let now = state.now();
    let setting = state.setting();
    let ledger = setting.ledger.clone();
    if setting.registry.is_none() && ledger.is_none() {
        return Err(Problem::NO_STORE);
    }
    let store = Store { registry: setting.registry.clone(), ledger, own: setting.own.clone() };
    let name = format!("soat-{}.zip", super::words::day(now));
    let object = name.clone();
    state.keep(move |ledger| ledger.note(&visitor.by(now), "store.backup", &object, serde_json::Value::Null)).await?;
    let own = Arc::clone(&state);
    let made = tokio::task::spawn_blocking(move || own.alone(|| safekeeping::taken(&store, now))).await;
    let failed = |error: SafekeepingError| Problem::STORE.because(error);
    let file = made.map_err(|_| Problem::INTERNAL)?.ok_or(Problem::TAKING_AWAY)?.map_err(failed)?;
    let length = file.metadata().map_err(|error| Problem::STORE.because(error))?.len();
    let head = [
        (header::CONTENT_TYPE, "application/zip".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
        (header::CONTENT_LENGTH, length.to_string()),
    ];
    let pieces = ReaderStream::with_capacity(tokio::fs::File::from_std(file), PIECE);
    Ok((head, Body::from_stream(pieces)).into_response())
}
