//! Why a document is near to what a citation means: in which fields they agree and in which they differ.

use super::knowledge::Knowledge;
use super::record::Record;
use super::resolve::ResolveContext;
use super::{NOWHERE, RegistryError, agreement, home};
use crate::document::{Citation, DocNumber, Mismatch, Near, Resolution, Slug};

/// Adds the reasons to the candidates of a resolution.
pub(super) fn explained(
    knowledge: Knowledge<'_>,
    citation: &Citation,
    context: &ResolveContext<'_>,
    resolution: Resolution,
) -> Result<Resolution, RegistryError> {
    let nowhere = Slug::from(NOWHERE);
    let territory = home::of(citation, context.territory.unwrap_or(&nowhere));
    let mut near = Vec::new();
    for id in &resolution.candidates {
        let Some(stored) = knowledge.by_id(id)? else { continue };
        near.push(compared(citation, &stored.record, &territory, context));
    }
    Ok(Resolution { near, ..resolution })
}

fn compared(citation: &Citation, record: &Record, territory: &str, context: &ResolveContext<'_>) -> Near {
    let mut near = Near { document: record.id.clone(), fits: Vec::new(), differs: Vec::new() };
    let mut field = |name: &str, read: Option<String>, known: Option<String>, same: bool| {
        let Some((read, known)) = read.zip(known) else { return };
        if same {
            near.fits.push(name.to_owned());
        } else {
            near.differs.push(Mismatch { field: name.to_owned(), read, known });
        }
    };
    let key = |number: &DocNumber| number.key.clone();
    let same =
        citation.number.as_ref().map(DocNumber::matching_key) == record.number.as_ref().map(DocNumber::matching_key);
    field("number", citation.number.as_ref().map(key), record.number.as_ref().map(key), same);
    let day = |day: jiff::civil::Date| day.to_string();
    field("issued", citation.issued.map(day), record.issued.map(day), citation.issued == record.issued);
    let year = citation.year.filter(|_| citation.issued.is_none());
    let printed = |year: i16| year.to_string();
    field("year", year.map(printed), record.year().map(printed), year == record.year());
    let kind = |kind: &Slug| kind.to_string();
    field("kind", citation.kind.as_ref().map(kind), record.kind.as_ref().map(kind), citation.kind == record.kind);
    let (read, known) = (citation.issuer.as_ref(), record.issuer.as_ref());
    let of_one_body = read.and_then(|body| body.id.as_ref()) == known.and_then(|body| body.id.as_ref());
    field("issuer", read.map(|body| body.text.clone()), known.map(|body| body.text.clone()), of_one_body);
    let home = Some(territory).filter(|home| *home != NOWHERE && !record.is_national());
    field("territory", home.map(str::to_owned), Some(record.territory.to_string()), *record.territory == *territory);
    let words = citation.name.as_ref().or(citation.title.as_ref()).cloned();
    if let Some(alike) = agreement::title(citation, record, context.lexicon) {
        let known = record.title.clone().or_else(|| record.name.clone());
        // In between nothing is sure: a list may have shortened the title.
        if !(agreement::OTHER_TITLE..agreement::SAME_TITLE).contains(&alike) {
            field("title", words, known, alike >= agreement::SAME_TITLE);
        }
    }
    near
}
