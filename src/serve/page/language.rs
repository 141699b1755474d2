//! The language of pages: what the visitor chose, else how the server was started.

use axum::extract::Query;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use crate::rules::Lang;
use crate::serve::access::cookie;
use crate::serve::routes::{Right, Route};

/// Name of the cookie; it says nothing but the language.
const COOKIE: &str = "soat-lang";

pub(in crate::serve) fn routes() -> Vec<Route> {
    vec![Route::get("/ngon-ngu", Right::Open, choose)]
}

#[derive(Debug, Deserialize)]
struct Choice {
    lang: Lang,
    /// The page to go back to.
    #[serde(default)]
    to: String,
}

async fn choose(Query(choice): Query<Choice>) -> Response {
    let code = code(choice.lang);
    let cookie = format!("{COOKIE}={code}; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly");
    ([(header::SET_COOKIE, cookie)], Redirect::to(within(&choice.to))).into_response()
}

/// Returns an address of this server, whatever was asked for.
pub(in crate::serve) fn within(to: &str) -> &str {
    let own = to.starts_with('/') && !to.starts_with("//") && !to.contains(['\\', '\r', '\n', '\t']);
    if own { to } else { "/" }
}

/// Returns the language that the visitor chose.
pub(super) fn chosen(headers: &HeaderMap) -> Option<Lang> {
    match cookie(headers, COOKIE)? {
        "vi" => Some(Lang::Vi),
        "en" => Some(Lang::En),
        _ => None,
    }
}

/// Returns the code of a language as pages bear it.
pub(super) fn code(lang: Lang) -> &'static str {
    lang.say("vi", "en")
}

#[cfg(test)]
mod tests {
    use super::within;

    #[test]
    fn a_choice_of_language_leads_nowhere_else() {
        assert_eq!(within("/tra-cuu?q=a"), "/tra-cuu?q=a");
        for to in ["", "//example.org", "https://example.org", "/\\example.org", "javascript:alert(1)", "/a\r\nb"] {
            assert_eq!(within(to), "/", "{to:?}");
        }
    }
}
