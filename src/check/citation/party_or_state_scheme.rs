//! CIT-036: a Party symbol written in the manner of the state, or the other way round.

use super::mention::{organ_code, own_number, page_day, through_number, year};
use crate::check::{Check, Context, Findings};
use crate::document::{Citation, DocNumber, Scheme};

/// Finds symbols whose organ is surely of one side and whose strokes are those of the other.
pub(super) struct PartyOrStateScheme;

impl Check for PartyOrStateScheme {
    fn run(&self, cx: &Context<'_>, out: &mut Findings) {
        for (_, citation) in cx.citations() {
            let Some(number) = own_number(cx.document, citation) else { continue };
            if number.is_blank() || number.year.is_some() || is_old(cx, citation) {
                continue;
            }
            let Some((message, right)) = mixed(cx, number) else { continue };
            let draft = out.finding(message, through_number(citation)).arg("number", &number.key).arg("right", &right);
            if let Some(span) = number.span {
                draft.suggest(span, right);
            }
        }
    }
}

/// Returns the message and the symbol in the right manner.
fn mixed(cx: &Context<'_>, number: &DocNumber) -> Option<(&'static str, String)> {
    let (kind, organ, code) = (number.kind.as_deref()?, number.organ.as_deref()?, organ_code(number)?);
    let ordinal = &number.ordinal;
    match number.scheme {
        Scheme::Administrative if cx.words("party").contains(&code) => {
            Some(("party", format!("{ordinal}-{kind}/{organ}")))
        }
        Scheme::Party if cx.words("state").contains(&code) => Some(("state", format!("{ordinal}/{kind}-{organ}"))),
        _ => None,
    }
}

/// Returns whether the document is from before the two manners were settled.
fn is_old(cx: &Context<'_>, citation: &Citation) -> bool {
    page_day(cx, "since").zip(year(cx.document, citation)).is_some_and(|(since, year)| year < since.year())
}
