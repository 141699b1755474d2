//! CIT-013: a document rests on one that takes effect only after it.

use super::mention::through_date;
use crate::check::{Check, Context, Findings};
use crate::document::{Class, Role, ValidityStatus};
use crate::rules::Severity;
use crate::text::fold_case_tone;

/// Finds recitals that name a document issued but not in force on the day on which this one takes effect.
pub(super) struct NotYetEffective;

impl Check for NotYetEffective {
    fn run(&self, cx: &Context<'_>, out: &mut Findings) {
        let own = cx.document.effective.as_ref().and_then(|effective| effective.date);
        let title = cx.document.header.title.as_ref().map(|title| fold_case_tone(&title.text)).unwrap_or_default();
        // A plan to carry out a coming law is made before its day.
        let prepares = cx.words("preparing").into_iter().any(|words| title.contains(words));
        let normative = cx.class() == Class::Normative;
        // A normative document whose day of effect was not read may begin with the law itself.
        if (prepares && !normative) || (normative && own.is_none()) {
            return;
        }
        for (index, citation) in cx.citations_as(Role::Basis) {
            let Some(cited) = cx.facts.cited(index) else { continue };
            let Some(since) = cited.validity.since.filter(|_| cited.validity.status == ValidityStatus::NotYet) else {
                continue;
            };
            // One that is not even issued is CIT-008's to say.
            let issued = cited.record.issued.is_some_and(|issued| issued <= cx.as_of());
            let first = own.unwrap_or_else(|| cx.as_of());
            let in_recital = cx.document.recitals.iter().any(|recital| recital.citations.contains(&index));
            if !issued || since <= first || !in_recital {
                continue;
            }
            let draft = out.finding("not-yet", through_date(citation));
            draft.arg("document", cx.name_cited(citation, &cited.record)).arg("since", since).arg("own", first);
            draft.see_document(&cited.record.id, cx.name(&cited.record));
            // Some articles of a law are often in force before the rest, which no table tells.
            let law = citation.kind.as_deref().is_some_and(|kind| cx.words("early_in_part").contains(&kind));
            if !normative || law {
                draft.suspected().at_most(Severity::Warning);
            }
        }
    }
}
