//! How sequence messages name a cited document.

use crate::document::Citation;

/// Returns kind and number as printed, or the first words of the mention where it has no number.
pub(super) fn short(citation: &Citation) -> String {
    match (&citation.kind_text, &citation.number) {
        (Some(kind), Some(number)) => format!("{kind} số {}", number.key),
        (None, Some(number)) => number.key.clone(),
        (_, None) => citation.name.clone().unwrap_or_else(|| citation.text.clone()),
    }
}
