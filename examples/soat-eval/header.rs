//! Measures how well headers are read.
//!
//! Compares number, day and issuer with what the publishing sites say of 1,135 real documents, lists every miss and
//! counts the documents by source. With `--site`, only fields that a site states itself are counted.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Result;
use soat::document::Slug;
use soat::lexicon::Lexicon;
use soat::parse;
use soat::text::{Format, Source};

use crate::records::{field, records};

#[derive(Default)]
struct Count {
    right: usize,
    all: usize,
}

/// Prints every miss, and the counts by source and field.
pub(crate) fn run(data: &Path, site_only: bool) -> Result<()> {
    let lexicon = Lexicon::builtin()?;
    let mut counts: BTreeMap<(String, &str), Count> = BTreeMap::new();
    for file in ["local", "central"] {
        for (at, record) in records(&data.join(format!("docs/{file}.jsonl.gz")))?.iter().enumerate() {
            let field = |name: &str| field(record, name);
            let document = parse::parse("", &Source::from_lines(Format::Txt, field("text")), &lexicon);
            let origin = field("meta_origin").split(':').next().unwrap_or_default().to_owned();
            let header = &document.header;
            let number = header.number.as_ref().map(|number| number.key.clone()).unwrap_or_default();
            let issued = document.issued().map(|date| date.to_string()).unwrap_or_default();
            let issuers: Vec<String> =
                [&header.superior, &header.issuer].into_iter().flatten().map(|organ| organ.text.clone()).collect();
            let signer = document.signature.as_ref().and_then(|signature| signature.name.clone()).unwrap_or_default();
            let effective = document.effective.as_ref().and_then(|effective| effective.date);
            let effective = effective.map(|date| date.to_string()).unwrap_or_default();
            for (name, gold, found) in [
                ("signer", field("signer"), &signer),
                ("effective_date", field("effective_date"), &effective),
                ("number", field("number"), &number),
                ("issue_date", field("issue_date"), &issued),
                ("issuer", field("issuer"), &issuers.join(" ")),
            ] {
                let stated =
                    field("meta_origin").contains("site") && (origin.contains(name) || field("source") == "tvpl");
                // What the text does not print cannot be read from it.
                let printed = name != "number" || (gold.contains('/') && prints(field("text"), gold));
                if gold.is_empty() || (site_only && !stated) || !printed {
                    continue;
                }
                let count = counts.entry((format!("{file} {}", field("source")), name)).or_default();
                count.all += 1;
                if agrees(name, gold, found) {
                    count.right += 1;
                } else {
                    println!("{file} {at:04} {name}: {gold} | read: {found}");
                }
            }
        }
    }
    for ((source, name), Count { right, all }) in &counts {
        println!("{source:24} {name:12} {right:4} of {all:4}");
    }
    for name in ["number", "issue_date", "issuer", "signer", "effective_date"] {
        let (right, all) = counts
            .iter()
            .filter(|((_, field), _)| *field == name)
            .fold((0, 0), |(right, all), (_, count)| (right + count.right, all + count.all));
        println!("all {name:12} {right:4} of {all:4}");
    }
    Ok(())
}

/// Whether the number stands in the text's first lines or, for a consolidated text, its last.
fn prints(text: &str, number: &str) -> bool {
    let bare = |text: String| text.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_lowercase();
    let head = bare(text.chars().take(1_500).collect());
    let tail = bare(text.chars().rev().take(700).collect::<Vec<_>>().into_iter().rev().collect());
    [head, tail].iter().any(|part| part.contains(&bare(number.to_owned())))
}

/// An issuer agrees where the site's words stand in the header: sites name `Tỉnh Hà Tĩnh` for its people's committee.
fn agrees(name: &str, gold: &str, found: &str) -> bool {
    let fold = |text: &str| Slug::of(text).as_str().to_owned();
    match name {
        "number" => fold(&gold.replace(' ', "")) == fold(found),
        "issue_date" | "effective_date" => gold == found,
        _ => fold(gold).split('-').all(|word| fold(found).split('-').any(|other| other == word)),
    }
}
