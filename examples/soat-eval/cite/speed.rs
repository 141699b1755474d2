//! How fast citations are found, and whether a long text takes no longer by the byte.
//!
//! Other work on the machine slows every program down: each line gives the time beside that of a fixed loop over the
//! same bytes, run just before and after.

use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::Result;
use soat::lexicon::Lexicon;
use soat::parse::citation::{CitationContext, find};
use soat::parse::paragraphs;
use soat::text::{Format, Source};

use crate::records::{field, records};

/// Sizes of the long texts, in millions of bytes.
const LONG: [usize; 3] = [1, 10, 50];

pub(super) fn run(lexicon: &Lexicon, data: &Path) -> Result<()> {
    println!("speed, one thread, {}", if own_time().is_some() { "its own time" } else { "wall" });
    let mut local = Vec::new();
    for (what, file) in [("local", "docs/local.jsonl.gz"), ("central", "docs/central.jsonl.gz")] {
        let texts: Vec<String> =
            records(&data.join(file))?.iter().map(|record| field(record, "text").to_owned()).collect();
        let sources: Vec<Source> = texts.iter().map(|text| Source::from_lines(Format::Txt, text)).collect();
        for _ in 0..3 {
            line(what, &sources, lexicon);
        }
        let prose: Vec<Source> = texts.iter().map(|text| Source::from_lines(Format::Txt, &prose(text))).collect();
        line(&format!("{what}, lines without digits"), &prose, lexicon);
        if local.is_empty() {
            local = texts;
        }
    }
    for size in LONG {
        let mut text = String::new();
        for one in local.iter().cycle() {
            if text.len() >= size * 1_000_000 {
                break;
            }
            text.push_str(one);
            text.push('\n');
        }
        line("one text", &[Source::from_lines(Format::Txt, &text)], lexicon);
        line("one paragraph", &[Source::from_lines(Format::Txt, &text.replace('\n', " "))], lexicon);
    }
    Ok(())
}

/// Returns the lines of `text` that have no digits.
fn prose(text: &str) -> String {
    let lines = text.lines().filter(|line| !line.bytes().any(|byte| byte.is_ascii_digit()));
    lines.flat_map(|line| [line, "\n"]).collect()
}

fn line(what: &str, sources: &[Source], lexicon: &Lexicon) {
    let bytes: usize = sources.iter().map(|source| source.text().len()).sum();
    let before = reference(sources);
    let start = now();
    let read: Vec<_> = sources.iter().map(paragraphs).collect();
    let cut = now();
    let found = sources
        .iter()
        .zip(&read)
        .map(|(source, paragraphs)| find(source, paragraphs, lexicon, &CitationContext::default()).len());
    let count: usize = found.sum();
    let end = now();
    let fixed = (before + reference(sources)).as_secs_f64() / 2.0;
    let seconds = |from: Duration, to: Duration| to.saturating_sub(from).as_secs_f64();
    let rate = |from: Duration, to: Duration| bytes as f64 / 1e6 / seconds(from, to);
    println!(
        "  {what}, {:.1} MB, {count} citations: {:.1} MB/s ({:.1} paragraphs, {:.1} citations), {:.2} times the fixed loop",
        bytes as f64 / 1e6,
        rate(start, end),
        rate(start, cut),
        rate(cut, end),
        seconds(start, end) / fixed,
    );
}

/// Returns how long a fixed loop takes: one step a byte, each of which needs the one before.
fn reference(sources: &[Source]) -> Duration {
    let start = now();
    for source in sources {
        let hash = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        black_box(source.text().as_bytes().iter().fold(0xcbf2_9ce4_8422_2325, hash));
    }
    now().saturating_sub(start)
}

/// Returns the time that this thread has run, or the wall's where the system does not tell.
pub(crate) fn now() -> Duration {
    static START: std::sync::OnceLock<Instant> = std::sync::OnceLock::new();
    own_time().unwrap_or_else(|| START.get_or_init(Instant::now).elapsed())
}

fn own_time() -> Option<Duration> {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    told.split(' ').next()?.parse().ok().map(Duration::from_nanos)
}
