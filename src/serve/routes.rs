//! Every address that the server answers, with the right that it asks for. Nothing is answered that is not in this table.

use std::sync::Arc;

use axum::Router;
use axum::http::Method;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{MethodFilter, MethodRouter, on};

use super::access::{Gate, admit};
use super::door::within_time;
use super::problem::Problem;
use super::{State, access, api, health, languagetool, mcp, page, screens};

/// What somebody must be allowed to do to get an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Right {
    /// Nothing: anybody who reaches the server.
    Open,
    /// To read the registry and the rules.
    Read,
    /// To have drafts checked, and to decide on their findings.
    Check,
    /// To decide for others: verdicts on overlaps, documents of the registry.
    Review,
    /// To let others in, to read the log, to take the store away.
    Administer,
}

/// One address and what answers there.
pub(super) struct Route {
    /// How it is called.
    pub(super) method: Method,
    /// The address; `{name}` stands for a part that varies.
    pub(super) path: &'static str,
    /// What it asks for.
    pub(super) right: Right,
    /// Whether it may take as long as it takes: what it does grows with the store.
    unhurried: bool,
    answer: MethodRouter<Arc<State>>,
}

impl Route {
    /// Returns a route that is called by GET (and HEAD).
    pub(super) fn get<H, T>(path: &'static str, right: Right, handler: H) -> Self
    where
        H: axum::handler::Handler<T, Arc<State>>,
        T: 'static,
    {
        Self { method: Method::GET, path, right, unhurried: false, answer: on(MethodFilter::GET, handler) }
    }

    /// Returns a route that is called by POST.
    pub(super) fn post<H, T>(path: &'static str, right: Right, handler: H) -> Self
    where
        H: axum::handler::Handler<T, Arc<State>>,
        T: 'static,
    {
        Self { method: Method::POST, path, right, unhurried: false, answer: on(MethodFilter::POST, handler) }
    }

    /// Returns a route that is called by DELETE.
    pub(super) fn delete<H, T>(path: &'static str, right: Right, handler: H) -> Self
    where
        H: axum::handler::Handler<T, Arc<State>>,
        T: 'static,
    {
        Self { method: Method::DELETE, path, right, unhurried: false, answer: on(MethodFilter::DELETE, handler) }
    }

    /// Lets it take as long as it takes.
    pub(super) fn unhurried(self) -> Self {
        Self { unhurried: true, ..self }
    }
}

/// Returns every route of the server.
pub(super) fn all() -> Vec<Route> {
    let mut all = vec![Route::get("/health", Right::Open, health::health)];
    all.extend(languagetool::routes());
    all.extend(access::routes());
    all.extend(page::asset_routes());
    all.extend(page::language_routes());
    all.extend(screens::routes());
    all.extend(api::routes());
    all.extend(mcp::routes());
    all
}

/// Returns the router of `routes`.
pub(super) fn router(routes: Vec<Route>, state: &Arc<State>) -> Router {
    let lay = |router: Router<Arc<State>>, route: Route| {
        let gate = Gate { state: Arc::clone(state), right: route.right };
        let answer = route.answer.route_layer(from_fn_with_state(gate, admit));
        let answer = if route.unhurried { answer } else { answer.route_layer(from_fn(within_time)) };
        router.route(route.path, answer)
    };
    routes
        .into_iter()
        .fold(Router::new(), lay)
        .method_not_allowed_fallback(async || Problem::METHOD)
        .fallback(async || Problem::NOT_FOUND)
        .with_state(Arc::clone(state))
}
