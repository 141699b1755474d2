//! CMP-001: a normative form that its issuer may not use on the date of the document.

use super::signing::{group, issuing, value};
use crate::check::{Check, Context, Findings};
use crate::document::{AuthorityRef, Class, DocNumber};
use crate::lexicon::{Allowed, Kind};
use crate::text::Span;

/// Finds numbers with a year whose issuer has no such normative form.
pub(super) struct NormativeForm;

impl Check for NormativeForm {
    fn run(&self, cx: &Context<'_>, out: &mut Findings) {
        let Some((number, at)) = cx.document.header.number.as_ref().and_then(|n| Some((n, n.span?))) else { return };
        let Some(kind) = cx.kind().and_then(|id| cx.lexicon.kind(id)) else { return };
        if joins_ministries_only(cx, kind, number) {
            out.finding("joint", at);
        } else if let Some((issuer, id)) = issuing(cx).and_then(|issuer| Some((issuer, issuer.id.as_deref()?)))
            && kind.classes.contains(&Class::Normative)
            && bears_symbol_of(cx, number, id)
            && matches!(cx.lexicon.form_allowed(id, &kind.id, Class::Normative, cx.as_of()), Allowed::No(_))
        {
            not_allowed(cx, (issuer, id), (kind, number), at, out);
        }
    }
}

fn not_allowed(
    cx: &Context<'_>,
    (issuer, id): (&AuthorityRef, &str),
    (kind, number): (&Kind, &DocNumber),
    at: Span,
    out: &mut Findings,
) {
    let forms = forms(cx, id);
    let draft = out.finding(if forms.is_empty() { "no-form" } else { "other-form" }, at);
    draft
        .arg("issuer", &issuer.text)
        .arg("kind", kind.vi.to_lowercase())
        .arg("forms", forms.join(", "))
        .arg("administrative", number.without_year().unwrap_or_else(|| number.key.clone()));
    if cx.value("year_by_habit").and_then(toml::Value::as_bool) == Some(true) {
        draft.suspected();
    }
}

/// Returns whether the symbol is of the issuer, so that a header of one body over a number of another accuses nobody.
fn bears_symbol_of(cx: &Context<'_>, number: &DocNumber, issuer: &str) -> bool {
    let organs = number.organ.as_deref().map(|organ| cx.lexicon.organ_codes(organ)).unwrap_or_default();
    organs.iter().any(|organ| group(cx.lexicon, &organ.id) == group(cx.lexicon, issuer))
}

/// Returns the names of the normative forms that the issuer has on the day.
fn forms(cx: &Context<'_>, issuer: &str) -> Vec<String> {
    let own = group(cx.lexicon, issuer);
    let of_issuer = cx.lexicon.forms().iter().filter(|form| {
        form.allowed
            && form.class == Some(Class::Normative)
            && form.period().contains(cx.as_of())
            && form.issuers.iter().any(|id| *id == *issuer || Some(id.as_str()) == own)
    });
    of_issuer.filter_map(|form| cx.lexicon.kind(&form.kind)).map(|kind| kind.vi.to_lowercase()).collect()
}

/// Returns whether a joint circular is one of ministries among themselves: all its organs are known, none is of those
/// with which a minister may issue one.
fn joins_ministries_only(cx: &Context<'_>, kind: &Kind, number: &DocNumber) -> bool {
    let with = cx.words("joint_with");
    let organs: Vec<&str> = number.organ.as_deref().unwrap_or_default().split('-').collect();
    let bodies: Vec<_> = organs.iter().map(|organ| cx.lexicon.organ_codes(organ)).collect();
    let known = organs.len() > 1 && bodies.iter().all(|bodies| !bodies.is_empty());
    let joint = value(cx, "joint_kind") == Some(kind.id.as_str()) && !with.is_empty() && known;
    joint && !bodies.iter().flatten().any(|body| with.contains(&body.id.as_str()))
}
