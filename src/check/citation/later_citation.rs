//! CIT-002: a later citation that repeats day and title.

use std::collections::BTreeSet;

use super::aside::{alone_on_line, in_brackets, in_frame, in_quotes, in_title};
use super::mention::{own_number, short_name};
use crate::check::{Check, Context, Findings};
use crate::document::{Citation, Role, Scheme};

/// Finds the second whole citation of a document in the articles or parts of an administrative document.
pub(super) struct LaterCitation;

impl Check for LaterCitation {
    fn run(&self, cx: &Context<'_>, out: &mut Findings) {
        let mut seen = BTreeSet::new();
        let mut told = BTreeSet::new();
        if cx.is_consolidated() {
            return;
        }
        for (_, citation) in cx.citations() {
            let Some(number) = own_number(cx.document, citation).filter(|number| number.scheme != Scheme::Law) else {
                continue;
            };
            let key = number.matching_key();
            let whole = citation.issued.is_some() && citation.title.is_some();
            if !whole || in_quotes(cx, citation) || in_title(cx, citation) || in_frame(cx, citation) {
                continue;
            }
            // What is ended or changed is named in full, and a list or table names its documents by themselves.
            let ends = matches!(citation.role, Role::Amends | Role::Replaces | Role::Repeals | Role::Basis);
            let listed = alone_on_line(cx, citation) || in_brackets(cx, citation) || opens_line(cx, citation);
            let body = cx.document.provision_at(citation.span).is_some_and(|own| !own.path.starts_with("phu-luc"));
            if seen.contains(&key) && body && !ends && !listed && told.insert(key.clone()) {
                out.finding("whole", citation.span).arg("short", short_name(citation));
            }
            seen.insert(key);
        }
    }
}

/// Returns whether the citation opens its line: an item of a list of documents.
fn opens_line(cx: &Context<'_>, citation: &Citation) -> bool {
    let head = cx.document.text.get(..citation.span.start).unwrap_or_default();
    let line = head.rsplit('\n').next().unwrap_or_default();
    !line.chars().any(char::is_alphanumeric)
}
