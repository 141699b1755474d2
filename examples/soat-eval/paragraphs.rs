//! Single paragraphs: whether rules say of one alone what they say of it in its document, and how long an answer takes.

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use jiff::civil::date;
use soat::app::desk::{Asked, Desk, DeskError};
use soat::app::{Office, inputs, library};
use soat::check::Finding;
use soat::ingest;
use soat::registry::Store;
use soat::rules::{Lang, Scope};
use soat::serve::{Setting, State, listen, serve};

use crate::records::{field, records};

/// What became of the findings of one rule.
#[derive(Default)]
struct Tally {
    both: usize,
    alone_only: usize,
    whole_only: usize,
}

pub(crate) fn run(data: &Path, registry: Option<&Path>, show: bool) -> Result<()> {
    let office = Office::open(None)?;
    let desk = Desk::new(&office)?;
    let store = registry.map_or_else(Store::in_memory, library::of_file)?;
    let mut tallies: BTreeMap<String, Tally> = BTreeMap::new();
    let word = |name: &str| Path::new(name).extension().is_some_and(|extension| extension == "docx");
    let (files, _) = inputs::collect(&[data.join("files")], word);
    let (mut documents, mut paragraphs) = (0, 0);
    for file in files {
        let bytes = ingest::load(&file.path)?;
        // Some are other things under the name of a Word document.
        if let Some(read) = document(&desk, &store, (&file.name, &bytes), &mut tallies, show)? {
            (documents, paragraphs) = (documents + 1, paragraphs + read);
        }
    }
    println!("{documents} Word documents, {paragraphs} paragraphs");
    println!("rule      same   only alone   only in the document");
    for (code, Tally { both, alone_only, whole_only }) in &tallies {
        println!("{code} {both:>7} {alone_only:>12} {whole_only:>22}");
    }
    let sum = |count: fn(&Tally) -> usize| tallies.values().map(count).sum::<usize>();
    println!("all     {:>7} {:>12} {:>22}", sum(|t| t.both), sum(|t| t.alone_only), sum(|t| t.whole_only));
    let texts = records(&data.join("docs/local.jsonl.gz"))?;
    let lines: Vec<&str> = texts.iter().flat_map(|record| field(record, "text").lines()).collect();
    answers(registry, &lines)
}

/// Compares what the rules of paragraphs say of each paragraph alone and in its document; returns how many there are.
fn document(
    desk: &Desk<'_>,
    store: &Store,
    (name, bytes): (&str, &[u8]),
    tallies: &mut BTreeMap<String, Tally>,
    show: bool,
) -> Result<Option<usize>> {
    let asked = Asked { as_of: None, today: date(2026, 11, 21), lang: Lang::Vi };
    let whole = match desk.draft(store, name, bytes, asked) {
        Ok(whole) => whole,
        Err(DeskError::Unread(_)) => return Ok(None),
        Err(error) => return Err(error.into()),
    };
    let mut paragraphs = 0;
    let asked = Asked { as_of: Some(whole.judged.as_of), ..asked };
    let heard = |finding: &&Finding| {
        desk.office().rules.get(&finding.code).is_some_and(|rule| rule.front.scope == Scope::Paragraph)
    };
    let heard: Vec<&Finding> = whole.judged.findings.iter().filter(heard).collect();
    for block in whole.source.blocks() {
        let paragraph = whole.source.slice(block.span);
        if paragraph.trim().is_empty() {
            continue;
        }
        let alone = desk.paragraph(store, paragraph, asked)?.judged.findings;
        let mut inside: Vec<(&str, &str)> = heard
            .iter()
            .filter(|finding| block.span.contains(finding.span))
            .map(|finding| (finding.code.as_str(), finding.excerpt.as_str()))
            .collect();
        for finding in &alone {
            let tally = tallies.entry(finding.code.clone()).or_default();
            if let Some(at) = inside.iter().position(|known| *known == (&finding.code, &finding.excerpt)) {
                inside.swap_remove(at);
                tally.both += 1;
                continue;
            }
            tally.alone_only += 1;
            if show {
                println!("only alone: {} «{}» {}\n    {paragraph}", finding.code, finding.excerpt, finding.message);
            }
        }
        for (code, excerpt) in inside {
            tallies.entry(code.to_owned()).or_default().whole_only += 1;
            if show {
                println!("only in the document: {code} «{excerpt}»\n    {paragraph}");
            }
        }
        paragraphs += 1;
    }
    Ok(Some(paragraphs))
}

/// Sends every tenth paragraph to a server as `LibreOffice` does, one after another, and tells the times.
fn answers(registry: Option<&Path>, paragraphs: &[&str]) -> Result<()> {
    let listener = listen("127.0.0.1:0", false)?;
    let address = listener.local_addr()?;
    let setting = Setting {
        #[cfg(feature = "oidc")]
        provider: None,
        ledger: None,
        own: soat::app::safekeeping::Own::default(),
        now: jiff::Timestamp::now,
        hosts: Vec::new(),
        behind_https: false,
        registry: registry.map(Path::to_owned),
        as_of: None,
        today: || date(2026, 11, 21),
        lang: Lang::Vi,
        profile: None,
        programs: soat::app::reading::Programs::default(),
    };
    let state = State::new(Office::open(None)?, setting)?;
    std::thread::spawn(move || serve(listener, state, |_| ()));
    let mut times = Vec::new();
    for paragraph in paragraphs.iter().step_by(10) {
        let start = Instant::now();
        let body = format!("text={paragraph}&language=vi-VN");
        let mut stream = TcpStream::connect(address)?;
        let head = format!(
            "POST /v2/check HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\nContent-Length: {}\r\n\r\n",
            body.len()
        );
        stream.write_all(head.as_bytes())?;
        stream.write_all(body.as_bytes())?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer)?;
        anyhow::ensure!(answer.starts_with("HTTP/1.1 200"), "{answer}");
        times.push(start.elapsed());
    }
    times.sort();
    let at = |share: usize| times.get(times.len() * share / 100).copied().unwrap_or_default();
    let last = times.last().copied().context("no paragraphs")?;
    let shown = |time: Duration| format!("{:.1} ms", time.as_secs_f64() * 1000.0);
    println!(
        "answers over HTTP, {} paragraphs: p50 {}, p95 {}, p99 {}, longest {}",
        times.len(),
        shown(at(50)),
        shown(at(95)),
        shown(at(99)),
        shown(last)
    );
    Ok(())
}
