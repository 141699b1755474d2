//! A clean document, and the ways in which an operator may change its words.

use std::ops::Range;

use soat::check::Facts;
use soat::document::{Citation, Class, Date, Document, Role, Scheme};
use soat::text::Span;

/// A document in which a defect is to be planted.
#[derive(Clone, Copy)]
pub(super) struct Subject<'a> {
    pub(super) document: &'a Document,
    /// What the issued documents tell of it.
    pub(super) facts: &'a Facts,
    pub(super) issued: Date,
}

/// A text with one planted defect.
pub(super) struct Mutant {
    pub(super) text: String,
    /// The bytes where a finding must lie; anywhere where `None`.
    pub(super) at: Option<Range<usize>>,
}

impl<'a> Subject<'a> {
    /// Puts other words in a place.
    pub(super) fn with(&self, span: Span, words: &str) -> Mutant {
        let (before, after) = (&self.document.text[..span.start], &self.document.text[span.end..]);
        Mutant { text: format!("{before}{words}{after}"), at: Some(span.start..span.start + words.len()) }
    }

    /// Puts other words in a place, where the defect shows at another: at `shows`, which lies before it.
    pub(super) fn with_shown_at(&self, span: Span, words: &str, shows: Span) -> Mutant {
        let at = if shows.start <= span.start { Some(shows.start..shows.end.max(shows.start + 1)) } else { None };
        Mutant { at, ..self.with(span, words) }
    }

    /// Takes a place out; the defect may show anywhere.
    pub(super) fn without(&self, span: Span) -> Mutant {
        Mutant { at: None, ..self.with(span, "") }
    }

    /// Adds a line to the recitals, behind the last that names a basis.
    pub(super) fn with_recital(&self, line: &str) -> Option<Mutant> {
        if self.is_consolidated() {
            return None;
        }
        let end = self.bases().last()?.end;
        let mutant = self.with(Span::new(end, end), &format!("\n{line}"));
        Some(Mutant { at: Some(end + 1..end + 1 + line.len()), ..mutant })
    }

    /// Adds a line before the place where the recipients or the signature begin.
    pub(super) fn with_clause(&self, line: &str) -> Option<Mutant> {
        let last = self.document.provisions.iter().rfind(|provision| provision.label.starts_with("Điều"))?;
        // What follows the signature may have been read as part of the last article.
        let end = last.span.end.min(self.closing().unwrap_or(last.span.end));
        let end = self.document.text[..end].trim_end().len();
        let mutant = self.with(Span::new(end, end), &format!("\n{line}"));
        Some(Mutant { at: Some(end + 1..end + 1 + line.len()), ..mutant })
    }

    /// Adds lines where the recipients or the signature begin.
    pub(super) fn with_end(&self, lines: &str) -> Mutant {
        let end = self.closing().unwrap_or(self.document.text.len());
        let end = self.document.text[..end].trim_end().len();
        let mutant = self.with(Span::new(end, end), &format!("\n{lines}"));
        Mutant { at: Some(end + 1..end + 1 + lines.len()), ..mutant }
    }

    /// Returns where the recipients or the signature begin.
    fn closing(&self) -> Option<usize> {
        let signed = self.document.signatures.iter().map(|signature| signature.span.start);
        let listed = self.document.recipients.first().map(|first| {
            let before = &self.document.text[..first.span.start];
            before.rfind("Nơi nhận").unwrap_or(first.span.start)
        });
        signed.chain(listed).min()
    }

    /// Adds an article with the number that follows the last.
    pub(super) fn with_article(&self, words: &str) -> Option<Mutant> {
        let last = self.document.provisions.iter().rfind(|provision| provision.label.starts_with("Điều "))?;
        let number: u32 = last.label.trim_start_matches("Điều ").trim_end_matches(['.', ':', ' ']).parse().ok()?;
        self.with_clause(&format!("Điều {}. {words}", number + 1))
    }

    /// Returns the recitals that begin with "Căn cứ".
    pub(super) fn bases(&self) -> impl Iterator<Item = Span> {
        let spans = self.document.recitals.iter().map(|recital| recital.span);
        spans.filter(|span| self.slice(*span).starts_with("Căn cứ"))
    }

    /// Returns the citations of other documents.
    pub(super) fn citations(&self) -> impl Iterator<Item = &'a Citation> {
        self.document.citations.iter().filter(|citation| !citation.local)
    }

    /// Returns the citations in a role.
    pub(super) fn citations_as(&self, role: Role) -> impl Iterator<Item = &'a Citation> {
        self.citations().filter(move |citation| citation.role == role)
    }

    /// Returns the lines of the text.
    pub(super) fn lines(&self) -> impl Iterator<Item = (Span, &'a str)> {
        let text = self.document.text.as_str();
        text.lines().map(move |line| {
            let start = line.as_ptr() as usize - text.as_ptr() as usize;
            (Span::new(start, start + line.len()), line)
        })
    }

    /// Whether its recitals are another document's, as in a consolidated text.
    pub(super) fn is_consolidated(&self) -> bool {
        self.document.header.number.as_ref().is_some_and(|number| number.scheme == Scheme::Consolidated)
    }

    /// Returns where these words stand inside a place.
    pub(super) fn find_in(&self, span: Span, words: &str) -> Option<Span> {
        let start = span.start + self.slice(span).find(words)?;
        Some(Span::new(start, start + words.len()))
    }

    pub(super) fn slice(&self, span: Span) -> &'a str {
        self.document.slice(span)
    }

    pub(super) fn is(&self, class: Class) -> bool {
        self.document.class == class
    }

    pub(super) fn kind(&self) -> &'a str {
        self.document.header.kind.as_ref().map(|kind| kind.id.as_str()).unwrap_or_default()
    }

    /// Whether it is dated within these days.
    pub(super) fn between(&self, from: &str, to: &str) -> bool {
        let day = |text: &str| text.parse::<Date>().unwrap();
        (day(from)..=day(to)).contains(&self.issued)
    }
}

/// Prints a day as documents do.
pub(super) fn long(day: Date) -> String {
    let zero = |number: i8, least: i8| if number < least { format!("0{number}") } else { number.to_string() };
    format!("ngày {} tháng {} năm {}", zero(day.day(), 10), zero(day.month(), 3), day.year())
}
