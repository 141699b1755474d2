//! How fast citations are found, and whether a long text takes no longer by the byte.

use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::Result;
use soat::lexicon::Lexicon;
use soat::parse::citation::{CitationContext, find};
use soat::parse::paragraphs;
use soat::text::{Format, Source};

use crate::records::{field, records};

/// Sizes of the long texts, in millions of bytes.
const LONG: [usize; 3] = [5, 25, 50];

pub(super) fn run(lexicon: &Lexicon, path: &Path) -> Result<()> {
    let records = records(path)?;
    let source = |text: &str| Source::from_lines(Format::Txt, text);
    let sources: Vec<Source> = records.iter().map(|record| source(field(record, "text"))).collect();
    println!("speed ({}), one thread, {}", path.display(), if own_time().is_some() { "its own time" } else { "wall" });
    for _ in 0..3 {
        line("documents", &sources, lexicon);
    }
    for size in LONG {
        let mut text = String::new();
        for record in records.iter().cycle() {
            if text.len() >= size * 1_000_000 {
                break;
            }
            text.push_str(field(record, "text"));
            text.push('\n');
        }
        line("one text", &[source(&text)], lexicon);
    }
    Ok(())
}

fn line(what: &str, sources: &[Source], lexicon: &Lexicon) {
    let bytes: usize = sources.iter().map(|source| source.text().len()).sum();
    let start = now();
    let read: Vec<_> = sources.iter().map(paragraphs).collect();
    let cut = now();
    let found = sources
        .iter()
        .zip(&read)
        .map(|(source, paragraphs)| find(source, paragraphs, lexicon, &CitationContext::default()).len());
    let count: usize = found.sum();
    let end = now();
    let rate = |from: Duration, to: Duration| bytes as f64 / 1e6 / (to.saturating_sub(from)).as_secs_f64();
    println!(
        "  {what} of {:.1} MB, {count} citations: {:.1} MB/s ({:.1} paragraphs, {:.1} citations)",
        bytes as f64 / 1e6,
        rate(start, end),
        rate(start, cut),
        rate(cut, end)
    );
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
