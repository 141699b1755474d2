//! Completes the header of an example from the line that opens it.

use crate::app::catalogue;
use crate::document::{Document, KindRef, SpannedDate};
use crate::lexicon::Lexicon;
use crate::parse::number::parse_number;
use crate::rules::Attributes;
use crate::text::{ElectronicSignature, Span};

/// Overrides or completes the header of `document`; what has no place in the text gets none.
///
/// # Errors
/// Where a name or number of `attributes` is none that the lexicon knows.
pub(super) fn complete(document: &mut Document, attributes: &Attributes, lexicon: &Lexicon) -> Result<(), String> {
    if let Some(id) = &attributes.kind {
        let kind = lexicon.kind(id).ok_or_else(|| format!("no kind \"{id}\" in kinds.toml"))?;
        document.header.kind =
            Some(KindRef { text: kind.vi.to_uppercase(), span: Span::default(), id: kind.id.clone() });
    }
    if let Some(words) = &attributes.issuer {
        let issuer = catalogue::authority(words, lexicon);
        if issuer.id.is_none() {
            return Err(format!("the lexicon knows no authority \"{words}\""));
        }
        document.header.issuer = Some(issuer);
    }
    if let Some(text) = &attributes.number {
        let number = parse_number(lexicon, text).ok_or_else(|| format!("\"{text}\" is no number"))?;
        document.header.number = Some(number);
    }
    if let (None, Some(day)) = (document.issued(), attributes.as_of) {
        let span = document.header.issued.as_ref().map(|blank| blank.span).unwrap_or_default();
        document.header.issued = Some(SpannedDate { text: String::new(), span, date: Some(day) });
    }
    for signature in attributes.signed.iter().flat_map(|signed| signed.split(';')) {
        let (signer, day) = signature.trim().rsplit_once(' ').ok_or("signed=\"name day; name day\"")?;
        document.electronic_signatures.push(ElectronicSignature {
            signer: Some(signer.to_owned()),
            time: Some(day.to_owned()),
            covers_whole: None,
        });
    }
    if let Some(class) = attributes.class {
        document.class = class;
    }
    Ok(())
}
