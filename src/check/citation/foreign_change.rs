//! CIT-031: a document changes or ends one of another form or another authority.

use super::aside::{in_frame, in_quotes, in_title};
use super::mention::{own_number, short_name, through_date};
use crate::check::{Check, Context, Findings};
use crate::document::{Citation, Class, DocNumber, Role, Scheme};
use crate::rules::Severity;

/// Finds clauses that amend, replace or repeal a normative document by an administrative one, or the document of the
/// council by one of the committee.
pub(super) struct ForeignChange;

impl Check for ForeignChange {
    fn run(&self, cx: &Context<'_>, out: &mut Findings) {
        let Some(own) = cx.document.header.number.as_ref().filter(|number| number.organ.is_some()) else { return };
        if cx.is_consolidated() {
            return;
        }
        for (_, citation) in cx.citations() {
            if !matches!(citation.role, Role::Amends | Role::Replaces | Role::Repeals) || !is_clause(cx, citation) {
                continue;
            }
            let Some(theirs) = own_number(cx.document, citation) else { continue };
            if let Some(message) = defect(cx, own, theirs) {
                let draft = out.finding(message, through_date(citation)).arg("document", short_name(citation));
                // Since 2025 a repeal no longer needs a normative document.
                let repeal = citation.role == Role::Repeals;
                let freed = cx.value("repeal_by_any_form").and_then(toml::Value::as_bool) == Some(true);
                if message == "form" && repeal && freed {
                    draft.suspected().at_most(Severity::Info);
                }
            }
        }
    }
}

/// Returns whether the citation is the object of a clause of this document's own articles.
fn is_clause(cx: &Context<'_>, citation: &Citation) -> bool {
    let own = cx.document.provision_at(citation.span).is_some_and(|provision| provision.path.starts_with("dieu-"));
    own && !in_frame(cx, citation) && !in_quotes(cx, citation) && !in_title(cx, citation)
}

/// Returns the message for what stands in the way of the change, where something certainly does.
fn defect(cx: &Context<'_>, own: &DocNumber, theirs: &DocNumber) -> Option<&'static str> {
    let same_organ = own.organ == theirs.organ;
    let normative = theirs.scheme == Scheme::Normative && theirs.year.is_some();
    let administrative = cx.class() == Class::Administrative && own.year.is_none();
    if same_organ && normative && administrative && theirs.kind.is_some() {
        return Some("form");
    }
    let group = |number: &DocNumber| {
        let organs = cx.lexicon.organ_codes(number.organ.as_deref().unwrap_or_default());
        let mut groups = organs.into_iter().map(|organ| organ.group.clone().unwrap_or_else(|| organ.id.clone()));
        let first = groups.next()?;
        groups.all(|group| group == first).then_some(first)
    };
    let (own, theirs) = (group(own)?, group(theirs)?);
    let pairs = cx.words("barred");
    pairs.contains(&format!("{own}>{theirs}").as_str()).then_some("issuer")
}
