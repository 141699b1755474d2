//! FMT-021: whom a document is addressed to (Kính gửi).

use super::lines::{Piece, content_end, pieces};
use crate::check::{Check, Context, Findings};
use crate::text::Span;

/// Finds the words in a kind that has none, one without its colon, and several addressees on one line.
pub(super) struct Addressee;

impl Check for Addressee {
    fn run(&self, cx: &Context<'_>, out: &mut Findings) {
        let document = cx.document;
        let header = &document.header;
        let start = header.number.as_ref().and_then(|number| number.span).map_or(0, |span| span.end);
        let end = content_end(document).unwrap_or(document.text.len());
        let first = document.provisions.first().map_or(end, |first| first.span.start.min(end));
        let Some(words) = cx.value("words").and_then(toml::Value::as_str) else { return };
        let lines = pieces(document, Span::new(start, first.max(start)));
        let Some(at) = lines.iter().take(12).position(|line| line.text.starts_with(words)) else { return };
        let Some(line) = lines.get(at) else { return };
        let rest = line.text.get(words.len()..).unwrap_or_default();
        let opening = Span::new(line.span.start, line.span.start + words.len());
        if cx.kind().is_some_and(|kind| cx.words("kinds_without").contains(&kind)) {
            out.finding("needless", line.span);
        } else if !rest.trim_start().starts_with(':') {
            let right = format!("{words}:");
            out.finding("colon", opening).arg("right", &right).fix(opening, right);
        } else if is_several(rest) && !goes_on(lines.get(at + 1)) {
            out.finding("several", line.span);
        }
    }
}

/// Whether the words name more than one addressee: `: Sở Nội vụ; Sở Tài chính`.
fn is_several(rest: &str) -> bool {
    rest.trim_end_matches([';', '.', ' ']).contains(';')
}

fn goes_on(next: Option<&Piece<'_>>) -> bool {
    next.is_some_and(|next| next.text.starts_with(['-', '–']))
}
