//! Tables as grids: which column a cell stands in and which cell a merged one continues.

use std::collections::BTreeMap;

use super::properties::{CellProperties, Merge};
use crate::text::Builder;

/// What is known of the cell that is being read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Cell {
    /// None.
    #[default]
    Outside,
    /// Started; its properties may still come.
    Pending(CellProperties),
    /// Being filled.
    Open,
}

/// A table being read.
#[derive(Debug)]
pub(super) struct OpenTable {
    /// Its index in the source; `None` where it stands outside the body and gives only paragraphs.
    index: Option<usize>,
    row: usize,
    column: usize,
    cell: Cell,
    /// Cells that a merge may continue: by column, the cell and the last row it covers.
    merges: BTreeMap<usize, (usize, usize)>,
    /// The row's last cell.
    last: Option<usize>,
    /// Depth outside the row and the cell.
    pub(super) outside_row: usize,
    /// Depth outside the cell.
    pub(super) outside_cell: usize,
}

impl OpenTable {
    /// Starts a table; `recorded` says whether it becomes a [`Table`](crate::text::Table).
    pub(super) fn new(builder: &mut Builder, recorded: bool) -> Self {
        Self {
            index: recorded.then(|| builder.open_table()),
            row: 0,
            column: 0,
            cell: Cell::Outside,
            merges: BTreeMap::new(),
            last: None,
            outside_row: 0,
            outside_cell: 0,
        }
    }

    /// Starts a row.
    pub(super) fn start_row(&mut self, outside: usize) {
        self.column = 0;
        self.last = None;
        self.outside_row = outside;
    }

    /// Leaves out grid columns before the row's first cell.
    pub(super) fn leave_out(&mut self, columns: usize) {
        self.column += columns;
    }

    /// Ends a row.
    pub(super) fn end_row(&mut self, builder: &mut Builder) {
        self.end_cell(builder);
        self.row += 1;
    }

    /// Starts a cell.
    pub(super) fn start_cell(&mut self, builder: &mut Builder, outside: usize) {
        self.end_cell(builder);
        self.cell = Cell::Pending(CellProperties::default());
        self.outside_cell = outside;
    }

    /// Sets the properties of the cell just started.
    pub(super) fn set_properties(&mut self, properties: CellProperties) {
        if matches!(self.cell, Cell::Pending(_)) {
            self.cell = Cell::Pending(properties);
        }
    }

    /// Forgets the cell just started.
    pub(super) fn drop_cell(&mut self) {
        self.cell = Cell::Outside;
    }

    /// Makes sure that content goes into the cell just started.
    pub(super) fn fill(&mut self, builder: &mut Builder) {
        let Cell::Pending(properties) = self.cell else { return };
        self.cell = Cell::Open;
        let column = self.column;
        let span = properties.span.max(1);
        self.column = column.saturating_add(span);
        let Some(table) = self.index else { return };
        if let (Some(Merge::Continue), Some(last)) = (properties.along, self.last) {
            builder.stretch_cell(table, last, self.row, span);
            builder.continue_cell(table, last, self.row);
            return;
        }
        let above = self.merges.get(&column).filter(|(_, row)| row + 1 == self.row).map(|(cell, _)| *cell);
        while let Some((&merged, _)) = self.merges.range(column..self.column).next() {
            self.merges.remove(&merged);
        }
        match (properties.down, above) {
            (Some(Merge::Continue), Some(cell)) => {
                builder.continue_cell(table, cell, self.row);
                self.merges.insert(column, (cell, self.row));
                self.last = Some(cell);
            }
            (down, _) => {
                let cell = builder.open_cell(table, self.row, column, span);
                // A continuation of nothing starts a merge of its own.
                if down.is_some() {
                    self.merges.insert(column, (cell, self.row));
                }
                self.last = Some(cell);
            }
        }
    }

    /// Ends the cell, if one is open.
    pub(super) fn end_cell(&mut self, builder: &mut Builder) {
        self.fill(builder);
        if self.cell == Cell::Open && self.index.is_some() {
            builder.close_cell();
        }
        self.cell = Cell::Outside;
    }

    /// Ends the table.
    pub(super) fn end(mut self, builder: &mut Builder) {
        self.end_cell(builder);
        if let Some(index) = self.index {
            builder.close_table(index);
        }
    }
}
