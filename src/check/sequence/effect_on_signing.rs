//! SEQ-002: a normative document that takes effect "on signing".

use super::shortened;
use crate::check::competence::is_denied_form;
use crate::check::{Check, Context, Findings};
use crate::rules::Severity;

/// Finds "có hiệu lực kể từ ngày ký" in a normative document: the law wants a day, and time to prepare.
pub(super) struct EffectOnSigning;

impl Check for EffectOnSigning {
    fn run(&self, cx: &Context<'_>, out: &mut Findings) {
        let Some(effective) = cx.document.effective.as_ref().filter(|effective| effective.on_signing) else { return };
        if shortened::is_mentioned(cx.document) {
            out.finding("day-not-named", effective.span).at_most(Severity::Warning);
        } else {
            // The approval of the shortened procedure is in the dossier, not in the text: it is asked for.
            let draft = out.finding("no-procedure", effective.span).suspected().at_most(Severity::Error);
            // The form itself is the defect (CMP-001): taken as administrative, the document may take effect at once.
            if is_denied_form(cx) {
                draft.at_most(Severity::Info);
            }
        }
    }
}
