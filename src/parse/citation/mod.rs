//! Finds citations: mentions of other documents, and of provisions of this one.
//!
//! Every paragraph that can hold one (`anchor.rs`) is cut into tokens that undo what typing does to symbols (`token`); a
//! grammar reads references from them, one file a rule:
//!
//! ```text
//! reference   = [provisions] document | provisions "Điều này" | provisions kind "này"     reference.rs, units.rs,
//!                                                                                         provision_path.rs
//! document    = law | kind ["số"] symbol tails | kind ["số"] number tails | ["số"] symbol tails     document_ref.rs
//! law         = kind "số" symbol tails | kind name [symbol | date | year] tails           law_name.rs
//! symbol      = ordinal {mark code}                                                       ../number/
//! tails       = {date | "năm" year | "của" issuer}                                        date.rs, issuer.rs
//! ```
//!
//! What the words around a reference say is read after that: what a list's members share (`list.rs`), titles and
//! amending documents (`title.rs`), what this document does with the other (`role.rs`), aliases (`alias.rs`), and
//! which provision "Điều này" is (`local.rs`). Documents named by their title alone come last (`titled.rs`). Which registered document is meant is not decided here.

mod alias;
mod anchor;
mod boundary;
mod date;
mod document_ref;
mod find;
mod grammar;
mod issuer;
mod kinds;
mod law_name;
mod list;
mod local;
mod mention;
mod provision_path;
mod reference;
mod role;
mod scan;
mod title;
mod titled;
mod units;

use jiff::civil::Date;

pub use find::{find, find_at_every_token};

use crate::document::{DocNumber, Provision, Slug};
use crate::text::Span;

/// What is known of the document in which citations are looked for; the default knows nothing.
#[derive(Debug, Clone, Copy, Default)]
pub struct CitationContext<'d> {
    /// The document's own number in its header, which is no citation; a caption that repeats it is local.
    pub number: Option<&'d DocNumber>,
    /// The document's kind, which "Điều này" belongs to.
    pub kind: Option<&'d Slug>,
    /// The document's title, which names itself.
    pub title: Option<&'d str>,
    /// Id of the document's territory, for issuers named as "UBND tỉnh".
    pub territory: Option<&'d str>,
    /// The document's date of issue.
    pub issued: Option<Date>,
    /// The lines of the preamble.
    pub recitals: &'d [Span],
    /// The document's provisions, outermost level.
    pub provisions: &'d [Provision],
}
