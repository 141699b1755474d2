//! Loads rule pages and answers which rule and which legal basis is in force on a date.
//!
//! A rule is a page, `rules/<family>/CODE-slug.md`: front matter (code, severity, check, legal bases with their
//! periods, messages) between `+++`, then prose and examples. Only the front matter is read at start; the body is read
//! where it is shown or tested. Pages are only read here; what finds the defect runs in [`check`](crate::check).

mod basis;
mod body;
mod error;
mod example;
mod grade;
mod kind;
mod lang;
mod message;
mod page;
mod planned;
mod remedy;
mod set;

pub use basis::Basis;
pub use body::{Body, HEADINGS, Section};
pub use error::RuleError;
pub use example::{Attributes, Example, Mark, Register, Side, Sureness};
pub use grade::{Confidence, Family, Severity, Status};
pub use kind::{
    CheckSpec, Condition, Mention, Over, Part, PartWanted, Pattern, RequiredPart, Substitution, Term, TitleSays,
};
pub use lang::{Lang, Words};
pub use message::{Arg, Message, fill, placeholders, written_day};
pub use page::{AppliesTo, FrontMatter, Scope};
pub use planned::{Lacks, Planned, planned};
pub use remedy::{Remedies, Remedy};
pub use set::{Rule, RuleSet};

/// How far the wording of a basis was verified; one from memory alone never carries more than a warning.
pub use crate::lexicon::Verified;
