//! A document for a model: what is known of it, its parts, and its text a page at a time.

use percent_encoding::percent_decode_str;
use rmcp::model::{ReadResourceResult, ResourceContents};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::answer::told;
use crate::document::{Date, Document, Provision};
use crate::registry::{Record, Step, Store};
use crate::serve::State;
use crate::serve::api::documents::{at, one};
use crate::serve::problem::Problem;
use crate::text::Span;

/// How resources begin.
pub(super) const SCHEME: &str = "vanban://";

/// Bytes of text on a page.
const PAGE: usize = 12_000;

/// Which document, and which part of it.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct OfDocument {
    /// Mã, số, ký hiệu, hoặc tên luật. An id, a number, or a law's name.
    id: String,
    /// Ngày xét hiệu lực, YYYY-MM-DD. The day on which force is told.
    as_of: Option<Date>,
    /// Chỉ một điều khoản: `dieu-5/khoan-2`. One provision only.
    provision: Option<String>,
    /// Vị trí bắt đầu (byte), là `next` của trang trước. Where the page begins: `next` of the page before.
    offset: Option<usize>,
}

/// A document with a page of its text.
#[derive(Debug, Serialize)]
struct Told {
    record: Record,
    validity: crate::document::Validity,
    /// The document in force that stands in its place.
    current_successor: Option<String>,
    replaced_by: Vec<Step>,
    /// The paths of its provisions, in order; empty where its text is not known.
    outline: Vec<Entry>,
    /// A page of the text; `null` where only its title is known.
    text: Option<Page>,
}

#[derive(Debug, Serialize)]
struct Entry {
    provision: String,
    label: String,
    heading: Option<String>,
}

#[derive(Debug, Serialize)]
struct Page {
    text: String,
    /// Where the page stands in the whole text, in bytes.
    span: Span,
    /// Where the next page begins; `null` on the last.
    next: Option<usize>,
}

/// Tells what is known of a document, with a page of its text.
pub(super) fn get(state: &State, store: &Store, asked: &OfDocument) -> Result<Value, Problem> {
    let as_of = state.day(asked.as_of);
    let detail = one(state, store, &asked.id, as_of)?;
    let document = store.document(&detail.record.id)?;
    let outline = document.iter().flat_map(|document| &document.provisions).map(entry).collect();
    let text = document.map(|document| page(&document, asked)).transpose()?;
    let told_of = Told {
        outline,
        text,
        record: detail.record,
        validity: detail.validity,
        current_successor: detail.current_successor,
        replaced_by: detail.replaced_by,
    };
    told(state, store, as_of, &told_of)
}

fn entry(provision: &Provision) -> Entry {
    let Provision { path, label, heading, .. } = provision.clone();
    Entry { provision: path, label, heading }
}

fn page(document: &Document, asked: &OfDocument) -> Result<Page, Problem> {
    let whole = match &asked.provision {
        Some(path) => at(&document.provisions, path).ok_or(Problem::NO_PROVISION)?.span,
        None => Span { start: 0, end: document.text.len() },
    };
    let text = &document.text;
    let start = text.floor_char_boundary(asked.offset.unwrap_or(whole.start).clamp(whole.start, whole.end));
    let mut end = text.floor_char_boundary((start + PAGE).min(whole.end));
    if end < whole.end
        && let Some(line) = text.get(start..end).and_then(|part| part.rfind('\n'))
        && line > 0
    {
        end = start + line + 1;
    }
    let span = Span { start, end };
    Ok(Page { text: document.slice(span).to_owned(), span, next: (end < whole.end).then_some(end) })
}

/// Returns the whole text of the document that a resource's address names.
pub(super) fn resource(state: &State, store: &Store, uri: &str) -> Result<ReadResourceResult, Problem> {
    let id = uri.strip_prefix(SCHEME).ok_or(Problem::NO_DOCUMENT)?;
    let id = percent_decode_str(id).decode_utf8().map_err(|_| Problem::PATH)?;
    let as_of = state.day(None);
    let detail = one(state, store, &id, as_of)?;
    let document = store.document(&detail.record.id)?.ok_or(Problem::NO_WORDING)?;
    let meta = told(state, store, as_of, &(detail.record, detail.validity))?;
    let meta = serde_json::from_value(meta).map_err(|error| Problem::INTERNAL.because(error))?;
    let contents = ResourceContents::text(document.text, uri).with_mime_type("text/plain").with_meta(meta);
    Ok(ReadResourceResult::new(vec![contents]))
}
