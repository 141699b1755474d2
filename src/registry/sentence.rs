//! The sentence in which a document names another one, with the lead that governs a list and the clause behind a colon.

use std::sync::LazyLock;

use regex::Regex;

use crate::document::Document;
use crate::text::Span;

/// A list longer than this is not followed back to its lead.
const MEMBERS: usize = 200;

/// What opens a provision or a member of a list, after a line's end.
static LABEL: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"^\s*(?:\d{1,3}(?:\.\d{1,2})*[.)]\s|[a-zđ]{1,2}\)\s|(?:Điều|Chương|Mục)\s+[\dIVX]+|[-+•–]\s)").ok()
});

/// One stretch of the text, with the sign that ends it: `;`, `:`, `.`, or a line's end before a label.
struct Segment {
    start: usize,
    end: usize,
    sign: char,
}

/// The text cut into sentences and members of lists, from its first provision on.
pub(super) struct Sentences<'d> {
    text: &'d str,
    segments: Vec<Segment>,
}

/// The words around a mention, blanks made one, in lower case.
#[derive(Debug, Default)]
pub(super) struct Around {
    /// Before it in its sentence, without a label.
    pub(super) before: String,
    /// Behind it in its sentence.
    pub(super) after: String,
    /// The words before the colon under which it is listed.
    pub(super) lead: String,
    /// The first clause behind the colon that ends its sentence.
    pub(super) clause: String,
}

impl<'d> Sentences<'d> {
    /// Cuts the provisions of a document; none for a document without any.
    pub(super) fn of(document: &'d Document) -> Self {
        let text = document.text.as_str();
        let Some(first) = document.provisions.first() else { return Self { text, segments: Vec::new() } };
        Self { text, segments: cut(text, first.span.start) }
    }

    /// Returns every sentence that begins outside of quotation marks, blanks made one, without its label. What is quoted is
    /// another document's.
    pub(super) fn own(&self) -> impl Iterator<Item = String> + '_ {
        let mut open = 0_usize;
        self.segments.iter().filter_map(move |segment| {
            let words = self.words(segment.start, segment.end);
            let quoted = open > 0;
            open = (open + words.matches('“').count()).saturating_sub(words.matches('”').count());
            (!quoted).then(|| plain(words))
        })
    }

    /// Returns the words around a mention; `None` where it stands before the provisions.
    pub(super) fn around(&self, mention: Span) -> Option<Around> {
        let at = self.segments.partition_point(|segment| segment.end <= mention.start);
        let segment = self.segments.get(at).filter(|segment| segment.start <= mention.start)?;
        let next = self.segments.get(at + 1).filter(|_| segment.sign == ':');
        Some(Around {
            before: plain(self.words(segment.start, mention.start)),
            after: squeezed(self.words(mention.end, segment.end.max(mention.end))).to_lowercase(),
            lead: self.lead(at).map(|lead| plain(self.words(lead.start, lead.end))).unwrap_or_default(),
            clause: next.map(|next| plain(self.words(next.start, next.end))).unwrap_or_default(),
        })
    }

    /// Returns the segment ended by the colon under which the one at `at` is listed.
    fn lead(&self, at: usize) -> Option<&Segment> {
        let before = self.segments.get(at.saturating_sub(MEMBERS)..at)?;
        before.iter().rev().find(|segment| segment.sign != ';').filter(|segment| segment.sign == ':')
    }

    fn words(&self, start: usize, end: usize) -> &'d str {
        self.text.get(start..end).unwrap_or_default()
    }
}

fn cut(text: &str, from: usize) -> Vec<Segment> {
    let mut segments = Vec::new();
    let mut start = from;
    for (at, sign) in text.match_indices([';', ':', '.', '\n']).filter(|(at, _)| *at >= from) {
        let end = at + sign.len();
        let rest = text.get(end..).unwrap_or_default();
        let ends = match sign {
            "\n" => LABEL.as_ref().is_some_and(|label| label.is_match(rest)),
            // "1." and "Điều 2." are labels.
            "." => {
                let label = text.get(start..at).is_some_and(|head| head.trim().chars().count() < 9);
                !label && (rest.is_empty() || rest.starts_with(char::is_whitespace))
            }
            _ => rest.is_empty() || rest.starts_with(char::is_whitespace),
        };
        let sign = sign.chars().next().unwrap_or('.');
        let blank = text.get(start..at).is_none_or(|words| words.trim().is_empty());
        if ends && !(sign == '\n' && blank) {
            segments.push(Segment { start, end, sign });
            start = end;
        }
    }
    segments.push(Segment { start, end: text.len(), sign: '.' });
    segments
}

fn squeezed(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Returns the words in lower case, blanks made one, without a label at their head.
fn plain(words: &str) -> String {
    let squeezed = squeezed(words) + " ";
    let label = LABEL.as_ref().and_then(|label| label.find(&squeezed)).map_or(0, |label| label.end());
    squeezed.get(label..).unwrap_or_default().trim_matches(['.', ' ']).to_lowercase()
}
