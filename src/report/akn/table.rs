//! Tables: rows and cells with what they span.

use std::io::{self, Write};

use super::Page;
use crate::text::Span;

impl<W: Write> Page<'_, '_, W> {
    /// Returns the outermost table that starts on the line at `at` and ends by `limit`, with the byte after it.
    pub(super) fn table_at(&self, at: usize, limit: usize) -> Option<(usize, usize)> {
        let tables = self.document.tables.iter().enumerate();
        let mut starting = tables.filter(|(_, table)| table.span.start == at && table.span.end <= limit);
        let (index, table) = starting.find(|(_, table)| !table.cells.is_empty())?;
        Some((index, table.span.end + 1))
    }

    /// Writes one table; tables inside its cells give their lines.
    pub(super) fn table(&mut self, index: usize) -> io::Result<()> {
        let document = self.document;
        let Some(table) = document.tables.get(index) else { return Ok(()) };
        let id = self.id(&format!("table_{}", index + 1));
        self.tags.open("table", &[("eId", &id)])?;
        let mut cells = table.cells.as_slice();
        while let Some(first) = cells.first() {
            let (row, rest) = cells.split_at(cells.iter().take_while(|cell| cell.row == first.row).count());
            self.tags.open("tr", &[])?;
            for cell in row {
                let (rows, columns) = (cell.row_span.to_string(), cell.column_span.to_string());
                let mut spans: Vec<(&str, &str)> = Vec::new();
                spans.extend((cell.row_span > 1).then_some(("rowspan", rows.as_str())));
                spans.extend((cell.column_span > 1).then_some(("colspan", columns.as_str())));
                self.tags.open("td", &spans)?;
                self.lines(cell.span)?;
                self.tags.close("td")?;
            }
            self.tags.close_line("tr")?;
            cells = rest;
        }
        self.tags.close_line("table")
    }

    fn lines(&mut self, region: Span) -> io::Result<()> {
        let mut at = region.start;
        for line in self.document.slice(region).split('\n') {
            self.paragraph(Span::new(at, at + line.len()))?;
            at += line.len() + 1;
        }
        Ok(())
    }
}
