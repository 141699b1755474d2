//! `/dang-nhap`, `/dang-xuat`: coming in and going out with a browser.

use std::sync::Arc;

use askama::Template;
use axum::Form;
use axum::extract::{Query, State as Held};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::shown::cookie_name;
use super::visitor::{Visitor, Who};
use crate::ledger::{By, Secret, User};
use crate::serve::State;
use crate::serve::page::{Frame, Page, within};
use crate::serve::problem::Problem;
use crate::serve::routes::{Right, Route};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/dang-nhap", Right::Open, form),
        Route::post("/dang-nhap", Right::Open, sign_in),
        Route::post("/dang-xuat", Right::Open, sign_out),
    ]
}

#[derive(Template)]
#[template(path = "login.html")]
struct Login {
    frame: Frame,
    /// The page to go to.
    wanted: String,
    typed: String,
    failed: bool,
    /// Whether the accounts of the office can be used.
    signs_on: bool,
}

/// The page that somebody wanted.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Wanted {
    #[serde(default)]
    pub(super) toi: String,
}

#[derive(Deserialize)]
struct Entry {
    name: String,
    password: String,
    #[serde(default)]
    toi: String,
}

async fn form(Held(state): Held<Arc<State>>, visitor: Visitor, frame: Frame, Query(wanted): Query<Wanted>) -> Response {
    if visitor.user().is_some() || visitor.is_machine() {
        return Redirect::to(within(&wanted.toi)).into_response();
    }
    page(&state, frame, String::new(), wanted.toi, false).into_response()
}

fn page(state: &State, frame: Frame, typed: String, wanted: String, failed: bool) -> Page<Login> {
    let title = frame.say("Đăng nhập", "Sign in").to_owned();
    Page(Login { frame: frame.titled(title), wanted, typed, failed, signs_on: state.signs_on() })
}

/// Signs in by name and password. Who was somebody before is so no more; the secret is always another one.
async fn sign_in(
    Held(state): Held<Arc<State>>,
    visitor: Visitor,
    frame: Frame,
    Form(entry): Form<Entry>,
) -> Result<Response, Problem> {
    let Entry { name, password, toi } = entry;
    let from = visitor.address.clone().unwrap_or_default();
    if !state.throttle().admit(&from, &name, state.now()) {
        return Err(Problem::TOO_OFTEN);
    }
    let credentials = state.keep({
        let name = name.clone();
        move |ledger| ledger.credentials(&name)
    });
    let credentials = credentials.await?;
    let admitted = tokio::task::spawn_blocking(move || credentials.admit(&password)).await;
    let user = admitted.map_err(|_| Problem::INTERNAL)?;
    let Some(user) = user else {
        note_refusal(&state, &visitor, name.clone()).await?;
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page(&state, frame, name, toi, true)).into_response());
    };
    state.throttle().clear(&from, &name);
    come_in(&state, visitor, user, &toi).await
}

/// Writes down that somebody was not let in under a name.
pub(super) async fn note_refusal(state: &Arc<State>, visitor: &Visitor, name: String) -> Result<(), Problem> {
    let (address, now) = (visitor.address.clone(), state.now());
    let refused = state.keep(move |ledger| {
        let by = By { who: By::NOBODY, unit: "", address: address.as_deref(), at: now };
        ledger.refuse_session(&by, &name)
    });
    refused.await
}

/// Begins the session of a user who showed that it is them, and leads to the page that was wanted.
pub(super) async fn come_in(
    state: &Arc<State>,
    visitor: Visitor,
    user: User,
    wanted: &str,
) -> Result<Response, Problem> {
    let (address, now) = (visitor.address.clone(), state.now());
    let secret = state.keep(move |ledger| {
        let by = By { who: &user.name, unit: &user.unit, address: address.as_deref(), at: now };
        if let Who::Session(_, old) = &visitor.who {
            ledger.end_session(&by, old)?;
        }
        ledger.begin_session(&by, &user.name)
    });
    let cookie = cookie(Some(&secret.await?), state.setting().behind_https)?;
    Ok(([(header::SET_COOKIE, cookie)], Redirect::to(within(wanted))).into_response())
}

async fn sign_out(Held(state): Held<Arc<State>>, visitor: Visitor) -> Result<Response, Problem> {
    let now = state.now();
    if let Who::Session(_, secret) = visitor.who.clone() {
        state.keep(move |ledger| ledger.end_session(&visitor.by(now), &secret)).await?;
    }
    let cookie = cookie(None, state.setting().behind_https)?;
    Ok(([(header::SET_COOKIE, cookie)], Redirect::to("/dang-nhap")).into_response())
}

/// Returns the cookie that bears a secret, or takes the one away that did.
fn cookie(secret: Option<&Secret>, https: bool) -> Result<HeaderValue, Problem> {
    let (name, value) = (cookie_name(https), secret.map_or("", Secret::reveal));
    let age = if secret.is_some() { "" } else { "; Max-Age=0" };
    let secure = if https { "; Secure" } else { "" };
    let line = format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax{secure}{age}");
    HeaderValue::from_str(&line).map_err(|error| Problem::INTERNAL.because(error))
}
