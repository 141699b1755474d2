//! CMP-014: `TUQ.` signed in another's place in turn, or without the written delegation being named.

use super::signing::{Capacity, Signing};
use crate::check::{Check, Context, Findings};
use crate::rules::Severity;
use crate::text::fold_case_tone;

/// Finds delegated signatures passed on, and asks for the delegation where the document does not name it.
pub(super) struct ByDelegation;

impl Check for ByDelegation {
    fn run(&self, cx: &Context<'_>, out: &mut Findings) {
        for signing in Signing::all(cx) {
            let Some(line) = signing.line(Capacity::ByDelegation) else { continue };
            let passed = signing.line(Capacity::ForHead).or(signing.line(Capacity::ByOrder));
            if let Some(passed) = passed.filter(|passed| passed.span.start > line.span.start) {
                out.finding("passed-on", passed.span).arg("authority", &line.text);
                continue;
            }
            let text = fold_case_tone(&cx.document.text);
            if !cx.words("delegation").into_iter().any(|words| text.contains(words)) {
                let draft = out.finding("not-named", line.span).arg("authority", &line.text);
                draft.suspected().at_most(Severity::Info);
            }
        }
    }
}
