//! FMT-004: the name of the issuing organ at the head.

use crate::check::{Check, Context, Findings};

/// Finds an issuing organ whose name is abbreviated: only that of the superior organ may be.
pub(super) struct IssuerName;

impl Check for IssuerName {
    fn run(&self, cx: &Context<'_>, out: &mut Findings) {
        let Some((issuer, span)) = cx.document.header.issuer.as_ref().and_then(|issuer| Some((issuer, issuer.span?)))
        else {
            return;
        };
        let Some(table) = cx.value("abbreviations").and_then(toml::Value::as_table) else { return };
        let full = |word: &str| table.get(word).and_then(toml::Value::as_str);
        let words: Vec<&str> = issuer.text.split_whitespace().collect();
        let short: Vec<&str> = words.iter().copied().filter(|word| full(word).is_some()).collect();
        if short.is_empty() {
            return;
        }
        let right: Vec<&str> = words.iter().map(|word| full(word).unwrap_or(word)).collect();
        let right = right.join(" ");
        let draft = out.finding("short", span).arg("short", short.join(", ")).arg("right", &right);
        draft.suggest(span, right);
    }
}
