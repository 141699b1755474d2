//! CIT-032: a document ends one that has ended already.

use super::aside::{in_frame, in_quotes, in_title};
use super::mention::{short_name, through_date};
use crate::check::{Check, Context, Findings};
use crate::document::{DocNumber, Role, ValidityStatus};

/// Finds clauses that replace or repeal a document that was out of force before this one was issued.
pub(super) struct AlreadyEnded;

impl Check for AlreadyEnded {
    fn run(&self, cx: &Context<'_>, out: &mut Findings) {
        let Some(issued) = cx.document.issued().filter(|_| !is_compilation(cx)) else { return };
        let own = cx.document.header.number.as_ref().map(DocNumber::matching_key);
        for (index, citation) in cx.citations() {
            let ends = matches!(citation.role, Role::Replaces | Role::Repeals) && citation.provisions.is_empty();
            if !ends || in_frame(cx, citation) || in_quotes(cx, citation) || in_title(cx, citation) {
                continue;
            }
            let Some(cited) = cx.facts.cited(index) else { continue };
            let until = cited.validity.until.filter(|until| *until < issued);
            let (ValidityStatus::Expired, Some(until)) = (cited.validity.status, until) else { continue };
            let by = cited.validity.by.as_deref().unwrap_or_default();
            // The registry may hold this very document as the one that ended it.
            let itself = own.as_ref().is_some_and(|own| by.to_lowercase().contains(own.as_str()));
            let (Ok(since), false) = (until.tomorrow(), itself || by.is_empty()) else { continue };
            let draft = out.finding("ended", through_date(citation)).arg("document", short_name(citation));
            draft.arg("since", since).see_document(by, by);
        }
    }
}

/// Returns whether the document repeats the final clauses of others: a consolidated text, however its number was read.
fn is_compilation(cx: &Context<'_>) -> bool {
    const HEAD: usize = 1500;
    let head: String = cx.document.text.chars().take(HEAD).collect();
    let head = head.to_lowercase();
    cx.is_consolidated() || head.contains("hợp nhất") || head.contains("vbhn")
}
