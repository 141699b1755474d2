//! CIT-004: the kind word of a citation contradicts its symbol.

use super::mention::{kind_is_printed, organ_code, through_date};
use crate::check::{Check, Context, Findings};
use crate::document::{Citation, Class, DocNumber, Scheme};
use crate::lexicon::{Kind, Lexicon};
use crate::rules::{Arg, Severity, Words};

/// Finds citations whose kind word is not the kind that their symbol abbreviates.
pub(super) struct KindAgainstSymbol;

/// What is wrong between kind word and symbol.
enum Fault<'l> {
    /// The symbol's code is that of another kind.
    Kind(&'l Kind),
    /// An official letter has no kind in its symbol.
    Letter(&'l Kind),
    /// The word names the annex, the symbol the document that promulgates it.
    Annexed(&'l Kind),
    /// The symbol is one of the National Assembly.
    Assembly,
}

impl Check for KindAgainstSymbol {
    fn run(&self, cx: &Context<'_>, out: &mut Findings) {
        for (_, citation) in cx.citations() {
            let (Some(word), Some(id), Some(number)) = (&citation.kind_text, &citation.kind, &citation.number) else {
                continue;
            };
            if has(cx, "generic", id) || !kind_is_printed(cx.document, citation) {
                continue;
            }
            if let Some((fault, code)) = fault(cx, id, number) {
                report(cx, out, citation, word, number, &fault, code);
            }
        }
    }
}

fn fault<'l, 'n>(cx: &Context<'l>, id: &str, number: &'n DocNumber) -> Option<(Fault<'l>, &'n str)> {
    if number.scheme == Scheme::Law {
        return has(cx, "never_assembly", id).then(|| (Fault::Assembly, number.organ.as_deref().unwrap_or_default()));
    }
    let code = number.kind.as_deref()?;
    let kinds = kinds_of(cx.lexicon, code, number.scheme);
    if kinds.is_empty() || kinds.iter().any(|kind| kind.id.as_str() == id) {
        return None;
    }
    let kind = *kinds.first()?;
    if has(cx, "letters", id) {
        return organ_issues(cx, number).then_some((Fault::Letter(kind), code));
    }
    if has(cx, "annexed", id) && has(cx, "carriers", code) {
        return Some((Fault::Annexed(kind), code));
    }
    Some((Fault::Kind(kind), code))
}

fn report(
    cx: &Context<'_>,
    out: &mut Findings,
    citation: &Citation,
    word: &str,
    number: &DocNumber,
    fault: &Fault<'_>,
    code: &str,
) {
    let (message, kind) = match fault {
        Fault::Kind(kind) => ("mismatch", Some(*kind)),
        Fault::Letter(kind) => ("letter", Some(*kind)),
        Fault::Annexed(kind) => ("annexed", Some(*kind)),
        Fault::Assembly => ("assembly", None),
    };
    let draft = out
        .finding(message, through_date(citation))
        .arg("word", word)
        .arg("noun", word.to_lowercase())
        .arg("number", &number.key)
        .arg("code", code)
        .arg("as_word", as_word(cx, citation, number, code));
    if let Some(kind) = kind {
        draft
            .arg("kind", Arg::Words(Words { vi: kind.vi.to_lowercase(), en: kind.en.clone() }))
            .arg("as_kind", format!("{} số {}", kind.vi, number.key))
            .arg("as_annex", format!("{word} ban hành kèm theo {} số {}", kind.vi, number.key));
    }
    let own = citation.kind.as_deref().unwrap_or_default();
    if matches!(fault, Fault::Annexed(_)) || kind.is_some_and(|kind| are_kin(cx, own, &kind.id)) {
        draft.suspected().at_most(Severity::Warning);
    }
}

/// Returns the symbol as the kind word would have it; words for it where the kind has no abbreviation.
fn as_word(cx: &Context<'_>, citation: &Citation, number: &DocNumber, code: &str) -> Arg {
    let kind = citation.kind.as_deref().and_then(|id| cx.lexicon.kind(id));
    let right = kind.and_then(|kind| kind.abbreviations.iter().find(|abbreviation| abbreviation.official));
    let (head, tail) = number.key.split_at(number.ordinal.len().min(number.key.len()));
    right.filter(|_| tail.contains(code)).map_or_else(
        || Arg::Words(Words { vi: "ký hiệu ghi ở bản gốc".into(), en: "that of the original".into() }),
        |right| Arg::Text(format!("{head}{}", tail.replacen(code, &right.text, 1))),
    )
}

/// Returns every kind that has this code in symbols: codes are shared, as `L` by laws and orders, and `QĐ` by decisions
/// and, in the Party, rules.
fn kinds_of<'l>(lexicon: &'l Lexicon, code: &str, scheme: Scheme) -> Vec<&'l Kind> {
    let has_code = |kind: &&Kind| {
        let mut codes = kind.abbreviations.iter().filter(|abbreviation| abbreviation.text == code);
        codes.any(|abbreviation| scheme == Scheme::Party || abbreviation.class != Some(Class::Party))
    };
    lexicon.kinds().iter().filter(has_code).collect()
}

/// Returns whether the code after the kind's is that of a body which issues such documents. `CT-TTHT` is a unit of a
/// tax department (cục thuế), no directive of "TTHT".
fn organ_issues(cx: &Context<'_>, number: &DocNumber) -> bool {
    let Some(code) = organ_code(number) else { return false };
    let bodies = cx.lexicon.organ_codes(code);
    bodies.iter().any(|body| {
        has(cx, "letter_issuers", &body.id)
            || body.group.as_deref().is_some_and(|group| has(cx, "letter_issuers", group))
    })
}

fn are_kin(cx: &Context<'_>, one: &str, other: &str) -> bool {
    let groups = cx.value("kin").and_then(toml::Value::as_array);
    groups.into_iter().flatten().filter_map(toml::Value::as_array).any(|group| {
        let holds = |id: &str| group.iter().any(|member| member.as_str() == Some(id));
        holds(one) && holds(other)
    })
}

fn has(cx: &Context<'_>, list: &str, id: &str) -> bool {
    cx.words(list).contains(&id)
}
