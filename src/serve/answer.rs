//! Answers as JSON and as files.

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

/// Returns a file to be kept under `name` (RFC 6266).
pub(super) fn attachment(name: &str, bytes: Vec<u8>) -> Response {
    let form = match name.rsplit('.').next() {
        Some("docx") => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        Some("xlsx") => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        Some("html") => "text/html; charset=utf-8",
        Some("csv") => "text/csv; charset=utf-8",
        Some("json") => "application/json; charset=utf-8",
        Some("txt" | "md") => "text/plain; charset=utf-8",
        Some("xml" | "edxml") => "application/xml",
        _ => "application/octet-stream",
    };
    let encoded = percent_encoding::utf8_percent_encode(name, percent_encoding::NON_ALPHANUMERIC);
    let disposition = format!("attachment; filename*=UTF-8''{encoded}");
    ([(header::CONTENT_TYPE, form.to_owned()), (header::CONTENT_DISPOSITION, disposition)], bytes).into_response()
}
