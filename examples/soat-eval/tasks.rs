//! Measures how well tasks are read.
//!
//! Compares with the tasks of six real plans that were annotated by reading. A task agrees where it shares most of
//! its words with an annotated one; lead, support and due day are compared on the agreeing ones.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::Result;
use soat::document::{Slug, UnitRef};
use soat::lexicon::Lexicon;
use soat::parse;
use soat::text::{Format, Source};

#[derive(Default)]
struct Totals {
    gold: usize,
    found: usize,
    agreeing: usize,
    lead: usize,
    due: usize,
}

/// Prints the misses and extras of each plan, and the sums.
pub(crate) fn run(data: &Path) -> Result<()> {
    let lexicon = Lexicon::builtin()?;
    let mut files: Vec<_> = std::fs::read_dir(data.join("tasks"))?.filter_map(Result::ok).collect();
    files.sort_by_key(std::fs::DirEntry::path);
    let mut totals = Totals::default();
    for file in files {
        let path = file.path();
        let Some(name) = path.to_str().and_then(|path| path.strip_suffix(".tasks.json")) else { continue };
        let gold: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(&path)?)?;
        let text = std::fs::read_to_string(format!("{name}.txt"))?;
        let document = parse::parse(name, &Source::from_lines(Format::Txt, &text), &lexicon);
        let tasks = gold.get("tasks").and_then(serde_json::Value::as_array).cloned().unwrap_or_default();
        let mut taken = BTreeSet::new();
        let mut agreeing = 0;
        for task in &tasks {
            let field = |name: &str| task.get(name).and_then(serde_json::Value::as_str).unwrap_or_default();
            let best = document
                .tasks
                .iter()
                .enumerate()
                .filter(|(at, _)| !taken.contains(at))
                .map(|(at, found)| (at, likeness(field("text"), &found.text), found))
                .max_by(|left, right| left.1.total_cmp(&right.1))
                .filter(|(_, likeness, _)| *likeness >= 0.6);
            let Some((at, _, found)) = best else {
                println!("missed: {}", short(field("text")));
                continue;
            };
            taken.insert(at);
            agreeing += 1;
            let leads: Vec<&str> = task
                .get("lead")
                .and_then(|lead| lead.as_array())
                .into_iter()
                .flatten()
                .filter_map(|unit| unit.as_str())
                .collect();
            if same_units(&leads, &found.lead) {
                totals.lead += 1;
            } else {
                println!("lead: {leads:?} read {:?}", names(&found.lead));
            }
            let due = found.due.map(|due| due.to_string()).unwrap_or_default();
            if due == field("due") {
                totals.due += 1;
            } else {
                println!("due: {:?} read {due:?} in {}", field("due"), short(&found.text));
            }
        }
        for (at, task) in document.tasks.iter().enumerate().filter(|(at, _)| !taken.contains(at)) {
            println!("extra {at}: {} {:?} {}", task.path, names(&task.lead), short(&task.text));
        }
        println!("{name}: {} annotated, {} read, {agreeing} agree", tasks.len(), document.tasks.len());
        totals.gold += tasks.len();
        totals.found += document.tasks.len();
        totals.agreeing += agreeing;
    }
    let Totals { gold, found, agreeing, lead, due } = totals;
    println!("annotated {gold}, read {found}, agreeing {agreeing}; of these lead right {lead}, due right {due}");
    Ok(())
}

fn words(text: &str) -> BTreeSet<String> {
    Slug::of(text).as_str().split('-').map(str::to_owned).collect()
}

/// Shared words over the words of both.
fn likeness(left: &str, right: &str) -> f64 {
    let (left, right) = (words(left), words(right));
    let shared = left.intersection(&right).count();
    let all = left.union(&right).count().max(1);
    f64::from(u32::try_from(shared).unwrap_or(0)) / f64::from(u32::try_from(all).unwrap_or(1))
}

fn same_units(gold: &[&str], found: &[UnitRef]) -> bool {
    let fold = |text: &str| Slug::of(text).as_str().to_owned();
    let gold: BTreeSet<String> = gold.iter().map(|unit| fold(unit)).collect();
    let found: BTreeSet<String> = found.iter().map(|unit| fold(&unit.text)).collect();
    gold == found
}

fn names(units: &[UnitRef]) -> Vec<&str> {
    units.iter().map(|unit| unit.text.as_str()).collect()
}

fn short(text: &str) -> String {
    text.chars().take(110).collect()
}
