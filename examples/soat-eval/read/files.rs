//! Measures the readers on made files against their known truth, and on real files.

use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context as _, Result};
use serde_json::Value;
use soat::app::programs;
use soat::ingest::{Batch, Begun, IngestError, Programs};
use soat::text::{Place, Source};

/// Prints the share of paragraphs and cells by format, and the real files read without error.
pub(crate) fn run(data: &Path) -> Result<()> {
    let programs = programs::find();
    let made = data.join("made");
    let truth: Value = serde_json::from_slice(&std::fs::read(made.join("truth.json"))?)?;
    speed(&made.join("big.docx"))?;
    println!("\nwith the programs at hand");
    measure(&made, &["docx"], &truth, &programs)?;
    measure(&made.join("lo"), &["docx", "doc", "odt", "rtf", "html"], &truth, &programs)?;
    println!("\nwithout any program");
    measure(&made.join("lo"), &["doc", "odt"], &truth, &Programs::default())?;
    println!("\nreal files read without error");
    ["docx", "doc", "pdf", "xlsx"].into_iter().try_for_each(|format| real(&data.join("files"), format, &programs))
}

/// Prints how much XML of a Word file is read a second on one core, and the most memory that took.
fn speed(path: &Path) -> Result<()> {
    const TIMES: u32 = 10;
    let bytes = std::fs::read(path)?;
    let unpacked = zip::ZipArchive::new(std::io::Cursor::new(&bytes))?.by_name("word/document.xml")?.size();
    let start = Instant::now();
    for _ in 0..TIMES {
        soat::ingest::read("big.docx", &bytes)?;
    }
    let megabytes = unpacked as f64 / 1e6;
    let rate = megabytes * f64::from(TIMES) / start.elapsed().as_secs_f64();
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find(|line| line.starts_with("VmHWM")).unwrap_or("VmHWM: unknown");
    println!(
        ".docx of {megabytes:.1} MB of XML: {rate:.0} MB/s on one core; {}",
        peak.split_whitespace().collect::<Vec<_>>().join(" ")
    );
    Ok(())
}

/// Prints the share of paragraphs and cells read exactly, by format, and every paragraph missed.
fn measure(folder: &Path, formats: &[&str], truth: &Value, programs: &Programs) -> Result<()> {
    for format in formats {
        let (mut paragraphs, mut cells) = ((0, 0), (0, 0));
        let known = truth.as_object().context("truth is no object")?;
        // Files in fonts of the encodings before Unicode are another matter.
        for (name, known) in known.iter().filter(|(name, _)| !name.starts_with("leg_")) {
            let source = read(&folder.join(name).with_extension(format), programs)?;
            let (found, missed) = exact(&body(&source), &strings(&known["paragraphs"]));
            paragraphs = (paragraphs.0 + found, paragraphs.1 + found + missed.len());
            for text in missed {
                println!("    {name}.{format} missed: {text}");
            }
            if let Some(grid) = known["annex_table_grid_expanded"].as_array() {
                let (found, all) = grid_exact(&source, grid);
                cells = (cells.0 + found, cells.1 + all);
            }
        }
        println!("  .{format}: {} of {} paragraphs, {} of {} cells", paragraphs.0, paragraphs.1, cells.0, cells.1);
    }
    Ok(())
}

/// Prints how many real files of a format are read, and why others are not.
fn real(folder: &Path, format: &str, programs: &Programs) -> Result<()> {
    let paths = files(folder, format)?;
    let mut done = 0;
    for path in &paths {
        match read(path, programs) {
            Ok(_) => done += 1,
            Err(error) => println!("  {}: {error}", path.display()),
        }
    }
    println!("  .{format}: {done} of {}", paths.len());
    Ok(())
}

/// Returns the files of a format in a folder and those below it, by name.
pub(crate) fn files(folder: &Path, extension: &str) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(files(&path, extension)?);
        } else if path.extension().is_some_and(|own| own == extension) {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

/// Reads one file, through a program outside where its format needs one.
pub(crate) fn read(path: &Path, programs: &Programs) -> Result<Source, IngestError> {
    let batch = Batch::new(programs);
    match batch.begin(&path.to_string_lossy(), &soat::ingest::load(path)?)? {
        Begun::Read(source) => Ok(*source),
        Begun::Waits(waiting) => {
            batch.convert();
            batch.finish(&waiting)
        }
    }
}

fn strings(value: &Value) -> Vec<&str> {
    value.as_array().into_iter().flatten().filter_map(Value::as_str).collect()
}

fn body(source: &Source) -> Vec<&str> {
    let inside = |place| matches!(place, Place::Body | Place::Cell { .. });
    let texts = source.blocks().iter().filter(|block| inside(block.place)).map(|block| source.slice(block.span));
    texts.filter(|text| !text.trim().is_empty()).collect()
}

/// Returns how many of the paragraphs are read exactly and in order, and the others.
fn exact<'t>(read: &[&str], truth: &[&'t str]) -> (usize, Vec<&'t str>) {
    let mut longest = vec![vec![0; read.len() + 1]; truth.len() + 1];
    for (row, known) in truth.iter().enumerate().rev() {
        for (column, own) in read.iter().enumerate().rev() {
            longest[row][column] = if own == known {
                longest[row + 1][column + 1] + 1
            } else {
                longest[row + 1][column].max(longest[row][column + 1])
            };
        }
    }
    let (mut column, mut missed) = (0, Vec::new());
    for (row, known) in truth.iter().enumerate() {
        let mut left = column..read.len();
        match left.find(|&at| read[at] == *known && longest[row][column] == longest[row + 1][at + 1] + 1) {
            Some(at) => column = at + 1,
            None => missed.push(*known),
        }
    }
    (truth.len() - missed.len(), missed)
}

/// Returns how many cells of the expanded grid are read exactly in the table that fits it best, and how many there are.
fn grid_exact(source: &Source, grid: &[Value]) -> (usize, usize) {
    let cells: Vec<(usize, usize, &str)> = grid
        .iter()
        .enumerate()
        .flat_map(|(row, cells)| strings(cells).into_iter().enumerate().map(move |(column, text)| (row, column, text)))
        .collect();
    let fits = source.tables().iter().map(|table| {
        let same = |&&(row, column, text): &&(usize, usize, &str)| {
            table.at(row, column).is_some_and(|cell| source.slice(cell.span) == text)
        };
        cells.iter().filter(same).count()
    });
    (fits.max().unwrap_or(0), cells.len())
}
