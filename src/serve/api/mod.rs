//! The interface for other programs: `/api/v1`, described by its own `OpenAPI` document. The shapes are those of `--format json`.

pub(super) mod audit;
mod cursor;
mod decisions;
pub(super) mod documents;
pub(super) mod drafts;
mod files;
mod imports;
mod kept;
mod openapi;
mod operation;
mod page;
mod refusals;
pub(super) mod rules;
mod searches;
mod sent;
mod stamp;
mod store;
mod users;
pub(super) mod versions;

pub(super) use imports::begin;
pub(super) use sent::Files;

use std::sync::LazyLock;

use axum::response::IntoResponse;
use serde_json::Value;

use super::answer::Json;
use super::routes::{Right, Route};
use operation::Operation;

/// Made once: it does not hang on the registry.
static DOCUMENT: LazyLock<Value> = LazyLock::new(description);

/// Returns the addresses of the interface.
pub(super) fn routes() -> Vec<Route> {
    let mut routes =
        vec![Route::get(openapi::PATH, Right::Open, described), Route::get("/api", Right::Open, page::page)];
    routes.extend(operations().into_iter().map(|operation| operation.route));
    routes
}

/// Returns the `OpenAPI` document of the interface.
#[must_use]
pub fn description() -> Value {
    openapi::document(&operations())
}

fn operations() -> Vec<Operation> {
    let areas = [
        drafts::operations(),
        documents::operations(),
        files::operations(),
        imports::operations(),
        versions::operations(),
        audit::operations(),
        decisions::operations(),
        searches::operations(),
        rules::operations(),
        kept::operations(),
        users::operations(),
        store::operations(),
    ];
    areas.into_iter().flatten().collect()
}

async fn described() -> impl IntoResponse {
    Json(&*DOCUMENT)
}
