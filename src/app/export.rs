//! Turns documents into files that other systems read.

use std::io::{self, Write as _};

use super::Office;
use super::inputs::Input;
use super::reading::{self, Unread};
use crate::document::Document;
use crate::ingest;
use crate::report::json::Tool;
use crate::report::{akn, edxml, json};

/// What documents are turned into.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Form {
    /// The text alone.
    Text,
    /// What was understood of it.
    Json,
    /// Akoma Ntoso 3.0.
    Akn,
    /// An electronic document envelope with the file in it.
    Edxml {
        /// The sender's id (mã định danh).
        from: String,
        /// The receivers' ids.
        to: Vec<String>,
    },
}

/// A document as turned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exported {
    /// The document's path as given.
    pub path: String,
    /// What to call the file: the document's name with the form's extension.
    pub name: String,
    /// The file.
    pub bytes: Vec<u8>,
}

/// Turns every document of the inputs; `step` is called as each input is read.
pub fn export(
    office: &Office,
    inputs: &[Input],
    form: &Form,
    step: &(dyn Fn() + Sync),
) -> Vec<Result<Exported, Unread>> {
    let documents = reading::read_all(inputs, &office.lexicon, step);
    documents.into_iter().map(|document| turn(&document?, inputs, form)).collect()
}

fn turn(document: &Document, inputs: &[Input], form: &Form) -> Result<Exported, Unread> {
    let unread = |reason: String| Unread { path: document.path.clone(), reason };
    let own = document.path.rsplit('/').next().unwrap_or_default();
    let stem = own.rsplit_once('.').map_or(own, |(stem, _)| stem);
    let file = match form {
        Form::Edxml { .. } => {
            file_of(document, inputs).ok_or_else(|| unread("không đọc lại được tệp để đính kèm".to_owned()))?
        }
        _ => Vec::new(),
    };
    written(document, stem, form, (own, &file)).map_err(|error| unread(error.to_string()))
}

/// Turns a document as the registry has it: its file is not there, so an envelope brings its text.
///
/// # Errors
/// It cannot be written.
pub fn stored(id: &str, document: &Document, form: &Form) -> io::Result<Exported> {
    let stem = id.replace('/', "-");
    written(document, &stem, form, (&format!("{stem}.txt"), document.text.as_bytes()))
}

fn written(document: &Document, stem: &str, form: &Form, file: (&str, &[u8])) -> io::Result<Exported> {
    let mut bytes = Vec::new();
    let extension = match form {
        Form::Text => bytes.write_all(document.text.as_bytes()).map(|()| "txt"),
        Form::Json => json::write(&Tool::new(None), "documents", &[document], &mut bytes).map(|()| "json"),
        Form::Akn => akn::write(document, &mut bytes).map(|()| "akn.xml"),
        Form::Edxml { from, to } => {
            edxml::write(document, &edxml::Envelope { from, to, file }, &mut bytes).map(|()| "edxml")
        }
    }?;
    Ok(Exported { path: document.path.clone(), name: format!("{stem}.{extension}"), bytes })
}

/// Returns the ids of the receivers of an envelope, as people write them in a row.
#[must_use]
pub fn receivers(written: &str) -> Vec<String> {
    let ids = written.split([',', ';', ' ']).map(str::trim).filter(|id| !id.is_empty());
    ids.map(str::to_owned).collect()
}

/// Returns the bytes of the file that the document was read from, out of its archive where it stands in one.
fn file_of(document: &Document, inputs: &[Input]) -> Option<Vec<u8>> {
    let input = inputs.iter().find(|input| document.path.starts_with(input.name.as_str()))?;
    let mut found = None;
    ingest::members(&input.name, &ingest::load(&input.path).ok()?, &mut |name, bytes| {
        if name == document.path {
            found = bytes.ok().map(<[u8]>::to_vec);
        }
    });
    found
}
