//! CMP-013: `TL.` by somebody who heads no unit of the organ, or on a kind of document that is not left to him.

use super::signing::{Capacity, Signing, issuing, known_title};
use crate::check::{Check, Context, Findings};
use crate::rules::Severity;
use crate::text::fold_case_tone;

/// Finds signatures by order whose signer heads a body of his own, and decisions signed by order.
pub(super) struct ByOrder;

impl Check for ByOrder {
    fn run(&self, cx: &Context<'_>, out: &mut Findings) {
        let Some(signing) = Signing::only(cx) else { return };
        let (Some(line), Some(title)) = (signing.line(Capacity::ByOrder), &signing.title) else { return };
        let known = known_title(cx.lexicon, &title.words);
        let rule = issuing(cx).and_then(|issuer| cx.lexicon.signer_rule(issuer.id.as_deref()?, cx.as_of()));
        let outside = cx.words("own_organ").into_iter().any(|head| fold_case_tone(&title.words).starts_with(head));
        let allowed =
            rule.zip(known).is_some_and(|(rule, known)| rule.by_order.iter().any(|unit| fold_case_tone(unit) == known));
        if outside && !allowed {
            out.finding("outside", title.span).arg("authority", &line.text).suspected().at_most(Severity::Warning);
        } else if cx.kind().is_some_and(|kind| cx.words("kinds").contains(&kind)) {
            out.finding("kind", line.span).arg("kind", kind_name(cx)).suspected().at_most(Severity::Warning);
        }
    }
}

fn kind_name(cx: &Context<'_>) -> String {
    let kind = cx.kind().and_then(|kind| cx.lexicon.kind(kind));
    kind.map(|kind| kind.vi.to_lowercase()).unwrap_or_default()
}
