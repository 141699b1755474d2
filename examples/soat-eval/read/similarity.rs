//! Compares real files with the published text of the same document.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Result;
use soat::app::programs;
use soat::lexicon::Lexicon;
use soat::parse;

use super::files::{files, read};
use super::words::{anywhere, in_order, percent};
use crate::records::{field, records};

/// Prints, for each real file whose number a published text bears too, the share of that text's words found in it.
pub(crate) fn run(data: &Path) -> Result<()> {
    println!("\nreal files against the published text of the same number");
    let mut published: BTreeMap<String, String> = BTreeMap::new();
    for file in ["local", "central"] {
        for record in records(&data.join(format!("docs/{file}.jsonl.gz")))? {
            published.insert(field(&record, "number").to_lowercase(), field(&record, "text").to_owned());
        }
    }
    let (lexicon, programs) = (Lexicon::builtin()?, programs::find());
    for format in ["docx", "doc", "pdf"] {
        for path in files(&data.join("files"), format)? {
            let Ok(source) = read(&path, &programs) else { continue };
            let document = parse::parse("", &source, &lexicon);
            let Some(number) = document.header.number.as_ref() else { continue };
            let Some(text) = published.get(&number.key.to_lowercase()) else { continue };
            let (all, found) = anywhere(text, source.text());
            let (_, ordered) = in_order(text, source.text());
            println!(
                "  .{format} {}: {:.1} % of {all} words, {:.1} % in order",
                number.key,
                percent(found, all),
                percent(ordered, all)
            );
        }
    }
    Ok(())
}
