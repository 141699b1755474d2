//! Size and speed on made documents: bytes of text indexed in a second, memory, size of the index, times of queries;
//! beside it SQLite's FTS5, Xapian and Recoll on the same texts.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use rusqlite::Connection;
use soat::lexicon::Lexicon;
use soat::search::{Answer, Ask, Held, Index, Query, Sort, Weights, Words};

use super::made::{TODAY, made};
use crate::scale::{number, peak_memory};

const BATCH: u64 = 2_000;
/// Queries of each sort.
pub(super) const QUERIES: u64 = 300;

/// Indexes so many made documents in `folder`, and prints what it takes.
pub(crate) fn run(
    documents: u64,
    folder: Option<&Path>,
    peers: bool,
    threads: usize,
    only: Option<&str>,
) -> Result<()> {
    let temporary = tempfile::tempdir()?;
    let folder = folder.unwrap_or(temporary.path()).join("made.index");
    let lexicon = Lexicon::builtin()?;
    let weights = Weights::named(&toml::Table::new())?;
    let index = Index::open_or_create(&folder, Words::new(&lexicon))?;
    if index.entries() == 0 {
        fill(&index, documents, &folder, threads)?;
    }
    println!("{} entries, index {} MB", index.entries(), size(&folder)? >> 20);
    let asking = Asking { index: &index, lexicon: &lexicon, weights: &weights["default"] };
    for sort in SORTS.into_iter().filter(|sort| only.is_none_or(|only| *sort == only)) {
        let (mut times, mut answers) = (Vec::new(), Vec::new());
        for turn in 0..2 * QUERIES {
            let text = question(sort, turn, documents);
            let (wall, own) = (Instant::now(), now());
            let answer = asking.first(&text, 10)?;
            // After as many others, as a server has had them.
            if turn >= QUERIES {
                times.push((now().saturating_sub(own), wall.elapsed()));
                answers.push((turn, text, answer));
            }
        }
        let (mut found, mut best, mut own) = (0, 0, 0);
        for (turn, text, answer) in answers {
            let asked_of = number(turn, 77, documents);
            own += usize::from(answer.hits.iter().any(|hit| hit.row == asked_of));
            let lowest = asking.first(&text, DEEP)?.hits.get(9).map_or(0.0, |hit| hit.score);
            found += answer.hits.len();
            best += answer.hits.iter().filter(|hit| hit.score >= lowest * 0.9999).count();
        }
        println!(
            "soat  {sort:<8} {}; {:.1} hits, the document it was made of among them {:.1} %; {:.1} % as good as the first ten among {} times as many entries scored",
            spread(&mut times),
            found as f64 / QUERIES as f64,
            100.0 * own as f64 / QUERIES as f64,
            100.0 * best as f64 / found.max(1) as f64,
            DEEP / 25
        );
    }
    if peers {
        super::recoll::run(documents)?;
        fts5(documents, &lexicon)?;
        super::xapian::run(documents)?;
    }
    Ok(())
}

/// Documents asked for to see what was passed over by those who ask for ten: of each four entries are scored, of ten a hundred in all.
const DEEP: usize = 5_000;

struct Asking<'a> {
    index: &'a Index,
    lexicon: &'a Lexicon,
    weights: &'a Weights,
}

impl Asking<'_> {
    fn first(&self, text: &str, limit: usize) -> Result<Answer> {
        let query = Query::read(text, false, self.index.words(), self.lexicon);
        let ask = Ask { weights: self.weights, as_of: TODAY, sort: Sort::Relevance, limit, offset: 0, count: true };
        Ok(self.index.ask(&query, &ask)?)
    }
}

pub(super) const SORTS: [&str; 4] = ["words", "question", "phrase", "number"];

/// Returns a query of a sort for a made document: words of its title with a name of its text, a long question, four
/// syllables of its text in quotes, its number.
pub(crate) fn question(sort: &str, turn: u64, documents: u64) -> String {
    let document = made(number(turn, 77, documents));
    let title: Vec<&str> = document.entry.title.split_whitespace().collect();
    let text: Vec<&str> =
        document.entry.text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let at = usize::try_from(number(turn, 78, u64::try_from(text.len() - 40).unwrap_or(1))).unwrap_or_default() + 20;
    match sort {
        "words" => format!("{} {}", title[..4].join(" "), title[title.len() - 2..].join(" ")),
        "question" => format!("{} {} bao lâu một lần?", title.join(" "), text[at..at + 8].join(" ")),
        "phrase" => format!("\"{}\"", text[at..at + 4].join(" ")),
        _ => format!("{} {}", document.symbol, document.entry.issued.map_or(0, jiff::civil::Date::year)),
    }
}

fn fill(index: &Index, documents: u64, folder: &Path, threads: usize) -> Result<()> {
    let lexicon = Lexicon::builtin()?;
    let held = Held::of(&Words::new(&lexicon), "made", 0);
    let (begun, mut making) = (Instant::now(), Duration::ZERO);
    let (cpu, mut making_cpu) = (process_time(), Duration::ZERO);
    let own = OwnMemory::watched();
    let mut writer = index.writer(threads, 200 << 20)?;
    let (mut bytes, mut since) = (0, 0);
    for first in (0..documents).step_by(usize::try_from(BATCH)?) {
        let (start, own) = (Instant::now(), now());
        let entries: Vec<_> = (first..documents.min(first + BATCH)).map(|place| made(place).entry).collect();
        making += start.elapsed();
        making_cpu += now().saturating_sub(own);
        let text: usize = entries.iter().map(|entry| entry.text.len()).sum();
        writer.put(&entries)?;
        bytes += text;
        since += text;
        if since > 256 << 20 {
            since = 0;
            writer.commit(&held)?;
        }
    }
    writer.commit(&held)?;
    let durable = begun.elapsed().saturating_sub(making);
    writer.finish()?;
    let whole = begun.elapsed().saturating_sub(making);
    let spent = process_time().saturating_sub(cpu).saturating_sub(making_cpu);
    let megabytes = bytes as f64 / 1e6;
    println!(
        "{documents} documents, {megabytes:.0} MB of text: durable after {:.1} s, {:.1} MB/s; merged after {:.1} s, {:.1} MB/s; {:.1} MB a second of processor time; peak memory {} MB with mapped files, {} MB of its own; index {:.2} × text",
        durable.as_secs_f64(),
        megabytes / durable.as_secs_f64(),
        whole.as_secs_f64(),
        megabytes / whole.as_secs_f64(),
        megabytes / spent.as_secs_f64(),
        peak_memory(),
        own.most(),
        size(folder)? as f64 / bytes as f64
    );
    Ok(())
}

/// Processor time of this thread, to the nanosecond: the system's list of threads lags by a tick.
fn now() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    Duration::new(u64::try_from(time.tv_sec).unwrap_or_default(), u32::try_from(time.tv_nsec).unwrap_or_default())
}

/// Processor time of the whole process, where the system tells it.
fn process_time() -> Duration {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    let ticks = |at: usize| fields.get(at).and_then(|text| text.parse::<u64>().ok()).unwrap_or_default();
    Duration::from_millis((ticks(11) + ticks(12)) * 10)
}

/// The most megabytes that the process held beside mapped files, looked at twenty times a second.
struct OwnMemory {
    most: Arc<AtomicU64>,
}

impl OwnMemory {
    fn watched() -> Self {
        let most = Arc::new(AtomicU64::new(0));
        let seen = Arc::downgrade(&most);
        std::thread::spawn(move || {
            while let Some(most) = seen.upgrade() {
                let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
                let line = status.lines().find_map(|line| line.strip_prefix("RssAnon:")).unwrap_or_default();
                let kilobytes = line.trim().trim_end_matches(" kB").parse::<u64>().unwrap_or_default();
                most.fetch_max(kilobytes / 1024, Ordering::Relaxed);
                drop(most);
                std::thread::sleep(Duration::from_millis(50));
            }
        });
        Self { most }
    }

    fn most(&self) -> u64 {
        self.most.load(Ordering::Relaxed)
    }
}

pub(super) fn size(folder: &Path) -> Result<u64> {
    let mut bytes = 0;
    for file in std::fs::read_dir(folder)? {
        bytes += file?.metadata()?.len();
    }
    Ok(bytes)
}

/// Returns the median and the 99th hundredth of both clocks.
fn spread(times: &mut [(Duration, Duration)]) -> String {
    let at = |sorted: &[(Duration, Duration)], part: usize, wall: bool| {
        let one = sorted[(sorted.len() * part / 100).min(sorted.len() - 1)];
        (if wall { one.1 } else { one.0 }).as_secs_f64() * 1e3
    };
    times.sort();
    let own = format!("own thread p50 {:.2} p99 {:.2} ms", at(times, 50, false), at(times, 99, false));
    times.sort_by_key(|(_, wall)| *wall);
    format!("{own}, wall p50 {:.2} p99 {:.2} ms", at(times, 50, true), at(times, 99, true))
}

fn fts5(documents: u64, lexicon: &Lexicon) -> Result<()> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("fts.db");
    let mut connection = Connection::open(&path)?;
    connection.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;
         CREATE VIRTUAL TABLE document USING fts5 (title, text, content = '', tokenize = 'unicode61 remove_diacritics 2')",
    )?;
    let (cpu, mut bytes, mut spent) = (now(), 0, Duration::ZERO);
    for first in (0..documents).step_by(usize::try_from(BATCH)?) {
        let entries: Vec<_> = (first..documents.min(first + BATCH)).map(|place| made(place).entry).collect();
        let start = now();
        let transaction = connection.transaction()?;
        for entry in &entries {
            let row = i64::try_from(entry.row)?;
            transaction.prepare_cached("INSERT INTO document (rowid, title, text) VALUES (?1, ?2, ?3)")?.execute((
                row,
                &entry.title,
                &entry.text,
            ))?;
            bytes += entry.text.len();
        }
        transaction.commit()?;
        spent += now().saturating_sub(start);
    }
    let _ = (cpu, lexicon);
    connection.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)")?;
    let file = std::fs::metadata(&path).context("no file")?.len();
    println!(
        "FTS5: {:.1} MB a second of processor time, file {:.2} × text (texts not stored)",
        bytes as f64 / 1e6 / spent.as_secs_f64(),
        file as f64 / bytes as f64
    );
    for sort in SORTS {
        let mut times = Vec::new();
        for turn in 0..QUERIES {
            let text = question(sort, turn, documents);
            let asked = match sort {
                "phrase" => text,
                "number" => format!("\"{}\"", text.replace('"', "")),
                "question" => super::peers::any_word(&text),
                _ => super::peers::any_word(&text).replace(" OR ", " AND "),
            };
            let (wall, own) = (Instant::now(), now());
            let mut statement = connection
                .prepare_cached("SELECT rowid FROM document WHERE document MATCH ?1 ORDER BY rank LIMIT 10")?;
            let rows: Vec<i64> = statement.query_map([asked], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
            drop(rows);
            times.push((now().saturating_sub(own), wall.elapsed()));
            if times.iter().map(|(_, wall)| *wall).sum::<Duration>() > Duration::from_mins(1) {
                break;
            }
        }
        println!("FTS5  {sort:<8} {} (n {})", spread(&mut times.clone()), times.len());
    }
    Ok(())
}
