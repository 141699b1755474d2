//! CMP-005, CMP-006, CMP-007: rules of general conduct in a document that is not normative.
//!
//! What makes a norm is stated by the page: words for everybody, words of duty, words of repetition. A sentence with the
//! first two is counted; one that names the law it repeats is not. A person decides.

use std::sync::LazyLock;

use regex::Regex;

use crate::check::{Check, Context, Findings};
use crate::rules::Severity;
use crate::text::{Span, fold_case_tone};

/// Finds decisions of departments and offices that bind everybody.
pub(super) struct DepartmentNorms;

impl Check for DepartmentNorms {
    fn run(&self, cx: &Context<'_>, out: &mut Findings) {
        ask(cx, out);
    }
}

/// Finds letters, plans and notices that bind everybody.
pub(super) struct LetterNorms;

impl Check for LetterNorms {
    fn run(&self, cx: &Context<'_>, out: &mut Findings) {
        ask(cx, out);
    }
}

/// Finds administrative decisions of committees and councils built like a normative one.
pub(super) struct DecisionNorms;

impl Check for DecisionNorms {
    fn run(&self, cx: &Context<'_>, out: &mut Findings) {
        ask(cx, out);
    }
}

static SENTENCE: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"[^.;\n]+").ok());

/// Adds one finding at the first norm where there are enough of them.
fn ask(cx: &Context<'_>, out: &mut Findings) {
    let title = cx.document.header.title.as_ref().map(|title| fold_case_tone(&title.text)).unwrap_or_default();
    if cx.words("own_house").into_iter().any(|words| title.contains(words)) {
        return;
    }
    let scope = scope(cx);
    if cx.value("needs_scope").and_then(toml::Value::as_bool) == Some(true) && scope.is_none() {
        return;
    }
    let norms = norms(cx);
    let least = cx.number("least").and_then(|least| usize::try_from(least).ok()).unwrap_or(usize::MAX);
    let Some(first) = norms.first().filter(|_| norms.len() >= least) else { return };
    let draft = out.finding("norms", *first).arg("count", norms.len()).suspected();
    draft.at_most(Severity::Warning);
    for other in norms.iter().skip(1).take(2) {
        draft.see_here(*other, cx.document.slice(*other).split_whitespace().collect::<Vec<_>>().join(" "));
    }
    if let Some(scope) = scope {
        draft.see_here(scope, cx.document.slice(scope).to_owned());
    }
}

/// Returns the heading that says to whom the document applies.
fn scope(cx: &Context<'_>) -> Option<Span> {
    let headings = cx.words("scope");
    let mut at = 0;
    for line in cx.document.text.split_inclusive('\n') {
        let span = Span::new(at, at + line.trim_end().len());
        at += line.len();
        let folded = fold_case_tone(line);
        if folded.chars().count() < 120 && headings.iter().any(|heading| folded.contains(heading)) {
            return Some(span);
        }
    }
    None
}

/// Returns the sentences of the operative text that bind everybody and name no law that they repeat.
fn norms(cx: &Context<'_>) -> Vec<Span> {
    let (subjects, duties) = (cx.words("everybody"), cx.words("duties"));
    let start = cx.document.recitals.last().map_or(0, |recital| recital.span.end);
    let body = cx.document.text.get(start..).unwrap_or_default();
    let Some(pattern) = SENTENCE.as_ref() else { return Vec::new() };
    let quoted = |at: usize| {
        let head = body.get(..at).unwrap_or_default();
        head.matches('“').count() > head.matches('”').count()
    };
    let found = pattern.find_iter(body).filter(|sentence| {
        let folded = fold_case_tone(sentence.as_str());
        subjects.iter().any(|words| folded.contains(words)) && duties.iter().any(|words| folded.contains(words))
    });
    let spans = found.filter(|sentence| !quoted(sentence.start())).map(|sentence| {
        let lead = sentence.as_str().len() - sentence.as_str().trim_start().len();
        Span::new(start + sentence.start() + lead, start + sentence.end())
    });
    let repeats = |span: &Span| {
        let folded = fold_case_tone(cx.document.slice(*span));
        cx.document.citations.iter().any(|citation| !citation.local && span.overlaps(citation.span))
            || cx.words("repeating").into_iter().any(|words| folded.contains(words))
    };
    spans.filter(|span| !repeats(span)).collect()
}
