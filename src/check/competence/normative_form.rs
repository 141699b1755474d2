//! CMP-001: a normative form that its issuer may not use on the date of the document.

use super::signing::{bears_own_symbol, group, issuer_name, issuing, kind_of, number_is_own, value};
use crate::check::{Check, Context, Findings};
use crate::document::{Class, DocNumber};
use crate::lexicon::{Allowed, Kind};
use crate::text::Span;

/// Finds numbers with a year whose issuer has no such normative form.
pub(super) struct NormativeForm;

impl Check for NormativeForm {
    fn run(&self, cx: &Context<'_>, out: &mut Findings) {
        let number = cx.document.header.number.as_ref().filter(|number| number_is_own(cx, number));
        let Some((number, at)) = number.and_then(|number| Some((number, number.span?))) else { return };
        let Some(kind) = kind_of(cx, number) else { return };
        if joins_ministries_only(cx, kind, number) {
            out.finding("joint", at);
        } else if let Some(id) = denied(cx, kind) {
            not_allowed(cx, id, (kind, number), at, out);
        }
    }
}

/// Returns whether the document has a normative form that its issuer does not have on the day of judgement.
pub(in crate::check) fn is_denied_form(cx: &Context<'_>) -> bool {
    let kind = cx.document.header.number.as_ref().and_then(|number| kind_of(cx, number));
    kind.and_then(|kind| denied(cx, kind)).is_some()
}

/// Returns the issuer to whom the law of the day gives no normative document of the kind.
fn denied<'d>(cx: &Context<'d>, kind: &Kind) -> Option<&'d str> {
    let id = issuing(cx)?.id.as_deref()?;
    let allowed = cx.lexicon.form_allowed(id, &kind.id, Class::Normative, cx.as_of());
    (kind.classes.contains(&Class::Normative)
        && bears_own_symbol(cx, id) == Some(true)
        && matches!(allowed, Allowed::No(_)))
    .then_some(id)
}

fn not_allowed(cx: &Context<'_>, issuer: &str, (kind, number): (&Kind, &DocNumber), at: Span, out: &mut Findings) {
    let forms = forms(cx, issuer);
    let draft = out.finding(if forms.is_empty() { "no-form" } else { "other-form" }, at);
    draft
        .arg("issuer", issuer_name(cx))
        .arg("kind", kind.vi.to_lowercase())
        .arg("forms", forms.join(", "))
        .arg("administrative", number.without_year().unwrap_or_else(|| number.key.clone()));
    if cx.value("year_by_habit").and_then(toml::Value::as_bool) == Some(true) {
        draft.suspected();
    }
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
