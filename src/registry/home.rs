//! Whose document a citation can mean: `UBND tỉnh` without a name is that of the citing document's own province.

use super::NATIONAL;
use crate::document::{Citation, Level, Scheme};

/// Returns the territory whose documents `citation` speaks of, in a document of `citing` territory.
pub(super) fn of(citation: &Citation, citing: &str) -> String {
    if citation.number.as_ref().is_some_and(|number| number.scheme == Scheme::Law) {
        return NATIONAL.to_owned();
    }
    let Some(issuer) = &citation.issuer else { return citing.to_owned() };
    match (&issuer.territory, issuer.level) {
        (_, Some(Level::Central)) => NATIONAL.to_owned(),
        (Some(territory), _) => territory.to_string(),
        (None, Some(Level::Province)) => province(citing).to_owned(),
        (None, _) => citing.to_owned(),
    }
}

/// Returns the province in which a territory lies, itself for a province.
pub(super) fn province(territory: &str) -> &str {
    territory.split('/').next().unwrap_or(territory)
}
