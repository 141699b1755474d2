//! Whole processes on a registry of made documents: `soat index --rebuild`, and `soat search` as a person meets it.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use rayon::prelude::*;
use soat::app::ingest::keep_briefs;
use soat::document::Document;
use soat::lexicon::Lexicon;
use soat::parse;
use soat::registry::Store;
use soat::text::{Format, Source};

use super::made::made;
use super::scale::question;

/// Documents stored together.
const BATCH: usize = 1_000;
/// Processes of each sort that are timed, after a few that are not.
const RUNS: usize = 20;
const WARMING: usize = 3;

/// Makes a registry of so many documents in `folder`, where there is none, and prints what the processes take.
pub(crate) fn run(documents: u64, folder: Option<&Path>, program: Option<PathBuf>) -> Result<()> {
    let temporary = tempfile::tempdir()?;
    let registry = folder.unwrap_or(temporary.path()).join("made.db");
    // An example lies in a folder beside the program.
    let beside = || Some(std::env::current_exe().ok()?.parent()?.parent()?.join("soat"));
    let program = program.or_else(beside).context("no program")?;
    if !registry.is_file() {
        store(documents, &registry)?;
    }
    let (wall, own) = timed(&program, &["index", "--rebuild", "-q"], &registry)?;
    let bytes = text(documents) as f64 / 1e6;
    println!(
        "soat index --rebuild: {:.1} s by the clock, {:.1} MB/s; {:.1} s of processor time, {:.1} MB/s",
        wall.as_secs_f64(),
        bytes / wall.as_secs_f64(),
        own.as_secs_f64(),
        bytes / own.as_secs_f64()
    );
    for sort in ["words", "question", "phrase", "number"] {
        let mut times = Vec::new();
        let mut spent = Duration::ZERO;
        for turn in 0..RUNS + WARMING {
            let text = question(sort, u64::try_from(turn)?, documents);
            let (wall, own) = timed(&program, &["search", &text, "-q", "--as-of", "2026-01-01"], &registry)?;
            if turn >= WARMING {
                times.push(wall);
                spent += own;
            }
        }
        times.sort_unstable();
        println!(
            "soat search, {sort:<8}: p50 {:.1} ms, slowest {:.1} ms; processor time {:.1} ms on the whole",
            times[RUNS / 2].as_secs_f64() * 1e3,
            times[RUNS - 1].as_secs_f64() * 1e3,
            spent.as_secs_f64() * 1e3 / RUNS as f64
        );
    }
    Ok(())
}

/// Runs the program, and returns its time by the clock and of the processor.
fn timed(program: &Path, arguments: &[&str], registry: &Path) -> Result<(Duration, Duration)> {
    let (begun, before) = (Instant::now(), children());
    let status = Command::new(program)
        .args(arguments)
        .args(["--no-config", "--registry"])
        .arg(registry)
        .stdout(Stdio::null())
        .status()
        .with_context(|| program.display().to_string())?;
    let wall = begun.elapsed();
    // Nothing found is told by 3.
    ensure!(matches!(status.code(), Some(0 | 3)), "{arguments:?}: {status}");
    Ok((wall, children().saturating_sub(before)))
}

/// Processor time of ended children, to a hundredth of a second, where the system tells it.
fn children() -> Duration {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    let ticks = |at: usize| fields.get(at).and_then(|text| text.parse::<u64>().ok()).unwrap_or_default();
    Duration::from_millis((ticks(13) + ticks(14)) * 10)
}

fn text(documents: u64) -> u64 {
    (0..documents).into_par_iter().map(|place| paper(place).len() as u64).sum()
}

/// Returns the made document of a place as a file has it, with the head that it is known by.
pub(crate) fn paper(place: u64) -> String {
    let made = made(place);
    let day = made.entry.issued.unwrap_or_default();
    let province = made.entry.territory.to_uppercase();
    format!(
        "ỦY BAN NHÂN DÂN\nTỈNH {province}\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n{province}, ngày {:02} tháng {:02} năm {}\n{}",
        day.day(),
        day.month(),
        day.year(),
        made.entry.text
    )
}

pub(crate) fn store(documents: u64, registry: &Path) -> Result<()> {
    let lexicon = Lexicon::builtin()?;
    let begun = Instant::now();
    let mut store = Store::create_or_open(registry)?;
    for first in (0..documents).step_by(BATCH) {
        let places = first..documents.min(first + BATCH as u64);
        let read = |place| {
            let source = Source::from_lines(Format::Txt, &paper(place));
            parse::parse(&format!("made/{place}.txt"), &source, &lexicon)
        };
        let parsed: Vec<Document> = places.clone().into_par_iter().map(read).collect();
        let mut batch = store.begin()?;
        for (place, document) in places.zip(&parsed) {
            batch.put(document, &place.to_string())?;
        }
        batch.commit()?;
    }
    keep_briefs(&mut store, &lexicon)?;
    println!("{} documents read and stored in {:.1} s", store.len()?, begun.elapsed().as_secs_f64());
    Ok(())
}
