//! Measures how well headers are read.
//!
//! Compares what is read of 1,135 real documents with what the publishing sites, or others' patterns over the same text,
//! say of them. Those answers are partly wrong, so two figures are printed for each field: the raw one, and the one after
//! the judgements of `header-judgements.tsv`, made by reading the texts. With `--site`, only fields that a site states
//! itself are counted.

mod agree;
mod annotated;
mod blind;
mod judged;
mod reading;

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Result;
use rayon::prelude::*;
use serde_json::Value;
use soat::lexicon::Lexicon;

use crate::records::{field, records};
use agree::{agrees, printed};
use judged::{Judgements, Verdict};
use reading::Reading;

/// The fields measured: name, and where the answer stands in a record.
const FIELDS: [(&str, &str); 8] = [
    ("number", "number"),
    ("issue_date", "issue_date"),
    ("kind", "doc_type"),
    ("issuer", "issuer"),
    ("authority", "issuer"),
    ("title", "title"),
    ("signer", "signer"),
    ("effective_date", "effective_date"),
];

/// How often a field was read as the answer says.
#[derive(Default, Clone, Copy)]
struct Count {
    right: usize,
    all: usize,
    judged_right: usize,
    judged_all: usize,
}

/// One field of one document beside its answer.
struct Row<'r> {
    file: &'static str,
    source: &'r str,
    id: &'r str,
    name: &'static str,
    gold: &'r str,
    read: String,
    right: bool,
    printed: bool,
}

/// Prints every miss that no judgement settles, and the counts by source and field.
pub(crate) fn run(data: &Path, site_only: bool) -> Result<()> {
    let lexicon = Lexicon::builtin()?;
    let judgements = Judgements::builtin()?;
    let mut counts: BTreeMap<(String, &str), Count> = BTreeMap::new();
    let mut totals: BTreeMap<&str, Count> = BTreeMap::new();
    for file in ["local", "central"] {
        let records = records(&data.join(format!("docs/{file}.jsonl.gz")))?;
        let rows: Vec<Vec<Row<'_>>> =
            records.par_iter().map(|record| rows(file, record, &lexicon, site_only)).collect();
        for row in rows.iter().flatten() {
            let judged = judgements.of(row.id, row.name, &row.read);
            for count in [
                counts.entry((format!("{} {}", row.file, row.source), row.name)).or_default(),
                totals.entry(row.name).or_default(),
            ] {
                count.add(row, judged);
            }
            if !row.right && !matches!(judged, Some(Verdict::GoldWrong | Verdict::NotInText)) && row.printed {
                let state = if judged.is_some() { "judged" } else { "open" };
                let mark = judged::mark(&row.read);
                println!("{}\t{}\t{state}\t{mark}\t{}\t{}", row.id, row.name, row.gold, row.read);
            }
        }
    }
    for ((source, name), count) in &counts {
        println!("{source:24} {name:14} {count}");
    }
    for (name, _) in FIELDS {
        println!("all {name:14} {}", totals.get(name).copied().unwrap_or_default());
    }
    annotated::run(data, &lexicon)?;
    blind::run(data, &lexicon)
}

/// Reads one document and sets each answer beside what was read.
fn rows<'r>(file: &'static str, record: &'r Value, lexicon: &Lexicon, site_only: bool) -> Vec<Row<'r>> {
    let field = |name: &str| field(record, name);
    let reading = Reading::of(field("text"), lexicon);
    let origin = field("meta_origin").split(':').next().unwrap_or_default();
    let mut rows = Vec::new();
    for (name, column) in FIELDS {
        let gold = field(column);
        let stated = field("meta_origin").contains("site") && (origin.contains(column) || field("source") == "tvpl");
        // The gazette's site names a subject, not the title.
        let other = name == "title" && field("source") == "congbao-8chude";
        if gold.is_empty() || other || (site_only && !stated) {
            continue;
        }
        let read = reading.field(name);
        rows.push(Row {
            file,
            source: field("source"),
            id: field("id"),
            name,
            gold,
            right: agrees(name, gold, &read, stated, lexicon, &reading),
            printed: printed(name, gold, field("text")),
            read,
        });
    }
    rows
}

impl Count {
    fn add(&mut self, row: &Row<'_>, judged: Option<Verdict>) {
        self.all += 1;
        self.right += usize::from(row.right);
        let out = judged == Some(Verdict::NotInText) || (!row.right && !row.printed);
        let right = match judged {
            Some(Verdict::GoldWrong) => true,
            Some(Verdict::OursWrong | Verdict::NotInText) => false,
            None => row.right,
        };
        self.judged_all += usize::from(!out);
        self.judged_right += usize::from(right && !out);
    }
}

impl std::fmt::Display for Count {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let share = |right: usize, all: usize| 100.0 * right as f64 / all.max(1) as f64;
        let Self { right, all, judged_right, judged_all } = *self;
        let (raw, judged) = (share(right, all), share(judged_right, judged_all));
        write!(f, "raw {right:4} of {all:4} {raw:5.1} %   judged {judged_right:4} of {judged_all:4} {judged:5.1} %")
    }
}
