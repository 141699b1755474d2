//! What an answer hangs on, as a client carries it (`ETag`): who asks again with the same gets nothing sent.

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use crate::registry::Store;
use crate::serve::State;
use crate::serve::answer::Json;
use crate::serve::problem::Problem;

/// A question as it was asked: the address with its query, and the stamps that the client has.
pub(super) struct Question {
    address: String,
    known: Option<String>,
}

/// An answer that carries its stamp.
pub(super) enum Stamped<T> {
    /// The client has it.
    Known(HeaderValue),
    /// It is new.
    New(HeaderValue, T),
}

impl<S: Sync> FromRequestParts<S> for Question {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let known = parts.headers.get(header::IF_NONE_MATCH).and_then(|known| known.to_str().ok());
        Ok(Self { address: parts.uri.to_string(), known: known.map(str::to_owned) })
    }
}

impl Question {
    /// Returns the answer of `work`, unless the client has it: it hangs on the program, the rules, the state of the registry,
    /// the day and the question alone.
    ///
    /// # Errors
    /// The registry cannot be read, or as `work`.
    pub(super) fn answered<T>(
        &self,
        state: &State,
        store: &Store,
        work: impl FnOnce() -> Result<T, Problem>,
    ) -> Result<Stamped<T>, Problem> {
        let asked = state.asked();
        let parts = [
            env!("CARGO_PKG_VERSION").to_owned(),
            state.ground().to_owned(),
            store.token()?,
            store.last_change()?.to_string(),
            format!("{} {:?}", asked.as_of.unwrap_or(asked.today), asked.lang),
        ];
        self.by(&parts.join("\n"), work)
    }

    /// Returns the answer of `work`, unless the client has it: it hangs on `ground` and the question alone.
    ///
    /// # Errors
    /// As `work`.
    pub(super) fn by<T>(&self, ground: &str, work: impl FnOnce() -> Result<T, Problem>) -> Result<Stamped<T>, Problem> {
        let hash = blake3::hash(format!("{ground}\n{}", self.address).as_bytes()).to_hex();
        // Weak: how long the work took is told too, and differs.
        let stamp = format!("W/\"{}\"", hash.get(..32).unwrap_or_default());
        let is_known = self.known.as_deref().is_some_and(|known| {
            known.split(',').any(|one| one.trim() == "*" || one.trim().trim_start_matches("W/") == &stamp[2..])
        });
        let header = HeaderValue::from_str(&stamp).map_err(|error| Problem::INTERNAL.because(error))?;
        Ok(if is_known { Stamped::Known(header) } else { Stamped::New(header, work()?) })
    }
}

impl<T: Serialize> IntoResponse for Stamped<T> {
    fn into_response(self) -> Response {
        let (stamp, mut response) = match self {
            Self::Known(stamp) => (stamp, StatusCode::NOT_MODIFIED.into_response()),
            Self::New(stamp, value) => (stamp, Json(value).into_response()),
        };
        if response.status().is_success() || response.status() == StatusCode::NOT_MODIFIED {
            // A client may keep it, nobody between may; and it asks each time whether it still holds.
            response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
            response.headers_mut().insert(header::ETAG, stamp);
        }
        response
    }
}
