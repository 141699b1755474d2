//! The document's own text as paragraphs and tables, the passages concerned marked, each finding's card beside them.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::io::{self, Write};

use super::{Sheet, card, look};
use crate::check::Finding;
use crate::document::Document;
use crate::report::blocks::{self, Block};
use crate::report::review::words::capital;
use crate::report::sheet::page::escaped;
use crate::report::words::severity_word;
use crate::rules::Lang;
use crate::text::{Alignment, LineIndex, Span, Table};

/// Words over more lines or bytes than these get a bar in the margin in place of underlines.
const LINES: usize = 4;
const MARKED: usize = 500;

/// Writes the text of the sheet's document with its findings.
pub(super) fn write(sheet: &Sheet<'_>, out: &mut impl Write) -> io::Result<()> {
    let document = sheet.reviewed.document;
    let told: Vec<&Finding> = sheet.reviewed.told().collect();
    let text = Text {
        sheet,
        at: sheet.at,
        document,
        told: &told,
        lang: sheet.review.lang,
        lines: LineIndex::new(&document.text),
        named: RefCell::default(),
    };
    writeln!(out, "<div class=\"text\">")?;
    for block in blocks::of(document) {
        text.block(&block, out)?;
    }
    writeln!(out, "</div>")
}

struct Text<'d> {
    sheet: &'d Sheet<'d>,
    at: usize,
    document: &'d Document,
    told: &'d [&'d Finding],
    lang: Lang,
    lines: LineIndex<'d>,
    /// The lines to which a link can lead already.
    named: RefCell<BTreeSet<usize>>,
}

impl Text<'_> {
    /// Returns the findings that begin in the lines `span`, numbered.
    fn beginning(&self, span: Span) -> impl Iterator<Item = (usize, &Finding)> {
        let numbered = (1..).zip(self.told.iter().copied());
        numbered.filter(move |(_, finding)| span.start <= finding.span.start && finding.span.start <= span.end)
    }

    fn block(&self, block: &Block<'_>, out: &mut impl Write) -> io::Result<()> {
        let span = block.span();
        let cards: Vec<(usize, &Finding)> = self.beginning(span).collect();
        let empty = self.document.slice(span).trim().is_empty();
        if empty && cards.is_empty() {
            return Ok(());
        }
        if !cards.is_empty() {
            writeln!(out, "<div class=\"row\"><aside>")?;
            cards.iter().try_for_each(|(number, finding)| card::write(self.sheet, *number, finding, out))?;
            writeln!(out, "</aside>")?;
        }
        match block {
            Block::Line(span) => self.paragraph(*span, out)?,
            Block::Table(table, span) => self.table(table, *span, out)?,
        }
        if cards.is_empty() { Ok(()) } else { writeln!(out, "</div>") }
    }

    fn paragraph(&self, span: Span, out: &mut impl Write) -> io::Result<()> {
        let (line, _) = self.lines.locate(span.start);
        let class = self.class(span);
        // Several cells may share a line of the text.
        let new = self.named.borrow_mut().insert(line);
        let id = if new { format!(" id=\"d{}p{line}\"", self.at) } else { String::new() };
        writeln!(out, "<p{id} class=\"{class}\" lang=\"vi\">{}</p>", self.words(span))
    }

    /// Returns the looks of a paragraph: where it stands on the page, and a bar where a finding speaks of several.
    fn class(&self, span: Span) -> String {
        let trimmed = self.trimmed(span);
        let typeset = self.document.typeset.as_ref();
        let alignment = typeset.and_then(|typeset| typeset.alignment(span.start)).unwrap_or_default();
        let bold = typeset.is_some_and(|typeset| typeset.shown(trimmed).bold == Some(true));
        let mut looks: Vec<&str> = Vec::new();
        looks.extend(match alignment {
            Alignment::Center => Some("middle"),
            Alignment::Right => Some("right"),
            Alignment::Left | Alignment::Justify => None,
        });
        looks.extend(bold.then_some("bold"));
        let wide = self.told.iter().filter(|finding| is_wide(self.document, finding) && finding.span.overlaps(span));
        if let Some(worst) = wide.map(|finding| finding.severity).max() {
            looks.extend(["bar", look(worst)]);
        }
        looks.join(" ")
    }

    fn trimmed(&self, span: Span) -> Span {
        let words = self.document.slice(span);
        let start = span.start + (words.len() - words.trim_start().len());
        Span::new(start, start + words.trim().len())
    }

    /// Returns the words of one line with marks; behind the last letter of each finding stand its number and grade, of one
    /// that speaks of a whole part before its first letter.
    fn words(&self, line: Span) -> String {
        let numbered = (1..).zip(self.told.iter().copied());
        let here: Vec<Passage<'_>> =
            numbered.filter_map(|(number, finding)| self.passage(number, finding, line)).collect();
        let mut cuts: Vec<usize> = [line.start, line.end].into_iter().collect();
        cuts.extend(here.iter().flat_map(|passage| [passage.words.start, passage.words.end]));
        cuts.sort_unstable();
        cuts.dedup();
        let mut out = String::new();
        for (at, cut) in cuts.iter().enumerate() {
            for passage in here.iter().filter(|passage| passage.words.end == *cut) {
                if passage.begins && passage.words.is_empty() {
                    out.push_str(&self.anchor(passage.number));
                }
                if passage.ends {
                    out.push_str(&self.reference(passage.number, passage.finding));
                }
            }
            let opening = here.iter().filter(|passage| passage.words.start == *cut && !passage.words.is_empty());
            out.extend(opening.filter(|passage| passage.begins).map(|passage| self.anchor(passage.number)));
            let Some(next) = cuts.get(at + 1) else { break };
            let part = Span::new(*cut, *next);
            let over = here.iter().filter(|passage| passage.words.overlaps(part));
            let words = escaped(self.document.slice(part));
            let worst = over.map(|passage| passage.finding.severity).max();
            out.extend(worst.map(|worst| format!("<mark class=\"{}\">", look(worst))));
            out += &words;
            out.extend(worst.map(|_| "</mark>"));
        }
        out
    }

    /// Returns what is marked of a finding in `line`, where there is anything of it.
    fn passage<'f>(&self, number: usize, finding: &'f Finding, line: Span) -> Option<Passage<'f>> {
        let Span { start, end } = finding.span;
        let begins = line.start <= start && start <= line.end;
        if is_wide(self.document, finding) {
            let words = Span::new(start, start);
            return begins.then_some(Passage { number, finding, words, begins, ends: true });
        }
        let words = Span::new(start.max(line.start), end.min(line.end));
        let ends = end <= line.end || self.document.slice(Span::new(line.end, end)).trim().is_empty();
        let here = begins || finding.span.overlaps(line);
        // A later line has what is left of the words; where nothing is left they ended before.
        let left = begins || !self.document.slice(words).trim().is_empty();
        (here && left).then_some(Passage { number, finding, words, begins, ends })
    }

    fn anchor(&self, number: usize) -> String {
        format!("<span class=\"at\" id=\"d{}t{number}\"></span>", self.at)
    }

    fn reference(&self, number: usize, finding: &Finding) -> String {
        let word = capital(severity_word(finding.severity, finding.verdict, self.lang));
        let (at, look) = (self.at, look(finding.severity));
        format!("<a class=\"ref {look}\" href=\"#d{at}f{number}\"><b>{number}</b> {word}</a>")
    }

    fn table(&self, table: &Table, lines: Span, out: &mut impl Write) -> io::Result<()> {
        let class = if blocks::is_frame(self.document, table) { "frame" } else { "grid" };
        // What speaks of the table and of no words in its cells stands above it.
        let inside = |finding: &Finding| {
            table.cells.iter().any(|cell| cell.span.start <= finding.span.start && finding.span.start <= cell.span.end)
        };
        let above: String = self
            .beginning(lines)
            .filter(|(_, finding)| !inside(finding))
            .map(|(number, finding)| self.anchor(number) + &self.reference(number, finding))
            .collect();
        if !above.is_empty() {
            writeln!(out, "<p>{above}</p>")?;
        }
        blocks::table(table, class, out, |span, out| self.cell(span, out))
    }

    fn cell(&self, span: Span, out: &mut impl Write) -> io::Result<()> {
        let mut at = span.start;
        for line in self.document.slice(span).split('\n') {
            let own = Span::new(at, at + line.len());
            at = own.end + 1;
            if !line.trim().is_empty() || self.beginning(own).next().is_some() {
                self.paragraph(own, out)?;
            }
        }
        Ok(())
    }
}

/// The words of a finding inside one line.
struct Passage<'f> {
    number: usize,
    finding: &'f Finding,
    /// What is marked; empty for a finding that speaks of a whole part.
    words: Span,
    /// Whether the finding begins in this line.
    begins: bool,
    /// Whether it ends in it.
    ends: bool,
}

/// Returns whether a finding speaks of a whole part of the document: a bar then stands beside its paragraphs.
fn is_wide(document: &Document, finding: &Finding) -> bool {
    let words = document.slice(finding.span).trim_end();
    words.contains('\n') && (words.len() > MARKED || words.lines().count() > LINES)
}
