//! Names the things of the domain as plain data: number, kind, authority, citation, provision, task, signature.
//!
//! The shapes are those of the machine contract (`soat parse --format json`): each derives its JSON and its schema
//! from the type here. Nothing in this room recognises, looks up or judges.

mod authority;
mod citation;
mod date;
mod number;
mod provision;
mod slug;
mod task;
mod whole;

pub use authority::{AuthorityRef, Level};
pub use citation::{Citation, CitedDate, Mismatch, Near, Resolution, ResolutionStatus, Role, Validity, ValidityStatus};
pub use date::SpannedDate;
pub use number::{DocNumber, Scheme};
pub use provision::{Provision, ProvisionPath, in_words};
pub use slug::Slug;
pub use task::{Task, UnitRef};
pub use whole::{Class, Document, Effective, Header, KindRef, Problem, Recipient, Recital, Signature, SpannedText};

/// A day of the civil calendar.
pub use jiff::civil::Date;
