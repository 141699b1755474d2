//! Users: who may come in, and as what. Own tokens and passwords are changed on the page alone, by who signed in there.

use std::sync::Arc;

use axum::extract::State as Held;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::decisions::OfPage;
use super::operation::Operation;
use super::sent::{Asked, Given, Named};
use crate::ledger::{Change, NewUser, Role, User};
use crate::report::json::{Told, Tool};
use crate::serve::State;
use crate::serve::access::{Visitor, add_user};
use crate::serve::answer::Json;
use crate::serve::problem::Problem;
use crate::serve::routes::Right;

pub(super) fn operations() -> Vec<Operation> {
    let sent = || [Problem::REFUSED, Problem::BAD_JSON, Problem::MEDIA_TYPE, Problem::TOO_BIG];
    vec![
        Operation::get("/api/v1/users", Right::Administer, "listUsers", list)
            .says("Người dùng, theo tên", "The users by name")
            .asks::<OfPage>()
            .answers::<Told<Users>>()
            .refuses([Problem::CURSOR]),
        Operation::post("/api/v1/users", Right::Administer, "addUser", add)
            .says("Thêm người dùng; người đầu tiên phải là quản trị", "Adds a user; the first must be an administrator")
            .gives::<NewAccount>()
            .answers::<Told<OneUser>>()
            .with_status(StatusCode::CREATED)
            .refuses(sent())
            .refuses([Problem::ADMINISTRATOR_FIRST]),
        Operation::post("/api/v1/users/{name}", Right::Administer, "changeUser", change)
            .says(
                "Đổi tên hiển thị, đơn vị, vai trò; không cho vào nữa, hoặc cho vào lại",
                "Changes name, unit and role; keeps a user out, or lets one in again",
            )
            .gives::<Changed>()
            .answers::<Told<OneUser>>()
            .refuses(sent()),
        Operation::post("/api/v1/users/{name}/password", Right::Administer, "setPassword", set_password)
            .says("Đặt mật khẩu khác; mọi phiên đăng nhập chấm dứt", "Sets another password; all sessions end")
            .gives::<Password>()
            .with_status(StatusCode::NO_CONTENT)
            .refuses(sent()),
    ]
}

/// A page of users.
#[derive(Debug, Serialize, JsonSchema)]
struct Users {
    /// The users by name.
    users: Vec<User>,
    /// The cursor of the next page; `null` on the last.
    next: Option<String>,
}

/// A user.
#[derive(Debug, Serialize, JsonSchema)]
struct OneUser {
    user: User,
}

/// A user to be added.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct NewAccount {
    /// The name to sign in with: 2 to 40 small letters without marks, digits, `.`, `-`, `_`, `@`; begins with a letter.
    name: String,
    /// The name to be shown; the name to sign in with where none.
    display: Option<String>,
    /// The unit, whose reviewers see the user's drafts.
    unit: String,
    /// What the user may do.
    role: Role,
    /// The password, which is kept as a hash alone.
    password: String,
}

/// What is to be another way with a user; what is not there stays.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Changed {
    /// The name to be shown.
    display: Option<String>,
    /// The unit.
    unit: Option<String>,
    /// What the user may do.
    role: Option<Role>,
    /// Whether the user is kept out.
    disabled: Option<bool>,
}

/// A password.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Password {
    /// The password, which is kept as a hash alone.
    password: String,
}

fn told(user: User) -> Json<Told<OneUser>> {
    Json(Told::new(Tool::new(None), OneUser { user }))
}

async fn list(Held(state): Held<Arc<State>>, Asked(asked): Asked<OfPage>) -> Result<Json<Told<Users>>, Problem> {
    let all = state.keep(|ledger| ledger.users()).await?;
    let (users, next) = asked.in_order("users", all)?;
    Ok(Json(Told::new(Tool::new(None), Users { users, next })))
}

async fn add(
    Held(state): Held<Arc<State>>,
    visitor: Visitor,
    Given(given): Given<NewAccount>,
) -> Result<Response, Problem> {
    let NewAccount { name, display, unit, role, password } = &given;
    let new = NewUser { name, display: display.as_deref().unwrap_or_default(), unit, role: *role };
    let user = add_user(&state, &visitor, new, password).await?;
    Ok((StatusCode::CREATED, told(user)).into_response())
}

async fn change(
    Held(state): Held<Arc<State>>,
    visitor: Visitor,
    Named(name): Named,
    Given(given): Given<Changed>,
) -> Result<Json<Told<OneUser>>, Problem> {
    let now = state.now();
    let user = state.keep(move |ledger| {
        let Changed { display, unit, role, disabled } = given;
        let change = Change { display: display.as_deref(), unit: unit.as_deref(), role, disabled };
        ledger.change_user(&visitor.by(now), &name, change)
    });
    Ok(told(user.await?))
}

async fn set_password(
    Held(state): Held<Arc<State>>,
    visitor: Visitor,
    Named(name): Named,
    Given(Password { password }): Given<Password>,
) -> Result<StatusCode, Problem> {
    let now = state.now();
    state.keep(move |ledger| ledger.set_password(&visitor.by(now), &name, &password)).await?;
    Ok(StatusCode::NO_CONTENT)
}
