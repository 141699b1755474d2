//! The registry that a page's examples are judged against.

use super::complete::complete;
use crate::app::catalogue;
use crate::lexicon::Lexicon;
use crate::parse;
use crate::registry::{Coverage, Store};
use crate::rules::Register;
use crate::text::{Format, Source};

/// Makes the registry that holds `registers`.
///
/// # Errors
/// What is wrong with a line or document.
pub(super) fn store<'p>(registers: impl Iterator<Item = &'p Register>, lexicon: &Lexicon) -> Result<Store, String> {
    let mut store = Store::in_memory().map_err(|error| error.to_string())?;
    let mut batch = store.begin().map_err(|error| error.to_string())?;
    for (index, register) in registers.enumerate() {
        for line in &register.records {
            let entry = catalogue::entry(line, lexicon).map_err(|error| format!("{error} in {line}"))?;
            batch.put_entry(&entry).map_err(|error| error.to_string())?;
        }
        for covered in &register.covers {
            let coverage: Coverage = covered.parse().map_err(|error| format!("{error}"))?;
            batch.cover(&coverage).map_err(|error| error.to_string())?;
        }
        if let Some((attributes, text)) = &register.document {
            let source = Source::from_lines(Format::Txt, text);
            let path = attributes.path.clone().unwrap_or_else(|| format!("da-ban-hanh-{}.txt", index + 1));
            let mut document = parse::parse(&path, &source, lexicon);
            complete(&mut document, attributes, lexicon)?;
            let hash = blake3::hash(text.as_bytes()).to_hex();
            batch.put(&document, &hash).map_err(|error| error.to_string())?;
        }
    }
    batch.commit().map_err(|error| error.to_string())?;
    Ok(store)
}
