//! Where a mention stands aside from the document's own sentences: its header, titles, quotations, lists and tables.

use crate::check::Context;
use crate::document::{Citation, Slug};
use crate::text::Span;

/// Returns whether a citation stands in the header, the signature, the recipients or a form or list behind them; the
/// articles of an attached regulation are the document's own words.
pub(super) fn in_frame(cx: &Context<'_>, citation: &Citation) -> bool {
    let header = &cx.document.header;
    let parts = [header.title.as_ref().map(|title| title.span), header.kind.as_ref().map(|kind| kind.span)];
    let head = parts.into_iter().flatten().map(|span| span.end).max();
    let foot = cx.document.signatures.first().map(|signature| signature.span.start);
    let recipient = cx.document.recipients.iter().any(|recipient| recipient.span.contains(citation.span));
    let article = cx.document.provision_at(citation.span).is_some_and(|provision| provision.path.contains("dieu-"));
    head.is_some_and(|end| citation.span.start < end)
        || foot.is_some_and(|start| citation.span.start >= start) && !article
        || recipient
}

/// Returns whether a citation stands in the title of another document.
pub(super) fn in_title(cx: &Context<'_>, citation: &Citation) -> bool {
    let words = one_line(&citation.text);
    let before = cx.document.citations.iter().filter(|other| other.span.end <= citation.span.start);
    before.into_iter().any(|other| {
        let Some(title) = other.title.as_deref().map(one_line) else { return false };
        let gap = cx.document.slice(Span::new(other.span.end, citation.span.start));
        gap.len() <= title.len() + 4 && one_line(gap).len() + words.len() <= title.len() + 4 && title.contains(&words)
    })
}

/// Returns whether a citation stands between quotation marks of its line.
pub(super) fn in_quotes(cx: &Context<'_>, citation: &Citation) -> bool {
    between_quotes(&cx.document.text, citation.span.start)
}

/// Returns whether a place stands between quotation marks of its line.
pub(super) fn between_quotes(text: &str, at: usize) -> bool {
    let head = text.get(..at).unwrap_or_default();
    let line = head.rsplit('\n').next().unwrap_or_default();
    let open = line.matches('“').count() > line.matches('”').count();
    open || line.matches('"').count() % 2 == 1
}

/// Returns whether a citation stands between round brackets of its line.
pub(super) fn in_brackets(cx: &Context<'_>, citation: &Citation) -> bool {
    let head = cx.document.text.get(..citation.span.start).unwrap_or_default();
    let line = head.rsplit('\n').next().unwrap_or_default();
    line.matches('(').count() > line.matches(')').count()
}

/// Returns whether the clause before a citation says that something is amended by it, or that it is amended (the page's
/// phrases `amending`): kind and number are enough there.
pub(super) fn follows_amending(cx: &Context<'_>, citation: &Citation) -> bool {
    const REACH: usize = 500;
    let head = cx.document.text.get(..citation.span.start).unwrap_or_default();
    let near = head.char_indices().rev().take(REACH).last().and_then(|(at, _)| head.get(at..)).unwrap_or_default();
    let clause = near.rsplit(';').next().and_then(|clause| clause.rsplit("Căn cứ").next()).unwrap_or_default();
    let sentence = clause.rsplit(".\n").next().and_then(|clause| clause.rsplit("\n\n").next()).unwrap_or_default();
    // Scanned pages lose marks: “sửa đói, bó sung”.
    let words = Slug::of(sentence);
    cx.words("amending").into_iter().any(|phrase| words.contains(&*Slug::of(phrase)))
}

/// Returns whether the line of a citation has hardly a word besides it: the cell of a table, an item of a list.
pub(super) fn alone_on_line(cx: &Context<'_>, citation: &Citation) -> bool {
    const FEWEST_WORDS: usize = 4;
    let text = &cx.document.text;
    let from = text.get(..citation.span.start).and_then(|head| head.rfind('\n')).map_or(0, |at| at + 1);
    let tail = text.get(citation.span.end..).unwrap_or_default();
    let until = citation.span.end + tail.find('\n').unwrap_or(tail.len());
    let around = [Span::new(from, citation.span.start), Span::new(citation.span.end, until)];
    let words = around.into_iter().flat_map(|span| cx.document.slice(span).split_whitespace());
    words.filter(|word| word.chars().any(char::is_alphabetic)).count() < FEWEST_WORDS
}

fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}
