//! FMT-008: the symbol of a letter (công văn).

use crate::check::{Check, Context, Findings};

/// Finds a letter whose symbol begins with an abbreviation of its kind: letters have none.
pub(super) struct LetterSymbol;

impl Check for LetterSymbol {
    fn run(&self, cx: &Context<'_>, out: &mut Findings) {
        let Some((number, span)) = cx.document.header.number.as_ref().and_then(|n| Some((n, n.span?))) else { return };
        let Some((ordinal, symbol)) = number.key.rsplit_once('/') else { return };
        let (code, rest) = symbol.split_once('-').unwrap_or((symbol, ""));
        if !cx.words("codes").contains(&code) {
            return;
        }
        let right = format!("{ordinal}/{rest}");
        let draft = out.finding("kind", span).arg("code", code).arg("right", &right);
        if !rest.is_empty() && !number.is_blank() {
            draft.suggest(span, right);
        }
    }
}
