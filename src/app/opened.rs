//! The text of a registered document, ready to be read: what it cites resolved, what was done to each provision beside it.

use super::show::{Detail, Touched};
use crate::check::Facts;
use crate::document::{Document, Role};
use crate::lexicon::Lexicon;
use crate::registry::{NATIONAL, Record, RegistryError, Store};
use crate::report::reading::Touch;
use crate::rules::{Lang, written_day};

/// A text with what was done to its provisions.
#[derive(Debug)]
pub struct Opened {
    /// The document; its citations are resolved as of the day of the question.
    pub document: Document,
    /// What was done to single provisions by that day.
    pub touched: Vec<Touch>,
}

/// Returns the text of a document, `None` where the registry only knows of it.
///
/// # Errors
/// The registry cannot be read.
pub fn opened(store: &Store, lexicon: &Lexicon, detail: &Detail, lang: Lang) -> Result<Option<Opened>, RegistryError> {
    let Some(mut document) = store.document(&detail.record.id)? else { return Ok(None) };
    Facts::of_citations(&mut document, store, lexicon, detail.validity.as_of)?;
    let touched = detail.provisions.iter().map(|touched| touch(store, lexicon, touched, lang));
    Ok(Some(Opened { document, touched: touched.collect::<Result<_, _>>()? }))
}

/// What a document is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// Its number or name.
    pub label: String,
    /// Whether the registry or the built-in list has it.
    pub is_known: bool,
}

/// Returns what a document of that id is called; one that is only named by others, by the words of its id.
///
/// # Errors
/// The registry cannot be read.
pub fn named(store: &Store, lexicon: &Lexicon, id: &str) -> Result<Named, RegistryError> {
    let known = store.known(id, lexicon)?;
    let told = id.strip_prefix(NATIONAL).and_then(|rest| rest.strip_prefix('/')).unwrap_or(id);
    Ok(Named { label: known.as_ref().map_or(told, Record::label).to_owned(), is_known: known.is_some() })
}

fn touch(store: &Store, lexicon: &Lexicon, touched: &Touched, lang: Lang) -> Result<Touch, RegistryError> {
    let words = match touched.how {
        Role::Replaces => lang.say("Được thay thế bởi", "Replaced by"),
        Role::Repeals => lang.say("Bị bãi bỏ bởi", "Repealed by"),
        _ => lang.say("Được sửa đổi, bổ sung bởi", "Amended by"),
    };
    let since = touched.since.map(|day| format!(", {} {}", lang.say("từ ngày", "from"), written_day(day)));
    let Named { label, is_known } = named(store, lexicon, &touched.by)?;
    Ok(Touch {
        provision: touched.provision.clone(),
        words: words.to_owned(),
        label,
        by: Some(touched.by.clone()).filter(|_| is_known),
        since: since.unwrap_or_default(),
    })
}
