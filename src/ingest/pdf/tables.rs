//! Tables over pages: a table that goes on overleaf is one, without its repeated head.

use super::grid::Slot;
use super::lines::Line;
use super::page::{Cell, Table};

/// How far apart the same edge may stand on two pages, in points.
const NEAR: f64 = 4.0;

/// Adds the table of the next page to one that reached the foot of its page, and says how many rows of it were a
/// repeated head; gives it back where it is another one.
pub(super) fn go_on(table: &mut Table, mut next: Table) -> Result<usize, Table> {
    let (Some(first), Some(next_first)) = (table.across.first(), next.across.first()) else { return Err(next) };
    // Left and right pages may have other margins.
    let shift = first - next_first;
    for edge in &mut next.across {
        *edge += shift;
    }
    for cell in &mut next.cells {
        cell.move_by(shift);
    }
    let Some(across) = common(&table.across, &next.across) else { return Err(next) };
    table.regrid(&across);
    next.regrid(&across);
    let repeated = (0..next.rows).take_while(|&row| {
        let words = next.words(row);
        !words.trim().is_empty() && words == table.words(row)
    });
    let repeated = repeated.count();
    next.drop_rows(repeated);
    if next.goes_on_with_row_of(table) {
        next.give_first_row(table);
    }
    for cell in next.cells {
        let slot = Slot { row: cell.slot.row + table.rows, row_end: cell.slot.row_end + table.rows, ..cell.slot };
        table.cells.push(Cell { slot, ..cell });
    }
    table.rows += next.rows;
    Ok(repeated)
}

/// Returns the edges of both tables together, where those of one are among those of the other.
fn common(one: &[f64], other: &[f64]) -> Option<Vec<f64>> {
    let (few, many) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    let found = |edge: &f64| many.iter().any(|known| (known - edge).abs() <= NEAR);
    let ends = few.last().zip(many.last()).is_some_and(|(a, b)| (a - b).abs() <= NEAR);
    (ends && few.iter().all(found)).then(|| many.to_vec())
}

impl Cell {
    fn move_by(&mut self, shift: f64) {
        self.sides = (self.sides.0 + shift, self.sides.1 + shift);
        for line in &mut self.lines {
            line.left += shift;
            line.right += shift;
            line.second_word += shift;
        }
    }

    fn text(&self) -> String {
        self.lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join(" ")
    }
}

impl Table {
    /// Counts columns by other edges.
    fn regrid(&mut self, across: &[f64]) {
        let nearest = |at: f64| {
            let apart = |edge: &f64| (edge - at).abs();
            let edges = across.iter().enumerate();
            edges.min_by(|a, b| apart(a.1).total_cmp(&apart(b.1))).map_or(0, |(index, _)| index)
        };
        for cell in &mut self.cells {
            cell.slot.column = nearest(cell.sides.0);
            cell.slot.column_end = nearest(cell.sides.1).max(cell.slot.column + 1);
        }
        self.across = across.to_vec();
    }

    /// Returns the words of the cells that begin in a row.
    fn words(&self, row: usize) -> String {
        let cells = self.cells.iter().filter(|cell| cell.slot.row == row);
        cells.map(Cell::text).collect::<Vec<_>>().join("\t")
    }

    fn drop_rows(&mut self, count: usize) {
        self.cells.retain(|cell| cell.slot.row >= count);
        for cell in &mut self.cells {
            cell.slot.row -= count;
            cell.slot.row_end -= count;
        }
        self.rows -= count;
    }

    /// Returns whether this table's first row goes on with the last row of `before`: its first cell, which numbers
    /// the row, is empty, and the words of another run on.
    fn goes_on_with_row_of(&self, before: &Self) -> bool {
        let own: Vec<&Cell> = self.cells.iter().filter(|cell| cell.slot.row == 0).collect();
        let numbered = own.first().is_none_or(|cell| cell.slot.column > 0 || !cell.lines.is_empty());
        let mut filled = own.iter().filter(|cell| !cell.lines.is_empty()).peekable();
        if numbered || filled.peek().is_none() {
            return false;
        }
        filled.clone().all(|cell| before.last_row_cell(cell).is_some())
            && filled.any(|cell| {
                let above = before.last_row_cell(cell).and_then(|above| before.cells.get(above));
                let ended = above.is_none_or(|above| above.lines.is_empty() || above.text().ends_with(['.', ';', ':']));
                cell.text().starts_with(char::is_lowercase) || !ended
            })
    }

    /// Returns the cell of the last row that stands in the same columns as `cell`.
    fn last_row_cell(&self, cell: &Cell) -> Option<usize> {
        let same =
            |other: &Cell| (other.slot.column, other.slot.column_end) == (cell.slot.column, cell.slot.column_end);
        self.cells.iter().position(|other| other.slot.row_end == self.rows && same(other))
    }

    /// Gives the lines of the first row to the cells of another table's last row.
    fn give_first_row(&mut self, table: &mut Self) {
        for cell in self.cells.iter().filter(|cell| cell.slot.row == 0 && !cell.lines.is_empty()) {
            if let Some(above) = table.last_row_cell(cell).and_then(|above| table.cells.get_mut(above)) {
                above.take_lines(&cell.lines);
            }
        }
        self.drop_rows(1);
    }
}

impl Cell {
    fn take_lines(&mut self, lines: &[Line]) {
        // Heights on the next page start anew: here they go on as if the page were longer.
        let last = self.lines.last().map_or(0.0, |line| line.baseline);
        let first = lines.first().map_or(0.0, |line| line.baseline - 1.2 * line.size);
        self.lines.extend(lines.iter().map(|line| Line { baseline: line.baseline - first + last, ..line.clone() }));
    }
}
