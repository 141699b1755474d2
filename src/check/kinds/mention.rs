//! Words that the document should have and has not.

use regex::Regex;

use super::title::Title;
use super::{compile, places};
use crate::check::{Check, Context, Findings};
use crate::rules::{self, Part};

/// Finds documents whose parts do not say what they should, with the message `missing`.
pub(super) struct Mention {
    parts: Vec<Part>,
    with: Vec<Part>,
    regex: Regex,
    suspected: bool,
    drafts: bool,
    title: Title,
}

impl Mention {
    pub(super) fn new(spec: &rules::Mention) -> Result<Self, String> {
        Ok(Self {
            parts: spec.parts.clone(),
            with: spec.with.clone(),
            regex: compile(&spec.regex)?,
            suspected: spec.suspected,
            drafts: spec.drafts,
            title: Title::new(&spec.title)?,
        })
    }
}

impl Check for Mention {
    fn run(&self, cx: &Context<'_>, out: &mut Findings) {
        let lacks = self.with.iter().any(|part| cx.part(*part).is_none());
        if lacks || (self.drafts && !cx.is_draft()) || cx.is_consolidated() || !self.title.agrees(cx) {
            return;
        }
        let places = places(cx, &self.parts);
        // A part that was not read may have the words.
        if places.is_empty() || places.into_iter().any(|place| self.regex.is_match(cx.document.slice(place))) {
            return;
        }
        let draft = out.finding("missing", cx.headline());
        if self.suspected {
            draft.suspected();
        }
    }
}
