//! Words that stand where others are to be written.

use regex::Regex;

use super::places;
use crate::check::{Check, Context, Findings};
use crate::rules::{self, Part, Substitution};
use crate::text::Span;

/// Finds whole words, in any case, with the message `found`.
pub(super) struct Term {
    parts: Vec<Part>,
    regex: Regex,
    terms: Vec<Substitution>,
}

impl Term {
    pub(super) fn new(spec: &rules::Term) -> Result<Self, String> {
        let mut terms = spec.term.clone();
        // The first alternative that matches wins: the longest words go first.
        terms.sort_by_key(|term| std::cmp::Reverse(term.wrong.len()));
        let words: Vec<String> = terms.iter().map(|term| format!("({})", regex::escape(&term.wrong))).collect();
        let regex = Regex::new(&format!(r"(?i)\b(?:{})\b", words.join("|"))).map_err(|error| error.to_string())?;
        Ok(Self { parts: spec.parts.clone(), regex, terms })
    }
}

impl Check for Term {
    fn run(&self, cx: &Context<'_>, out: &mut Findings) {
        for place in places(cx, &self.parts) {
            for captures in self.regex.captures_iter(cx.document.slice(place)) {
                let matched = captures.iter().skip(1).position(|group| group.is_some());
                let (Some(found), Some(term)) = (captures.get(0), matched.and_then(|index| self.terms.get(index)))
                else {
                    continue;
                };
                let at = Span::from(found.range()).shifted(place.start);
                let draft = out.finding("found", at).arg("found", found.as_str()).arg("replacement", &term.right);
                if term.safe {
                    draft.fix(at, &term.right);
                } else {
                    draft.suggest(at, &term.right);
                }
            }
        }
    }
}
