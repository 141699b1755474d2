//! The stretches of a document's lines, where two columns may stand side by side, and the parts they lie in.

use crate::document::Document;
use crate::text::Span;

/// A stretch of a line between tabs, bars or many blanks, without rules and marks of emphasis around it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Piece<'t> {
    /// The words.
    pub(super) text: &'t str,
    /// Where they stand.
    pub(super) span: Span,
}

impl Piece<'_> {
    /// Returns the words without diacritics and signs, in small letters.
    pub(super) fn plain(&self) -> String {
        plain(self.text)
    }

    /// Returns whether the words are written in capitals.
    pub(super) fn is_capitals(&self) -> bool {
        self.text.chars().any(char::is_uppercase) && !self.text.chars().any(char::is_lowercase)
    }
}

/// Returns `words` without diacritics and signs, in small letters: `UỶ BAN` and `Ủy ban` become `uy ban`.
pub(super) fn plain(words: &str) -> String {
    crate::document::Slug::of(words).as_str().replace('-', " ")
}

/// Returns the stretches of the lines within `span`, in reading order.
pub(super) fn pieces(document: &Document, span: Span) -> Vec<Piece<'_>> {
    let mut found = Vec::new();
    let mut at = span.start;
    for line in document.slice(span).split_inclusive('\n') {
        let (mut from, mut blanks) = (0, 0);
        for (place, c) in line.char_indices() {
            if matches!(c, '\t' | '|') || (blanks >= 3 && !is_blank(c)) {
                push(&mut found, line, at, from, place);
                from = place;
            }
            blanks = if is_blank(c) { blanks + 1 } else { 0 };
        }
        push(&mut found, line, at, from, line.len());
        at += line.len();
    }
    found
}

fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}')
}

fn push<'t>(found: &mut Vec<Piece<'t>>, line: &'t str, at: usize, from: usize, to: usize) {
    let marks = |c: char| c.is_whitespace() || matches!(c, '*' | '_' | '#' | '|' | '\u{feff}' | '\u{200b}');
    let cell = line.get(from..to).unwrap_or_default();
    let head = cell.trim_start_matches(marks);
    let start = at + from + (cell.len() - head.len());
    let text = head.trim_end_matches(marks);
    // A rule behind the words: "Độc lập - Tự do - Hạnh phúc--------".
    let bare = text.trim_end_matches(['-', '–', '—']).trim_end_matches(marks);
    let text = if text.len() - bare.len() >= 3 { bare } else { text };
    if text.chars().any(char::is_alphanumeric) {
        found.push(Piece { text, span: Span::new(start, start + text.len()) });
    }
}

/// Returns the head of the document: to its kind, else to the first recital, provision or line of running text.
pub(super) fn head(document: &Document) -> Span {
    /// The lines that a head takes at most.
    const LINES: usize = 40;
    let kind = document.header.kind.as_ref().map(|kind| kind.span).filter(|span| !span.is_empty());
    let lines: usize = document.text.split_inclusive('\n').take(LINES).map(str::len).sum();
    let end = kind.map_or(lines, |kind| kind.start.min(lines));
    Span::new(0, content_start(document).map_or(end, |start| start.min(end)))
}

/// Returns where the document's content begins: its first recital or provision.
pub(super) fn content_start(document: &Document) -> Option<usize> {
    let recital = document.recitals.first().map(|recital| recital.span.start);
    let provision = document.provisions.first().map(|provision| provision.span.start);
    recital.into_iter().chain(provision).min()
}

/// Returns where the document's own content ends: at its signature or its recipients, where it has either.
pub(super) fn content_end(document: &Document) -> Option<usize> {
    let signed = document.signatures.iter().map(|signature| signature.span.start);
    let listed = document.recipients.first().map(|first| {
        let before = document.text.get(..first.span.start).unwrap_or_default();
        before.rfind("Nơi nhận").unwrap_or(first.span.start)
    });
    signed.chain(listed).min()
}

/// Returns where signature and recipients end, so that annexes may follow.
pub(super) fn closing_end(document: &Document) -> Option<usize> {
    let signed = document.signatures.iter().map(|signature| signature.span.end);
    signed.chain(document.recipients.iter().map(|recipient| recipient.span.end)).max()
}
