//! What is held against one another: each provision's own words, each recital, each line outside them.

use std::sync::LazyLock;

use regex::Regex;

use super::tokens::Tokens;
use crate::document::{Document, Provision, ProvisionPath, Scheme};
use crate::text::Span;

/// A provision without those inside it, a recital, or a line outside both.
#[derive(Debug, Clone)]
pub(super) struct Unit {
    pub(super) path: Option<ProvisionPath>,
    pub(super) label: Option<String>,
    pub(super) span: Span,
    /// Its words, label and all.
    pub(super) text: String,
    /// Its words without the label, in the form in which they are compared.
    pub(super) key: Vec<String>,
    /// The words of the key sorted, to count what two units share.
    pub(super) bag: Vec<String>,
}

/// The mark of a note in a consolidated text (văn bản hợp nhất): `[12]`.
static NOTE: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"\s?\[\d{1,3}\]").ok());

/// Returns the units of a document in reading order; together they have all its words.
pub(super) fn of(document: &Document) -> Vec<Unit> {
    let consolidated = document.header.number.as_ref().is_some_and(|number| number.scheme == Scheme::Consolidated);
    let mut marked: Vec<Mark<'_>> = Vec::new();
    let recitals = document.recitals.iter().enumerate();
    marked.extend(recitals.map(|(at, recital)| (Some(format!("can-cu-{}", at + 1)), None, recital.span)));
    document.provisions.iter().for_each(|provision| own_words(provision, &mut marked));
    marked.sort_by_key(|(_, _, span)| span.start);
    let mut units = Vec::new();
    let mut at = 0;
    for (path, label, span) in marked {
        lines(document, Span::new(at, span.start.max(at)), &mut units);
        at = at.max(span.end);
        units.push(unit(document, path, label, span));
    }
    lines(document, Span::new(at, document.text.len()), &mut units);
    if consolidated {
        units.retain(|unit| !unit.text.starts_with('['));
        units.iter_mut().for_each(drop_notes);
    }
    units
}

/// Path, label and own words of a unit.
type Mark<'d> = (Option<ProvisionPath>, Option<&'d str>, Span);

fn own_words<'d>(provision: &'d Provision, marked: &mut Vec<Mark<'d>>) {
    let inside = provision.children.first().map_or(provision.span.end, |first| first.span.start);
    let label = Some(provision.label.as_str());
    marked.push((Some(provision.path.clone()), label, Span::new(provision.span.start, inside)));
    provision.children.iter().for_each(|child| own_words(child, marked));
}

/// Adds the lines of a stretch outside recitals and provisions, each by itself.
fn lines(document: &Document, stretch: Span, units: &mut Vec<Unit>) {
    let mut start = stretch.start;
    for line in document.slice(stretch).split_inclusive('\n') {
        let span = Span::new(start, start + line.trim_end().len());
        start += line.len();
        if !span.is_empty() {
            units.push(unit(document, None, None, span));
        }
    }
}

fn unit(document: &Document, path: Option<ProvisionPath>, label: Option<&str>, span: Span) -> Unit {
    let text = document.slice(span).trim();
    let label = label.map(str::to_owned);
    let mut made = Unit { path, label, span, text: text.to_owned(), key: Vec::new(), bag: Vec::new() };
    made.cut();
    made
}

impl Unit {
    /// Cuts the text into the words by which it is compared.
    fn cut(&mut self) {
        let words = self.label.as_deref().and_then(|label| self.text.strip_prefix(label)).unwrap_or(&self.text);
        self.key = Tokens::of(words).words().map(str::to_owned).collect();
        self.bag.clone_from(&self.key);
        self.bag.sort_unstable();
    }
}

fn drop_notes(unit: &mut Unit) {
    if let Some(note) = NOTE.as_ref().filter(|note| note.is_match(&unit.text)) {
        unit.text = note.replace_all(&unit.text, "").into_owned();
        unit.cut();
    }
}
