//! Requests that a page of elsewhere makes a browser send (CSRF): told by where the browser says that they come from, and by a
//! value that only this server's own forms have.

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::uri::Authority;
use axum::http::{HeaderMap, header};

use crate::serve::door::BODY_LIMIT;
use crate::serve::problem::Problem;

/// The hidden field of every form; the first one where files are sent.
pub(in crate::serve) const CSRF_FIELD: &str = "csrf";

/// The header that bears the same where a script sends.
const CSRF_HEADER: &str = "x-csrf-token";

/// What a request says of where it comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Origin {
    /// A page of this server.
    Own,
    /// Another page.
    Foreign,
    /// No browser sent it: those all say something.
    Unsaid,
}

impl Origin {
    /// Reads the headers that no script can set (Fetch Metadata; RFC 6454).
    pub(super) fn of(headers: &HeaderMap) -> Self {
        let text = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or_default());
        match (text("sec-fetch-site"), text(header::ORIGIN.as_str())) {
            (Some("same-origin"), _) => Self::Own,
            (Some(_), _) => Self::Foreign,
            (None, Some(origin)) => {
                let named = origin.split_once("://").and_then(|(_, host)| host.parse::<Authority>().ok());
                let own = text(header::HOST.as_str()).and_then(|host| host.parse::<Authority>().ok());
                if named.is_some() && named == own { Self::Own } else { Self::Foreign }
            }
            (None, None) => Self::Unsaid,
        }
    }
}

/// Returns what forms must bring back of a secret: it tells nothing of the secret.
pub(super) fn csrf_of(secret: &str) -> String {
    let key = blake3::derive_key("soat 2026-11 value against forged requests", secret.as_bytes());
    blake3::Hash::from_bytes(key).to_hex().to_string()
}

/// Looks whether the request brings `expected`, in its header or in its form, and gives the request back whole.
///
/// # Errors
/// It does not, or its body breaks off.
pub(super) async fn demand(request: Request, expected: &str) -> Result<Request, Problem> {
    let said = request.headers().get(CSRF_HEADER).and_then(|value| value.to_str().ok());
    if let Some(said) = said {
        return if agrees(said, expected) { Ok(request) } else { Err(Problem::FORGED) };
    }
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let (form, files) =
        (kind.starts_with("application/x-www-form-urlencoded"), kind.starts_with("multipart/form-data"));
    if !form && !files {
        return Err(Problem::FORGED);
    }
    let (head, body) = request.into_parts();
    let bytes = to_bytes(body, BODY_LIMIT).await.map_err(|_| Problem::TOO_BIG)?;
    let said = if form {
        let mut fields = form_urlencoded::parse(&bytes);
        fields.find(|(name, _)| name == CSRF_FIELD).map(|(_, value)| value.into_owned())
    } else {
        let again = Request::from_parts(head.clone(), Body::from(bytes.clone()));
        of_files(again).await
    };
    if !said.is_some_and(|said| agrees(&said, expected)) {
        return Err(Problem::FORGED);
    }
    Ok(Request::from_parts(head, Body::from(bytes)))
}

/// Returns the value in a form with files.
async fn of_files(request: Request) -> Option<String> {
    let mut form = Multipart::from_request(request, &()).await.ok()?;
    while let Ok(Some(field)) = form.next_field().await {
        if field.name() == Some(CSRF_FIELD) {
            return field.text().await.ok();
        }
    }
    None
}

/// Compares in a time that tells nothing of where they differ.
fn agrees(said: &str, expected: &str) -> bool {
    let hash = |text: &str| blake3::hash(&Bytes::copy_from_slice(text.as_bytes()));
    !expected.is_empty() && hash(said) == hash(expected)
}
