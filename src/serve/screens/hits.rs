//! A document in a list of documents: name, title, day, issuer, standing, the words that were found.

use jiff::civil::Date;

use super::links;
use crate::app::Office;
use crate::document::{ValidityStatus, in_words};
use crate::registry::Record;
use crate::report::reading::anchor;
use crate::report::standing::Standing;
use crate::rules::{Lang, written_day};
use crate::search::Document;

/// A document in a list.
pub(super) struct Hit {
    pub(super) to: String,
    pub(super) label: String,
    pub(super) title: Option<String>,
    pub(super) kind: Option<String>,
    pub(super) issued: Option<String>,
    pub(super) issuer: Option<String>,
    pub(super) standing: Standing,
    /// The stretch of its text, as HTML with the words marked.
    pub(super) snippet: Option<String>,
    /// The provision in which the stretch stands: address and name.
    pub(super) provision: Option<(String, String)>,
}

impl Hit {
    /// Returns a document that was found; links keep the day that was chosen.
    pub(super) fn of(document: &Document, office: &Office, day: Option<Date>, lang: Lang) -> Self {
        let to = links::document(&document.document, day);
        let label = document.number.clone().or_else(|| document.title.clone());
        let label = label.unwrap_or_else(|| document.document.clone());
        let is_title = document.title.as_deref().is_some_and(|title| title.trim() == document.marked.text.trim());
        let place = |path: &String| {
            Some((format!("{to}#{}", anchor(path)), in_words(path))).filter(|(_, words)| !words.is_empty())
        };
        Self {
            provision: document.provision.as_ref().and_then(place),
            snippet: Some(document.snippet.clone()).filter(|snippet| !snippet.is_empty() && !is_title),
            title: document.title.clone().filter(|title| *title != label),
            kind: document.kind.as_deref().map(|id| kind(id, office)),
            issued: document.issued.map(written_day),
            issuer: document.issuer.clone(),
            standing: Standing::of(document.status, lang),
            to,
            label,
        }
    }

    /// Returns a document of the registry.
    pub(super) fn of_record(record: &Record, status: ValidityStatus, office: &Office, lang: Lang) -> Self {
        let label = record.label().to_owned();
        let title = record.name.clone().or_else(|| record.title.clone());
        Self {
            to: links::document(&record.id, None),
            title: title.filter(|title| *title != label),
            kind: record.kind.as_deref().map(|id| kind(id, office)),
            issued: record.issued.map(written_day),
            issuer: record.issuer.as_ref().map(|issuer| issuer.text.clone()).filter(|text| !text.is_empty()),
            standing: Standing::of(status, lang),
            snippet: None,
            provision: None,
            label,
        }
    }
}

/// Returns the name of a kind.
pub(super) fn kind(id: &str, office: &Office) -> String {
    office.lexicon.kind(id).map_or(id, |kind| kind.vi.as_str()).to_owned()
}
