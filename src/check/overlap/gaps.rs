//! OVL-014: a row of a table of tasks that leaves the time or the product empty.

use std::collections::BTreeMap;

use super::twins;
use crate::check::{Check, Context, Findings};
use crate::document::{Document, Task};

/// A part of a task and whether one has it.
type Part = (&'static str, fn(&Task) -> bool);

const PARTS: [Part; 2] = [("time", has_time), ("product", has_product)];

/// Finds tasks without a time or a product in tables where nearly all others have one, and whose cell is empty.
pub(super) struct TaskGaps;

impl Check for TaskGaps {
    fn run(&self, cx: &Context<'_>, out: &mut Findings) {
        let number = |name: &str| cx.number(name).and_then(|number| usize::try_from(number).ok()).unwrap_or(usize::MAX);
        let (fewest, share) = (number("fewest"), number("share"));
        let mut tables: BTreeMap<&str, Vec<&Task>> = BTreeMap::new();
        for task in &cx.document.tasks {
            if let Some((table, _)) = task.path.rsplit_once("/dong-").filter(|(table, _)| table.contains("bang-")) {
                tables.entry(table).or_default().push(task);
            }
        }
        for tasks in tables.values().filter(|tasks| tasks.len() >= fewest) {
            let usual =
                |has: fn(&Task) -> bool| tasks.iter().filter(|task| has(task)).count() * 100 >= tasks.len() * share;
            let parts: Vec<Part> = PARTS.into_iter().filter(|(_, has)| usual(*has)).collect();
            for task in tasks {
                let lacking: Vec<&str> = parts.iter().filter(|(_, has)| !has(task)).map(|(part, _)| *part).collect();
                if let Some(first) = lacking.first().filter(|_| empty_cells(cx.document, task) >= lacking.len()) {
                    out.finding(if lacking.len() > 1 { "both" } else { first }, twins::place(cx, task)).suspected();
                }
            }
        }
    }
}

fn has_time(task: &Task) -> bool {
    task.due.is_some() || task.start.is_some() || task.recurrence.is_some()
}

fn has_product(task: &Task) -> bool {
    task.product.is_some()
}

/// The empty cells of the task's row: of the table of the file, else of its line.
fn empty_cells(document: &Document, task: &Task) -> usize {
    let table = document.tables.iter().find(|table| table.span.overlaps(task.span));
    if let Some(table) = table {
        let at = |span: crate::text::Span| task.span.contains(span) && !span.is_empty();
        let Some(row) = table.cells.iter().find(|cell| at(cell.span)).map(|cell| cell.row) else { return 0 };
        let covering = table.cells.iter().filter(|cell| (cell.row..cell.row + cell.row_span).contains(&row));
        return covering.filter(|cell| document.slice(cell.span).trim().is_empty()).count();
    }
    let start = document.text.get(..task.span.start).and_then(|head| head.rfind('\n')).map_or(0, |at| at + 1);
    let line = document.text.get(start..).and_then(|rest| rest.lines().next()).unwrap_or_default().trim();
    let barred = line.strip_prefix('|').and_then(|line| line.strip_suffix('|'));
    let cells = barred.map_or_else(|| line.split('\t').collect::<Vec<_>>(), |row| row.split('|').collect());
    cells.iter().filter(|cell| cell.trim().is_empty()).count()
}
