//! The data kinds: checks that a page states with parameters alone.

mod condition;
mod mention;
mod pattern;
mod required_part;
mod term;
mod title;

use regex::Regex;

use self::condition::Fault;
use super::{Check, Context};
use crate::rules::{CheckSpec, Part};
use crate::text::Span;

/// Makes the check that a page states.
///
/// # Errors
/// What is wrong with its parameters, and the words of the page where it is.
pub(super) fn bind(spec: &CheckSpec) -> Result<Box<dyn Check>, Wrong<'_>> {
    match spec {
        CheckSpec::RequiredPart(wanted) => Ok(Box::new(required_part::RequiredPart::new(wanted))),
        CheckSpec::Pattern(pattern) => Ok(Box::new(pattern::Pattern::new(pattern)?)),
        CheckSpec::Mention(wanted) => Ok(Box::new(mention::Mention::new(wanted)?)),
        CheckSpec::Term(term) => Ok(Box::new(term::Term::new(term)?)),
        CheckSpec::Condition(condition) => {
            let at = condition.violated.as_str();
            let wrong = |Fault { offset, message }: Fault| Wrong { at, offset, message };
            Ok(Box::new(condition::Condition::new(condition).map_err(wrong)?))
        }
        CheckSpec::Coded(name) => Err(format!("\"{name}\" is no data kind").into()),
    }
}

/// What is wrong with the parameters of a check.
#[derive(Debug)]
pub(super) struct Wrong<'s> {
    /// Words of the page.
    pub(super) at: &'s str,
    /// Characters of them before the place.
    pub(super) offset: usize,
    /// What.
    pub(super) message: String,
}

impl From<String> for Wrong<'_> {
    fn from(message: String) -> Self {
        Self { at: "[check", offset: 0, message }
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
