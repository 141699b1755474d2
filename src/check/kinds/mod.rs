//! The data kinds: checks that a page states with parameters alone.

mod mention;
mod pattern;
mod required_part;
mod term;
mod title;

use regex::Regex;

use super::{Check, Context};
use crate::rules::{CheckSpec, Part};
use crate::text::Span;

/// Makes the check that a page states.
///
/// # Errors
/// What is wrong with its parameters.
pub(super) fn bind(spec: &CheckSpec) -> Result<Box<dyn Check>, String> {
    match spec {
        CheckSpec::RequiredPart(wanted) => Ok(Box::new(required_part::RequiredPart::new(wanted))),
        CheckSpec::Pattern(pattern) => Ok(Box::new(pattern::Pattern::new(pattern)?)),
        CheckSpec::Mention(wanted) => Ok(Box::new(mention::Mention::new(wanted)?)),
        CheckSpec::Term(term) => Ok(Box::new(term::Term::new(term)?)),
        CheckSpec::Coded(name) => Err(format!("\"{name}\" is no data kind")),
    }
}

/// Returns the places a page looks at: those of `parts` that the document has, or the whole text.
fn places(cx: &Context<'_>, parts: &[Part]) -> Vec<Span> {
    if parts.is_empty() {
        return vec![Span::new(0, cx.document.text.len())];
    }
    parts.iter().filter_map(|part| cx.part(*part)).collect()
}

fn compile(pattern: &str) -> Result<Regex, String> {
    Regex::new(pattern).map_err(|error| error.to_string())
}
