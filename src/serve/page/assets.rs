//! Looks, scripts and fonts, out of the program itself: `/assets/DIGEST/NAME`. The digest changes with them, so that a browser may keep them.

use std::sync::LazyLock;

use axum::extract::Path;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use rust_embed::RustEmbed;

use crate::serve::problem::Problem;
use crate::serve::routes::{Right, Route};

#[derive(RustEmbed)]
#[folder = "src/serve/assets/"]
struct Files;

/// Looks that reports have as well: the marks and cards of findings, figures.
const SHARED: [(&str, &str); 2] =
    [("review.css", crate::report::review::STYLE), ("figure.css", crate::report::figure::STYLE)];

/// Digest of all files.
static VERSION: LazyLock<String> = LazyLock::new(|| {
    let mut hasher = blake3::Hasher::new();
    for name in Files::iter() {
        hasher.update(name.as_bytes());
        if let Some(file) = Files::get(&name) {
            hasher.update(&file.data);
        }
    }
    for (_, style) in SHARED {
        hasher.update(style.as_bytes());
    }
    hasher.finalize().to_hex().chars().take(16).collect()
});

/// Returns the address of a file of the program.
pub(in crate::serve) fn asset(name: &str) -> String {
    format!("/assets/{}/{name}", *VERSION)
}

pub(in crate::serve) fn routes() -> Vec<Route> {
    vec![
        Route::get("/assets/{version}/{*name}", Right::Open, answer),
        Route::get("/favicon.ico", Right::Open, async || file("favicon.svg")),
    ]
}

async fn answer(Path((_, name)): Path<(String, String)>) -> Response {
    file(&name)
}

fn file(name: &str) -> Response {
    let held = HeaderValue::from_static("public, max-age=31536000, immutable");
    let kind = HeaderValue::from_static(kind(name));
    if let Some((_, style)) = SHARED.iter().find(|(own, _)| *own == name) {
        return ([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, held)], *style).into_response();
    }
    match Files::get(name) {
        Some(file) => {
            ([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, held)], file.data.into_owned()).into_response()
        }
        None => Problem::NOT_FOUND.into_response(),
    }
}

fn kind(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("woff2") => "font/woff2",
        _ => "text/plain; charset=utf-8",
    }
}
