//! `/health`: whether the server can answer, for what watches over it.

use std::sync::Arc;

use axum::extract::State as Held;
use serde::Serialize;

use super::State;
use super::answer::Json;
use super::problem::Problem;

/// The server and what it works with.
#[derive(Debug, Serialize)]
pub(super) struct Health {
    status: &'static str,
    version: &'static str,
    /// Digest of the rules.
    rules: String,
    /// Documents in the registry; `null` where the server has none.
    documents: Option<u64>,
}

pub(super) async fn health(Held(state): Held<Arc<State>>) -> Result<Json<Health>, Problem> {
    let health = state.ask(|state, store| {
        Ok(Health {
            status: "ok",
            version: env!("CARGO_PKG_VERSION"),
            rules: state.desk().office().rules.digest(),
            documents: state.setting().registry.as_ref().map(|_| store.len()).transpose()?,
        })
    });
    Ok(Json(health.await?))
}
