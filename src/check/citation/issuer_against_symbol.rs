//! CIT-005: the issuer named with a citation contradicts its symbol.

use super::mention::{organ_code, own_number};
use crate::check::{Check, Context, Findings};
use crate::document::{Citation, DocNumber, Scheme};
use crate::lexicon::Authority;

/// Finds citations whose issuer is another body than the one that their symbol abbreviates.
pub(super) struct IssuerAgainstSymbol;

impl Check for IssuerAgainstSymbol {
    fn run(&self, cx: &Context<'_>, out: &mut Findings) {
        for (_, citation) in cx.citations() {
            let Some(number) = own_number(cx.document, citation) else { continue };
            let Some((text, issuer)) = issuer(cx, citation) else { continue };
            // Party bodies share codes with state bodies (BTC is a ministry and a Party commission).
            if number.scheme == Scheme::Party || number.is_blank() {
                continue;
            }
            let Some(code) = organ_code(number) else { continue };
            let Some(meant) = contradiction(cx, number, code, issuer) else { continue };
            out.finding("mismatch", citation.span)
                .arg("issuer", text)
                .arg("number", &number.key)
                .arg("code", code)
                .arg("authority", &meant.name);
        }
    }
}

/// Returns the issuer that the citation itself names, where the tables know it.
fn issuer<'a>(cx: &Context<'a>, citation: &'a Citation) -> Option<(&'a str, &'a Authority)> {
    let issuer = citation.issuer.as_ref()?;
    // An issuer taken over from the head of a list says nothing of one odd member.
    let span = issuer.span?;
    if !citation.span.contains(span) {
        return None;
    }
    Some((issuer.text.as_str(), cx.lexicon.authority(issuer.id.as_deref()?)?))
}

/// Returns the body that the symbol means, where none of its codes fits the issuer.
fn contradiction<'a>(cx: &Context<'a>, number: &DocNumber, code: &str, issuer: &Authority) -> Option<&'a Authority> {
    let meant = cx.lexicon.organ_codes(code);
    let organ = number.organ.as_deref()?;
    let others = organ.split(['-', '/']).flat_map(|code| cx.lexicon.organ_codes(code));
    if meant.iter().copied().chain(others).any(|body| fits(cx, body, issuer)) {
        return None;
    }
    meant.first().copied()
}

/// Returns whether documents of `body` are rightly said to be of `issuer`.
fn fits(cx: &Context<'_>, body: &Authority, issuer: &Authority) -> bool {
    let succeeds = |after: &Authority, before: &Authority| before.successors.contains(&after.id);
    // A body named by its later name is CIT-006's to say.
    body.id == issuer.id || succeeds(issuer, body) || succeeds(body, issuer) || together(cx, body, issuer)
}

/// Returns whether the page has both in one group of bodies that share symbols.
fn together(cx: &Context<'_>, one: &Authority, other: &Authority) -> bool {
    let groups = cx.value("together").and_then(toml::Value::as_array);
    groups.into_iter().flatten().filter_map(toml::Value::as_array).any(|group| {
        let holds = |body: &Authority| {
            group
                .iter()
                .filter_map(toml::Value::as_str)
                .any(|key| *key == *body.id || body.group.as_deref() == Some(key))
        };
        holds(one) && holds(other)
    })
}
