//! What is read of one document's header, as words to be compared.

use soat::document::{AuthorityRef, Document};
use soat::lexicon::Lexicon;
use soat::parse;
use soat::text::{Format, Source};

/// One document as read.
pub(super) struct Reading(Document);

impl Reading {
    pub(super) fn of(text: &str, lexicon: &Lexicon) -> Self {
        Self(parse::parse("", &Source::from_lines(Format::Txt, text), lexicon))
    }

    pub(super) fn document(&self) -> &Document {
        &self.0
    }

    /// Returns the words read for a field, empty where nothing was read.
    pub(super) fn field(&self, name: &str) -> String {
        let Document { header, signature, effective, .. } = &self.0;
        let found = match name {
            "number" => header.number.as_ref().map(|number| number.key.clone()),
            "issue_date" => self.0.issued().map(|date| date.to_string()),
            "kind" => header.kind.as_ref().map(|kind| kind.id.to_string()),
            "title" => header.title.as_ref().map(|title| title.text.clone()),
            "signer" => signature.as_ref().and_then(|signature| signature.name.clone()),
            "effective_date" => effective.as_ref().and_then(|effective| effective.date).map(|date| date.to_string()),
            "issuer" => Some(self.organs().map(|organ| organ.text.as_str()).collect::<Vec<_>>().join(" ")),
            _ => self.issuer().map(|issuer| {
                let level = issuer.level.map(|level| format!("{level:?}")).unwrap_or_default();
                let known = [issuer.id.as_deref(), Some(&*level), issuer.territory.as_deref()];
                known.map(|part| part.unwrap_or("-")).join(" ")
            }),
        };
        found.unwrap_or_default()
    }

    /// Returns the issuing organ as resolved; where none is printed above the number, who enacts.
    pub(super) fn issuer(&self) -> Option<&AuthorityRef> {
        self.0.header.issuer.as_ref().or(self.0.header.enacting.as_ref())
    }

    /// Returns the kind's name as the header prints it, of a letter as the table has it.
    pub(super) fn kind_name(&self, lexicon: &Lexicon) -> Option<String> {
        let kind = self.0.header.kind.as_ref()?;
        let printed = kind.text.split(|c: char| !c.is_alphabetic() && c != ' ').next().unwrap_or_default().trim();
        let named = lexicon.kind(&kind.id).map(|kind| kind.vi.clone());
        if printed.is_empty() { named } else { Some(printed.to_owned()) }
    }

    fn organs(&self) -> impl Iterator<Item = &AuthorityRef> {
        self.0.header.superior.as_ref().into_iter().chain(self.issuer())
    }
}
