//! Words that match a pattern.

use std::cell::LazyCell;

use regex::{Captures, Regex};

use super::title::Title;
use super::{compile, places};
use crate::check::{Check, Context, Findings};
use crate::rules::{self, Part};
use crate::text::Span;

/// Finds what matches a pattern in parts of the document, with the message `found`.
pub(super) struct Pattern {
    parts: Vec<Part>,
    regex: Regex,
    unless: Option<Regex>,
    replace: Option<String>,
    safe: bool,
    suspected: bool,
    once: bool,
    title: Title,
}

impl Pattern {
    pub(super) fn new(spec: &rules::Pattern) -> Result<Self, String> {
        Ok(Self {
            parts: spec.parts.clone(),
            regex: compile(&spec.regex)?,
            unless: spec.unless.as_deref().map(compile).transpose()?,
            replace: spec.replace.clone(),
            safe: spec.safe,
            suspected: spec.suspected,
            once: spec.once,
            title: Title::new(&spec.title)?,
        })
    }

    fn replacement(&self, captures: &Captures<'_>) -> Option<String> {
        let mut text = String::new();
        captures.expand(self.replace.as_deref()?, &mut text);
        Some(text)
    }
}

impl Check for Pattern {
    fn run(&self, cx: &Context<'_>, out: &mut Findings) {
        if !self.title.agrees(cx) {
            return;
        }
        for place in places(cx, &self.parts) {
            let text = cx.document.slice(place);
            let spared: LazyCell<Vec<Span>, _> = LazyCell::new(|| {
                self.unless.iter().flat_map(|unless| unless.find_iter(text)).map(|m| m.range().into()).collect()
            });
            for captures in self.regex.captures_iter(text) {
                let Some(found) = captures.name("at").or_else(|| captures.get(0)) else { continue };
                let span = Span::from(found.range());
                if spared.iter().any(|spared: &Span| spared.contains(span)) {
                    continue;
                }
                let at = span.shifted(place.start);
                let replacement = self.replacement(&captures);
                let draft = out.finding("found", at).arg("found", found.as_str());
                if self.suspected {
                    draft.suspected();
                }
                match replacement {
                    Some(text) if self.safe => draft.arg("replacement", &text).fix(at, text),
                    Some(text) => draft.arg("replacement", &text).suggest(at, text),
                    None => draft,
                };
                if self.once {
                    return;
                }
            }
        }
    }
}
