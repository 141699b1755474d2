//! Measures how well tasks are read, on documents whose tasks somebody wrote down from the text alone.

mod blind;
mod plans;

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::Result;
use soat::document::{Slug, Task, UnitRef};

/// Prints the figures of both sets, and with `show` every miss.
pub(crate) fn run(data: &Path, show: bool) -> Result<()> {
    plans::run(data, show)?;
    blind::run(data, show)
}

/// How a set was read.
#[derive(Default)]
struct Totals {
    /// Tasks that were written down without doubt.
    gold: usize,
    /// Of these, read.
    read: usize,
    /// Of these, with the same units that lead.
    lead: usize,
    /// Of these, with the same last day.
    due: usize,
    /// Of these, said to recur where they do.
    recurring: usize,
    /// Tasks read that nobody wrote down.
    extra: usize,
}

impl Totals {
    fn print(&self, name: &str) {
        let Self { gold, read, lead, due, recurring, extra } = *self;
        let share = |part: usize, whole: usize| {
            let part = u32::try_from(part).map_or(0.0, f64::from);
            part / u32::try_from(whole.max(1)).map_or(1.0, f64::from)
        };
        println!(
            "{name}: precision {:.3} ({read}/{}), recall {:.3} ({read}/{gold}), lead {:.3} ({lead}/{read}), last day {:.3} \
             ({due}/{read}), recurring {:.3} ({recurring}/{read})",
            share(read, read + extra),
            read + extra,
            share(read, gold),
            share(lead, read),
            share(due, read),
            share(recurring, read),
        );
    }
}

/// What is known of one task.
struct Known<'k> {
    lead: Vec<&'k str>,
    due: &'k str,
    recurring: bool,
}

impl Known<'_> {
    /// Counts the fields of a task that was read as this one.
    fn compare(&self, found: &Task, totals: &mut Totals, show: bool) {
        totals.read += 1;
        let due = found.due.map(|due| due.to_string()).unwrap_or_default();
        let lead = self.lead == ["*"] || units(&self.lead) == units(&names(&found.lead));
        totals.lead += usize::from(lead);
        totals.due += usize::from(due == self.due);
        totals.recurring += usize::from(self.recurring == found.recurrence.is_some());
        if show && !lead {
            println!("  lead {:?}, read {:?}: {}", self.lead, names(&found.lead), short(&found.text));
        }
        if show && due != self.due {
            println!("  last day {:?}, read {due:?}: {}", self.due, short(&found.text));
        }
        if show && self.recurring != found.recurrence.is_some() {
            println!("  recurring {}, read {:?}: {}", self.recurring, found.recurrence, short(&found.text));
        }
    }
}

fn units(names: &[&str]) -> BTreeSet<String> {
    names.iter().map(|name| Slug::of(name).as_str().to_owned()).collect()
}

fn names(units: &[UnitRef]) -> Vec<&str> {
    units.iter().map(|unit| unit.text.as_str()).collect()
}

fn short(text: &str) -> String {
    text.chars().take(110).collect()
}
