//! CMP-008: a local document, or one of a ministry, that sets an administrative procedure of its own.

use crate::check::{Check, Context, Findings};
use crate::rules::Severity;
use crate::text::{Span, fold_case_tone};

/// Finds documents, other than those that publish procedures, with several parts of an administrative procedure.
pub(super) struct OwnProcedure;

impl Check for OwnProcedure {
    fn run(&self, cx: &Context<'_>, out: &mut Findings) {
        let title = cx.document.header.title.as_ref().map(|title| fold_case_tone(&title.text)).unwrap_or_default();
        if cx.words("publishing").into_iter().any(|words| title.contains(words)) || publishes(cx) {
            return;
        }
        let parts = parts(cx);
        let least = cx.number("least").and_then(|least| usize::try_from(least).ok()).unwrap_or(usize::MAX);
        let Some((first, name)) = parts.first().filter(|_| parts.len() >= least) else { return };
        let draft = out.finding("procedure", *first).arg("count", parts.len()).arg("part", *name).suspected();
        // The law of the period may allow it where a law delegates, which no text alone tells.
        draft.at_most(Severity::Warning);
        for (span, name) in parts.iter().skip(1) {
            draft.see_here(*span, *name);
        }
    }
}

/// Returns whether the document says in its first lines, or its first articles, that it publishes procedures.
fn publishes(cx: &Context<'_>) -> bool {
    const HEAD: usize = 4000;
    let head = fold_case_tone(&cx.document.text.chars().take(HEAD).collect::<String>());
    cx.words("publishing_in_text").into_iter().any(|words| head.contains(words))
}

/// Returns the first place of each part of a procedure that heads a provision or opens an item.
fn parts<'c>(cx: &Context<'c>) -> Vec<(Span, &'c str)> {
    let mut found: Vec<(Span, &str)> = Vec::new();
    let signed = cx.document.signatures.first().map_or(usize::MAX, |signature| signature.span.start);
    let article = |span: Span| cx.document.provision_at(span).is_some_and(|own| own.path.contains("dieu-"));
    let mut at = 0;
    for line in cx.document.text.split_inclusive('\n') {
        let span = Span::new(at, at + line.trim_end().len());
        at += line.len();
        let folded = fold_case_tone(line);
        let words = folded.trim_start_matches(|c: char| !c.is_alphabetic());
        let words =
            words.strip_prefix("điều ").map_or(words, |rest| rest.trim_start_matches(|c: char| !c.is_alphabetic()));
        let head: String = words.chars().take(60).collect();
        let part = cx.words("parts").into_iter().find(|part| head.starts_with(part));
        let Some(part) = part.filter(|_| span.start < signed || article(span)) else { continue };
        if !found.iter().any(|(_, known)| *known == part) {
            found.push((span, part));
        }
    }
    found
}
