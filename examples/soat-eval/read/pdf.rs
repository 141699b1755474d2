//! Measures how well PDF files are read.
//!
//! Words in order are the longest common subsequence with the made files' truth, and with what `pdftotext` prints of the
//! real ones where that program exists: a cross-check, not a truth, for it cuts words and columns its own way.

use std::path::Path;
use std::process::Command;
use std::time::Instant;

use anyhow::{Context, Result};
use soat::lexicon::Lexicon;
use soat::{ingest, parse};

use super::words::{anywhere, in_order, percent, same};

/// Prints the words of made and real files that are read in order, and the speed.
pub(crate) fn run(data: &Path) -> Result<()> {
    made(data)?;
    real(data)
}

/// Made files: share of truth's words in order, and of the annex's cells that are exact.
fn made(data: &Path) -> Result<()> {
    println!("\nPDF files");
    let folder = data.join("made");
    let truth: serde_json::Value = serde_json::from_slice(&std::fs::read(folder.join("truth.json"))?)?;
    for name in ["qd_manual", "qd_auto", "kh_annex"] {
        let source = ingest::read_path(folder.join(format!("lo/{name}.pdf")))?;
        let truth = truth.get(name).context("no truth")?;
        let paragraphs: Vec<&str> = list(truth.get("paragraphs")).filter_map(serde_json::Value::as_str).collect();
        let found = paragraphs.iter().filter(|paragraph| source.text().lines().any(|line| same(line, paragraph)));
        let found = found.count();
        let wanted = paragraphs.join(" ");
        let (all, common) = in_order(&wanted, source.text());
        println!("{name}: {common} of {all} words in order, {found} of {} paragraphs exact", paragraphs.len());
        let grid = truth.get("annex_table_grid_expanded");
        if let Some(table) = source.tables().first() {
            let cells = list(grid).enumerate().flat_map(|(row, cells)| {
                list(Some(cells))
                    .enumerate()
                    .map(move |(column, cell)| (row, column, cell.as_str().unwrap_or_default()))
            });
            let exact = |&(row, column, cell): &(usize, usize, &str)| {
                table.at(row, column).is_some_and(|found| same(&source.slice(found.span).replace('\n', " "), cell))
            };
            let (right, wrong): (Vec<_>, Vec<_>) = cells.partition(exact);
            println!("{name}: {} of {} cells exact", right.len(), right.len() + wrong.len());
        }
    }
    Ok(())
}

/// Real files: errors, words in order against `pdftotext`, header fields, pages a second.
fn real(data: &Path) -> Result<()> {
    let lexicon = Lexicon::builtin()?;
    let index = std::fs::read_to_string(data.join("files/index.csv"))?;
    let (mut files, mut read, mut headers, mut pages, mut seconds) = (0, 0, [0; 3], 0, 0.0);
    for line in index.lines().filter(|line| line.split(',').nth(1) == Some("pdf")) {
        let path = data.join(line.split(',').next().unwrap_or_default());
        let bytes = std::fs::read(&path)?;
        files += 1;
        let start = Instant::now();
        let source = ingest::read("a.pdf", &bytes);
        let taken = start.elapsed().as_secs_f64();
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let source = match source {
            Ok(source) => source,
            Err(error) => {
                println!("{name}: {error}");
                continue;
            }
        };
        read += 1;
        let document = parse::parse(&name, &source, &lexicon);
        let header = &document.header;
        let found = [header.number.is_some(), document.issued().is_some(), header.kind.is_some()];
        for (count, found) in headers.iter_mut().zip(found) {
            *count += usize::from(found);
        }
        let count = page_count(&path);
        pages += count;
        seconds += taken;
        let number = header.number.as_ref().map(|number| number.key.as_str()).unwrap_or_default();
        let issued = document.issued().map(|day| day.to_string()).unwrap_or_default();
        let kind = header.kind.as_ref().map(|kind| kind.text.as_str()).unwrap_or_default();
        let order = |options: &[&str]| {
            pdftotext(&path, options).map_or_else(String::new, |text| {
                let (all, common) = in_order(&text, source.text());
                format!("{:.1}", percent(common, all))
            })
        };
        let found = pdftotext(&path, &[]).map_or_else(String::new, |text| {
            let (all, common) = anywhere(&text, source.text());
            format!("{:.1}", percent(common, all))
        });
        println!(
            "{name}: {count} pages, {:.0} ms, words found {found} %, in order {} % (layout {} %), tables {}, [{number}] [{issued}] [{kind}]",
            taken * 1000.0,
            order(&[]),
            order(&["-layout"]),
            source.tables().len(),
        );
    }
    let speed = pages as f64 / seconds;
    let [numbers, dates, kinds] = headers;
    println!("{read} of {files} read; number {numbers}, date {dates}, kind {kinds}");
    println!("{pages} pages in {seconds:.2} s: {speed:.0} pages/s");
    Ok(())
}

fn list(value: Option<&serde_json::Value>) -> impl Iterator<Item = &serde_json::Value> {
    value.and_then(serde_json::Value::as_array).into_iter().flatten()
}

fn pdftotext(path: &Path, options: &[&str]) -> Option<String> {
    let output = Command::new("pdftotext").args(options).arg(path).arg("-").output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

fn page_count(path: &Path) -> usize {
    let output = Command::new("pdfinfo").arg(path).output().map(|output| output.stdout).unwrap_or_default();
    let text = String::from_utf8_lossy(&output).into_owned();
    let pages = text.lines().find_map(|line| line.strip_prefix("Pages:"));
    pages.and_then(|pages| pages.trim().parse().ok()).unwrap_or(0)
}
