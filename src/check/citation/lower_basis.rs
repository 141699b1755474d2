//! CIT-015: an administrative document rests on one of an authority below its own.

use super::mention::{short_name, through_date};
use crate::check::{Check, Context, Findings};
use crate::document::{AuthorityRef, Level, Role};
use crate::rules::Severity;

/// Finds recitals that name, as a basis, a document of a subordinate authority.
pub(super) struct LowerBasis;

impl Check for LowerBasis {
    fn run(&self, cx: &Context<'_>, out: &mut Findings) {
        let header = &cx.document.header;
        let Some(own) = header.enacting.iter().chain(&header.issuer).find(|issuer| issuer.id.is_some()) else { return };
        for (index, citation) in cx.citations_as(Role::Basis) {
            let known = cx.facts.cited(index).and_then(|cited| cited.record.issuer.as_ref());
            let Some(theirs) = citation.issuer.as_ref().filter(|issuer| issuer.id.is_some()).or(known) else {
                continue;
            };
            if !is_below(cx, theirs, own) || citation.number.is_none() {
                continue;
            }
            let kind = citation.kind.as_deref().unwrap_or_default();
            let draft = out.finding("lower", through_date(citation)).arg("document", short_name(citation));
            draft.arg("issuer", &theirs.text);
            // What a subordinate proposes or reports is named after "Theo đề nghị …"; as a basis it is only out of place.
            if cx.words("proposals").contains(&kind) {
                draft.at_most(Severity::Info);
            }
        }
    }
}

/// Returns whether `theirs` stands below `own`: at a lower level of one province, or as a body under its committee.
fn is_below(cx: &Context<'_>, theirs: &AuthorityRef, own: &AuthorityRef) -> bool {
    let (Some(a), Some(b)) = (theirs.level, own.level) else { return false };
    if a > b && b != Level::Central {
        return true;
    }
    let group = |authority: &AuthorityRef| {
        let known = cx.lexicon.authority(authority.id.as_deref()?)?;
        known.group.as_deref().map(str::to_owned)
    };
    let within = |key: &str, group: Option<String>| group.is_some_and(|group| cx.words(key).contains(&group.as_str()));
    a == b && within("below", group(theirs)) && within("above", group(own))
}
