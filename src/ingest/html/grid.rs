//! The grid of an HTML table: where a cell stands when cells above reach down.

use std::collections::BTreeMap;

use crate::text::Builder;

/// Most columns; what stands beyond is put into the last one.
const COLUMNS: usize = 1024;
/// Most rows that one cell covers, as in the HTML standard.
const ROWS: usize = 65_534;

/// A table being read.
#[derive(Debug)]
pub(super) struct Grid {
    index: usize,
    /// The row being filled; `None` before the first.
    row: Option<usize>,
    column: usize,
    /// Cells that reach down: by first column, one past the last column and one past the last row.
    reach: BTreeMap<usize, (usize, usize)>,
    /// Cells that cover several rows: cell and last row asked for.
    tall: Vec<(usize, usize)>,
    open: bool,
}

impl Grid {
    /// Starts a table.
    pub(super) fn new(builder: &mut Builder) -> Self {
        let index = builder.open_table();
        Self { index, row: None, column: 0, reach: BTreeMap::new(), tall: Vec::new(), open: false }
    }

    /// Starts a row.
    pub(super) fn start_row(&mut self, builder: &mut Builder) {
        self.end_cell(builder);
        let row = self.row.map_or(0, |row| row + 1);
        self.row = Some(row);
        self.column = 0;
        self.reach.retain(|_, (_, end)| *end > row);
    }

    /// Starts a cell that asks for this many rows (0: all below) and columns.
    pub(super) fn start_cell(&mut self, builder: &mut Builder, rows: usize, columns: usize) {
        if self.row.is_none() {
            self.start_row(builder);
        }
        self.end_cell(builder);
        let row = self.row.unwrap_or(0);
        let mut column = self.column;
        while let Some((_, &(end, _))) = self.reach.range(..=column).next_back().filter(|(_, (end, _))| *end > column) {
            column = end;
        }
        let column = column.min(COLUMNS - 1);
        let columns = columns.clamp(1, COLUMNS - column);
        let cell = builder.open_cell(self.index, row, column, columns);
        self.open = true;
        self.column = column + columns;
        let rows = if rows == 0 { ROWS } else { rows.min(ROWS) };
        if rows > 1 {
            self.reach.insert(column, (self.column, row + rows));
            self.tall.push((cell, row + rows - 1));
        }
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
        let last = self.row.unwrap_or(0);
        for (cell, row) in self.tall {
            builder.stretch_cell(self.index, cell, row.min(last), 0);
        }
        builder.close_table(self.index);
    }
}
