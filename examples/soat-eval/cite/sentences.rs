//! Sentences of national law with annotated spans: how many a citation covers, by kind.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Result;
use soat::lexicon::Lexicon;
use soat::parse::citation::{CitationContext, find};
use soat::parse::paragraphs;
use soat::text::{Format, Source};

use crate::records::records;

pub(super) fn run(lexicon: &Lexicon, path: &Path, show: &str) -> Result<()> {
    let mut kinds: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for record in records(path)? {
        let text = record["text"].as_str().unwrap();
        let source = Source::from_lines(Format::Txt, text);
        let found = find(&source, &paragraphs(&source), lexicon, &CitationContext::default());
        for span in record["spans"].as_array().unwrap() {
            let place = |at: usize| span[at].as_u64().and_then(|at| usize::try_from(at).ok()).unwrap();
            let byte = |chars: usize| text.char_indices().nth(chars).map_or(text.len(), |(at, _)| at);
            let (start, end) = (byte(place(0)), byte(place(1)));
            if text.get(start..end).is_some_and(|words| words.contains('<')) {
                continue;
            }
            let hit = found.iter().any(|one| one.span.start <= start && end <= one.span.end);
            let entry = kinds.entry(span[2].as_str().unwrap().to_owned()).or_default();
            entry.0 += 1;
            entry.1 += usize::from(hit);
            if !hit && show == "sentences" {
                let texts: Vec<&str> = found.iter().map(|one| one.text.as_str()).collect();
                println!("{} MISSED {} | {}", span[2], span[3], texts.join(" | "));
            }
        }
    }
    let (all, hit) = kinds.values().fold((0, 0), |(all, hit), (more, hits)| (all + more, hit + hits));
    println!("sentences ({}): {hit} of {all} spans covered, recall {:.4}", path.display(), hit as f64 / all as f64);
    for (kind, (all, hit)) in kinds {
        println!("  {kind:<5} {hit:>5} of {all:>5}  {:.4}", hit as f64 / all as f64);
    }
    Ok(())
}
