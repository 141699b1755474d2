//! Measures an audit of a registry of many documents, in full and after ten plans came.
//!
//! One document in ten is a plan of twenty of the tasks of `scale`; the others are decisions on single matters. Each plan
//! carries out an earlier one of its province.

use std::fmt::Write;
use std::path::Path;
use std::time::Instant;

use anyhow::{Result, ensure};
use rayon::prelude::*;
use soat::app::{Office, audit};
use soat::audit::{Found, Scope};
use soat::document::Document;
use soat::parse::parse;
use soat::registry::Store;
use soat::text::{Format, Source};

use crate::scale::{PROVINCES, number, peak_memory, pick, text};

/// Tasks of a plan.
const TASKS: u64 = 20;

/// Makes a registry, audits it, lets ten plans come, audits again both ways, and prints the times.
pub(crate) fn run(documents: u64) -> Result<()> {
    let office = Office::open(None)?;
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("r.db");
    let begun = Instant::now();
    fill(&path, &office, 0..documents)?;
    println!("{documents} documents made, read and stored in {:.0} s", begun.elapsed().as_secs_f64());
    let full = overlaps("all compared", &office, &path)?;
    let again = overlaps("nothing new", &office, &path)?;
    ensure!(full == again, "a second look finds something else");
    fill(&path, &office, documents * 10..documents * 10 + 100)?;
    let grown = overlaps("ten plans more", &office, &path)?;
    let begun = Instant::now();
    let anew = audit::overlaps(&office, &Store::open_read_only(&emptied(&path)?)?, &scope())?;
    println!("the same, all compared anew: {:.1} s", begun.elapsed().as_secs_f64());
    ensure!(anew == grown, "compared anew they are others");
    let begun = Instant::now();
    let whole = audit::audit(&office, &Store::open_keeping(&path)?, &scope())?;
    let lists = whole.incomplete.len() + whole.visits.len() + whole.resting.len() + whole.gaps.len();
    println!(
        "all lists of the audit: {:.1} s, {lists} lines beside the overlaps, peak memory {} MB",
        begun.elapsed().as_secs_f64(),
        peak_memory()
    );
    Ok(())
}

fn overlaps(what: &str, office: &Office, path: &Path) -> Result<Vec<Found>> {
    let store = Store::open_keeping(path)?;
    let begun = Instant::now();
    let found = audit::overlaps(office, &store, &scope())?;
    println!("{what}: {:.1} s, {} pairs", begun.elapsed().as_secs_f64(), found.len());
    Ok(found)
}

fn scope() -> Scope {
    Scope { as_of: jiff::civil::date(2026, 11, 22), territory: None, years: None, if_repealed: None }
}

/// Copies a registry without what was kept of earlier looks.
fn emptied(path: &Path) -> Result<std::path::PathBuf> {
    let copy = path.with_extension("copy.db");
    let file = rusqlite::Connection::open(path)?;
    file.execute("VACUUM INTO ?1", [copy.to_string_lossy()])?;
    rusqlite::Connection::open(&copy)?
        .execute_batch("DELETE FROM pair; DELETE FROM compared; DELETE FROM compared_by;")?;
    Ok(copy)
}

fn fill(path: &Path, office: &Office, places: std::ops::Range<u64>) -> Result<()> {
    let mut store = Store::create_or_open(path)?;
    let places: Vec<u64> = places.collect();
    for chunk in places.chunks(2_000) {
        let made: Vec<Document> = chunk.par_iter().map(|at| made(*at, office)).collect();
        let mut batch = store.begin()?;
        for document in &made {
            batch.put(document, &document.path)?;
        }
        batch.commit()?;
    }
    Ok(())
}

fn made(at: u64, office: &Office) -> Document {
    let plan = at.is_multiple_of(10);
    let place = at / 10;
    let year = crate::scale::year(place * TASKS);
    let slug = pick(&PROVINCES, number(place, 2, 34));
    let place_name = office.lexicon.territories().iter().find(|known| *known.id == *slug);
    let province = place_name.map_or("Quảng Trị", |known| known.name.as_str());
    let mut words = format!(
        "ỦY BAN NHÂN DÂN\nTỈNH {}\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nSố: {}/{}-UBND\n{province}, ngày 12 tháng 01 năm {year}\n",
        province.to_uppercase(),
        at + 1,
        if plan { "KH" } else { "QĐ" },
    );
    if plan {
        let _ = writeln!(words, "KẾ HOẠCH\nCông tác số {place} năm {year}\nI. NHIỆM VỤ\n\n| TT | Nhiệm vụ | Chủ trì |");
        for task in place * TASKS..(place + 1) * TASKS {
            let unit = pick(&["Sở Nội vụ", "Sở Tài chính", "Sở Y tế", "Sở Xây dựng"], number(task, 6, 4));
            let _ = writeln!(words, "| {} | {} | {unit} |", task % TASKS + 1, text(task));
        }
    } else {
        let _ = writeln!(words, "QUYẾT ĐỊNH\nVề việc phê duyệt hồ sơ số {at}\nĐiều 1. Phê duyệt hồ sơ số {at}./.");
    }
    parse(&format!("made/{at}.txt"), &Source::from_lines(Format::Txt, &words), &office.lexicon)
}
