//! Six real plans with all fields annotated. A task agrees where it shares most of its words with an annotated one.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::Result;
use serde_json::Value;
use soat::document::{Slug, Task};
use soat::lexicon::Lexicon;
use soat::parse;
use soat::text::{Format, Source};

use super::{Known, Totals, names, short, units};

/// Prints the sums over the plans: with the entries that the annotation marks as unsure, and without.
pub(super) fn run(data: &Path, show: bool) -> Result<()> {
    let lexicon = Lexicon::builtin()?;
    let mut files: Vec<_> = std::fs::read_dir(data.join("tasks"))?.filter_map(Result::ok).collect();
    files.sort_by_key(std::fs::DirEntry::path);
    let (mut all, mut sure, mut support) = (Totals::default(), Totals::default(), Support::default());
    for file in files {
        let path = file.path();
        let Some(name) = path.to_str().and_then(|path| path.strip_suffix(".tasks.json")) else { continue };
        if show {
            println!("{name}");
        }
        let gold: Value = serde_json::from_str(&std::fs::read_to_string(&path)?)?;
        let text = std::fs::read_to_string(format!("{name}.txt"))?;
        let document = parse::parse(name, &Source::from_lines(Format::Txt, &text), &lexicon);
        let mut taken = BTreeSet::new();
        for task in gold.get("tasks").and_then(Value::as_array).into_iter().flatten() {
            let doubted = task.get("unsure").and_then(Value::as_bool).unwrap_or_default();
            all.gold += 1;
            sure.gold += usize::from(!doubted);
            let words = task.get("text").and_then(Value::as_str).unwrap_or_default();
            let Some(at) = likest(words, &document.tasks, &taken) else {
                if show {
                    println!("  missed{}: {}", if doubted { " (unsure)" } else { "" }, short(words));
                }
                continue;
            };
            taken.insert(at);
            let Some(found) = document.tasks.get(at) else { continue };
            let known = Known {
                lead: list(task, "lead"),
                due: task.get("due").and_then(Value::as_str).unwrap_or_default(),
                recurring: task.get("recurrence").is_some_and(Value::is_string),
            };
            known.compare(found, &mut all, show);
            if !doubted {
                known.compare(found, &mut sure, false);
                support.compare(task, found, show);
            }
        }
        for (at, task) in document.tasks.iter().enumerate().filter(|(at, _)| !taken.contains(at)) {
            all.extra += 1;
            sure.extra += 1;
            if show {
                println!("  extra {at}: {} {:?} {}", task.path, names(&task.lead), short(&task.text));
            }
        }
    }
    all.print("six plans, all entries");
    sure.print("six plans, unsure entries neither way");
    println!("six plans: support {}/{}, inspected units {}/{}", support.same, support.of, support.targets, support.of);
    Ok(())
}

/// How often the units that support, and those that are inspected, are the same.
#[derive(Default)]
struct Support {
    of: usize,
    same: usize,
    targets: usize,
}

impl Support {
    fn compare(&mut self, task: &Value, found: &Task, show: bool) {
        let gold = list(task, "support");
        let same = units(&gold) == units(&names(&found.support));
        let targets = units(&list(task, "targets")) == units(&names(&found.targets));
        self.of += 1;
        self.same += usize::from(same);
        self.targets += usize::from(targets);
        if show && !same {
            println!("  support {gold:?}, read {:?}: {}", names(&found.support), short(&found.text));
        }
        if show && !targets {
            println!(
                "  inspected {:?}, read {:?}: {}",
                list(task, "targets"),
                names(&found.targets),
                short(&found.text)
            );
        }
    }
}

fn list<'t>(task: &'t Value, field: &str) -> Vec<&'t str> {
    task.get(field).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str).collect()
}

/// Returns the first of the tasks not yet taken that share most words with `words`, where they share enough.
fn likest(words: &str, tasks: &[Task], taken: &BTreeSet<usize>) -> Option<usize> {
    const ENOUGH: f64 = 0.6;
    let mut best: Option<(usize, f64)> = None;
    for (at, task) in tasks.iter().enumerate().filter(|(at, _)| !taken.contains(at)) {
        let likeness = likeness(words, &task.text);
        if likeness >= ENOUGH && best.is_none_or(|(_, other)| likeness > other) {
            best = Some((at, likeness));
        }
    }
    best.map(|(at, _)| at)
}

fn set(text: &str) -> BTreeSet<String> {
    Slug::of(text).as_str().split('-').map(str::to_owned).collect()
}

/// Shared words over the words of both.
fn likeness(left: &str, right: &str) -> f64 {
    let (left, right) = (set(left), set(right));
    let shared = left.intersection(&right).count();
    let all = left.union(&right).count().max(1);
    f64::from(u32::try_from(shared).unwrap_or(0)) / f64::from(u32::try_from(all).unwrap_or(1))
}
