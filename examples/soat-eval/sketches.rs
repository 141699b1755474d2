//! The search for pairs side by side with MinHash-LSH: the same tasks, terms, weights and thresholds, in one run.

use std::fmt::Write;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use anyhow::{Context, Result};
use rayon::prelude::*;
use soat::lexicon::Lexicon;
use soat::overlap::{Corpus, Work};

use crate::scale::{peak_memory, work, year};

/// The program that joins by sketches.
const PROGRAM: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/soat-eval/minhash.py");
/// Names another Python than `python3`.
const PYTHON: &str = "SOAT_PYTHON";

/// Joins so many invented tasks both ways, and prints time and recall.
pub(crate) fn run(count: u64) -> Result<()> {
    let lexicon = Lexicon::builtin()?;
    let begun = Instant::now();
    let mut corpus = Corpus::default();
    let works: Vec<Work> = (0..count).into_par_iter().map(|at| work(at, &lexicon)).collect();
    for work in &works {
        corpus.add(work, &lexicon);
    }
    let read = begun.elapsed();
    let weights = lexicon.score_weights();
    let begun = Instant::now();
    let blocks = corpus.blocks();
    let pairs: Vec<(u32, u32)> = blocks.par_iter().flat_map_iter(|block| corpus.pairs(block, weights, None)).collect();
    println!(
        "{count} tasks, read in {:.1} s\n  exact: {:.1} s on {} threads, {} pairs, peak memory {} MB",
        read.as_secs_f64(),
        begun.elapsed().as_secs_f64(),
        rayon::current_num_threads(),
        pairs.len(),
        peak_memory()
    );
    let folder = tempfile::tempdir()?;
    let (tasks, found) = (folder.path().join("tasks.tsv"), folder.path().join("pairs.txt"));
    let score = (weights.least - weights.same_due - weights.same_whom).max(0.0);
    let mut lines = format!("{} {} {}\n", weights.least_of_both, score * score, weights.least_shared);
    for ((at, place), work) in (0u32..).zip(0u64..).zip(&works) {
        let _ = write!(lines, "{}\t{}\t{}\t", work.giver.id, work.giver.territory, year(place));
        let terms: Vec<String> = corpus.terms(at).iter().map(|(term, weight)| format!("{term}:{weight}")).collect();
        let _ = writeln!(lines, "{}", terms.join(" "));
    }
    std::fs::write(&tasks, lines)?;
    let listed: Vec<String> = pairs.iter().map(|(one, other)| format!("{one} {other}")).collect();
    std::fs::write(&found, listed.join("\n"))?;
    sketched(&tasks, &found);
    Ok(())
}

fn sketched(tasks: &Path, pairs: &Path) {
    let python = std::env::var(PYTHON).unwrap_or_else(|_| "python3".to_owned());
    let status = Command::new(&python).arg(PROGRAM).args([tasks, pairs]).status();
    let done = status.with_context(|| format!("{python} does not start; {PYTHON} names another one"));
    match done {
        Ok(status) if status.success() => {}
        Ok(_) => println!("  datasketch: not run; pip install datasketch, or {PYTHON}=… for a Python that has it"),
        Err(reason) => println!("  datasketch: not run: {reason}"),
    }
}
