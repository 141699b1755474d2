//! `/dang-nhap/co-quan`: signing in with the account of the office (`OpenID` Connect Core 1.0: code flow with PKCE, RFC 7636).
//!
//! The provider only tells who somebody is; whether they may come in, and what they may do, the ledger tells. Nobody is asked but
//! the provider that the server was started with.

use std::collections::BTreeMap;
use std::io;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::extract::{Query, State as Held};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Redirect, Response};
use jiff::{SignedDuration, Timestamp};
use openidconnect::core::{CoreAuthenticationFlow, CoreClient, CoreIdTokenClaims, CoreProviderMetadata};
use openidconnect::http;
use openidconnect::{
    AuthorizationCode, ClientId, ClientSecret, CsrfToken, HttpRequest, HttpResponse, IssuerUrl, Nonce,
    PkceCodeChallenge, PkceCodeVerifier, RedirectUrl, Scope, TokenResponse,
};
use serde::Deserialize;
use ureq::tls::{Certificate, PemItem, RootCerts, TlsConfig, parse_pem};

use super::login::{self, Wanted};
use super::shown::cookie;
use super::visitor::Visitor;
use crate::serve::State;
use crate::serve::page::within;
use crate::serve::problem::Problem;
use crate::serve::routes::{Right, Route};

/// The cookie that binds an answer of the provider to the browser that asked.
const COOKIE: &str = "soat-vao";

/// How long somebody may take at the provider.
const PATIENCE: SignedDuration = SignedDuration::from_mins(10);

/// How long the provider may take to answer the server.
const TIME_LIMIT: Duration = Duration::from_secs(10);

/// Most bytes of an answer of the provider.
const ANSWER: u64 = 1_000_000;

/// Most who are on their way at once.
const UNDER_WAY: usize = 10_000;

/// A provider of accounts, and this server as its client.
#[derive(Debug, Clone)]
pub struct Provider {
    /// Its address (issuer).
    pub issuer: String,
    /// The id that it gave to this server.
    pub client: String,
    /// The secret that it gave, where it gave one.
    pub secret: Option<String>,
    /// What of an account is the user's name in the ledger.
    pub claim: Claim,
    /// Who vouches for its HTTPS, and nobody else; those that the machine trusts where `None`.
    pub authorities: Option<Authorities>,
}

/// Authorities that vouch for a server (their certificates).
#[derive(Debug, Clone)]
pub struct Authorities(Arc<Vec<Certificate<'static>>>);

impl Authorities {
    /// Reads certificates as PEM (RFC 7468); `None` where there is none, or one cannot be read.
    #[must_use]
    pub fn of_pem(pem: &[u8]) -> Option<Self> {
        let mut all = Vec::new();
        for item in parse_pem(pem) {
            if let PemItem::Certificate(certificate) = item.ok()? {
                // What is in the armour may be anything; the verifier would pass it over in silence.
                rustls::RootCertStore::empty().add(certificate.der().into()).ok()?;
                all.push(certificate);
            }
        }
        (!all.is_empty()).then(|| Self(Arc::new(all)))
    }
}

/// What of an account is the user's name in the ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Claim {
    /// `preferred_username`.
    Username,
    /// `email`, where the provider has verified it.
    Email,
    /// `sub`.
    Subject,
}

/// Those who are on their way through the provider, by the state that it gives back.
#[derive(Debug, Default)]
pub(in crate::serve) struct UnderWay {
    asked: Mutex<BTreeMap<String, Asked>>,
}

#[derive(Debug)]
struct Asked {
    verifier: PkceCodeVerifier,
    nonce: Nonce,
    back: RedirectUrl,
    wanted: String,
    at: Timestamp,
}

impl UnderWay {
    fn add(&self, state: String, asked: Asked) {
        let mut all = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        let now = asked.at;
        all.retain(|_, own| now.duration_since(own.at) < PATIENCE);
        if all.len() < UNDER_WAY {
            all.insert(state, asked);
        }
    }

    /// Takes one out: an answer counts once.
    fn take(&self, state: &str, now: Timestamp) -> Option<Asked> {
        let asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner).remove(state)?;
        (now.duration_since(asked.at) < PATIENCE).then_some(asked)
    }
}

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/dang-nhap/co-quan", Right::Open, leave),
        Route::get("/dang-nhap/co-quan/ve", Right::Open, come_back),
    ]
}

/// Sends the browser to the provider.
async fn leave(
    Held(state): Held<Arc<State>>,
    headers: HeaderMap,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Problem> {
    let provider = state.setting().provider.clone().ok_or(Problem::NOT_FOUND)?;
    let (now, https) = (state.now(), state.setting().behind_https);
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).ok_or(Problem::HOST)?;
    let back = format!("{}://{host}/dang-nhap/co-quan/ve", if https { "https" } else { "http" });
    let back = RedirectUrl::new(back).map_err(|error| Problem::INTERNAL.because(error))?;
    let (metadata, provider) = blocking(move || Ok((metadata(&provider)?, provider))).await?;
    let client = CoreClient::from_provider_metadata(metadata, ClientId::new(provider.client), None);
    let client = client.set_redirect_uri(back.clone());
    let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
    let (address, csrf, nonce) = client
        .authorize_url(CoreAuthenticationFlow::AuthorizationCode, CsrfToken::new_random, Nonce::new_random)
        .add_scopes([Scope::new("profile".to_owned()), Scope::new("email".to_owned())])
        .set_pkce_challenge(challenge)
        .url();
    let secret = csrf.into_secret();
    let secure = if https { "; Secure" } else { "" };
    let cookie = format!("{COOKIE}={secret}; Path=/dang-nhap; Max-Age=600; HttpOnly; SameSite=Lax{secure}");
    let wanted = within(&wanted.toi).to_owned();
    state.under_way().add(secret, Asked { verifier, nonce, back, wanted, at: now });
    let cookie = HeaderValue::from_str(&cookie).map_err(|error| Problem::INTERNAL.because(error))?;
    Ok(([(header::SET_COOKIE, cookie)], Redirect::to(address.as_str())).into_response())
}

/// What the provider sends back with the browser.
#[derive(Deserialize)]
struct Answer {
    #[serde(default)]
    code: String,
    #[serde(default)]
    state: String,
    error: Option<String>,
}

/// Takes the browser back, asks the provider who it is, and signs that user in.
async fn come_back(
    Held(state): Held<Arc<State>>,
    visitor: Visitor,
    headers: HeaderMap,
    Query(answer): Query<Answer>,
) -> Result<Response, Problem> {
    let provider = state.setting().provider.clone().ok_or(Problem::NOT_FOUND)?;
    if let Some(error) = answer.error {
        return Err(Problem::PROVIDER.because(error));
    }
    let now = state.now();
    // The browser must be the one that left: else somebody could be signed in as another without knowing.
    let own = cookie(&headers, COOKIE).is_some_and(|own| own == answer.state);
    let asked = state.under_way().take(&answer.state, now).filter(|_| own).ok_or(Problem::PROVIDER)?;
    let (back_to, code) = (asked.wanted.clone(), answer.code);
    let name = blocking(move || who(&provider, asked, code, now)).await?;
    let known = name.clone();
    let user = state.keep(move |ledger| ledger.user(&known)).await?.filter(|user| !user.disabled);
    let Some(user) = user else {
        login::note_refusal(&state, &visitor, name.clone()).await?;
        return Err(Problem::NO_ACCOUNT.because(name));
    };
    login::come_in(&state, visitor, user, &back_to).await
}

/// Does what waits for the provider on a thread that may wait.
async fn blocking<T: Send + 'static>(work: impl FnOnce() -> Result<T, Problem> + Send + 'static) -> Result<T, Problem> {
    tokio::task::spawn_blocking(work).await.map_err(|_| Problem::INTERNAL)?
}

fn refused(provider: &Provider, error: impl std::error::Error) -> Problem {
    let mut words = format!("{}: {error}", provider.issuer);
    let mut source = error.source();
    while let Some(own) = source {
        words = format!("{words}: {own}");
        source = own.source();
    }
    Problem::PROVIDER.because(words)
}

fn metadata(provider: &Provider) -> Result<CoreProviderMetadata, Problem> {
    let issuer = IssuerUrl::new(provider.issuer.clone()).map_err(|error| refused(provider, error))?;
    CoreProviderMetadata::discover(&issuer, &|request| ask(provider, request)).map_err(|error| refused(provider, error))
}

/// Trades the code for the account's token, and returns the name that it bears. The token's signature, issuer, audience, time and
/// nonce are verified.
fn who(provider: &Provider, asked: Asked, code: String, now: Timestamp) -> Result<String, Problem> {
    let secret = provider.secret.clone().map(ClientSecret::new);
    let client =
        CoreClient::from_provider_metadata(metadata(provider)?, ClientId::new(provider.client.clone()), secret);
    let client = client.set_redirect_uri(asked.back);
    let exchange = client.exchange_code(AuthorizationCode::new(code)).map_err(|error| refused(provider, error))?;
    let exchange = exchange.set_pkce_verifier(asked.verifier);
    let tokens = exchange.request(&|request| ask(provider, request)).map_err(|error| refused(provider, error))?;
    let token = tokens.id_token().ok_or(Problem::PROVIDER)?;
    let moment = chrono::DateTime::from_timestamp(now.as_second(), 0).ok_or(Problem::INTERNAL)?;
    let verifier = client.id_token_verifier().set_time_fn(move || moment);
    let claims = token.claims(&verifier, &asked.nonce).map_err(|error| refused(provider, error))?;
    named(claims, provider.claim).ok_or_else(|| Problem::PROVIDER.because("account without a name"))
}

fn named(claims: &CoreIdTokenClaims, claim: Claim) -> Option<String> {
    match claim {
        Claim::Username => claims.preferred_username().map(|name| name.as_str().to_owned()),
        Claim::Email if claims.email_verified() == Some(true) => claims.email().map(|email| email.as_str().to_owned()),
        Claim::Email => None,
        Claim::Subject => Some(claims.subject().as_str().to_owned()),
    }
}

/// Asks the provider; what it redirects to is not followed.
fn ask(provider: &Provider, request: HttpRequest) -> Result<HttpResponse, io::Error> {
    let crypto = Arc::new(rustls::crypto::ring::default_provider());
    let own = provider.authorities.clone().map(|Authorities(own)| RootCerts::Specific(own));
    let tls = TlsConfig::builder()
        .unversioned_rustls_crypto_provider(crypto)
        .root_certs(own.unwrap_or(RootCerts::PlatformVerifier))
        .build();
    let config = ureq::Agent::config_builder()
        .tls_config(tls)
        .timeout_global(Some(TIME_LIMIT))
        .max_redirects(0)
        .http_status_as_error(false)
        .build();
    let mut response = ureq::Agent::new_with_config(config).run(request).map_err(io::Error::other)?;
    let body = response.body_mut().with_config().limit(ANSWER).read_to_vec().map_err(io::Error::other)?;
    let (parts, _) = response.into_parts();
    Ok(http::Response::from_parts(parts, body))
}
