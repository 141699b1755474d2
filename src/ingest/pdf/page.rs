//! One page taken apart: tables by their rules, all other text as lines.

use super::super::legacy;
use super::fonts::Font;
use super::grid::{self, Grid, Slot};
use super::ink::{Ink, Rule};
use super::lines::{self, Line};

/// A cell with its text.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Cell {
    /// Rows and columns it covers.
    pub(super) slot: Slot,
    /// Its left and right edge.
    pub(super) sides: (f64, f64),
    /// Its lines, downwards.
    pub(super) lines: Vec<Line>,
}

/// A table of one page.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Table {
    /// Upright edges.
    pub(super) across: Vec<f64>,
    /// Number of rows.
    pub(super) rows: usize,
    /// Upper and lower edge.
    pub(super) ends: (f64, f64),
    /// Cells in reading order.
    pub(super) cells: Vec<Cell>,
}

/// A page's text.
#[derive(Debug, Default)]
pub(super) struct Page {
    /// Width as it is looked at, in points.
    pub(super) width: f64,
    /// Height as it is looked at, in points.
    pub(super) height: f64,
    /// Lines outside tables, downwards and from left to right.
    pub(super) lines: Vec<Line>,
    /// Tables, downwards.
    pub(super) tables: Vec<Table>,
    /// Level rules outside tables.
    pub(super) rules: Vec<Rule>,
}

impl Page {
    /// Takes a page apart.
    pub(super) fn new(ink: &Ink, fonts: &[Font], codes: &mut legacy::Fonts) -> Self {
        let grids = grid::find(&ink.rules);
        let mut free = Vec::new();
        let mut cells: Vec<Vec<Vec<usize>>> = grids.iter().map(|grid| vec![Vec::new(); grid.slots.len()]).collect();
        for (index, glyph) in ink.glyphs.iter().enumerate() {
            let (x, y) = (f64::midpoint(glyph.left, glyph.right), glyph.baseline - 0.3 * glyph.size);
            let place = grids.iter().zip(&mut cells).find_map(|(grid, cells)| cells.get_mut(grid.at(x, y)?));
            place.unwrap_or(&mut free).push(index);
        }
        let mut tables: Vec<Table> = grids
            .iter()
            .zip(&cells)
            .map(|(grid, cells)| table(grid, cells, |glyphs| lines::build(ink, fonts, codes, glyphs)))
            .collect();
        tables.retain(|table| table.cells.iter().any(|cell| !cell.lines.is_empty()));
        let in_table = |rule: &Rule| {
            grids.iter().any(|grid| {
                let (top, bottom) = grid.ends();
                (top - 1.0..=bottom + 1.0).contains(&rule.at)
            })
        };
        Self {
            width: ink.width,
            height: ink.height,
            lines: lines::build(ink, fonts, codes, &free),
            rules: ink.rules.iter().filter(|rule| rule.level && !in_table(rule)).copied().collect(),
            tables,
        }
    }
}

fn table(grid: &Grid, glyphs: &[Vec<usize>], mut lines: impl FnMut(&[usize]) -> Vec<Line>) -> Table {
    let cell =
        |(slot, glyphs): (&Slot, &Vec<usize>)| Cell { slot: *slot, sides: grid.sides(slot), lines: lines(glyphs) };
    Table {
        across: grid.across.clone(),
        rows: grid.down.len() - 1,
        ends: grid.ends(),
        cells: grid.slots.iter().zip(glyphs).map(cell).collect(),
    }
}
