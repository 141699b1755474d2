//! CIT-004: the kind word of a citation contradicts its symbol.

use super::mention::{kind_before_number, organ_code, own_number, through_date};
use crate::check::{Check, Context, Draft, Findings};
use crate::document::{Citation, Class, DocNumber, Scheme};
use crate::lexicon::Kind;
use crate::parse::one_line;
use crate::rules::{Arg, Severity, Words};
use crate::text::Span;

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

impl<'l> Fault<'l> {
    fn message(&self) -> &'static str {
        match self {
            Self::Kind(_) => "mismatch",
            Self::Letter(_) => "letter",
            Self::Annexed(_) => "annexed",
            Self::Assembly => "assembly",
        }
    }

    /// Returns the kind that the symbol says.
    fn kind(&self) -> Option<&'l Kind> {
        match self {
            Self::Kind(kind) | Self::Letter(kind) | Self::Annexed(kind) => Some(kind),
            Self::Assembly => None,
        }
    }
}

/// Returns whether the kind of the symbol stands right before the word: “Thông báo kết luận” is a notice.
fn is_named_before(cx: &Context<'_>, at: Span, kind: &Kind) -> bool {
    let head = cx.document.text.get(..at.start).unwrap_or_default().trim_end();
    head.to_lowercase().ends_with(&kind.vi.to_lowercase())
}

impl Check for KindAgainstSymbol {
    fn run(&self, cx: &Context<'_>, out: &mut Findings) {
        for (_, citation) in cx.citations() {
            let (Some(id), Some(number)) = (&citation.kind, own_number(cx.document, citation)) else { continue };
            let Some(at) = kind_before_number(cx.document, citation).filter(|_| !has(cx, "generic", id)) else {
                continue;
            };
            let word = cx.document.slice(at);
            // "Quy định", "kế hoạch" in small letters are words of the sentence as often as kinds.
            if has(cx, "annexed", id) && word.starts_with(char::is_lowercase) {
                continue;
            }
            if let Some((fault, code)) = fault(cx, id, number) {
                if fault.kind().is_some_and(|kind| is_named_before(cx, at, kind)) {
                    continue;
                }
                let at = Span::new(at.start, through_date(citation).end);
                report(cx, out.finding(fault.message(), at), citation, &one_line(word), &fault, code);
            }
        }
    }
}

fn fault<'l, 'n>(cx: &Context<'l>, id: &str, number: &'n DocNumber) -> Option<(Fault<'l>, &'n str)> {
    if number.scheme == Scheme::Law {
        return has(cx, "never_assembly", id).then(|| (Fault::Assembly, number.organ.as_deref().unwrap_or_default()));
    }
    let code = leading_code(number)?;
    let kinds = kinds_of(cx, code, number);
    let named = cx.lexicon.kind(id)?;
    // "Chương trình hành động" is a closer name of the kind "Chương trình".
    if kinds.is_empty() || kinds.iter().any(|kind| named.vi.starts_with(kind.vi.as_str())) {
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

fn report(cx: &Context<'_>, draft: &mut Draft, citation: &Citation, word: &str, fault: &Fault<'_>, code: &str) {
    let Some(number) = &citation.number else { return };
    draft
        .arg("word", word)
        .arg("noun", word.to_lowercase())
        .arg("number", &number.key)
        .arg("code", code)
        .arg("as_word", as_word(cx, citation, number, code));
    let own = citation.kind.as_deref().unwrap_or_default();
    let Some(kind) = fault.kind() else { return };
    draft
        .arg("kind", Arg::Words(Words { vi: kind.vi.to_lowercase(), en: kind.en.clone() }))
        .arg("as_kind", format!("{} số {}", kind.vi, number.key))
        .arg("as_annex", format!("{word} ban hành kèm theo {} số {}", kind.vi, number.key));
    if matches!(fault, Fault::Annexed(_)) || are_kin(cx, own, &kind.id) {
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

/// Returns the kind's code where it is printed for itself, right after the number, and an organ follows.
///
/// `5517/NHNN-TT` is a letter of a department, `87-CT` the old symbol of a chairman, and in `92/2017/NĐCP` the code had
/// to be guessed.
fn leading_code(number: &DocNumber) -> Option<&str> {
    let (code, _) = number.kind.as_deref().zip(number.organ.as_deref())?;
    let mut groups = number.text.split(|c: char| !c.is_alphanumeric()).filter(|group| !group.is_empty());
    let first = groups.find(|group| group.starts_with(char::is_alphabetic))?;
    let fold = |letters: &str| letters.to_lowercase().replace(['đ', 'ð'], "d");
    (fold(first) == fold(code)).then_some(code)
}

/// Returns every kind that has this code in symbols: codes are shared, as `L` by laws and orders, and `QĐ` by decisions
/// and, in the Party, rules.
fn kinds_of<'l>(cx: &Context<'l>, code: &str, number: &DocNumber) -> Vec<&'l Kind> {
    let of_state = number.scheme != Scheme::Party && organ_issues(cx, number);
    let has_code = |kind: &&Kind| {
        let mut codes = kind.abbreviations.iter().filter(|abbreviation| abbreviation.text == code);
        codes.any(|abbreviation| !of_state || abbreviation.class != Some(Class::Party))
    };
    cx.lexicon.kinds().iter().filter(has_code).collect()
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
