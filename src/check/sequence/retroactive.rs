//! SEQ-008: a normative document that takes effect before it is signed.

use crate::check::{Check, Context, Findings};

/// Finds an effective day before the day of signing.
pub(super) struct Retroactive;

impl Check for Retroactive {
    fn run(&self, cx: &Context<'_>, out: &mut Findings) {
        let Some(effective) = cx.document.effective.as_ref().filter(|effective| !effective.on_signing) else { return };
        let (Some(day), Some(signed)) = (effective.date, cx.document.issued()) else { return };
        if day >= signed || cx.is_consolidated() {
            return;
        }
        let draft = out.finding("back", effective.span).arg("day", day).arg("signed", signed);
        // Where the law of the day lets the issuer look back in case of need, a person decides.
        let level = cx.level().map(|level| format!("{level:?}").to_lowercase()).unwrap_or_default();
        if cx.words("may_look_back").contains(&level.as_str()) {
            draft.suspected();
        }
    }
}
