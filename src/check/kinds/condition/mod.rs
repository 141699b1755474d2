//! Conditions that a unit states itself, in the Common Expression Language (CEL).
//!
//! A condition is looked through when its page is read: names, fields, types. What is not known of a document is not there, and a
//! condition that asks for it does not hold: absence of data accuses nobody.

mod scope;
mod typing;
mod vocabulary;

use cel::objects::Value;
use cel::{Context as Scope, ExecutionError, Program};

pub(in crate::check) use self::typing::Fault;
use self::vocabulary::{Record, Type};
use crate::check::{Check, Context, Findings};
use crate::rules::{self, Over, Part};
use crate::text::{Span, fold_case_tone};

/// Most items of one list.
const ITEMS: usize = 5_000;

/// Most steps of nested loops.
const STEPS: usize = 250_000;

/// Most bytes of a condition. Parser and evaluation go down as deep as it is nested, and a stack that ends ends the program.
const LENGTH: usize = 1_000;

/// Most brackets inside each other.
const BRACKETS: usize = 16;

/// Most signs `!` or `-` in a row.
const SIGNS: usize = 4;

/// Finds documents, or items of one, of which a condition holds, with the message `found`.
pub(super) struct Condition {
    program: Program,
    depth: u32,
    over: Option<Over>,
    at: Option<Part>,
    suspected: bool,
}

impl Condition {
    /// Reads the condition of a page.
    ///
    /// # Errors
    /// What is wrong with it, and where.
    pub(super) fn new(spec: &rules::Condition) -> Result<Self, Fault> {
        let text = spec.violated.as_str();
        if text.len() > LENGTH {
            return Err(Fault { offset: 0, message: format!("a condition has {LENGTH} bytes at most") });
        }
        if let Some(offset) = too_deep(text) {
            let message = format!("more than {BRACKETS} brackets inside each other, or {SIGNS} signs in a row");
            return Err(Fault { offset, message });
        }
        let program = Program::compile(text).map_err(|errors| parse_fault(text, &errors))?;
        let mut names = vec![("document", Type::Record(Record::Document)), ("as_of", Type::Text)];
        names.extend(spec.over.map(|over| (record(over).name(), Type::Record(record(over)))));
        let nested = typing::look(&program, &names)?;
        let depth = nested + u32::from(spec.over.is_some());
        Ok(Self { program, depth, over: spec.over, at: spec.at, suspected: spec.suspected })
    }

    /// Returns whether it holds in a scope; what asks for something not known does not.
    fn holds(&self, scope: &Scope<'_, '_>) -> Result<bool, String> {
        match self.program.execute(scope) {
            Ok(Value::Bool(holds)) => Ok(holds),
            Ok(other) => Err(format!("the condition is neither true nor false but {:?}", other.type_of())),
            Err(ExecutionError::NoSuchKey(_)) => Ok(false),
            Err(error) => Err(error.to_string()),
        }
    }
}

impl Check for Condition {
    fn run(&self, cx: &Context<'_>, out: &mut Findings) {
        let told = scope::tell(cx, self.over.map(record));
        let steps = told.longest.checked_pow(self.depth).unwrap_or(usize::MAX);
        if told.longest > ITEMS || steps > STEPS {
            out.fault(format!(
                "too many items for this condition ({}, gone through {} deep)",
                told.longest, self.depth
            ));
            return;
        }
        let mut scope = Scope::default();
        if scope.add_function("says", says).is_err() || scope.add_function("days", days).is_err() {
            return;
        }
        scope.add_variable_from_value("document", told.document);
        scope.add_variable_from_value("as_of", cx.as_of().to_string());
        let Some(over) = self.over else {
            let at = self.at.and_then(|part| cx.part(part)).unwrap_or_else(|| cx.headline());
            return self.ask(&scope, at, out);
        };
        for (span, item) in told.items {
            let mut inner = scope.new_inner_scope();
            inner.add_variable_from_value(record(over).name(), item);
            self.ask(&inner, span, out);
        }
    }
}

impl Condition {
    fn ask(&self, scope: &Scope<'_, '_>, at: Span, out: &mut Findings) {
        match self.holds(scope) {
            Ok(true) => {
                let draft = out.finding("found", at);
                if self.suspected {
                    draft.suspected();
                }
            }
            Ok(false) => {}
            Err(message) => out.fault(message),
        }
    }
}

fn record(over: Over) -> Record {
    match over {
        Over::Citations => Record::Citation,
        Over::Recitals => Record::Recital,
        Over::Provisions => Record::Provision,
        Over::Tasks => Record::Task,
    }
}

/// Whether a text has these words, whole, in any case and placing of tone marks.
#[expect(clippy::needless_pass_by_value, reason = "the shape that the library calls")]
fn says(text: std::sync::Arc<String>, words: std::sync::Arc<String>) -> bool {
    let (text, words) = (fold_case_tone(&text), fold_case_tone(&words));
    let whole = |at: usize| {
        let before = text.get(..at).and_then(|own| own.chars().next_back());
        let after = text.get(at + words.len()..).and_then(|own| own.chars().next());
        [before, after].into_iter().flatten().all(|c| !c.is_alphanumeric())
    };
    !words.is_empty() && text.match_indices(&words).any(|(at, _)| whole(at))
}

/// The days from one day to another.
#[expect(clippy::needless_pass_by_value, reason = "the shape that the library calls")]
fn days(from: std::sync::Arc<String>, to: std::sync::Arc<String>) -> Result<i64, ExecutionError> {
    let day = |text: &str| {
        text.parse::<jiff::civil::Date>()
            .map_err(|_| ExecutionError::function_error("days", format!("\"{text}\" is no day such as 2026-03-01")))
    };
    let between = day(&to)?.since(day(&from)?).map_err(|error| ExecutionError::function_error("days", error))?;
    Ok(i64::from(between.get_days()))
}

/// Returns where brackets or signs are nested too deep; those in words count, too.
fn too_deep(text: &str) -> Option<usize> {
    let (mut brackets, mut signs) = (0_usize, 0_usize);
    text.chars().position(|c| {
        match c {
            '(' | '[' | '{' => brackets += 1,
            ')' | ']' | '}' => brackets = brackets.saturating_sub(1),
            _ => {}
        }
        let sign = matches!(c, '!' | '-');
        signs = if sign { signs + 1 } else { signs * usize::from(c.is_whitespace()) };
        brackets > BRACKETS || signs > SIGNS
    })
}

/// Returns the first fault of the grammar, with its place.
fn parse_fault(text: &str, errors: &cel::ParseErrors) -> Fault {
    let Some(first) = errors.errors.first() else { return Fault { offset: 0, message: errors.to_string() } };
    let line = usize::try_from(first.pos.0).unwrap_or(1).saturating_sub(1);
    let before: usize = text.split_inclusive('\n').take(line).map(|line| line.chars().count()).sum();
    Fault { offset: before + usize::try_from(first.pos.1).unwrap_or(1).saturating_sub(1), message: first.msg.clone() }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::{Condition, days, says};
    use crate::rules;

    fn condition(violated: &str) -> Result<Condition, super::Fault> {
        let violated = violated.to_owned();
        Condition::new(&rules::Condition { violated, over: None, at: None, suspected: false })
    }

    #[test]
    fn what_cannot_be_read_is_an_error_and_never_a_crash() {
        assert!(condition("document.draft").is_ok());
        assert!(condition("document.kind ==").is_err());
        for part in ["1 + ", "1 == 1 && ", "true ? true : ", "true == ", "-1 - "] {
            let _ = condition(&(part.repeat(900 / part.len()) + "true"));
        }
        for part in [".kind", "[0]", ".exists(a, a)"] {
            assert!(condition(&("document".to_owned() + &part.repeat(900 / part.len()))).is_err(), "{part}");
        }
        for wrong in ["", "\"", &"(".repeat(900), &"[".repeat(900), &"! ".repeat(400), &"a".repeat(9000)] {
            assert!(condition(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn words_and_days() {
        let own = |text: &str| Arc::new(text.to_owned());
        assert!(says(own("Tổ chức KIỂM TRA."), own("kiểm tra")) && says(own("hoà giải"), own("hòa giải")));
        assert!(says(own("kiểm tra"), own("kiểm")) && !says(own("kiểm tracy"), own("kiểm tra")));
        assert!(!says(own("kiểm tra"), own("")));
        assert_eq!(days(own("2026-03-01"), own("2026-04-01")), Ok(31));
        assert!(days(own("1/3/2026"), own("2026-04-01")).is_err());
    }
}
