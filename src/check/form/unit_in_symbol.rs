//! FMT-007: the drafting unit in the symbol of a kind that is named.

use crate::check::{Check, Context, Findings};
use crate::document::{DocNumber, Scheme};
use crate::text::fold_case_tone;

/// Finds a symbol of kind, organ and unit (354/QĐ-SKH-VP): only letters name the drafting unit.
pub(super) struct UnitInSymbol;

impl Check for UnitInSymbol {
    fn run(&self, cx: &Context<'_>, out: &mut Findings) {
        let Some((number, span)) = cx.document.header.number.as_ref().and_then(|n| Some((n, n.span?))) else { return };
        if number.scheme != Scheme::Administrative {
            return;
        }
        let Some((organ, unit)) = organ_and_unit(number) else { return };
        if !names_the_issuer(cx, organ) || is_another_issuer(cx, unit) {
            return;
        }
        let right = number.key.trim_end_matches(unit).trim_end_matches('-').to_owned();
        let draft = out.finding("unit", span).arg("unit", unit).arg("right", &right);
        draft.suggest(span, &right);
    }
}

/// The first group of the organ part and the rest: `SKH` and `VP`.
fn organ_and_unit(number: &DocNumber) -> Option<(&str, &str)> {
    number.kind.as_ref()?;
    let (organ, unit) = number.organ.as_deref()?.split_once('-')?;
    (!organ.is_empty() && !unit.is_empty()).then_some((organ, unit))
}

/// Whether the group is a known code of the authority that the header names: an abbreviation may itself have a hyphen.
fn names_the_issuer(cx: &Context<'_>, organ: &str) -> bool {
    let header = &cx.document.header;
    let Some(issuer) = header.issuer.as_ref().and_then(|issuer| issuer.id.as_deref()) else { return false };
    cx.lexicon.organ_codes(organ).iter().any(|known| known.id == *issuer)
}

/// Whether the last group is a second issuer, named in the header too (`SỞ NỘI VỤ - SỞ TÀI CHÍNH`, QĐ-SNV-STC).
fn is_another_issuer(cx: &Context<'_>, unit: &str) -> bool {
    let document = cx.document;
    let end = document.header.kind.as_ref().map_or(document.text.len(), |kind| kind.span.start);
    let head = fold_case_tone(document.text.get(..end).unwrap_or_default());
    let names = cx.lexicon.organ_codes(unit).into_iter().flat_map(|known| known.words.iter().chain([&known.name]));
    names.into_iter().any(|name| head.contains(&fold_case_tone(name)))
}
