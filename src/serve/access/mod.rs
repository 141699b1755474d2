//! Who asks, and what they may do. One layer lies over every route of the table ([`admit`]); no handler judges rights.
//!
//! A handler that needs to know who asks takes a [`Visitor`] as an argument: `visitor.by(state.now())` is what the ledger
//! wants for a change, `visitor.sight()` what it wants for a question, `visitor.csrf()` is the value of the hidden field
//! [`CSRF_FIELD`] in every form (htmx sends it as the header `x-csrf-token`).

mod admit;
mod forgery;
mod shown;
mod visitor;

pub(super) use admit::{Gate, admit};
pub(super) use forgery::CSRF_FIELD;
pub(super) use visitor::Visitor;
