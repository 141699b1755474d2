//! What a kill leaves of an index: a child stores documents and brings the index in step, over and over, and is killed at
//! random moments; after each kill the index is opened, brought in step and looked over.

use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Write};
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};
use soat::app::search::{Made, Searcher, Sort, Weights, Wish, bring};
use soat::document::{Date, Document};
use soat::lexicon::Lexicon;
use soat::parse;
use soat::registry::Store;
use soat::text::{Format, Source};

use crate::scale::number;

/// Documents in the registry.
const DOCUMENTS: u64 = 1_000;
/// Documents that a round changes.
const ROUND: u64 = 60;
/// Articles of a document.
const ARTICLES: u64 = 4;

/// Returns a document's text in a version: each article says which.
fn paper(at: u64, version: u64, lexicon: &Lexicon) -> Document {
    let mut text = format!(
        "ỦY BAN NHÂN DÂN\nTỈNH QUẢNG TRỊ\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nSố: {}/QĐ-UBND\n\
         Quảng Trị, ngày 05 tháng 05 năm 2021\nQUYẾT ĐỊNH\nVề việc phê duyệt kế hoạch\n",
        at + 1
    );
    for article in 1..=ARTICLES {
        let _ = writeln!(text, "Điều {article}. Bản thứ\nThực hiện theo mẫu {} của kế hoạch.", mark(at, version));
    }
    parse::parse(&format!("made/{at}.txt"), &Source::from_lines(Format::Txt, &text), lexicon)
}

/// A word that one version of one document has alone.
fn mark(at: u64, version: u64) -> String {
    let letters = |mut rest: u64| {
        let mut word = String::new();
        loop {
            word.push(char::from(b'a' + u8::try_from(rest % 26).unwrap_or_default()));
            rest /= 26;
            if rest == 0 {
                return word;
            }
        }
    };
    format!("q{}z{}", letters(at), letters(version))
}

/// The work of the child: rounds of changes without end; each says what it is at.
pub(crate) fn work(folder: &Path, mut version: u64) -> Result<()> {
    let lexicon = Lexicon::builtin()?;
    let mut out = std::io::stdout().lock();
    let mut say = |what: &str| writeln!(out, "{what}").and_then(|()| out.flush());
    loop {
        version += 1;
        let mut store = Store::create_or_open(&folder.join("r.db"))?;
        say("storing")?;
        let mut batch = store.begin()?;
        for turn in 0..ROUND {
            let at = number(version, turn, DOCUMENTS);
            batch.put(&paper(at, version, &lexicon), &mark(at, version))?;
        }
        batch.commit()?;
        say("indexing")?;
        bring(&store, &lexicon, Some(&folder.join("r.db.index")), &mut |_| ())?;
        say(&format!("done {version}"))?;
    }
}

#[derive(Default)]
struct Tally {
    storing: usize,
    indexing: usize,
    behind: u64,
    lost: usize,
    torn: usize,
    failed: usize,
}

/// Kills the child so many times, and prints what was found after each.
pub(crate) fn run(kills: u64) -> Result<()> {
    let folder = tempfile::tempdir()?;
    let lexicon = Lexicon::builtin()?;
    let mut store = Store::create_or_open(&folder.path().join("r.db"))?;
    let mut batch = store.begin()?;
    for at in 0..DOCUMENTS {
        batch.put(&paper(at, 0, &lexicon), &mark(at, 0))?;
    }
    batch.commit()?;
    let (_, brought) = bring(&store, &lexicon, Some(&folder.path().join("r.db.index")), &mut |_| ())?;
    drop(store);
    let mut tally = Tally::default();
    let mut version = 0;
    for kill in 0..kills {
        let (phase, last) = killed(folder.path(), version, Duration::from_millis(number(kill, 5, 400)))?;
        match phase.as_str() {
            "indexing" => tally.indexing += 1,
            _ => tally.storing += 1,
        }
        version = last.max(version) + 10;
        if let Err(error) = look_over(folder.path(), brought.entries, &lexicon, &mut tally) {
            println!("  after kill {kill} ({phase}): {error:#}");
            tally.failed += 1;
        }
    }
    let Tally { storing, indexing, behind, lost, torn, failed } = tally;
    println!(
        "{kills} kills, each of a child at work: {indexing} while indexing, {storing} while storing; {behind} documents had to be put in afterwards; \
         {lost} lost, {torn} torn, {failed} failed reopenings"
    );
    Ok(())
}

/// Starts the child, kills it a while after its first line, and returns what it was at and its last finished round.
fn killed(folder: &Path, version: u64, wait: Duration) -> Result<(String, u64)> {
    let mut child = Command::new(std::env::current_exe()?)
        .args(["search-kill-child", &version.to_string()])
        .arg(folder)
        .stdout(Stdio::piped())
        .spawn()?;
    let output = child.stdout.take().context("no output")?;
    let (sender, lines): (_, Receiver<String>) = channel();
    let reader = std::thread::spawn(move || {
        for line in BufReader::new(output).lines().map_while(Result::ok) {
            if sender.send(line).is_err() {
                break;
            }
        }
    });
    let mut last = lines.recv().context("the child did not begin")?;
    std::thread::sleep(wait);
    child.kill()?;
    let status = child.wait()?;
    ensure!(status.signal() == Some(9), "the child ended by itself: {status}");
    reader.join().ok().context("reader")?;
    let mut done = version;
    for line in lines.try_iter() {
        if let Some(round) = line.strip_prefix("done ").and_then(|round| round.parse().ok()) {
            done = round;
        }
        last = line;
    }
    Ok((last, done + 1))
}

/// Opens what the kill left, brings it in step, and looks for every document whole and in its newest version.
fn look_over(folder: &Path, entries: u64, lexicon: &Lexicon, tally: &mut Tally) -> Result<()> {
    let store = Store::open_read_only(&folder.join("r.db"))?;
    store.verify()?;
    let searcher = Searcher::open(&store, lexicon, Some(&folder.join("r.db.index")))?;
    if searcher.brought.made != Made::Kept {
        bail!("made {:?}: {:?}", searcher.brought.made, searcher.brought.reason);
    }
    tally.behind += searcher.brought.changed;
    if searcher.brought.entries != entries {
        println!("  {} entries, not {entries}", searcher.brought.entries);
        tally.torn += 1;
    }
    let weights = Weights::named(&toml::Table::new())?;
    let wish = Wish {
        exact: false,
        sort: Sort::Relevance,
        weights: &weights["default"],
        as_of: Date::constant(2026, 1, 1),
        limit: 2,
        offset: 0,
    };
    for record in store.records()? {
        let text = store.document(&record.id)?.context("no text")?.text;
        let word =
            text.split_whitespace().find(|word| word.starts_with('q') && word.contains('z')).context("no mark")?;
        let found = searcher.search(&store, lexicon, &format!("\"{word}\""), &wish)?;
        match found.hits.as_slice() {
            [only] if only.document == record.id && only.provision.is_some() => {}
            [] => tally.lost += 1,
            _ => tally.torn += 1,
        }
    }
    Ok(())
}
