//! Tables as their rules draw them: columns, rows, and which cells are merged.

use std::collections::BTreeMap;

use super::ink::Rule;
use super::paths::RULES;

/// How far two rules may stand apart and still be one edge, in points.
const NEAR: f64 = 3.0;
/// Rules that ends so close to another one meet it.
const REACH: f64 = 4.0;
/// Share of a cell's side that a rule must cover to part it from its neighbour.
const COVERED: f64 = 0.6;
/// Most steps of one grid: more is a drawing on squared paper.
const STEPS: usize = 20_000;

/// One cell, in grid steps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Slot {
    /// First row.
    pub(super) row: usize,
    /// First column.
    pub(super) column: usize,
    /// One past the last row.
    pub(super) row_end: usize,
    /// One past the last column.
    pub(super) column_end: usize,
}

/// The rules of one table.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Grid {
    /// Upright edges, from left to right.
    pub(super) across: Vec<f64>,
    /// Level edges, downwards.
    pub(super) down: Vec<f64>,
    /// Cells in reading order.
    pub(super) slots: Vec<Slot>,
    /// By row and column: the cell that covers it.
    owner: Vec<usize>,
}

impl Grid {
    /// Returns the cell that covers a point.
    pub(super) fn at(&self, x: f64, y: f64) -> Option<usize> {
        let column = step(&self.across, x)?;
        let row = step(&self.down, y)?;
        self.owner.get(row * (self.across.len() - 1) + column).copied()
    }

    /// Returns the left and right edge of a cell.
    pub(super) fn sides(&self, slot: &Slot) -> (f64, f64) {
        let at = |column: usize| self.across.get(column).copied().unwrap_or_default();
        (at(slot.column), at(slot.column_end))
    }

    /// Returns the table's upper and lower edge.
    pub(super) fn ends(&self) -> (f64, f64) {
        (self.down.first().copied().unwrap_or_default(), self.down.last().copied().unwrap_or_default())
    }
}

/// Returns between which edges `at` lies; a hair outside counts as inside.
fn step(edges: &[f64], at: f64) -> Option<usize> {
    let (&first, &last) = (edges.first()?, edges.last()?);
    if at < first - NEAR || at > last + NEAR {
        return None;
    }
    Some(edges.partition_point(|&edge| edge <= at).saturating_sub(1).min(edges.len().saturating_sub(2)))
}

/// Finds the tables among a page's rules, from top to bottom. A frame around text is none.
pub(super) fn find(rules: &[Rule]) -> Vec<Grid> {
    if rules.len() > RULES {
        return Vec::new();
    }
    let rules = joined(rules);
    let mut grids: Vec<Grid> = groups(&rules).iter().filter_map(|group| grid(group)).collect();
    grids.sort_by(|a, b| a.ends().0.total_cmp(&b.ends().0));
    grids
}

/// Joins rules that lie on one line and touch: many producers draw each cell's edges alone.
fn joined(rules: &[Rule]) -> Vec<Rule> {
    let mut sorted = rules.to_vec();
    sorted.sort_by(|a, b| a.level.cmp(&b.level).then(a.at.total_cmp(&b.at)).then(a.from.total_cmp(&b.from)));
    let mut joined: Vec<Rule> = Vec::new();
    for rule in sorted {
        let near = joined.iter_mut().rev().take_while(|other| other.level == rule.level && rule.at - other.at <= 1.0);
        match near.into_iter().find(|other| rule.from <= other.to + NEAR && other.from <= rule.to + NEAR) {
            Some(other) => {
                other.from = other.from.min(rule.from);
                other.to = other.to.max(rule.to);
            }
            None => joined.push(rule),
        }
    }
    joined
}

fn meet(one: &Rule, other: &Rule) -> bool {
    let inside = |rule: &Rule, at: f64| (rule.from - REACH..=rule.to + REACH).contains(&at);
    if one.level == other.level {
        (one.at - other.at).abs() <= NEAR && one.from <= other.to + NEAR && other.from <= one.to + NEAR
    } else {
        inside(one, other.at) && inside(other, one.at)
    }
}

/// Groups rules that meet.
fn groups(rules: &[Rule]) -> Vec<Vec<Rule>> {
    let mut left: Vec<Rule> = rules.to_vec();
    let mut groups = Vec::new();
    while let Some(seed) = left.pop() {
        let mut group = vec![seed];
        let mut at = 0;
        while let Some(&rule) = group.get(at) {
            let (met, rest): (Vec<Rule>, Vec<Rule>) = left.iter().partition(|other| meet(&rule, other));
            group.extend(met);
            left = rest;
            at += 1;
        }
        groups.push(group);
    }
    groups
}

/// Returns the middle of each cluster of edges, `None` where there are too many.
fn edges(rules: &[Rule], level: bool) -> Vec<f64> {
    let mut at: Vec<f64> = rules.iter().filter(|rule| rule.level == level).map(|rule| rule.at).collect();
    // A table at a page's end may lack its last edge: the rules across it end there.
    for end in [|rule: &Rule| rule.from, |rule: &Rule| rule.to] {
        let ends = rules.iter().filter(|rule| rule.level != level).map(end);
        let outer = ends.fold(None, |outer: Option<(f64, f64)>, at| {
            Some(outer.map_or((at, at), |(low, high)| (low.min(at), high.max(at))))
        });
        if let Some((low, high)) = outer {
            let (first, last) = at.iter().fold((f64::MAX, f64::MIN), |(a, b), &at| (a.min(at), b.max(at)));
            at.extend((low < first - 2.0 * NEAR).then_some(low));
            at.extend((high > last + 2.0 * NEAR).then_some(high));
        }
    }
    at.sort_by(f64::total_cmp);
    at.dedup_by(|next, kept| *next - *kept <= NEAR);
    at
}

fn grid(rules: &[Rule]) -> Option<Grid> {
    let count = |level: bool| rules.iter().filter(|rule| rule.level == level).count();
    if count(true) < 2 || count(false) < 1 {
        return None;
    }
    let (across, down) = (edges(rules, false), edges(rules, true));
    if across.len() < 3 || down.len() < 2 || across.len() * down.len() > STEPS {
        return None;
    }
    let (slots, owner) = Merge::new(rules, &across, &down).slots();
    (slots.len() > 1).then_some(Grid { across, down, slots, owner })
}

/// Grid steps that are being merged into cells.
struct Merge {
    columns: usize,
    /// By step: the slot it belongs to.
    owner: Vec<usize>,
    slots: Vec<Slot>,
}

impl Merge {
    fn new(rules: &[Rule], across: &[f64], down: &[f64]) -> Self {
        let (columns, rows) = (across.len() - 1, down.len() - 1);
        let slots = (0..rows * columns).map(|step| {
            let (row, column) = (step / columns, step % columns);
            Slot { row, column, row_end: row + 1, column_end: column + 1 }
        });
        let mut merge = Self { columns, owner: (0..rows * columns).collect(), slots: slots.collect() };
        let side =
            |edges: &[f64], at: usize| (edges.get(at).copied().zip(edges.get(at + 1).copied())).unwrap_or_default();
        for row in 0..rows {
            for column in 0..columns {
                let edge = across.get(column + 1).copied().unwrap_or_default();
                if column + 1 < columns && !parted(rules, false, edge, side(down, row)) {
                    merge.join(row * columns + column, row * columns + column + 1);
                }
                let edge = down.get(row + 1).copied().unwrap_or_default();
                if row + 1 < rows && !parted(rules, true, edge, side(across, column)) {
                    merge.join(row * columns + column, (row + 1) * columns + column);
                }
            }
        }
        merge
    }

    /// Merges the cells of two steps into the rectangle around both, with all that it touches.
    fn join(&mut self, one: usize, other: usize) {
        let (Some(&one), Some(&other)) = (self.owner.get(one), self.owner.get(other)) else { return };
        let (Some(&a), Some(&b)) = (self.slots.get(one), self.slots.get(other)) else { return };
        if one == other {
            return;
        }
        let mut around = Slot {
            row: a.row.min(b.row),
            column: a.column.min(b.column),
            row_end: a.row_end.max(b.row_end),
            column_end: a.column_end.max(b.column_end),
        };
        loop {
            let before = around;
            for row in around.row..around.row_end {
                for column in around.column..around.column_end {
                    let inside = self.owner.get(row * self.columns + column).and_then(|&owner| self.slots.get(owner));
                    if let Some(slot) = inside {
                        around.row = around.row.min(slot.row);
                        around.column = around.column.min(slot.column);
                        around.row_end = around.row_end.max(slot.row_end);
                        around.column_end = around.column_end.max(slot.column_end);
                    }
                }
            }
            if around == before {
                break;
            }
        }
        for row in around.row..around.row_end {
            for column in around.column..around.column_end {
                if let Some(owner) = self.owner.get_mut(row * self.columns + column) {
                    *owner = one;
                }
            }
        }
        if let Some(slot) = self.slots.get_mut(one) {
            *slot = around;
        }
    }

    /// Returns the cells in reading order, and by step the cell that covers it.
    fn slots(self) -> (Vec<Slot>, Vec<usize>) {
        // A step's owner is the one where the merging began, which need not be the rectangle's first.
        let firsts: BTreeMap<(usize, usize), usize> = self
            .owner
            .iter()
            .filter_map(|&owner| self.slots.get(owner).map(|slot| ((slot.row, slot.column), owner)))
            .collect();
        let cells: BTreeMap<usize, usize> = firsts.values().enumerate().map(|(cell, &owner)| (owner, cell)).collect();
        let slots = firsts.values().filter_map(|&owner| self.slots.get(owner).copied()).collect();
        (slots, self.owner.iter().map(|owner| cells.get(owner).copied().unwrap_or(0)).collect())
    }
}

/// Returns whether rules cover the side between two neighbours.
fn parted(rules: &[Rule], level: bool, at: f64, (from, to): (f64, f64)) -> bool {
    let covering = rules.iter().filter(|rule| rule.level == level && (rule.at - at).abs() <= NEAR + 0.5);
    let covered: f64 = covering.map(|rule| (rule.to.min(to) - rule.from.max(from)).max(0.0)).sum();
    covered >= COVERED * (to - from)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn level(at: f64, from: f64, to: f64) -> Rule {
        Rule { level: true, at, from, to }
    }

    fn upright(at: f64, from: f64, to: f64) -> Rule {
        Rule { level: false, at, from, to }
    }

    #[test]
    fn merged_cells() {
        // Three columns, two rows: the first row's last two cells are one, the first column's two as well.
        let rules = [
            level(0.0, 0.0, 90.0),
            level(20.0, 30.0, 90.0),
            level(40.0, 0.0, 90.0),
            upright(0.0, 0.0, 40.0),
            upright(30.0, 0.0, 40.0),
            upright(60.0, 20.0, 40.0),
            upright(90.0, 0.0, 40.0),
        ];
        let grids = find(&rules);
        assert_eq!(grids.len(), 1);
        let slots: Vec<_> =
            grids[0].slots.iter().map(|slot| (slot.row, slot.column, slot.row_end, slot.column_end)).collect();
        assert_eq!(slots, [(0, 0, 2, 1), (0, 1, 1, 3), (1, 1, 2, 2), (1, 2, 2, 3)]);
        assert_eq!(grids[0].at(70.0, 10.0), Some(1));
    }

    #[test]
    fn a_frame_and_a_line_under_words_are_no_tables() {
        let frame = [level(0.0, 0.0, 90.0), level(40.0, 0.0, 90.0), upright(0.0, 0.0, 40.0), upright(90.0, 0.0, 40.0)];
        assert_eq!(find(&frame), []);
        assert_eq!(find(&[level(0.0, 0.0, 90.0)]), []);
    }
}
