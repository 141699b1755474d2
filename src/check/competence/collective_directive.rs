//! CMP-020: a directive (chỉ thị) signed for the Committee as a collective.

use super::signing::{Capacity, Signing, group, issuing, named, value};
use crate::check::{Check, Context, Findings};

/// Finds `TM.` with the Committee's name on a directive: since 2016 directives are the Chairman's.
pub(super) struct CollectiveDirective;

impl Check for CollectiveDirective {
    fn run(&self, cx: &Context<'_>, out: &mut Findings) {
        let collective = value(cx, "collective");
        let of = |id: &str| group(cx.lexicon, id) == collective;
        let issued = issuing(cx).and_then(|issuer| issuer.id.as_deref()).is_none_or(of);
        let Some(signing) = Signing::only(cx).filter(|_| issued) else { return };
        let Some(line) = signing.line(Capacity::OnBehalf) else { return };
        if named(cx, &line.words).is_some_and(|body| of(&body.id)) {
            out.finding("collective", line.span).arg("right", signing.without(line.span));
        }
    }
}
