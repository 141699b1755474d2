//! FMT-006: a year in the symbol of an administrative document.

use crate::check::{Check, Context, Findings};
use crate::document::{Class, DocNumber};
use crate::lexicon::Allowed;

/// Finds the year in a number whose document is not normative: only normative documents carry it.
pub(super) struct YearInSymbol;

impl Check for YearInSymbol {
    fn run(&self, cx: &Context<'_>, out: &mut Findings) {
        let Some((number, span)) = cx.document.header.number.as_ref().and_then(|n| Some((n, n.span?))) else { return };
        let Some(shorter) = without_year(number) else { return };
        if cx.class() == Class::Administrative || kind_is_never_normative(cx) {
            out.finding("year", span).arg("right", &shorter).fix(span, shorter);
        } else if issuer_has_no_normative_form(cx) {
            // Either the year is wrong or the form is beyond the issuer's competence, which CMP-001 says.
            out.finding("year", span).arg("right", &shorter).suggest(span, shorter).suspected();
        }
    }
}

fn without_year(number: &DocNumber) -> Option<String> {
    let year = number.year?;
    let (before, after) = number.key.split_once(&format!("/{year}/"))?;
    Some(format!("{before}/{after}"))
}

fn kind_is_never_normative(cx: &Context<'_>) -> bool {
    let kind = cx.kind().and_then(|id| cx.lexicon.kind(id));
    kind.is_some_and(|kind| !kind.classes.is_empty() && !kind.classes.contains(&Class::Normative))
}

fn issuer_has_no_normative_form(cx: &Context<'_>) -> bool {
    let header = &cx.document.header;
    let issuer = header.enacting.iter().chain(&header.issuer).find_map(|authority| authority.id.as_deref());
    let (Some(issuer), Some(kind)) = (issuer, cx.kind()) else { return false };
    matches!(cx.lexicon.form_allowed(issuer, kind, Class::Normative, cx.as_of()), Allowed::No(_))
}
