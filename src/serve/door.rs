//! What every request passes and every answer bears: the name it was called by, limits, headers.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Request, State as Held};
use axum::http::uri::Authority;
use axum::http::{HeaderName, HeaderValue, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};

use super::State;
use super::page::as_page;
use super::problem::Problem;

/// Most bytes of a request's body.
pub(super) const BODY_LIMIT: usize = 30_000_000;

/// Longest time for a request, from its head to the answer.
const TIME_LIMIT: Duration = Duration::from_secs(30);

/// What every answer bears. Pages load nothing but what this server gives, and run no script of their own lines.
const HEADERS: [(HeaderName, &str); 7] = [
    (
        header::CONTENT_SECURITY_POLICY,
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; \
         form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    ),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (header::REFERRER_POLICY, "no-referrer"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    // Drafts are not to lie in the cache of a browser.
    (header::CACHE_CONTROL, "no-store"),
];

/// Puts the door before `routes`.
pub(super) fn guard(routes: Router, state: Arc<State>) -> Router {
    routes
        .layer(DefaultBodyLimit::max(BODY_LIMIT))
        .layer(middleware::from_fn_with_state(Arc::clone(&state), called_by_name))
        .layer(middleware::from_fn_with_state(Arc::clone(&state), as_page))
        .layer(middleware::from_fn_with_state(state, with_headers))
}

/// Ends what takes longer than a request may.
pub(super) async fn within_time(request: Request, next: Next) -> Response {
    tokio::time::timeout(TIME_LIMIT, next.run(request)).await.unwrap_or_else(|_| Problem::TIMEOUT.into_response())
}

/// A web page of elsewhere may make the browser look up its own name as this machine (DNS rebinding); it still calls the
/// server by that name, and is not heard.
async fn called_by_name(Held(state): Held<Arc<State>>, request: Request, next: Next) -> Response {
    let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok());
    let named = host.or_else(|| request.uri().authority().map(Authority::as_str));
    let known =
        named.and_then(name_of).is_some_and(|name| is_this_machine(&name) || state.setting().hosts.contains(&name));
    if known { next.run(request).await } else { Problem::HOST.into_response() }
}

/// Returns the name in a `Host` header, in small letters, without port and brackets.
fn name_of(host: &str) -> Option<String> {
    let authority = host.parse::<Authority>().ok().filter(|_| !host.contains('@'))?;
    let name = authority.host();
    let bare = name.strip_prefix('[').and_then(|name| name.strip_suffix(']')).unwrap_or(name);
    Some(bare.to_ascii_lowercase())
}

fn is_this_machine(name: &str) -> bool {
    name == "localhost" || name.parse().is_ok_and(|address: std::net::IpAddr| address.is_loopback())
}

async fn with_headers(Held(state): Held<Arc<State>>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    if state.setting().behind_https {
        let year = HeaderValue::from_static("max-age=31536000");
        response.headers_mut().insert(header::STRICT_TRANSPORT_SECURITY, year);
    }
    for (name, value) in HEADERS {
        // What may be kept says so itself.
        if name != header::CACHE_CONTROL || !response.headers().contains_key(&name) {
            response.headers_mut().insert(name, HeaderValue::from_static(value));
        }
    }
    response
}

#[cfg(test)]
mod tests {
    use super::{is_this_machine, name_of};

    #[test]
    fn only_names_of_this_machine_are_heard() {
        for host in ["localhost", "LOCALHOST:8077", "127.0.0.1:1", "127.9.9.9", "[::1]:8077", "[::1]"] {
            assert!(name_of(host).is_some_and(|name| is_this_machine(&name)), "{host}");
        }
        for host in
            ["example.org", "localhost.example.org", "127.0.0.1.nip.io:8077", "10.0.0.1", "a@localhost", "", ":1"]
        {
            assert!(!name_of(host).is_some_and(|name| is_this_machine(&name)), "{host}");
        }
    }
}
