//! FMT-030: what an electronic envelope says of its document.

use crate::check::{Check, Context, Findings};
use crate::text::Format;

/// Finds the entries that an envelope lacks.
pub(super) struct Metadata;

impl Check for Metadata {
    fn run(&self, cx: &Context<'_>, out: &mut Findings) {
        if cx.document.format != Format::Edxml {
            return;
        }
        let header = &cx.document.header;
        let number = header.number.as_ref();
        let given = [
            ("CodeNumber", number.is_some_and(|number| !number.is_blank())),
            ("CodeNotation", number.is_some()),
            ("IssuedDate", header.issued.as_ref().is_some_and(|issued| issued.date.is_some())),
            ("OrganName", header.issuer.is_some()),
            ("TypeName", header.kind.is_some()),
            ("Subject", header.title.is_some()),
        ];
        let wanted = cx.words("entries");
        let missing: Vec<&str> =
            given.iter().filter(|(entry, given)| !given && wanted.contains(entry)).map(|(entry, _)| *entry).collect();
        if !missing.is_empty() {
            out.finding("missing", cx.headline()).arg("entries", missing.join(", "));
        }
    }
}
