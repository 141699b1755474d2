//! CMP-022: a unit inside a department that issues under its own name.

use crate::check::{Check, Context, Findings};
use crate::text::fold_case_tone;

/// Finds headers in which a division stands below a department.
pub(super) struct InnerUnit;

impl Check for InnerUnit {
    fn run(&self, cx: &Context<'_>, out: &mut Findings) {
        let header = &cx.document.header;
        let (Some(superior), Some(issuer)) = (&header.superior, &header.issuer) else { return };
        let Some(span) = issuer.span else { return };
        let (above, own) = (fold_case_tone(&superior.text), fold_case_tone(&issuer.text));
        let is = |words: &str, key: &str| cx.words(key).into_iter().any(|start| words.starts_with(start));
        // The printed header may hold both in one: what the superior's line goes on with is not known.
        if is(&above, "superiors") && is(&own, "units") && !is(&own, "with_seal") {
            out.finding("unit", span).arg("unit", &issuer.text).arg("superior", &superior.text);
        }
    }
}
