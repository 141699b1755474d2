//! SEQ-018: a basis that details or guides a document which has ended.

use super::mention;
use crate::check::{Check, Context, Findings};
use crate::document::{Role, ValidityStatus};
use crate::lexicon::Law;
use crate::registry::Record;
use crate::rules::Severity;

/// Finds recitals that name a document whose title says that it guides one out of force.
pub(super) struct GuidedEnded;

impl Check for GuidedEnded {
    fn run(&self, cx: &Context<'_>, out: &mut Findings) {
        if cx.is_consolidated() {
            return;
        }
        for (index, citation) in cx.citations_as(Role::Basis) {
            let Some(cited) = cx.facts.cited(index) else { continue };
            // What is itself known to be out of force is CIT-010's to say.
            if cited.validity.status == ValidityStatus::Expired {
                continue;
            }
            let Some(parent) = guided(cx, &cited.record) else { continue };
            let Some(ended) = parent.to.filter(|to| *to < cx.as_of()).and_then(|to| to.tomorrow().ok()) else {
                continue;
            };
            // The rule of the day on which the guided document ended decides.
            let together = cx.words("together").iter().any(|period| holds(period, ended));
            if together {
                let draft = out.finding("ended", citation.span).arg("document", mention::short(citation));
                draft.arg("parent", &parent.number).arg("since", ended).suspected().at_most(Severity::Warning);
                draft.see_document(&parent.number, &parent.number);
            }
        }
    }
}

/// Returns the law or decree that the title of a record says it details or guides, where it is one for certain.
fn guided<'a>(cx: &Context<'a>, record: &Record) -> Option<&'a Law> {
    let title = record.title.as_deref()?;
    let folded = title.to_lowercase();
    let guides = cx.words("guiding").into_iter().any(|words| folded.contains(words));
    if !guides {
        return None;
    }
    let mut words = title.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '(' | ')'));
    let own = record.number.as_ref().map(|number| number.key.to_lowercase());
    words.find_map(|word| {
        let number = word.to_lowercase();
        let laws = if word.contains('/') && Some(&number) != own.as_ref() {
            cx.lexicon.law_numbered(word)
        } else {
            Vec::new()
        };
        match laws.as_slice() {
            [law] => Some(*law),
            _ => None,
        }
    })
}

/// Returns whether the period "2016-07-01/2025-03-31" of the page, its end open, contains the day.
fn holds(period: &str, day: crate::document::Date) -> bool {
    let (from, to) = period.split_once('/').unwrap_or((period, ""));
    let from = from.parse::<crate::document::Date>();
    let to = to.parse::<crate::document::Date>();
    from.is_ok_and(|from| from <= day) && to.map_or(true, |to| day <= to)
}
