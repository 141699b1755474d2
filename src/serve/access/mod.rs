//! Who asks, and what they may do. One layer lies over every route of the table ([`admit`]); no handler judges rights.
//!
//! A handler that needs to know who asks takes a [`Visitor`] as an argument: `visitor.by(state.now())` is what the ledger
//! wants for a change, `visitor.sight()` what it wants for a question, `visitor.csrf()` is the value of the hidden field
//! `csrf` in every form (`frame.csrf()` in templates; htmx sends it as the header `x-csrf-token`).

mod account;
mod admit;
mod forgery;
mod journal;
mod login;
mod office;
#[cfg(feature = "oidc")]
mod oidc;
mod shown;
#[cfg(test)]
mod tests;
mod throttle;
mod visitor;
mod words;

pub(super) use admit::{Gate, admit};
pub(super) use forgery::CSRF_FIELD;
pub(super) use office::{add_user, take_away};
#[cfg(feature = "oidc")]
pub(super) use oidc::UnderWay;
#[cfg(feature = "oidc")]
pub use oidc::{Authorities, Claim, Provider};
pub(super) use shown::{PLAIN_COOKIE, SECURE_COOKIE, cookie};
pub(super) use throttle::Throttle;
pub(super) use visitor::{Visitor, needed};

use super::routes::Route;

pub(super) fn routes() -> Vec<Route> {
    let mut routes = login::routes();
    routes.extend(account::routes());
    routes.extend(office::routes());
    routes.extend(journal::routes());
    #[cfg(feature = "oidc")]
    routes.extend(oidc::routes());
    routes
}
