//! What a request shows of who asks: a cookie, a token, an address.

use std::net::SocketAddr;

use axum::extract::{ConnectInfo, Request};
use axum::http::{HeaderMap, header};

use super::visitor::written;
use crate::ledger::Secret;

/// The session's cookie where the browser speaks to this server by HTTP, on this machine or in a closed network.
pub(in crate::serve) const PLAIN_COOKIE: &str = "soat";

/// The session's cookie where HTTPS is spoken in front: a browser takes it from no other server of the domain (RFC 6265bis).
pub(in crate::serve) const SECURE_COOKIE: &str = "__Host-soat";

/// What a request shows.
#[derive(Debug, Clone)]
pub(super) struct Shown {
    /// The token of a program.
    pub(super) token: Option<Secret>,
    /// The session of a browser.
    pub(super) session: Option<Secret>,
    /// Where it comes from.
    pub(super) address: Option<String>,
    /// Whether somebody passed it on.
    pub(super) forwarded: bool,
}

impl Shown {
    /// Reads the head of a request; `https` tells whether a proxy speaks HTTPS in front.
    pub(super) fn of(request: &Request, https: bool) -> Self {
        let headers = request.headers();
        Self {
            token: token(headers),
            session: session(headers, https),
            address: address(request, https),
            forwarded: is_forwarded(headers),
        }
    }
}

/// The name of the session's cookie.
pub(super) fn cookie_name(https: bool) -> &'static str {
    if https { SECURE_COOKIE } else { PLAIN_COOKIE }
}

/// Returns the secret of the session that the browser shows.
fn session(headers: &HeaderMap, https: bool) -> Option<Secret> {
    cookie(headers, cookie_name(https)).map(Secret::shown)
}

/// Returns the value of a cookie.
pub(in crate::serve) fn cookie<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut pairs = cookies.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(own, _)| *own == name).map(|(_, value)| value)
}

/// Returns the token that a program shows (RFC 6750, 2.1).
fn token(headers: &HeaderMap) -> Option<Secret> {
    let (scheme, token) = headers.get(header::AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| Secret::shown(token.trim()))
}

/// Returns where the request comes from: whom the proxy in front saw, where there is one.
fn address(request: &Request, behind_proxy: bool) -> Option<String> {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
    // A client writes into this header what it likes; the last entry is the proxy's own.
    let told = || request.headers().get("x-forwarded-for")?.to_str().ok()?.rsplit(',').next()?.trim().parse().ok();
    let address = if behind_proxy { told().or(peer) } else { peer };
    address.map(written)
}

/// Returns whether somebody passed the request on.
fn is_forwarded(headers: &HeaderMap) -> bool {
    ["x-forwarded-for", "x-forwarded-host", "forwarded"].iter().any(|name| headers.contains_key(*name))
}
