//! Problems as pages, for those who read pages.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Request, State as Held};
use axum::http::{Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::{Frame, Page};
use crate::serve::State;
use crate::serve::problem::Problem;

/// Pages whose answer is worked out once and kept: where that takes longer than a request may, the next one gets it.
const MADE_ONCE: [&str; 3] = ["/tra-cuu", "/chong-cheo", "/ra-soat"];

#[derive(Template)]
#[template(path = "failure.html")]
struct Failure {
    frame: Frame,
    problem: Problem,
    /// Whether the answer is on its way, and the page asks again by itself.
    comes_again: bool,
}

/// Answers a problem as a page where the request asks for one.
pub(in crate::serve) async fn as_page(Held(state): Held<Arc<State>>, request: Request, next: Next) -> Response {
    let accepted = request.headers().get(header::ACCEPT).and_then(|accepted| accepted.to_str().ok());
    if !accepted.is_some_and(|accepted| accepted.contains("text/html")) {
        return next.run(request).await;
    }
    let (parts, body) = request.into_parts();
    let is_asked = parts.method == Method::GET;
    let is_made_once = MADE_ONCE.iter().any(|path| parts.uri.path().starts_with(path));
    let mut frame = Frame::of(&parts, state.setting().lang);
    let mut response = next.run(Request::from_parts(parts, body)).await;
    let Some(problem) = response.extensions_mut().remove::<Problem>() else { return response };
    if let Some(visitor) = response.extensions_mut().remove() {
        frame.visitor = visitor;
    }
    problem.title().clone_into(&mut frame.title);
    let comes_again = is_asked && (problem.is_passing() || is_made_once && problem.code() == Problem::TIMEOUT.code());
    // For people this is no failure: what they asked for is being made.
    let status = if comes_again { StatusCode::ACCEPTED } else { response.status() };
    (status, Page(Failure { frame, problem, comes_again })).into_response()
}
