//! FMT-009: the abbreviation of the kind in the document's own symbol.

use crate::check::{Check, Context, Findings};
use crate::lexicon::Kind;

/// Finds an abbreviation of the kind other than the one that is fixed: `QCh` for `QC`.
pub(super) struct KindCode;

impl Check for KindCode {
    fn run(&self, cx: &Context<'_>, out: &mut Findings) {
        let header = &cx.document.header;
        let Some((number, span)) = header.number.as_ref().and_then(|n| Some((n, n.span?))) else { return };
        let Some(kind) = header.kind.as_ref().and_then(|kind| cx.lexicon.kind(&kind.id)) else { return };
        let Some((ordinal, symbol)) = number.key.rsplit_once('/') else { return };
        let Some((code, organ)) = symbol.split_once('-') else { return };
        let fixed: Vec<&str> = kind
            .official_abbreviations(cx.class(), cx.as_of())
            .map(|abbreviation| abbreviation.text.as_str())
            .collect();
        let Some(right) = fixed.first() else { return };
        if fixed.contains(&code) || !stands_for(cx, kind, code, right) {
            return;
        }
        let whole = format!("{ordinal}/{right}-{organ}");
        let draft = out.finding("code", span).arg("code", code).arg("kind", &kind.vi).arg("right", *right);
        draft.suggest(span, whole);
    }
}

/// Whether the letters can only stand for the kind: no organ, no other kind, and they begin as the fixed ones do.
fn stands_for(cx: &Context<'_>, kind: &Kind, code: &str, right: &str) -> bool {
    if let Some(known) = cx.lexicon.kind_abbreviated(code) {
        return known.id == kind.id;
    }
    let same_start = code.chars().next() == right.chars().next();
    same_start && code.chars().count() <= 4 && cx.lexicon.organ_codes(code).is_empty()
}
