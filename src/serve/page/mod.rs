//! What all pages share: the frame with its words in the visitor's language, and the way from a template to an answer.

mod assets;
mod failure;
mod frame;
mod language;

pub(super) use assets::{asset, routes as asset_routes};
pub(super) use failure::as_page;
pub(super) use frame::{Frame, Place};
pub(super) use language::{routes as language_routes, within};

use askama::Template;
use axum::http::header;
use axum::response::{Html, IntoResponse, Response};

use super::problem::Problem;

/// A template that is answered as a page.
#[derive(Debug)]
pub(super) struct Page<T>(pub(super) T);

impl<T: Template> IntoResponse for Page<T> {
    fn into_response(self) -> Response {
        match self.0.render() {
            // The same address has another language for another visitor.
            Ok(page) => ([(header::VARY, "Cookie")], Html(page)).into_response(),
            Err(error) => Problem::INTERNAL.because(error).into_response(),
        }
    }
}
