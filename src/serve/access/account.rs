//! `/tai-khoan`: what somebody who signed in may do about their own: tokens and the password.

use std::sync::Arc;

use askama::Template;
use axum::extract::rejection::FormRejection;
use axum::extract::{Form, Path, State as Held};
use axum::response::Redirect;
use jiff::SignedDuration;
use serde::Deserialize;

use super::CSRF_FIELD;
use super::visitor::{Visitor, Who};
use crate::ledger::{NewToken, Scope, Sight, Token, User};
use crate::serve::State;
use crate::serve::page::{Frame, Page};
use crate::serve::problem::Problem;
use crate::serve::routes::{Right, Route};

/// Most days of a token: one that nobody remembers ends by itself.
const MOST_DAYS: u16 = 366;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/tai-khoan", Right::Read, show),
        Route::post("/tai-khoan/ma", Right::Read, make),
        Route::post("/tai-khoan/ma/{id}/thu-hoi", Right::Read, revoke),
        Route::post("/tai-khoan/mat-khau", Right::Read, set_password),
    ]
}

#[derive(Template)]
#[template(path = "account.html")]
pub(super) struct Account {
    frame: Frame,
    user: User,
    tokens: Vec<Token>,
    /// The secret of the token that was made just now: it is shown this once.
    made: Option<String>,
}

/// Returns who signed in with a browser: a token makes no tokens, and sets no passwords.
fn signed_in(visitor: &Visitor) -> Result<&User, Problem> {
    match &visitor.who {
        Who::Session(user, _) => Ok(user),
        Who::Machine => Err(Problem::NO_USERS),
        Who::Nobody | Who::Token(..) => Err(Problem::BY_PASSWORD),
    }
}

async fn page(
    state: &Arc<State>,
    visitor: &Visitor,
    frame: Frame,
    made: Option<String>,
) -> Result<Page<Account>, Problem> {
    let user = signed_in(visitor)?.clone();
    let name = user.name.clone();
    let mut tokens = state.keep(move |ledger| ledger.tokens(Sight::Own(&name))).await?;
    let now = state.now();
    tokens.retain(|token| token.revoked.is_none() && token.expires > now);
    let title = frame.say("Tài khoản", "Account").to_owned();
    Ok(Page(Account { frame: frame.titled(title), user, tokens, made }))
}

async fn show(Held(state): Held<Arc<State>>, visitor: Visitor, frame: Frame) -> Result<Page<Account>, Problem> {
    page(&state, &visitor, frame, None).await
}

#[derive(Deserialize)]
struct Wanted {
    label: String,
    days: u16,
    #[serde(default)]
    read: Option<String>,
    #[serde(default)]
    check: Option<String>,
    #[serde(default)]
    write: Option<String>,
    #[serde(default)]
    admin: Option<String>,
}

async fn make(
    Held(state): Held<Arc<State>>,
    visitor: Visitor,
    frame: Frame,
    form: Result<Form<Wanted>, FormRejection>,
) -> Result<Page<Account>, Problem> {
    let user = signed_in(&visitor)?.name.clone();
    let Form(wanted) = form.map_err(|error| Problem::BAD_FORM.because(error))?;
    let marked = [
        (&wanted.read, Scope::Read),
        (&wanted.check, Scope::Check),
        (&wanted.write, Scope::Write),
        (&wanted.admin, Scope::Admin),
    ];
    let scopes: Vec<Scope> = marked.into_iter().filter_map(|(mark, scope)| mark.as_ref().map(|_| scope)).collect();
    let now = state.now();
    let lasts = SignedDuration::from_hours(24 * i64::from(wanted.days.min(MOST_DAYS)));
    let expires = now.saturating_add(lasts).unwrap_or(now);
    let by = visitor.clone();
    let made = state.keep(move |ledger| {
        let new = NewToken { user: &user, label: &wanted.label, scopes: &scopes, expires };
        ledger.make_token(&by.by(now), new)
    });
    let (_, secret) = made.await?;
    page(&state, &visitor, frame, Some(secret.reveal().to_owned())).await
}

async fn revoke(Held(state): Held<Arc<State>>, visitor: Visitor, Path(id): Path<i64>) -> Result<Redirect, Problem> {
    let name = signed_in(&visitor)?.name.clone();
    let now = state.now();
    state.keep(move |ledger| ledger.revoke_token(&visitor.by(now), Sight::Own(&name), id)).await?;
    Ok(Redirect::to("/tai-khoan"))
}

#[derive(Deserialize)]
struct Passwords {
    old: String,
    new: String,
}

/// Sets another password, by the old one; all sessions end, this one too.
async fn set_password(
    Held(state): Held<Arc<State>>,
    visitor: Visitor,
    form: Result<Form<Passwords>, FormRejection>,
) -> Result<Redirect, Problem> {
    let name = signed_in(&visitor)?.name.clone();
    let Form(Passwords { old, new }) = form.map_err(|error| Problem::BAD_FORM.because(error))?;
    let now = state.now();
    if !state.throttle().admit(visitor.address.as_deref().unwrap_or_default(), &name, now) {
        return Err(Problem::TOO_OFTEN);
    }
    let asked = name.clone();
    let credentials = state.keep(move |ledger| ledger.credentials(&asked)).await?;
    let admitted = tokio::task::spawn_blocking(move || credentials.admit(&old)).await;
    if admitted.map_err(|_| Problem::INTERNAL)?.is_none() {
        return Err(Problem::WRONG_PASSWORD);
    }
    state.keep(move |ledger| ledger.set_password(&visitor.by(now), &name, &new)).await?;
    Ok(Redirect::to("/dang-nhap"))
}
