//! Contexts chosen for their difficulty, and how many are wholly right.

use std::path::Path;

use anyhow::Result;
use soat::document::Citation;
use soat::lexicon::Lexicon;
use soat::parse::citation::{CitationContext, find};
use soat::parse::paragraphs;
use soat::text::{Format, Source};

use super::fields::{Field, Tally};
use super::gold::Gold;
use crate::records::records;

pub(super) fn run(lexicon: &Lexicon, path: &Path, show: &str) -> Result<()> {
    let mut tally = Tally::default();
    let (mut all, mut whole, mut friends, mut silent) = (0_usize, 0_usize, 0, 0);
    for record in records(path)? {
        let source = Source::from_lines(Format::Txt, record["context"].as_str().unwrap());
        let found = find(&source, &paragraphs(&source), lexicon, &CitationContext::default());
        let expected: Vec<Gold> =
            record["expect"].as_array().unwrap().iter().filter_map(|one| Gold::of(&source, one)).collect();
        if expected.is_empty() {
            friends += 1;
            silent += usize::from(found.iter().all(|one| one.local));
        }
        let name = format!("{} {}", record["id"], record["class"]);
        tally.add(&name, &expected, &found, lexicon, show);
        let wrong = not_right(&expected, &found, lexicon);
        all += 1;
        whole += usize::from(wrong.is_empty());
        if show == "whole" && !wrong.is_empty() {
            println!("{name}\n    {}", record["context"]);
            for line in &wrong {
                println!("  {line}");
            }
        }
    }
    println!("variants ({})", path.display());
    tally.print();
    println!("  contexts wholly right: {whole} of {all}, {:.4}", whole as f64 / all as f64);
    println!("  contexts to stay silent on: {silent} of {friends} silent");
    Ok(())
}

/// Lists what is not wholly right: a mention of which a field differs or is missed, and what is no mention.
fn not_right(expected: &[Gold], found: &[Citation], lexicon: &Lexicon) -> Vec<String> {
    let whole = |gold: &Gold, one: &Citation| {
        gold.meets(one) && Field::WHOLE.iter().all(|field| field.agrees(gold, one, lexicon))
    };
    let missed = expected.iter().filter(|gold| !gold.unsure && !found.iter().any(|one| whole(gold, one)));
    let mut wrong: Vec<String> = missed
        .map(|gold| {
            let fields = Field::WHOLE
                .iter()
                .filter(|field| !found.iter().any(|one| gold.meets(one) && field.agrees(gold, one, lexicon)));
            let names: Vec<String> = fields.map(|field| field.name()).collect();
            format!("MISSED ({}) {}", names.join(" "), gold.text)
        })
        .collect();
    let extra = found
        .iter()
        .filter(|one| !expected.iter().any(|gold| if gold.unsure { gold.meets(one) } else { whole(gold, one) }));
    wrong.extend(extra.map(|one| {
        format!(
            "FOUND {} | {:?} {:?} {:?} {:?} {:?} {}",
            one.text,
            one.kind.as_deref(),
            one.number.as_ref().map(|number| &number.key),
            one.issued.map(|date| date.to_string()),
            one.provisions,
            one.issuer.as_ref().map(|issuer| &issuer.text),
            if one.local { "local" } else { "" }
        )
    }));
    wrong
}
