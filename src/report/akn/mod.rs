//! Akoma Ntoso 3.0 (OASIS `LegalDocML`): every line of the document once, in order, with the structure that was read.
//!
//! What stands before the recitals is the preface; the recitals are citations; articles, clauses and points keep their
//! labels; signature and recipients are the conclusions; what follows them is an attachment.

mod inline;
mod meta;
mod provisions;
mod table;

use std::collections::BTreeSet;
use std::io::{self, Write};

use super::xml::Tags;
use crate::document::{Document, Provision};
use crate::text::Span;
use inline::{Mark, marks};

/// The namespace of Akoma Ntoso 3.0.
pub const NAMESPACE: &str = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0";

/// Writes one document.
///
/// # Errors
/// `out` cannot be written.
pub fn write(document: &Document, out: &mut impl Write) -> io::Result<()> {
    let regions = Regions::of(document);
    let mut page = Page { tags: Tags::new(out)?, document, marks: marks(document), ids: BTreeSet::new() };
    let articles = document.provisions.iter().any(|provision| provision.path.starts_with("dieu-"));
    let (root, body) = if articles { ("act", "body") } else { ("doc", "mainBody") };
    let name = document.header.kind.as_ref().map_or("van-ban", |kind| &*kind.id);
    page.tags.open("akomaNtoso", &[("xmlns", NAMESPACE)])?;
    page.tags.open(root, &[("name", name), ("contains", "originalVersion")])?;
    page.meta(None)?;
    page.part("preface", &[], regions.preface)?;
    page.preamble(regions.preamble)?;
    page.tags.open(body, &[])?;
    page.body(regions.body, articles)?;
    page.tags.close_line(body)?;
    page.part("conclusions", &[], regions.conclusions)?;
    page.attachments(regions.attachments)?;
    page.tags.close_line(root)?;
    page.tags.close_line("akomaNtoso")
}

/// Which bytes of the text are which part; each part ends where the next begins.
#[derive(Debug, Clone, Copy)]
struct Regions {
    preface: Span,
    preamble: Span,
    body: Span,
    conclusions: Span,
    attachments: Span,
}

impl Regions {
    fn of(document: &Document) -> Self {
        let length = document.text.len();
        let recitals = document.recitals.first().zip(document.recitals.last());
        let header = &document.header;
        let first = document.provisions.first().map(|provision| provision.span.start);
        let enacting = header.enacting.as_ref().and_then(|organ| organ.span).map(|span| span.start);
        let title = header.title.as_ref().map_or(0, |title| title.span.end);
        let preamble = recitals.map(|(recital, _)| {
            let start = recital.span.start;
            enacting.filter(|enacting| (title..start).contains(enacting)).unwrap_or(start)
        });
        let own = [
            header.number.as_ref().and_then(|number| number.span),
            header.issued.as_ref().map(|issued| issued.span),
            header.title.as_ref().map(|title| title.span),
        ];
        let head = own.into_iter().flatten().map(|span| line_end(&document.text, span.end)).max().unwrap_or(0);
        let body = match (recitals, first) {
            (Some((_, last)), Some(first)) => first.max(last.span.end),
            (Some((_, last)), None) => line_end(&document.text, last.span.end),
            (None, Some(first)) => first,
            (None, None) => head,
        };
        let body = line_start(&document.text, body).max(preamble.unwrap_or(0)).min(length);
        let preamble = preamble.unwrap_or(body).min(body);
        let (conclusions, attachments) = closing(document, body);
        Self {
            preface: Span::new(0, preamble),
            preamble: Span::new(preamble, body),
            body: Span::new(body, conclusions),
            conclusions: Span::new(conclusions, attachments),
            attachments: Span::new(attachments, length),
        }
    }
}

/// Returns where the first signature with its recipients starts, and where it ends.
fn closing(document: &Document, body: usize) -> (usize, usize) {
    let length = document.text.len();
    let Some(signature) = document.signature.as_ref().filter(|signature| signature.span.start >= body) else {
        return (length, length);
    };
    // Provisions behind the signature are the annex's; recipients behind them are not this signature's.
    let next = document.provisions.iter().map(|own| own.span.start).find(|start| *start > signature.span.start);
    let limit = next.unwrap_or(length);
    let recipients =
        document.recipients.iter().map(|own| own.span).filter(|span| span.end <= limit && span.start >= body);
    let spans: Vec<Span> = std::iter::once(signature.span).chain(recipients).collect();
    let start = spans.iter().map(|span| span.start).min().unwrap_or(length);
    let end = spans.iter().map(|span| span.end).max().unwrap_or(length);
    (line_start(&document.text, heading_of_recipients(&document.text, start, body)), line_end(&document.text, end))
}

/// Takes in the line "Nơi nhận:" above the first recipient.
fn heading_of_recipients(text: &str, start: usize, body: usize) -> usize {
    let before = text.get(body..line_start(text, start)).unwrap_or_default();
    let line = before.trim_end().rsplit('\n').next().unwrap_or_default();
    if line.trim().to_lowercase().starts_with("nơi nhận") {
        body + before.trim_end().len() - line.len()
    } else {
        start
    }
}

/// Returns the start of the line that holds the byte `at`.
fn line_start(text: &str, at: usize) -> usize {
    text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |end| end + 1)
}

/// Returns the start of the line after the one that holds the byte `at`.
fn line_end(text: &str, at: usize) -> usize {
    text.get(at..).and_then(|after| after.find('\n')).map_or(text.len(), |end| at + end + 1)
}

/// A document being written.
struct Page<'d, 'w, W> {
    tags: Tags<'w, W>,
    document: &'d Document,
    /// What is marked inside lines, in reading order, none inside another.
    marks: Vec<Mark>,
    /// The eIds given.
    ids: BTreeSet<String>,
}

impl<W: Write> Page<'_, '_, W> {
    /// Returns an eId that no other element has.
    fn id(&mut self, wanted: &str) -> String {
        let mut id = wanted.to_owned();
        let mut repeat = 1;
        while !self.ids.insert(id.clone()) {
            repeat += 1;
            id = format!("{wanted}_{repeat}");
        }
        id
    }

    /// Writes the recitals as citations, and the lines between and behind them as enacting formulas.
    fn preamble(&mut self, region: Span) -> io::Result<()> {
        if self.is_blank(region) {
            return Ok(());
        }
        self.tags.open("preamble", &[])?;
        let recitals: Vec<Span> = self.document.recitals.iter().map(|recital| recital.span).collect();
        let mut at = region.start;
        let mut rest = recitals.as_slice();
        while let Some((first, _)) = rest.split_first() {
            self.formula(Span::new(at, first.start))?;
            self.tags.open("citations", &[])?;
            at = first.start;
            while let Some((recital, after)) = rest.split_first() {
                if !self.is_blank(Span::new(at, recital.start)) {
                    break;
                }
                self.tags.open("citation", &[])?;
                self.blocks(Span::new(at, recital.end))?;
                self.tags.close_line("citation")?;
                (at, rest) = (recital.end, after);
            }
            self.tags.close_line("citations")?;
        }
        self.formula(Span::new(at, region.end))?;
        self.tags.close_line("preamble")
    }

    fn formula(&mut self, region: Span) -> io::Result<()> {
        self.part("formula", &[("name", "enacting")], region)
    }

    /// Writes the lines of a region inside one element, unless they are blank.
    fn part(&mut self, element: &str, attributes: &[(&str, &str)], region: Span) -> io::Result<()> {
        if self.is_blank(region) {
            return Ok(());
        }
        self.tags.open(element, attributes)?;
        self.blocks(region)?;
        self.tags.close_line(element)
    }

    /// Writes what follows the signature as one attached document.
    fn attachments(&mut self, region: Span) -> io::Result<()> {
        if self.is_blank(region) {
            return Ok(());
        }
        self.tags.open("attachments", &[])?;
        self.tags.open("attachment", &[])?;
        self.tags.open("doc", &[("name", "phu-luc")])?;
        self.meta(Some("phu-luc"))?;
        self.tags.open("mainBody", &[])?;
        self.body(region, false)?;
        self.tags.close_line("mainBody")?;
        self.tags.close_line("doc")?;
        self.tags.close_line("attachment")?;
        self.tags.close_line("attachments")
    }

    /// Returns the outermost provisions that start in a region.
    fn provisions_in(&self, region: Span) -> impl Iterator<Item = &Provision> {
        self.document.provisions.iter().filter(move |own| (region.start..region.end).contains(&own.span.start))
    }

    fn is_blank(&self, region: Span) -> bool {
        self.document.slice(region).trim().is_empty()
    }
}
