//! Whether passing over what holds no citation loses one: the quick way against every token of every paragraph.

use std::path::Path;

use anyhow::Result;
use soat::lexicon::Lexicon;
use soat::parse::citation::{CitationContext, find, find_at_every_token};
use soat::parse::paragraphs;
use soat::text::{Format, Source};

use crate::records::{field, records};

const FILES: [(&str, &str); 4] = [
    ("docs/local.jsonl.gz", "text"),
    ("docs/central.jsonl.gz", "text"),
    ("citations/variants.jsonl.gz", "context"),
    ("citations/sentences.jsonl.gz", "text"),
];

pub(super) fn run(lexicon: &Lexicon, data: &Path) -> Result<()> {
    let (mut texts, mut agree) = (0, 0);
    for (file, name) in FILES {
        for record in records(&data.join(file))? {
            let source = Source::from_lines(Format::Txt, field(&record, name));
            let paragraphs = paragraphs(&source);
            let context = CitationContext::default();
            let quick = find(&source, &paragraphs, lexicon, &context);
            let same = quick == find_at_every_token(&source, &paragraphs, lexicon, &context);
            texts += 1;
            agree += usize::from(same);
            if !same {
                println!("DIFFERS {file} {texts}");
            }
        }
    }
    println!("the quick way and every token agree on {agree} of {texts} texts");
    Ok(())
}
