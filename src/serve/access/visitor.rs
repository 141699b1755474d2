//! Who asks.

use std::convert::Infallible;
use std::net::IpAddr;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use jiff::Timestamp;

use crate::ledger::{By, Role, Scope, Secret, Sight, User};
use crate::serve::routes::Right;

/// Who asks: the user, or whoever sits at the machine where there are no users.
#[derive(Debug, Clone)]
pub(in crate::serve) struct Visitor {
    pub(super) who: Who,
    /// The network address, as text for the log.
    pub(super) address: Option<String>,
    /// What forms of this visitor must bring back.
    pub(super) csrf: String,
}

/// How the visitor is known.
#[derive(Debug, Clone)]
pub(super) enum Who {
    /// Not at all.
    Nobody,
    /// There are no users: whoever sits at the machine.
    Machine,
    /// Signed in with a browser.
    Session(User, Secret),
    /// By a token, which is good for these things.
    Token(User, Vec<Scope>),
}

impl Visitor {
    /// Returns who was found at the gate; all routes have one.
    pub(in crate::serve) fn of(parts: &Parts) -> Self {
        let nobody = || Self { who: Who::Nobody, address: None, csrf: String::new() };
        parts.extensions.get().cloned().unwrap_or_else(nobody)
    }

    /// Returns whether the visitor may do what asks for `right`.
    pub(in crate::serve) fn may(&self, right: Right) -> bool {
        let (role, scopes) = match &self.who {
            Who::Nobody => return right == Right::Open,
            Who::Machine => return true,
            Who::Session(user, _) => (user.role, None),
            Who::Token(user, scopes) => (user.role, Some(scopes)),
        };
        let most = match role {
            Role::Officer => Right::Check,
            Role::Reviewer => Right::Review,
            Role::Administrator => Right::Administer,
        };
        right <= most && scopes.is_none_or(|scopes| needed(right).is_none_or(|scope| scopes.contains(&scope)))
    }

    /// Returns the user, where there are users and the visitor is one.
    pub(in crate::serve) fn user(&self) -> Option<&User> {
        match &self.who {
            Who::Session(user, _) | Who::Token(user, _) => Some(user),
            Who::Nobody | Who::Machine => None,
        }
    }

    /// Returns whether there are no users, and whoever sits at the machine may do everything.
    pub(in crate::serve) fn is_machine(&self) -> bool {
        matches!(self.who, Who::Machine)
    }

    /// Returns who does something at `now`, for the ledger.
    pub(in crate::serve) fn by(&self, now: Timestamp) -> By<'_> {
        let (who, unit) = self.user().map_or((By::MACHINE, ""), |user| (user.name.as_str(), user.unit.as_str()));
        By { who, unit, address: self.address.as_deref(), at: now }
    }

    /// Returns what the visitor may see of the things of others.
    pub(in crate::serve) fn sight(&self) -> Sight<'_> {
        let Some(user) = self.user() else {
            return if self.is_machine() { Sight::All } else { Sight::Own("") };
        };
        match user.role {
            Role::Officer => Sight::Own(&user.name),
            Role::Reviewer => Sight::Unit { name: &user.name, unit: &user.unit },
            Role::Administrator => Sight::All,
        }
    }

    /// Returns what every form of this visitor must bring back.
    pub(in crate::serve) fn csrf(&self) -> &str {
        &self.csrf
    }
}

/// Returns the scope that a token must have for what asks for `right`.
pub(in crate::serve) fn needed(right: Right) -> Option<Scope> {
    match right {
        Right::Open => None,
        Right::Read => Some(Scope::Read),
        Right::Check => Some(Scope::Check),
        Right::Review => Some(Scope::Write),
        Right::Administer => Some(Scope::Admin),
    }
}

impl<S: Sync> FromRequestParts<S> for Visitor {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self::of(parts))
    }
}

/// Returns an address as the log tells it: what is mapped from version 4 of the protocol is written as such.
pub(super) fn written(address: IpAddr) -> String {
    address.to_canonical().to_string()
}
