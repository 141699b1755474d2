//! In which fields a citation and a record of the same number disagree.

use super::record::{Record, Source};
use super::similarity;
use crate::document::{Citation, Mismatch, Role, Scheme, Slug};
use crate::lexicon::Lexicon;

/// From this agreement on, two titles are of one document.
pub(super) const SAME_TITLE: f64 = 0.85;

/// Below this agreement, two titles are of different documents.
pub(super) const OTHER_TITLE: f64 = 0.5;

/// Returns how far the title, or the law's name, of a citation agrees with the record's.
pub(super) fn title(citation: &Citation, record: &Record, lexicon: &Lexicon) -> Option<f64> {
    let number = record.number.as_ref().map(|number| number.key.as_str());
    let named_so = |name: &str| lexicon.law_named(name, None).iter().any(|law| Some(law.number.as_str()) == number);
    if citation.name.as_deref().is_some_and(named_so) {
        return Some(1.0);
    }
    let read = lexicon.expanded(citation.name.as_deref().or(citation.title.as_deref())?);
    let known = [record.title.as_deref(), record.name.as_deref()];
    let alike = |known: &str| similarity::titles(&read, &lexicon.expanded(known));
    known.into_iter().flatten().filter_map(alike).reduce(f64::max)
}

/// Returns the fields other than number and day in which the citation disagrees with the record.
pub(super) fn mismatches(citation: &Citation, record: &Record, lexicon: &Lexicon) -> Vec<Mismatch> {
    let mut mismatches = Vec::new();
    let mut disagree = |field: &str, read: &str, known: &str| {
        mismatches.push(Mismatch { field: field.to_owned(), read: read.to_owned(), known: known.to_owned() });
    };
    if let (Some(read), Some(known)) = (&citation.kind, &record.kind)
        && kinds_differ(citation, read, known, lexicon)
    {
        disagree("kind", read, known);
    }
    if let (Some(read), Some(known)) = (&citation.issuer, &record.issuer)
        && let (Some(read_id), Some(known_id)) = (&read.id, &known.id)
        && issuers_differ(citation, read_id, known_id, lexicon)
    {
        disagree("issuer", &read.text, &known.text);
    }
    if title_is_printed(citation, record) && title(citation, record, lexicon).is_some_and(|alike| alike < OTHER_TITLE) {
        let read = citation.name.as_deref().or(citation.title.as_deref()).unwrap_or_default();
        disagree("title", read, record.title.as_deref().or(record.name.as_deref()).unwrap_or_default());
    }
    mismatches
}

/// Returns whether both sides give the title as it is printed. Catalogues shorten titles in their own words, and in
/// running text what follows a number tells what the document is about.
fn title_is_printed(citation: &Citation, record: &Record) -> bool {
    let formal = matches!(citation.role, Role::Basis | Role::Amends | Role::Replaces | Role::Repeals | Role::Guides);
    citation.name.is_some() || formal && record.source == Source::Document
}

/// Kinds differ where the record's is that of the symbol and the citation's is not. Letters are cited as `Công văn`,
/// `Văn bản` and more; symbols of laws name no kind.
fn kinds_differ(citation: &Citation, read: &Slug, known: &Slug, lexicon: &Lexicon) -> bool {
    let Some(number) = &citation.number else { return false };
    let symbol = number.kind.as_deref().and_then(|kind| lexicon.kind_abbreviated(kind)).map(|kind| &kind.id);
    read != known
        && citation.kind_text.is_some()
        && !matches!(number.scheme, Scheme::Law | Scheme::Letter)
        && symbol.is_none_or(|symbol| symbol == known)
        && lexicon.kind(read).is_some_and(|kind| !kind.abbreviations.is_empty())
}

/// Issuers differ where neither is the head of the other and the symbol does not speak for the citation's.
fn issuers_differ(citation: &Citation, read: &Slug, known: &Slug, lexicon: &Lexicon) -> bool {
    let head_or_body = read.ends_with(&**known) || known.ends_with(&**read);
    let level = |id: &Slug| lexicon.authority(id).and_then(|authority| authority.level);
    let organ = citation.number.as_ref().and_then(|number| number.organ.as_deref());
    let joint = organ.is_some_and(|organ| organ.contains('-'));
    let by_symbol = organ.is_some_and(|organ| lexicon.organ_codes(organ).iter().any(|known| known.id == *read));
    !head_or_body && !joint && !by_symbol && level(read).is_some() && level(known).is_some()
}
