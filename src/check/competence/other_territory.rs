//! CMP-024: a local document that rests on one of another province.

use crate::check::{Check, Context, Findings};
use crate::document::{AuthorityRef, Level, Role};
use crate::rules::Severity;

/// Finds recitals that name a document of the council or committee of a territory that is not the issuer's.
pub(super) struct OtherTerritory;

impl Check for OtherTerritory {
    fn run(&self, cx: &Context<'_>, out: &mut Findings) {
        let header = &cx.document.header;
        let placed = |issuer: &&AuthorityRef| issuer.territory.is_some() && issuer.level != Some(Level::Central);
        let Some(own) = header.enacting.iter().chain(&header.issuer).find(placed) else { return };
        let Some(home) = own.territory.as_deref().map(province) else { return };
        for (index, citation) in cx.citations_as(Role::Basis) {
            let recital = cx.document.recitals.iter().any(|recital| recital.citations.contains(&index));
            let theirs = citation.issuer.as_ref().filter(|_| recital && citation.number.is_some());
            let Some(away) = theirs.and_then(|issuer| issuer.territory.as_deref()).map(province) else { continue };
            if away == home || cx.lexicon.territory(away).is_none() {
                continue;
            }
            let merged = cx.lexicon.territory_within(away, home, cx.as_of());
            let joined_later = |from: &str, into: &str| {
                cx.lexicon.territory(from).and_then(|territory| territory.into.as_deref()) == Some(into)
            };
            let after = cx.document.text.get(citation.span.end..).unwrap_or_default();
            if merged && cx.words("older").into_iter().any(|words| after.trim_start().starts_with(words)) {
                continue;
            }
            if merged {
                // The older document holds within the older borders until it is replaced.
                let draft = out.finding("older-borders", citation.span);
                draft.arg("issuer", theirs.map_or("", |issuer| &issuer.text)).at_most(Severity::Info).suspected();
            } else {
                let draft = out.finding("other", citation.span);
                draft.arg("issuer", theirs.map_or("", |issuer| &issuer.text));
                // Neighbours that are to merge act together before the day.
                if joined_later(away, home) || joined_later(home, away) {
                    draft.suspected();
                }
            }
        }
    }
}

/// Returns the province of a territory's id: `quang-tri` of `quang-tri/cam-lo`.
fn province(id: &str) -> &str {
    id.split('/').next().unwrap_or(id)
}
