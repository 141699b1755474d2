//! Akoma Ntoso 3.0 (OASIS `LegalDocML`): the text in its order, labels with their provisions, tables as grids.
//!
//! Metadata give no text. A label (`num`) stands on one line with its heading, or with the first paragraph behind it;
//! that of a chapter or another container stands alone, as state documents print it.

use quick_xml::events::{BytesStart, Event};

use super::package::Part;
use super::xml::{Xml, attribute};
use super::{IngestError, plain};
use crate::text::{Builder, Format, Layout, Source};

/// Elements whose text is one paragraph.
const PARAGRAPHS: [&str; 8] =
    ["p", "heading", "subheading", "crossHeading", "li", "listIntroduction", "caption", "docketNumber"];

/// Elements whose label is a line of its own.
const CONTAINERS: [&str; 5] = ["book", "part", "title", "chapter", "section"];

/// Most rows and columns that one cell may span.
const SPAN: usize = 1024;

/// Reads an Akoma Ntoso document.
pub(super) fn read(bytes: &[u8]) -> Result<Source, IngestError> {
    let decoded = plain::text(bytes)?;
    let part = Part { name: "".into(), text: decoded.text.clone().into_owned(), offset: None };
    let mut page = Page { builder: Builder::new(Format::Akn), label: false, alone: false, open: 0, tables: Vec::new() };
    decoded.say(&mut page.builder);
    let mut xml = Xml::new(&part);
    loop {
        match xml.next()? {
            Event::Start(start) => page.start(&mut xml, &start)?,
            Event::End(end) => page.end(end.local_name().as_ref()),
            Event::Text(words) => page.text(&words),
            Event::CData(words) => page.text(&words),
            Event::GeneralRef(reference) => page.text(&xml.entity(&reference)?),
            Event::Eof => return Ok(page.builder.finish()),
            _ => {}
        }
    }
}

/// An open table with the cells that reach into rows below.
struct Table {
    index: usize,
    /// The row being filled, and one more than its number.
    row: usize,
    column: usize,
    /// By column, the last row that a cell above covers.
    covered: Vec<Option<usize>>,
}

/// A document being read.
struct Page {
    builder: Builder,
    /// A label waits for the words behind it.
    label: bool,
    /// The label being read is a line of its own.
    alone: bool,
    /// Open elements that are paragraphs.
    open: usize,
    tables: Vec<Table>,
}

impl Page {
    fn start(&mut self, xml: &mut Xml<'_>, start: &BytesStart<'_>) -> Result<(), IngestError> {
        match start.local_name().as_ref() {
            "meta" => {
                xml.skip()?;
            }
            "num" => {
                self.end_paragraph();
                self.open += 1;
            }
            "br" | "eol" if self.open > 0 => self.builder.break_line(),
            "table" => {
                self.end_paragraph();
                let index = self.builder.open_table();
                self.tables.push(Table { index, row: 0, column: 0, covered: Vec::new() });
            }
            "td" | "th" => self.open_cell(start),
            name if CONTAINERS.contains(&name) => self.alone = true,
            "article" | "clause" | "point" | "hcontainer" => self.alone = false,
            name if PARAGRAPHS.contains(&name) => {
                if !self.label {
                    self.end_paragraph();
                }
                self.label = false;
                self.open += 1;
            }
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, name: &str) {
        match name {
            "num" => {
                self.open = self.open.saturating_sub(1);
                let label = self.builder.pending().trim();
                // "Chương I" is a line of its own; "I." of a plan's section is not.
                let alone = self.alone && label.contains(' ');
                self.label = !alone && !label.is_empty();
                if self.label {
                    self.builder.push(" ");
                }
            }
            "td" | "th" => {
                self.end_paragraph();
                self.builder.close_cell();
            }
            "tr" => {
                if let Some(table) = self.tables.last_mut() {
                    (table.row, table.column) = (table.row + 1, 0);
                }
            }
            "table" => {
                if let Some(table) = self.tables.pop() {
                    self.builder.close_table(table.index);
                }
            }
            name if PARAGRAPHS.contains(&name) => {
                self.open = self.open.saturating_sub(1);
                self.end_paragraph();
            }
            _ => {}
        }
    }

    fn text(&mut self, words: &str) {
        if self.open > 0 {
            self.builder.push(words);
        }
    }

    fn end_paragraph(&mut self) {
        self.label = false;
        if !self.builder.pending().trim().is_empty() {
            self.builder.end_paragraph(None, Layout::default());
        }
    }

    fn open_cell(&mut self, start: &BytesStart<'_>) {
        self.end_paragraph();
        let span =
            |name| attribute(start, name).and_then(|value| value.trim().parse().ok()).unwrap_or(1_usize).clamp(1, SPAN);
        let (rows, columns) = (span("rowspan"), span("colspan"));
        let Some(table) = self.tables.last_mut() else { return };
        while table.covered.get(table.column).is_some_and(|last| last.is_some_and(|last| last >= table.row)) {
            table.column += 1;
        }
        let (row, column) = (table.row, table.column);
        table.column += columns;
        if table.covered.len() < table.column {
            table.covered.resize(table.column, None);
        }
        table.covered.iter_mut().skip(column).for_each(|last| *last = Some(row + rows - 1));
        let index = table.index;
        let cell = self.builder.open_cell(index, row, column, columns);
        if rows > 1 {
            self.builder.stretch_cell(index, cell, row + rows - 1, 0);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_stand_with_their_words() {
        let text = "<akomaNtoso><act><meta><x>no</x></meta><body><article><num>Điều 1.</num><heading>Phạm vi</heading>\
                    <clause><num>1.</num><content><p>Một <ref>Luật</ref>;</p><p>Hai</p></content></clause></article></body></act></akomaNtoso>";
        assert_eq!(read(text.as_bytes()).unwrap().text(), "Điều 1. Phạm vi\n1. Một Luật;\nHai\n");
    }

    #[test]
    fn tables_keep_rows_and_columns() {
        let text = "<akomaNtoso><doc><table><tr><td rowspan=\"2\"><p>a</p></td><td><p>b</p></td></tr><tr><td><p>c</p></td></tr></table></doc></akomaNtoso>";
        let source = read(text.as_bytes()).unwrap();
        let table = &source.tables()[0];
        assert_eq!((table.rows, table.columns), (2, 2));
        assert_eq!(source.slice(table.at(1, 0).unwrap().span), "a");
        assert_eq!(source.slice(table.at(1, 1).unwrap().span), "c");
    }
}
