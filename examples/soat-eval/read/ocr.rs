//! Measures the recognition of pictures on pages of our own corpus, drawn by LibreOffice and poppler.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, ensure};
use soat::app::{inputs, programs, reading::is_readable_name};
use soat::ingest::{Batch, Begun, Programs};

use super::words::percent;

/// Prints the share of characters recognised wrongly, by document and in all.
pub(crate) fn run(count: usize) -> Result<()> {
    println!("\npictures of pages of the corpus");
    // Nothing that was recognised before is taken.
    let programs = Programs { cache: None, ..programs::find() };
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/issued");
    let (inputs, _) = inputs::collect(&[corpus], is_readable_name);
    let texts: Vec<PathBuf> = inputs.into_iter().map(|input| input.path).collect();
    let step = (texts.len() / count).max(1);
    let (mut wrong, mut all, mut pages, mut lost, mut said) = (0, 0, 0, 0, 0);
    for path in texts.iter().step_by(step).take(count) {
        let folder = tempfile::tempdir()?;
        let pictures = draw(&programs, path, folder.path())?;
        let mut recognised = String::new();
        for picture in &pictures {
            recognised.push_str(&recognise(&programs, picture)?);
        }
        let (truth, read) = (words(soat::ingest::read_path(path)?.text()), words(&recognised));
        let letters = |words: &[String]| words.join(" ").chars().collect::<Vec<char>>();
        (lost, said) = (lost + missed(&truth, &read), said + truth.len());
        let truth = letters(&truth);
        let errors = distance(&truth, &letters(&read));
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        println!("{:5.2} %  {} pages  {name}", percent(errors, truth.len()), pictures.len());
        (wrong, all, pages) = (wrong + errors, all + truth.len(), pages + pictures.len());
    }
    println!("{:5.2} % of {all} characters wrong or out of order, on {pages} pages", percent(wrong, all));
    println!("{:5.2} % of {said} words read nowhere on their pages", percent(lost, said));
    Ok(())
}

/// Draws the pages of a text at 200 dots an inch.
fn draw(programs: &Programs, text: &Path, folder: &Path) -> Result<Vec<PathBuf>> {
    let soffice = programs.soffice.as_ref().context("LibreOffice is needed to draw the pages")?;
    let mut command = Command::new(soffice);
    if text.extension().is_some_and(|extension| extension == "txt") {
        command.arg("--infilter=Text (encoded):UTF8,LF,Liberation Serif,vi-VN");
    }
    let drawn = command
        .arg(format!("-env:UserInstallation=file://{}/profile", folder.display()))
        .args(["--headless", "--convert-to", "pdf"])
        .arg("--outdir")
        .args([folder, text])
        .output()?;
    let pdf = folder.join(text.file_stem().context("no name")?).with_extension("pdf");
    ensure!(pdf.exists(), "LibreOffice drew nothing: {}", String::from_utf8_lossy(&drawn.stderr));
    let status =
        Command::new("pdftoppm").args(["-r", "200", "-gray", "-png"]).arg(&pdf).arg(folder.join("page")).status()?;
    ensure!(status.success(), "pdftoppm failed");
    let mut pictures: Vec<PathBuf> =
        std::fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<Result<_>>()?;
    pictures.retain(|path| path.extension().is_some_and(|extension| extension == "png"));
    pictures.sort();
    Ok(pictures)
}

fn recognise(programs: &Programs, picture: &Path) -> Result<String> {
    match Batch::new(programs).begin("page.png", &soat::ingest::load(picture)?)? {
        Begun::Read(source) => Ok(source.text().to_owned()),
        Begun::Waits(_) => anyhow::bail!("a picture does not wait"),
    }
}

/// Returns the text in NFC with blanks fallen together, without lines that are drawn with signs.
fn words(text: &str) -> Vec<String> {
    let source = soat::text::Source::from_lines(soat::text::Format::Txt, &text.replace(['_', '|'], " "));
    let drawn = |word: &&str| word.chars().all(|sign| sign == '-') && word.len() > 1;
    source.text().split_whitespace().filter(|word| !drawn(word)).map(str::to_owned).collect()
}

/// Returns how many words of the truth are read nowhere on the page.
fn missed(truth: &[String], read: &[String]) -> usize {
    let mut left: BTreeMap<&str, usize> = BTreeMap::new();
    for word in read {
        *left.entry(word).or_default() += 1;
    }
    let take = |word: &&String| match left.get_mut(word.as_str()) {
        Some(count) if *count > 0 => {
            *count -= 1;
            false
        }
        _ => true,
    };
    truth.iter().filter(take).count()
}

/// Returns the number of characters to change, add or drop (Levenshtein).
fn distance(one: &[char], other: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (at, letter) in one.iter().enumerate() {
        let mut before = row[0];
        row[0] = at + 1;
        for (column, own) in other.iter().enumerate() {
            let change = before + usize::from(letter != own);
            before = row[column + 1];
            row[column + 1] = change.min(before + 1).min(row[column] + 1);
        }
    }
    row[other.len()]
}
