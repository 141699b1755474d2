//! Resolves the citations of real documents against a real catalogue and prints every verdict that accuses.
//!
//! Takes a registry made from the output of `export_shared` and a folder of issued documents, each judged on its own
//! day. In an issued document an accusation is more often our
//! error than the document's: the list is for reading.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use anyhow::Result;
use soat::app::{inputs, reading};
use soat::document::{ResolutionStatus, ValidityStatus};
use soat::lexicon::Lexicon;
use soat::registry::{ResolveContext, Store, territory_of};

/// Prints each accusation, the documents of unknown validity, and the counts of verdicts.
pub(crate) fn run(registry: &Path, folder: &Path) -> Result<()> {
    let lexicon = Lexicon::builtin()?;
    let store = Store::open_read_only(registry)?;
    let (files, _) = inputs::collect(&[folder.to_owned()], reading::is_readable_name);
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let mut unknown: BTreeMap<String, usize> = BTreeMap::new();
    let mut out = String::new();
    for document in reading::read_all(&files, &lexicon, &|| ()).into_iter().flatten() {
        let Some(as_of) = document.issued() else {
            *counts.entry("document without day".to_owned()).or_default() += 1;
            continue;
        };
        let territory = territory_of(&document).as_str().into();
        let level = document.header.issuer.as_ref().and_then(|issuer| issuer.level);
        let context =
            ResolveContext { territory: Some(&territory), level, issued: Some(as_of), as_of, lexicon: &lexicon };
        for citation in document.citations.iter().filter(|citation| !citation.local) {
            let resolution = store.resolve(citation, &context)?;
            *counts.entry(format!("{:?}", resolution.status)).or_default() += 1;
            let mut say = |verdict: &str, more: String| {
                let _ = writeln!(out, "{verdict}\t{}\t{}\t{more}", document.path, citation.text);
            };
            for mismatch in &resolution.mismatches {
                *counts.entry(format!("  mismatch in {}", mismatch.field)).or_default() += 1;
                say(&mismatch.field, format!("read «{}», known «{}»", mismatch.read, mismatch.known));
            }
            if resolution.status == ResolutionStatus::Ambiguous {
                say("ambiguous", resolution.candidates.join(" "));
            }
            let Some(id) = &resolution.document else { continue };
            let validity = store.validity(id, as_of, &lexicon)?;
            *counts.entry(format!("  validity {:?}", validity.status)).or_default() += 1;
            if validity.status == ValidityStatus::Unknown {
                *unknown.entry(id.clone()).or_default() += 1;
            }
            if matches!(validity.status, ValidityStatus::Expired | ValidityStatus::NotYet) {
                say(&format!("{:?}", validity.status), format!("{:?} {id} {validity:?}", citation.role));
            }
        }
    }
    for (id, count) in unknown {
        let _ = writeln!(out, "Unknown\t{count}\t{id}");
    }
    print!("{out}");
    for (what, count) in counts {
        println!("{count:6} {what}");
    }
    Ok(())
}
