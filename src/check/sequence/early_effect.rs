//! SEQ-001: a normative document that takes effect earlier than the law allows.

use jiff::Span as Duration;

use super::shortened;
use crate::check::competence::is_denied_form;
use crate::check::{Check, Context, Findings};
use crate::document::Class;
use crate::rules::Severity;

/// Finds an effective day before signing day + minimum; the signing day is not counted.
pub(super) struct EarlyEffect;

impl Check for EarlyEffect {
    fn run(&self, cx: &Context<'_>, out: &mut Findings) {
        let document = cx.document;
        let Some(effective) = document.effective.as_ref().filter(|effective| !effective.on_signing) else { return };
        let (Some(day), Some(signed), Some(level)) = (effective.date, document.issued(), cx.level()) else { return };
        let Some(minimum) = cx.lexicon.minimum_days(level, Class::Normative, signed) else { return };
        let Ok(earliest) = signed.checked_add(Duration::new().days(i64::from(minimum.days))) else { return };
        // Before signing is retroactivity, another rule's matter.
        if day >= earliest || day < signed || shortened::is_mentioned(document) {
            return;
        }
        let draft = out.finding("early", effective.span).arg("day", day).arg("signed", signed);
        draft.arg("minimum", usize::from(minimum.days)).arg("earliest", earliest).arg("exception", &minimum.exception);
        // Effect at once is the mark of the shortened procedure, whose approval is in the dossier.
        let at_once = signed.checked_add(Duration::new().days(cx.number("at_once_days").unwrap_or(0)));
        if at_once.is_ok_and(|at_once| day <= at_once) {
            draft.suspected().at_most(Severity::Warning);
        }
        // The form itself is the defect (CMP-001): an administrative document needs no such time.
        if is_denied_form(cx) {
            draft.suspected().at_most(Severity::Info);
        }
    }
}
