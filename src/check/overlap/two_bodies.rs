//! OVL-010: a second steering committee or team for one matter.

use crate::check::{Check, Context, Findings};
use crate::document::DocNumber;

/// Finds bodies of the issuer in force whose name is that of the body set up, and that the document says nothing of.
pub(super) struct TwoBodies;

impl Check for TwoBodies {
    fn run(&self, cx: &Context<'_>, out: &mut Findings) {
        let Some(title) = &cx.document.header.title else { return };
        let words = title.text.to_lowercase();
        if !cx.words("bodies").iter().any(|body| words.contains(body)) {
            return;
        }
        for record in &cx.facts.same_body {
            let number = record.number.as_ref().map(DocNumber::matching_key);
            let named = cx.document.citations.iter().any(|citation| {
                let same = number.is_some() && citation.number.as_ref().map(DocNumber::matching_key) == number;
                let resolved = citation.resolution.as_ref().and_then(|found| found.document.as_ref());
                same || resolved == Some(&record.id)
            });
            if !named {
                let draft = out.finding("two-bodies", title.span).suspected().arg("document", cx.name(record));
                draft.see_document(&record.id, record.title.clone().unwrap_or_default());
            }
        }
    }
}
