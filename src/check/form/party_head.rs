//! FMT-029: the head of a Party document and of a State document.

use super::lines::{Piece, head, pieces, plain};
use crate::check::{Check, Context, Findings};
use crate::document::Scheme;

/// Finds the country's name at the head of a Party document, the Party's at the head of a State one, and both at once.
pub(super) struct PartyHead;

impl Check for PartyHead {
    fn run(&self, cx: &Context<'_>, out: &mut Findings) {
        let Some(party) = cx.value("party").and_then(toml::Value::as_str) else { return };
        let Some(nation) = cx.value("nation").and_then(toml::Value::as_str) else { return };
        let Some(number) = cx.document.header.number.as_ref().filter(|number| !number.is_blank()) else { return };
        let top = pieces(cx.document, head(cx.document));
        let is_party = number.scheme == Scheme::Party;
        let wrong = if is_party { nation } else { party };
        let Some(line) = line_of(&top, wrong) else { return };
        let key = if is_party { "nation" } else { "party" };
        // The other title in the head too: a joint document of both, or a page with two documents.
        let both = line_of(&top, if is_party { party } else { nation }).is_some();
        let draft = out.finding(key, line.span).arg("number", &number.key);
        if both {
            draft.suspected();
        }
    }
}

fn line_of<'t>(top: &[Piece<'t>], words: &str) -> Option<Piece<'t>> {
    top.iter().find(|piece| piece.is_capitals() && piece.plain() == plain(words)).copied()
}
