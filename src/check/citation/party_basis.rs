//! CIT-034: a Party document among the legal bases of a normative document.

use super::mention::{is_based_on, short_name, through_date};
use crate::check::{Check, Context, Findings};
use crate::document::{Role, Scheme};

/// Finds recitals "Căn cứ …" that name a document of the Party.
pub(super) struct PartyBasis;

impl Check for PartyBasis {
    fn run(&self, cx: &Context<'_>, out: &mut Findings) {
        for (index, citation) in cx.citations_as(Role::Basis) {
            let party = citation.number.as_ref().is_some_and(|number| number.scheme == Scheme::Party);
            if party && is_based_on(cx, index) {
                out.finding("party", through_date(citation)).arg("document", short_name(citation));
            }
        }
    }
}
