//! CMP-002: a normative document of a commune in the months in which communes had no such power.

use super::signing::{issuer_name, issuing, kind_of, number_is_own};
use crate::check::{Check, Context, Findings};
use crate::document::{Class, Scheme};
use crate::lexicon::Allowed;

/// Finds numbers with a year of a commune's Council or Committee; the page's basis holds for those months alone.
pub(super) struct CommuneGap;

impl Check for CommuneGap {
    fn run(&self, cx: &Context<'_>, out: &mut Findings) {
        let number = cx.document.header.number.as_ref().filter(|number| number.scheme == Scheme::Normative);
        let number = number.filter(|number| number_is_own(cx, number));
        let Some((number, at)) = number.and_then(|number| Some((number, number.span?))) else { return };
        let Some(id) = issuing(cx).and_then(|issuer| issuer.id.as_deref()) else { return };
        let Some(kind) = kind_of(cx, number) else { return };
        if matches!(cx.lexicon.form_allowed(id, &kind.id, Class::Normative, cx.as_of()), Allowed::No(_)) {
            out.finding("gap", at)
                .arg("issuer", issuer_name(cx))
                .arg("number", &number.key)
                .arg("administrative", number.without_year().unwrap_or_else(|| number.key.clone()));
        }
    }
}
