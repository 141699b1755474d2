//! Lines of text with what is marked inside them: the header's parts, and references.

use std::io::{self, Write};

use super::Page;
use crate::document::{Citation, Document, Slug};
use crate::text::Span;

/// Something marked inside a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mark {
    pub(super) span: Span,
    element: &'static str,
    attribute: Option<(&'static str, String)>,
}

/// Returns what the document has to mark, in reading order; a mark that overlaps one before it is left out.
pub(super) fn marks(document: &Document) -> Vec<Mark> {
    let header = &document.header;
    let mark = |element, span, attribute| Mark { span, element, attribute };
    let number = header.number.as_ref().and_then(|number| number.span).map(|span| mark("docNumber", span, None));
    let date = header
        .issued
        .as_ref()
        .and_then(|issued| Some(mark("docDate", issued.span, Some(("date", issued.date?.to_string())))));
    let kind = header.kind.as_ref().map(|kind| mark("docType", kind.span, None));
    let title = header.title.as_ref().map(|title| mark("docTitle", title.span, None));
    let mut all: Vec<Mark> = [number, date, kind, title].into_iter().flatten().collect();
    all.retain(|mark| mark.span.start < mark.span.end);
    for citation in &document.citations {
        all.extend(href(document, citation).map(|href| mark("ref", citation.span, Some(("href", href)))));
    }
    all.sort_by_key(|mark| (mark.span.start, std::cmp::Reverse(mark.span.end)));
    let mut end = 0;
    all.retain(|mark| {
        let free = mark.span.start >= end;
        end = if free { mark.span.end } else { end };
        free
    });
    all
}

/// Returns the address of what a citation means, by the naming convention: `/akn/vn/act/nghi-dinh/2020-03-05/30-2020-nd-cp`.
fn href(document: &Document, citation: &Citation) -> Option<String> {
    if citation.local {
        let path = citation.provisions.first()?;
        return super::provisions::find(&document.provisions, path)
            .then(|| format!("#{}", super::provisions::id_of(path)));
    }
    let kind = citation.kind.as_deref().unwrap_or("van-ban");
    let number = citation.number.as_ref().filter(|number| !number.is_blank())?;
    let day = citation.issued.map(|day| day.to_string());
    let year = day.or_else(|| number.year.or(citation.year).map(|year| year.to_string()))?;
    Some(format!("/akn/vn/act/{kind}/{year}/{}", &*Slug::of(&number.key)))
}

impl<W: Write> Page<'_, '_, W> {
    /// Writes each line of a region that is not blank as a paragraph, and each table as one.
    pub(super) fn blocks(&mut self, region: Span) -> io::Result<()> {
        let mut at = region.start;
        while at < region.end {
            if let Some((index, end)) = self.table_at(at, region.end) {
                self.table(index)?;
                at = end;
                continue;
            }
            let rest = self.document.text.get(at..region.end).unwrap_or_default();
            let line = rest.find('\n').map_or(region.end, |end| at + end);
            self.paragraph(Span::new(at, line))?;
            at = line + 1;
        }
        Ok(())
    }

    /// Writes one line as a paragraph, unless it is blank.
    pub(super) fn paragraph(&mut self, line: Span) -> io::Result<()> {
        let words = self.document.slice(line);
        if words.trim().is_empty() {
            return Ok(());
        }
        let start = line.start + (words.len() - words.trim_start().len());
        self.tags.open("p", &[])?;
        self.words(Span::new(start, start + words.trim().len()))?;
        self.tags.close_line("p")
    }

    /// Writes the words of a line with their marks, cut to the line.
    pub(super) fn words(&mut self, line: Span) -> io::Result<()> {
        let document = self.document;
        let inside: Vec<Mark> = self.marks.iter().filter(|mark| mark.span.overlaps(line)).cloned().collect();
        let mut at = line.start;
        for mark in inside {
            let (start, end) = (mark.span.start.max(line.start), mark.span.end.min(line.end));
            self.tags.text(document.slice(Span::new(at, start)))?;
            let attribute = mark.attribute.as_ref().map(|(key, value)| (*key, value.as_str()));
            self.tags.open(mark.element, attribute.as_slice())?;
            self.tags.text(document.slice(Span::new(start, end)))?;
            self.tags.close(mark.element)?;
            at = end;
        }
        self.tags.text(document.slice(Span::new(at, line.end)))
    }
}
