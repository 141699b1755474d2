//! Recoll on the made documents, a file each, asked by a process a query (Debian: `recollcmd`), as `search-process` asks soat.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::Result;
use soat::text::fold_ascii;

use super::made::made;
use super::scale::{SORTS, question};

/// Files of one folder.
const FILES: u64 = 1_000;
/// Processes of each sort.
const RUNS: u64 = 20;

/// Writes the made documents into files, has them indexed and asks the same questions.
pub(super) fn run(documents: u64) -> Result<()> {
    let folder = tempfile::tempdir()?;
    let (texts, own) = (folder.path().join("texts"), folder.path().join("recoll"));
    std::fs::create_dir_all(&own)?;
    let mut bytes = 0;
    for place in 0..documents {
        let within = texts.join((place / FILES).to_string());
        std::fs::create_dir_all(&within)?;
        let text = made(place).entry.text;
        bytes += text.len();
        std::fs::write(within.join(format!("{place}.txt")), text)?;
    }
    let settings = format!("topdirs = {}\nindexstemminglanguages =\nnoaspell = 1\n", texts.display());
    std::fs::write(own.join("recoll.conf"), settings)?;
    let begun = Instant::now();
    let Ok(_) = quiet("recollindex", &own).status() else {
        println!("Recoll: skipped, recollcmd is not installed");
        return Ok(());
    };
    let (took, megabytes) = (begun.elapsed().as_secs_f64(), bytes as f64 / 1e6);
    let size = super::scale::size(&own.join("xapiandb"))? as f64 / bytes as f64;
    println!("Recoll: {took:.1} s, {:.1} MB a second by the clock, files {size:.2} × text", megabytes / took);
    for sort in SORTS {
        let mut times = Vec::new();
        for turn in 0..RUNS {
            let text = question(sort, turn, documents);
            let asked = if sort == "question" { super::peers::any_word(&text) } else { fold_ascii(&text) };
            let begun = Instant::now();
            quiet("recollq", &own).args(["-n", "10", "-b", "-q", &asked]).status()?;
            times.push(begun.elapsed().as_secs_f64() * 1e3);
        }
        times.sort_by(f64::total_cmp);
        println!("recollq, {sort:<8}: p50 {:.1} ms, slowest {:.1} ms", times[times.len() / 2], times[times.len() - 1]);
    }
    Ok(())
}

fn quiet(program: &str, settings: &Path) -> Command {
    let mut command = Command::new(program);
    command.arg("-c").arg(settings).stdout(Stdio::null()).stderr(Stdio::null());
    command
}
