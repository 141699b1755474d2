//! CMP-011: `KT.` with somebody who is no deputy of the head it names.

use super::signing::{Capacity, Signing, known_title};
use crate::check::{Check, Context, Findings};
use crate::rules::Severity;
use crate::text::fold_case_tone;

/// Finds signatures in the head's place whose signer bears another title that the table knows.
pub(super) struct DeputyForHead;

impl Check for DeputyForHead {
    fn run(&self, cx: &Context<'_>, out: &mut Findings) {
        for signing in Signing::all(cx) {
            judge(cx, &signing, out);
        }
    }
}

fn judge(cx: &Context<'_>, signing: &Signing, out: &mut Findings) {
    let Some(line) = signing.line(Capacity::ForHead) else { return };
    let Some(head) = known_title(cx.lexicon, &line.words) else { return };
    let deputies = cx.lexicon.deputies_of(&head);
    // A deputy who adds his title in another body ("PHÓ TRƯỞNG BAN / GIÁM ĐỐC SỞ …") is a deputy all the same.
    let (Some(first), false) = (deputies.first(), signing.prints(deputies)) else { return };
    let right = format!("“{}”", first.to_uppercase());
    match &signing.title {
        Some(title) if known_title(cx.lexicon, &title.words).is_some() => {
            out.finding("not-deputy", title.span).arg("authority", &line.text).arg("right", right);
        }
        None if signing.named && fold_case_tone(&line.words) == head => {
            out.finding("no-title", line.span).arg("right", right).suspected().at_most(Severity::Warning);
        }
        _ => {}
    }
}
