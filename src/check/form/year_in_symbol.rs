//! FMT-006: a year in the symbol of an administrative document.

use crate::check::{Check, Context, Findings};
use crate::document::{Class, DocNumber};
use crate::lexicon::{Allowed, Kind};

/// Finds the year in a number whose document is not normative: only normative documents carry it.
pub(super) struct YearInSymbol;

impl Check for YearInSymbol {
    fn run(&self, cx: &Context<'_>, out: &mut Findings) {
        let Some((number, span)) = cx.document.header.number.as_ref().and_then(|n| Some((n, n.span?))) else { return };
        let Some(shorter) = number.without_year() else { return };
        if cx.class() == Class::Administrative || kind_is_never_normative(cx, number) {
            out.finding("year", span).arg("right", &shorter).fix(span, shorter);
        } else if is_of_the_kind(cx, number) && issuer_has_no_normative_form(cx, number) {
            // Either the year is wrong or the form is beyond the issuer's competence, which CMP-001 says.
            out.finding("year", span).arg("right", &shorter).suggest(span, shorter).suspected();
        }
    }
}

/// Returns the kind of the symbol: a title that begins like another one (`QUY ĐỊNH về …`) may be taken for the kind line.
fn kind<'a>(cx: &Context<'a>, number: &DocNumber) -> Option<&'a Kind> {
    cx.lexicon.kind_abbreviated(number.kind.as_deref()?)
}

/// Whether the symbol is one of the kind printed; one of another normative kind may belong to another document.
fn is_of_the_kind(cx: &Context<'_>, number: &DocNumber) -> bool {
    let printed = cx.kind().and_then(|id| cx.lexicon.kind(id)).filter(|kind| kind.classes.contains(&Class::Normative));
    printed.is_none_or(|printed| kind(cx, number).is_some_and(|kind| kind.id == printed.id))
}

fn kind_is_never_normative(cx: &Context<'_>, number: &DocNumber) -> bool {
    kind(cx, number).is_some_and(|kind| !kind.classes.is_empty() && !kind.classes.contains(&Class::Normative))
}

/// Whether the form is none of the issuer's on the day nor later: one that is its own again soon is a matter of
/// competence (CMP-002), not of the year.
fn issuer_has_no_normative_form(cx: &Context<'_>, number: &DocNumber) -> bool {
    let header = &cx.document.header;
    let issuer = header.enacting.iter().chain(&header.issuer).find_map(|authority| authority.id.as_deref());
    let (Some(issuer), Some(kind)) = (issuer, kind(cx, number)) else { return false };
    let group = cx.lexicon.authority(issuer).and_then(|authority| authority.group.as_deref());
    let later = cx.lexicon.forms().iter().any(|form| {
        form.allowed
            && form.class == Some(Class::Normative)
            && form.kind == kind.id
            && form.to.is_none_or(|to| to >= cx.as_of())
            && form.issuers.iter().any(|of| **of == *issuer || Some(&**of) == group)
    });
    !later && matches!(cx.lexicon.form_allowed(issuer, &kind.id, Class::Normative, cx.as_of()), Allowed::No(_))
}
