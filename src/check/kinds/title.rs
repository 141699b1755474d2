//! What a page asks of the document's title.

use regex::Regex;

use super::compile;
use crate::check::Context;
use crate::rules::TitleSays;

/// The patterns that the title must, and must not, match.
pub(super) struct Title {
    says: Option<Regex>,
    unless: Option<Regex>,
}

impl Title {
    pub(super) fn new(spec: &TitleSays) -> Result<Self, String> {
        let compiled = |pattern: &Option<String>| pattern.as_deref().map(compile).transpose();
        Ok(Self { says: compiled(&spec.says)?, unless: compiled(&spec.unless)? })
    }

    /// Returns whether the title says what it must and nothing that it must not; one that was not read says nothing.
    pub(super) fn agrees(&self, cx: &Context<'_>) -> bool {
        let title = cx.document.header.title.as_ref().map_or("", |title| title.text.as_str());
        self.says.as_ref().is_none_or(|says| says.is_match(title))
            && !self.unless.as_ref().is_some_and(|unless| unless.is_match(title))
    }
}
