//! CIT-021: a number without year or date that documents of several years bear.

use std::collections::BTreeSet;

use super::aside::{in_quotes, in_title};
use super::mention::through_number;
use crate::check::{Check, Context, Findings};
use crate::document::{Citation, Date, ResolutionStatus};
use crate::rules::{Arg, Words};

/// Finds whole numbers whose series begins anew each year, cited without a date, that several years have.
pub(super) struct Homonym;

impl Check for Homonym {
    fn run(&self, cx: &Context<'_>, out: &mut Findings) {
        let mut seen = BTreeSet::new();
        for (_, citation) in cx.citations().filter(|(_, citation)| is_undated(citation)) {
            let Some(number) = &citation.number else { continue };
            let dated = |other: &Citation| {
                other.issued.is_some()
                    && other.number.as_ref().is_some_and(|one| one.matching_key() == number.matching_key())
            };
            if cx.document.citations.iter().any(dated) || in_quotes(cx, citation) || in_title(cx, citation) {
                continue;
            }
            let years = years(cx, citation);
            if years.len() < 2 || !seen.insert(number.matching_key()) {
                continue;
            }
            let list = years.iter().map(ToString::to_string).collect::<Vec<_>>();
            let words = Words { vi: list.join(", "), en: list.join(", ") };
            out.finding("several", through_number(citation)).arg("number", &number.key).arg("years", Arg::Words(words));
        }
    }
}

/// Returns whether the citation is one of which this rule may speak, so that others need not.
pub(super) fn is_told(cx: &Context<'_>, citation: &Citation) -> bool {
    is_undated(citation) && years(cx, citation).len() > 1
}

/// Returns whether the citation has a whole number, with organ and without year, and no date.
fn is_undated(citation: &Citation) -> bool {
    let whole = citation.number.as_ref().is_some_and(|number| number.organ.is_some() && number.year.is_none());
    whole && citation.issued.is_none() && citation.date.is_none() && citation.year.is_none()
}

/// Returns the years of the documents that the citation may mean.
fn years(cx: &Context<'_>, citation: &Citation) -> BTreeSet<i16> {
    let ambiguous = |status: ResolutionStatus| status == ResolutionStatus::Ambiguous;
    let found = citation.resolution.as_ref().filter(|found| ambiguous(found.status));
    let ids = found.into_iter().flat_map(|found| &found.candidates);
    // An id ends with the day of issue: `viet-nam/76/NQ-CP/2021-07-15`.
    let stored = ids.filter_map(|id| id.rsplit('/').next()?.parse::<Date>().ok());
    let key = citation.number.as_ref().map(|number| number.key.as_str()).unwrap_or_default();
    let tabled = cx.lexicon.law_numbered(key).into_iter().filter_map(|law| law.issued);
    stored.chain(tabled).filter(|day| *day <= cx.as_of()).map(Date::year).collect()
}
