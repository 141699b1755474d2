//! CMP-009: the enacting line names one authority, the signature another.

use super::signing::{Capacity, Signing, group, issuing, named, value};
use crate::check::{Check, Context, Findings};
use crate::document::{AuthorityRef, Class};
use crate::text::fold_case_tone;

/// Finds a document of the Chairman signed for the Committee, and one of the Committee signed by the Chairman alone.
pub(super) struct EnactingLine;

impl Check for EnactingLine {
    fn run(&self, cx: &Context<'_>, out: &mut Findings) {
        let Some(signing) = Signing::only(cx) else { return };
        let Some((issuer, own)) =
            issuing(cx).and_then(|issuer| Some((issuer, group(cx.lexicon, issuer.id.as_deref()?)?)))
        else {
            return;
        };
        if Some(own) == value(cx, "head") {
            signed_for_collective(cx, &signing, issuer, out);
        } else if Some(own) == value(cx, "collective") && is_printed_line(cx, issuer) {
            signed_as_head(cx, &signing, issuer, out);
        }
    }
}

fn signed_for_collective(cx: &Context<'_>, signing: &Signing, issuer: &AuthorityRef, out: &mut Findings) {
    let Some(line) = signing.line(Capacity::OnBehalf) else { return };
    let collective =
        named(cx, &line.words).is_some_and(|named| group(cx.lexicon, &named.id) == value(cx, "collective"));
    if !collective {
        return;
    }
    let other = head_title(cx, issuer).and_then(|title| after(&issuer.text, title)).unwrap_or(&line.words);
    out.finding("head", line.span)
        .arg("enacting", &issuer.text)
        .arg("right", signing.without(line.span))
        .arg("other", other);
}

fn signed_as_head(cx: &Context<'_>, signing: &Signing, issuer: &AuthorityRef, out: &mut Findings) {
    let (Some(title), Some(head)) = (&signing.title, head_title(cx, issuer)) else { return };
    let deputy_or_charged = signing.line(Capacity::ForHead).is_some() || signing.is_charged();
    // A title with more words may be one line of several read together.
    let is_head = fold_case_tone(&title.words) == fold_case_tone(head);
    let collective = collective_words(cx, issuer).unwrap_or_else(|| issuer.text.to_uppercase());
    if deputy_or_charged || !is_head || signing.may_be_on_behalf() || signing.may_name(&collective) {
        return;
    }
    out.finding("collective", title.span)
        .arg("enacting", &issuer.text)
        .arg("right", format!("TM. {collective} / {}", title.text))
        .arg("other", format!("{} {}", head.to_uppercase(), issuer.text));
}

/// Returns the words that stand after `TM.` for this authority.
pub(super) fn collective_words(cx: &Context<'_>, issuer: &AuthorityRef) -> Option<String> {
    let rule = cx.lexicon.signer_rule(issuer.id.as_deref()?, cx.as_of())?;
    rule.collective.first().map(|words| words.to_uppercase())
}

fn head_title<'c>(cx: &Context<'c>, issuer: &AuthorityRef) -> Option<&'c str> {
    cx.lexicon.signer_rule(issuer.id.as_deref()?, cx.as_of())?.heads.first().map(String::as_str)
}

/// Returns whether the authority stands on an enacting line of its own, or enacts a normative document in a sentence.
///
/// "Ủy ban nhân dân tỉnh ban hành kế hoạch như sau" in a plan is no such line.
pub(super) fn is_printed_line(cx: &Context<'_>, issuer: &AuthorityRef) -> bool {
    let enacting = cx.document.header.enacting.as_ref().is_some_and(|enacting| enacting == issuer);
    enacting && (cx.class() == Class::Normative || !issuer.text.chars().any(char::is_lowercase))
}

/// Returns what stands after the title in the name of a head: `ỦY BAN NHÂN DÂN TỈNH X` of `CHỦ TỊCH ỦY BAN …`.
fn after<'t>(name: &'t str, title: &str) -> Option<&'t str> {
    let start = name.char_indices().map(|(at, _)| at).find(|at| {
        let head = name.get(..*at).unwrap_or_default();
        head.to_lowercase().trim_end() == title.to_lowercase() && head.ends_with(' ')
    })?;
    name.get(start..)
}

#[cfg(test)]
mod tests {
    use super::after;

    #[test]
    fn the_body_stands_after_its_head() {
        assert_eq!(after("CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH X", "Chủ tịch"), Some("ỦY BAN NHÂN DÂN TỈNH X"));
        assert_eq!(after("ỦY BAN NHÂN DÂN", "Chủ tịch"), None);
    }
}
