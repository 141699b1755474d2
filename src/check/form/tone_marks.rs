//! FMT-027: the two ways to set the tone mark (hòa, hoà), in one document.

use std::collections::BTreeMap;

use crate::check::{Check, Context, Findings};
use crate::text::{Span, fold_case_tone};

/// Finds a syllable that one document writes both ways; each way by itself is right and never told.
pub(super) struct ToneMarks;

impl Check for ToneMarks {
    fn run(&self, cx: &Context<'_>, out: &mut Findings) {
        let fewest = cx.number("fewest").and_then(|fewest| usize::try_from(fewest).ok()).unwrap_or(usize::MAX);
        let mut seen: BTreeMap<String, (Vec<Span>, Vec<Span>)> = BTreeMap::new();
        for span in syllables(&cx.document.text) {
            let printed = cx.document.slice(span);
            // Headings in capitals are often set by a template of its own.
            let capitals = !printed.chars().any(char::is_lowercase);
            if capitals || printed.is_ascii() || printed.contains(['ð', 'Ð']) {
                continue;
            }
            let lower = printed.to_lowercase();
            let folded = fold_case_tone(&lower);
            let (first, second) = seen.entry(folded.clone()).or_default();
            if folded == lower { first.push(span) } else { second.push(span) }
        }
        let both = seen.values().filter(|(first, second)| first.len() >= fewest && second.len() >= fewest);
        let Some((first, second)) = both.max_by_key(|(first, second)| first.len() + second.len()) else { return };
        let (many, few) = if first.len() >= second.len() { (first, second) } else { (second, first) };
        let (Some(at), Some(other)) = (few.first(), many.first()) else { return };
        let draft = out.finding("mixed", *at).arg("other", cx.document.slice(*other));
        draft.arg("count", few.len().to_string()).arg("many", many.len().to_string()).see_here(*other, "");
    }
}

/// Returns the runs of letters.
fn syllables(text: &str) -> impl Iterator<Item = Span> {
    let mut at = 0;
    text.split(|c: char| !c.is_alphabetic()).filter_map(move |word| {
        let start = at;
        at = start + word.len() + text.get(start + word.len()..)?.chars().next().map_or(0, char::len_utf8);
        (!word.is_empty()).then(|| Span::new(start, start + word.len()))
    })
}

#[cfg(test)]
mod tests {
    use super::syllables;

    #[test]
    fn runs_of_letters() {
        let text = "Ủy ban – hòa, 12 hoà";
        let found: Vec<&str> = syllables(text).map(|span| &text[span.range()]).collect();
        assert_eq!(found, ["Ủy", "ban", "hòa", "hoà"]);
    }
}
