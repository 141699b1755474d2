//! CIT-014: a normative document rests on what is no normative document of higher force.

use super::mention::{is_based_on, short_name, through_date};
use crate::check::{Check, Context, Findings};
use crate::document::{Citation, Date, Level, Role, Scheme};
use crate::rules::Severity;

/// Finds recitals of normative documents that name an administrative document, or one of equal or lower force.
pub(super) struct BasisForce;

impl Check for BasisForce {
    fn run(&self, cx: &Context<'_>, out: &mut Findings) {
        let own = own_rank(cx);
        for (index, citation) in cx.citations_as(Role::Basis) {
            if !is_based_on(cx, index) {
                continue;
            }
            if is_administrative(cx, citation) {
                out.finding("administrative", through_date(citation)).arg("document", short_name(citation));
                continue;
            }
            let (Some(own), Some(theirs)) = (own, rank(cx, index, citation)) else { continue };
            if theirs > own {
                out.finding("lower", through_date(citation)).arg("document", short_name(citation));
            } else if theirs == own {
                // What a document amends or carries on is often named beside its bases.
                let draft = out.finding("equal", through_date(citation)).arg("document", short_name(citation));
                let central = cx.level() == Some(Level::Central);
                draft.suspected().at_most(if central { Severity::Info } else { Severity::Warning });
            }
        }
    }
}

/// Returns whether the number has no year, as normative documents have had since the page's day `years_since`.
fn is_administrative(cx: &Context<'_>, citation: &Citation) -> bool {
    let Some(number) = citation.number.as_ref().filter(|number| !number.is_blank()) else { return false };
    let organ = number.organ.as_deref().unwrap_or_default();
    let legislature = cx.words("legislature").into_iter().any(|code| organ.starts_with(code));
    let since = super::mention::page_day(cx, "years_since");
    let day = citation.issued.or_else(|| Date::new(citation.year?, 12, 31).ok());
    let numbered_by_year = day.zip(since).is_some_and(|(day, since)| day >= since);
    let scheme = matches!(number.scheme, Scheme::Administrative | Scheme::Letter);
    // A number torn from its symbol says nothing.
    scheme && number.year.is_none() && number.organ.is_some() && !legislature && numbered_by_year
}

fn own_rank(cx: &Context<'_>) -> Option<u8> {
    let header = &cx.document.header;
    let issuer = header.enacting.iter().chain(&header.issuer).find_map(|issuer| issuer.id.as_deref())?;
    cx.lexicon.rank(Some(issuer), cx.kind()?, cx.as_of())
}

fn rank(cx: &Context<'_>, index: usize, citation: &Citation) -> Option<u8> {
    let number = citation.number.as_ref()?;
    let normative = matches!(number.scheme, Scheme::Normative | Scheme::Law) && number.year.is_some();
    let known = cx.facts.cited(index).and_then(|cited| cited.record.issuer.as_ref()?.id.clone());
    let printed = citation.issuer.as_ref().and_then(|issuer| issuer.id.clone());
    let issuer = printed.or(known)?;
    let kind = citation.kind.as_deref().filter(|_| normative)?;
    cx.lexicon.rank(Some(&issuer), kind, citation.issued.unwrap_or_else(|| cx.as_of()))
}
