//! CIT-037: a document that rests on a draft, or on one that has no number yet.

use super::mention::short_name;
use crate::check::{Check, Context, Findings};
use crate::document::Recital;
use crate::rules::Severity;
use crate::text::Span;

/// Finds blanks for numbers, and drafts, in the recitals of a document that is numbered and dated.
pub(super) struct Unnumbered;

impl Check for Unnumbered {
    fn run(&self, cx: &Context<'_>, out: &mut Findings) {
        let document = cx.document;
        if document.issued().is_none() {
            return;
        }
        for (index, citation) in cx.citations() {
            let blank = citation.number.as_ref().is_some_and(crate::document::DocNumber::is_blank);
            let in_recital = document
                .recitals
                .iter()
                .any(|recital| recital.citations.contains(&index) || recital.span.contains(citation.span));
            if !blank || !in_recital {
                continue;
            }
            if cx.is_draft() {
                let draft = out.finding("pending", citation.span).arg("document", short_name(citation));
                draft.suspected().at_most(Severity::Warning);
            } else {
                out.finding("blank", citation.span).arg("document", short_name(citation));
            }
        }
        if !cx.is_draft() {
            for at in document.recitals.iter().filter_map(|recital| draft_as_basis(cx, recital)) {
                out.finding("draft", at);
            }
        }
    }
}

/// Returns the place of the words by which a recital names a draft as its basis, at its start.
fn draft_as_basis(cx: &Context<'_>, recital: &Recital) -> Option<Span> {
    let line = cx.document.slice(recital.span);
    let begins = |phrase: &&str| {
        let mut words = line.split_whitespace().map(str::to_lowercase);
        phrase.split(' ').all(|wanted| words.next().as_deref() == Some(wanted))
    };
    let phrase = cx.words("draft_as_basis").into_iter().find(begins)?;
    let last = line.split_whitespace().nth(phrase.split(' ').count() - 1)?;
    let end = (last.as_ptr() as usize).saturating_sub(line.as_ptr() as usize) + last.len();
    Some(Span::new(recital.span.start, recital.span.start + end))
}
