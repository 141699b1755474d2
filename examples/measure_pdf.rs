//! Measures how well PDFs are read: `cargo run --release --example measure_pdf -- ../shared`, or prints the paragraphs
//! and tables of one: `… -- FILE.pdf`.
//!
//! Words in order are the longest common subsequence with the made files' truth, and with what `pdftotext` prints of the
//! real ones where that program exists: a cross-check, not a truth, for it cuts words and columns its own way.

use std::io::Write;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use soat::lexicon::Lexicon;
use soat::text::{Place, Source};
use soat::{ingest, parse};

type Outcome = Result<(), Box<dyn std::error::Error>>;

fn main() -> Outcome {
    let path = std::env::args().nth(1).ok_or("usage: measure_pdf PATH_TO_SHARED | FILE.pdf")?;
    let mut out = std::io::stdout().lock();
    if Path::new(&path).is_file() {
        return print(&ingest::read_path(&path)?, &mut out);
    }
    made(&path, &mut out)?;
    real(&path, &mut out)
}

/// Prints each paragraph with its place, and what was skipped.
fn print(source: &Source, out: &mut impl Write) -> Outcome {
    for block in source.blocks() {
        let place = match block.place {
            Place::Body => String::new(),
            Place::Cell { table, row, column } => format!("[{table}:{row},{column}] "),
            other => format!("[{other:?}] "),
        };
        writeln!(out, "{place}{}", source.slice(block.span))?;
    }
    for (index, table) in source.tables().iter().enumerate() {
        writeln!(out, "== table {index}: {} rows, {} columns, {} cells", table.rows, table.columns, table.cells.len())?;
    }
    for skipped in source.skipped() {
        writeln!(out, "== {}: {}", skipped.part, skipped.reason)?;
    }
    for signature in source.signatures() {
        writeln!(out, "== signature {:?} {:?} {:?}", signature.signer, signature.time, signature.covers_whole)?;
    }
    Ok(())
}

/// Made files: share of truth's words in order, and of the annex's cells that are exact.
fn made(shared: &str, out: &mut impl Write) -> Outcome {
    let folder = Path::new(shared).join("data/made");
    let truth: serde_json::Value = serde_json::from_slice(&std::fs::read(folder.join("truth.json"))?)?;
    for name in ["qd_manual", "qd_auto", "kh_annex"] {
        let source = ingest::read_path(folder.join(format!("lo/{name}.pdf")))?;
        let truth = truth.get(name).ok_or("no truth")?;
        let paragraphs: Vec<&str> = list(truth.get("paragraphs")).filter_map(serde_json::Value::as_str).collect();
        let found = paragraphs.iter().filter(|paragraph| source.text().lines().any(|line| same(line, paragraph)));
        let found = found.count();
        let wanted = paragraphs.join(" ");
        let (all, common) = in_order(&wanted, source.text());
        writeln!(out, "{name}: {common} of {all} words in order, {found} of {} paragraphs exact", paragraphs.len())?;
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
            writeln!(out, "{name}: {} of {} cells exact", right.len(), right.len() + wrong.len())?;
        }
    }
    Ok(())
}

/// Real files: errors, words in order against `pdftotext`, header fields, pages a second.
fn real(shared: &str, out: &mut impl Write) -> Outcome {
    let lexicon = Lexicon::builtin()?;
    let data = Path::new(shared).join("data");
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
                writeln!(out, "{name}: {error}")?;
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
                format!("{:.1}", 100.0 * ratio(common, all))
            })
        };
        let found = pdftotext(&path, &[]).map_or_else(String::new, |text| {
            let (all, common) = anywhere(&text, source.text());
            format!("{:.1}", 100.0 * ratio(common, all))
        });
        writeln!(
            out,
            "{name}: {count} pages, {:.0} ms, words found {found} %, in order {} % (layout {} %), tables {}, [{number}] [{issued}] [{kind}]",
            taken * 1000.0,
            order(&[]),
            order(&["-layout"]),
            source.tables().len(),
        )?;
    }
    let speed = if seconds > 0.0 { ratio(pages, 1) / seconds } else { 0.0 };
    let [numbers, dates, kinds] = headers;
    writeln!(out, "{read} of {files} read; number {numbers}, date {dates}, kind {kinds}")?;
    writeln!(out, "{pages} pages in {seconds:.2} s: {speed:.0} pages/s")?;
    Ok(())
}

fn list(value: Option<&serde_json::Value>) -> impl Iterator<Item = &serde_json::Value> {
    value.and_then(serde_json::Value::as_array).into_iter().flatten()
}

/// Equal but for blanks and kinds of hyphen.
fn same(one: &str, other: &str) -> bool {
    words(one).eq(words(other))
}

fn words(text: &str) -> impl Iterator<Item = String> {
    text.split_whitespace().map(|word| word.replace(['\u{2011}', '\u{2010}'], "-"))
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

fn ratio(part: usize, whole: usize) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "counts of words")]
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

/// Returns how many words `wanted` has and how many of them `got` has anywhere.
fn anywhere(wanted: &str, got: &str) -> (usize, usize) {
    let mut counts: std::collections::HashMap<String, usize> = std::collections::HashMap::new();
    for word in words(got) {
        *counts.entry(word).or_default() += 1;
    }
    let (mut all, mut found) = (0, 0);
    for word in words(wanted) {
        all += 1;
        if let Some(count) = counts.get_mut(&word).filter(|count| **count > 0) {
            *count -= 1;
            found += 1;
        }
    }
    (all, found)
}

/// Returns how many words `wanted` has and how many of them stand in `got` in the same order: the longest common
/// subsequence, 64 words of `wanted` at a time (Hyyrö 2004).
fn in_order(wanted: &str, got: &str) -> (usize, usize) {
    let wanted: Vec<String> = words(wanted).collect();
    let blocks = wanted.len().div_ceil(64);
    let mut places: std::collections::HashMap<&str, Vec<(usize, u64)>> = std::collections::HashMap::new();
    for (at, word) in wanted.iter().enumerate() {
        let entry = places.entry(word).or_default();
        match entry.last_mut() {
            Some((block, bits)) if *block == at / 64 => *bits |= 1 << (at % 64),
            _ => entry.push((at / 64, 1 << (at % 64))),
        }
    }
    let mut row = vec![u64::MAX; blocks];
    for word in words(got) {
        let Some(found) = places.get(word.as_str()) else { continue };
        let mut found = found.iter().peekable();
        let mut carry = false;
        for (block, bits) in row.iter_mut().enumerate() {
            let matches = found.next_if(|(at, _)| *at == block).map_or(0, |(_, bits)| *bits);
            let kept = *bits & matches;
            let (sum, over) = bits.overflowing_add(kept);
            let (sum, again) = sum.overflowing_add(u64::from(carry));
            carry = over || again;
            *bits = sum | (*bits & !matches);
        }
    }
    let unmatched: usize = row.iter().map(|bits| bits.count_ones() as usize).sum();
    (wanted.len(), blocks * 64 - unmatched)
}
