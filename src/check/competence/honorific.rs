//! CMP-017: a degree before the signer's name.

use crate::check::{Check, Context, Findings};
use crate::text::{Span, fold_case_tone};

/// Finds degrees before the name in the signature of a body outside the branches that may print them.
pub(super) struct Honorific;

impl Check for Honorific {
    fn run(&self, cx: &Context<'_>, out: &mut Findings) {
        let header = &cx.document.header;
        let names = [&header.superior, &header.issuer].into_iter().flatten().map(|issuer| fold_case_tone(&issuer.text));
        let branches = cx.words("branches");
        if names.into_iter().any(|name| branches.iter().any(|branch| name.contains(branch))) {
            return;
        }
        for signature in &cx.document.signatures {
            let printed = cx.document.slice(signature.span);
            let mut at = signature.span.start;
            for line in printed.split_inclusive('\n') {
                let start = at + (line.len() - line.trim_start().len());
                at += line.len();
                let words = line.trim();
                let Some(title) = cx.words("honorifics").into_iter().find(|title| opens(words, title)) else {
                    continue;
                };
                let name = words.get(title.len()..).unwrap_or_default().trim_start_matches(['.', ' ']);
                if name.split_whitespace().count() < 2 {
                    continue;
                }
                let span = Span::new(start, start + words.len() - name.len());
                out.finding("title", Span::new(start, start + words.len())).arg("name", name).suggest(span, "");
            }
        }
    }
}

/// Returns whether the line opens with the title, a point or a blank behind it.
fn opens(words: &str, title: &str) -> bool {
    words.strip_prefix(title).is_some_and(|rest| rest.starts_with(['.', ' ']))
}
