//! Answers as JSON.

use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use super::problem::Problem;

/// A value that is answered as JSON.
#[derive(Debug)]
pub(super) struct Json<T>(pub(super) T);

impl<T: Serialize> IntoResponse for Json<T> {
    fn into_response(self) -> Response {
        let form = HeaderValue::from_static("application/json; charset=utf-8");
        match serde_json::to_vec(&self.0) {
            Ok(json) => ([(header::CONTENT_TYPE, form)], json).into_response(),
            Err(error) => Problem::INTERNAL.because(error).into_response(),
        }
    }
}
