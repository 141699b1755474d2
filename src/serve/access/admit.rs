//! The gate of every route: finds out who asks, whether they may, and whether they mean it.

use std::sync::Arc;

use axum::body::{Body, to_bytes};
use axum::extract::{Request, State as Held};
use axum::http::{HeaderValue, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;

use super::forgery::{self, Origin};
use super::shown::Shown;
use super::visitor::{Visitor, Who};
use crate::ledger::{Ledger, LedgerError, Secret};
use crate::serve::door::BODY_LIMIT;
use crate::serve::languagetool;
use crate::serve::problem::Problem;
use crate::serve::routes::Right;
use crate::serve::state::State;

/// Addresses for programs, not for people: a refusal is told, not shown.
const PROGRAMS: [&str; 4] = ["/api", "/v2", "/mcp", "/health"];

/// Those among them that answer and keep nothing: a page of elsewhere can neither read the answer nor do harm.
const HARMLESS: &str = "/v2/";

/// What one route asks for.
#[derive(Clone)]
pub(in crate::serve) struct Gate {
    /// What all requests share.
    pub(in crate::serve) state: Arc<State>,
    /// What somebody must be allowed to do.
    pub(in crate::serve) right: Right,
}

/// Lets a request in, with its [`Visitor`] among its extensions.
pub(in crate::serve) async fn admit(Held(gate): Held<Gate>, request: Request, next: Next) -> Response {
    let page = Page::of(&request);
    match enter(&gate, request).await {
        Ok(request) => next.run(request).await,
        Err(problem) => page.refuse(problem),
    }
}

async fn enter(gate: &Gate, mut request: Request) -> Result<Request, Problem> {
    let mut shown = Shown::of(&request, gate.state.setting().behind_https);
    if request.uri().path().starts_with(HARMLESS) && shown.token.is_none() {
        (request, shown.token) = with_api_key(request).await?;
    }
    let visitor = visitor(&gate.state, shown).await?;
    if !visitor.may(gate.right) {
        return Err(if matches!(visitor.who, Who::Nobody) { Problem::UNKNOWN } else { Problem::NOT_ALLOWED });
    }
    if !request.method().is_safe() && !request.uri().path().starts_with(HARMLESS) {
        request = meant(request, &visitor).await?;
    }
    request.extensions_mut().insert(visitor);
    Ok(request)
}

/// Returns the token that a client of `LanguageTool` sends among its parameters, and the request whole.
async fn with_api_key(request: Request) -> Result<(Request, Option<Secret>), Problem> {
    let (head, body) = request.into_parts();
    let bytes = to_bytes(body, BODY_LIMIT).await.map_err(|_| Problem::TOO_BIG)?;
    let key = languagetool::api_key(head.uri.query(), &bytes);
    Ok((Request::from_parts(head, Body::from(bytes)), key.map(|key| Secret::shown(&key))))
}

/// Looks whether a request that changes something is meant by who sends it. Tokens are sent by nobody unawares.
async fn meant(request: Request, visitor: &Visitor) -> Result<Request, Problem> {
    match (Origin::of(request.headers()), &visitor.who) {
        (_, Who::Token(..)) => Ok(request),
        (Origin::Foreign, _) => Err(Problem::FORGED),
        // Before somebody signs in there is no value to bring back: the origin alone counts.
        (_, Who::Nobody) | (Origin::Unsaid, Who::Machine) => Ok(request),
        (_, Who::Session(..) | Who::Machine) => forgery::demand(request, visitor.csrf()).await,
    }
}

/// Finds out who asks. A token that is shown must be good; a cookie may be an old one.
async fn visitor(state: &Arc<State>, shown: Shown) -> Result<Visitor, Problem> {
    let (now, address) = (state.now(), shown.address.clone());
    let who = state.keep(move |ledger| find(ledger, shown, now)).await?.ok_or(Problem::BAD_TOKEN)?;
    let csrf = match &who {
        Who::Session(_, secret) => forgery::csrf_of(secret.reveal()),
        Who::Machine => forgery::csrf_of(state.secret()),
        Who::Nobody | Who::Token(..) => String::new(),
    };
    Ok(Visitor { who, address, csrf })
}

/// Returns who showed this; `None` for a token that counts no more.
fn find(ledger: &mut Ledger, shown: Shown, now: Timestamp) -> Result<Option<Who>, LedgerError> {
    if !ledger.has_users()? {
        // What a proxy brings does not come from this machine, whatever its last step.
        return Ok(Some(if shown.forwarded { Who::Nobody } else { Who::Machine }));
    }
    if let Some(token) = shown.token {
        let found = ledger.admit_token(&token, now)?;
        return Ok(found.map(|(user, token)| Who::Token(user, token.scopes)));
    }
    let Some(secret) = shown.session else { return Ok(Some(Who::Nobody)) };
    let found = ledger.session(&secret, now)?;
    Ok(Some(found.map_or(Who::Nobody, |session| Who::Session(session.user, secret))))
}

/// How a refusal is told to whoever asked.
struct Page {
    /// Whether people look at it, and the address that they wanted.
    wanted: Option<String>,
    /// Whether a script of the page asked for a part of it.
    part: bool,
}

impl Page {
    fn of(request: &Request) -> Self {
        let path = request.uri().path();
        let program = PROGRAMS
            .iter()
            .any(|start| path.strip_prefix(start).is_some_and(|rest| rest.is_empty() || rest.starts_with('/')));
        let wanted = if request.method().is_safe() {
            request.uri().path_and_query().map_or("/", |all| all.as_str())
        } else {
            "/"
        };
        Self { wanted: (!program).then(|| wanted.to_owned()), part: request.headers().contains_key("hx-request") }
    }

    /// Sends people who did not sign in to where they can.
    fn refuse(self, problem: Problem) -> Response {
        let Some(wanted) = self.wanted.filter(|_| problem == Problem::UNKNOWN) else { return problem.into_response() };
        let wanted: String = form_urlencoded::byte_serialize(wanted.as_bytes()).collect();
        let to = format!("/dang-nhap?toi={wanted}");
        let Ok(to) = HeaderValue::from_str(&to) else { return problem.into_response() };
        if self.part {
            let mut response = problem.into_response();
            response.headers_mut().insert("hx-redirect", to);
            return response;
        }
        (axum::http::StatusCode::SEE_OTHER, [(header::LOCATION, to)]).into_response()
    }
}
