//! Tables as grids: cells stand where the covered ones leave them room.

use quick_xml::events::BytesStart;

use super::lists::number;
use crate::text::Builder;

/// Most grid columns, and most rows that a cell may cover.
const COLUMNS: usize = 1024;
/// Most rows that a cell may cover.
const ROWS: usize = 10_000;

/// A table being read.
#[derive(Debug)]
pub(super) struct OpenTable {
    /// Its index in the source; `None` where it stands outside the body and gives only paragraphs.
    index: Option<usize>,
    /// Rows started.
    rows: usize,
    column: usize,
    open: bool,
    /// Cells over several rows: the cell and its last row.
    tall: Vec<(usize, usize)>,
}

impl OpenTable {
    /// Starts a table; `recorded` says whether it becomes a [`Table`](crate::text::Table).
    pub(super) fn new(builder: &mut Builder, recorded: bool) -> Self {
        let index = recorded.then(|| builder.open_table());
        Self { index, rows: 0, column: 0, open: false, tall: Vec::new() }
    }

    /// Starts a row.
    pub(super) fn start_row(&mut self) {
        self.rows += 1;
        self.column = 0;
    }

    /// Starts a cell.
    pub(super) fn start_cell(&mut self, builder: &mut Builder, start: &BytesStart<'_>) {
        self.end_cell(builder);
        let row = self.rows.saturating_sub(1);
        let column = self.column.min(COLUMNS - 1);
        let columns = number(start, "number-columns-spanned").unwrap_or(1).clamp(1, COLUMNS - column);
        self.pass(start);
        let Some(table) = self.index else { return };
        let cell = builder.open_cell(table, row, column, columns);
        self.open = true;
        let rows = number(start, "number-rows-spanned").unwrap_or(1).min(ROWS);
        if rows > 1 {
            self.tall.push((cell, row + rows - 1));
        }
    }

    /// Passes over cells that another one covers, or that a repeated one stands for.
    pub(super) fn pass(&mut self, start: &BytesStart<'_>) {
        let columns = number(start, "number-columns-repeated").unwrap_or(1).min(COLUMNS);
        self.column = (self.column + columns).min(COLUMNS);
    }

    /// Ends the cell, if one is open.
    pub(super) fn end_cell(&mut self, builder: &mut Builder) {
        if std::mem::take(&mut self.open) {
            builder.close_cell();
        }
    }

    /// Ends the table: cells reach no further than its last row.
    pub(super) fn end(mut self, builder: &mut Builder) {
        self.end_cell(builder);
        let Some(table) = self.index else { return };
        let last = self.rows.saturating_sub(1);
        for (cell, row) in self.tall {
            builder.stretch_cell(table, cell, row.min(last), 0);
        }
        builder.close_table(table);
    }
}
