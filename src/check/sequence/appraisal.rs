//! SEQ-006: a normative document of local government without, or before, its appraisal report.

use crate::check::{Check, Context, Findings};
use crate::rules::Severity;
use crate::text::fold_case_tone;

/// Finds appraisal reports dated after the document, and asks drafts for theirs.
pub(super) struct Appraisal;

impl Check for Appraisal {
    fn run(&self, cx: &Context<'_>, out: &mut Findings) {
        let words = cx.words("appraisal");
        let names = |text: &str| {
            let folded = fold_case_tone(text);
            words.iter().any(|word| folded.contains(word))
        };
        if let Some(own) = cx.document.issued() {
            for (_, citation) in cx.citations() {
                let recital = cx.document.recitals.iter().find(|recital| recital.span.contains(citation.span));
                let Some(recital) = recital else { continue };
                let report = citation.kind.as_deref().is_some_and(|kind| cx.words("reports").contains(&kind));
                let Some(day) = citation.issued.filter(|day| report && *day > own) else { continue };
                if names(cx.document.slice(recital.span)) {
                    let draft = out.finding("after", citation.span);
                    draft.arg("report", super::mention::short(citation)).arg("day", day).arg("own_day", own);
                }
            }
        }
        // The report is in the file of the draft, not in its text: only a draft is asked.
        if cx.is_draft() && !names(&cx.document.text) && !cx.document.recitals.is_empty() {
            out.finding("missing", cx.headline()).suspected().at_most(Severity::Info);
        }
    }
}
