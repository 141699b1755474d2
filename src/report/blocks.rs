//! A document's text as paragraphs and tables in reading order, for pages that set it.

use std::io::{self, Write};

use crate::document::Document;
use crate::text::{Format, Span, Table};

/// A paragraph or a table.
pub(super) enum Block<'d> {
    Line(Span),
    Table(&'d Table, Span),
}

impl Block<'_> {
    pub(super) fn span(&self) -> Span {
        match self {
            Self::Line(span) | Self::Table(_, span) => *span,
        }
    }
}

/// Returns the paragraphs and outermost tables in reading order; a table takes whole lines.
pub(super) fn of(document: &Document) -> Vec<Block<'_>> {
    let text = &document.text;
    let mut tables: Vec<(&Table, Span)> =
        document.tables.iter().map(|table| (table, lines_of(text, table.span))).collect();
    tables.sort_by_key(|(_, span)| (span.start, std::cmp::Reverse(span.end)));
    let mut tables = tables.into_iter().peekable();
    let mut blocks = Vec::new();
    let mut at = 0;
    while at < text.len() {
        while tables.next_if(|(_, span)| span.start < at).is_some() {}
        if let Some((table, span)) = tables.next_if(|(_, span)| span.start == at) {
            blocks.push(Block::Table(table, span));
            at = span.end + 1;
            continue;
        }
        let end = text.get(at..).and_then(|rest| rest.find('\n')).map_or(text.len(), |length| at + length);
        blocks.push(Block::Line(Span::new(at, end)));
        at = end + 1;
    }
    blocks
}

/// Returns the whole lines that hold `span`.
fn lines_of(text: &str, span: Span) -> Span {
    let start = text.get(..span.start).and_then(|head| head.rfind('\n')).map_or(0, |at| at + 1);
    let end = text.get(span.end..).and_then(|tail| tail.find('\n')).map_or(text.len(), |at| span.end + at);
    Span::new(start, end)
}

/// Writes a table in a box of its own; `cell` writes what stands in a cell.
pub(super) fn table<W: Write>(
    table: &Table,
    class: &str,
    out: &mut W,
    mut cell: impl FnMut(Span, &mut W) -> io::Result<()>,
) -> io::Result<()> {
    // What may be scrolled can be reached by keys.
    let key = if class == "grid" { " tabindex=\"0\"" } else { "" };
    writeln!(out, "<div class=\"wide\"{key}><table class=\"{class}\" lang=\"vi\">")?;
    for row in 0..table.rows {
        write!(out, "<tr>")?;
        for own in table.cells.iter().filter(|own| own.row == row) {
            write!(out, "<td")?;
            for (name, count) in [("rowspan", own.row_span), ("colspan", own.column_span)] {
                if count > 1 {
                    write!(out, " {name}=\"{count}\"")?;
                }
            }
            write!(out, ">")?;
            cell(own.span, out)?;
            write!(out, "</td>")?;
        }
        writeln!(out, "</tr>")?;
    }
    writeln!(out, "</table></div>")
}

/// Returns whether a table only sets the head or the foot of the page: it has no lines.
pub(super) fn is_frame(document: &Document, table: &Table) -> bool {
    let Document { header, signature, recipients, format, .. } = document;
    let number = header.number.as_ref().and_then(|number| number.span);
    let signature = signature.as_ref().map(|signature| signature.span);
    let recipients = recipients.iter().map(|recipient| recipient.span);
    let mut framed = number.into_iter().chain(signature).chain(recipients).filter(|span| !span.is_empty());
    !matches!(format, Format::Txt | Format::Md) && framed.any(|span| table.span.overlaps(span)) && table.columns <= 3
}
