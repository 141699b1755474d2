//! CIT-033: a plan that does not name the plan of the superior authority which it carries out.

use super::mention::year;
use crate::check::{Check, Context, Findings};
use crate::document::Date;
use crate::registry::Record;
use crate::rules::Severity;
use crate::text::fold_case_tone;

/// Finds plans of a year and subject for which a superior authority had issued one, which they do not cite.
pub(super) struct ParentPlan;

impl Check for ParentPlan {
    fn run(&self, cx: &Context<'_>, out: &mut Findings) {
        let Some(title) = cx.document.header.title.as_ref() else { return };
        let Some((subject, own_year)) = subject(cx, &title.text) else { return };
        let cites = |record: &Record| {
            cx.citations().any(|(_, citation)| {
                let resolved = citation.resolution.as_ref().and_then(|found| found.document.as_deref());
                let same = citation.number.as_ref().zip(record.number.as_ref());
                let number = same.is_some_and(|(a, b)| a.matching_key() == b.matching_key());
                let when = year(cx.document, citation);
                resolved == Some(record.id.as_str()) || number && when.is_none_or(|when| record.year() == Some(when))
            })
        };
        let parents = cx.facts.superior_plans.iter().filter(|record| {
            let theirs = record.title.as_deref().and_then(|title| self::subject(cx, title));
            theirs.is_some_and(|(other, year)| other == subject && year == own_year)
        });
        let parents: Vec<&Record> = parents.collect();
        if parents.iter().any(|record| cites(record)) {
            return;
        }
        let Some(parent) = parents.first() else { return };
        let draft = out.finding("uncited", title.span).arg("parent", cx.full_name(parent)).suspected();
        draft.at_most(Severity::Warning).see_document(&parent.id, cx.full_name(parent));
    }
}

/// Returns what a title of a plan is about, without its kind and year, and the year.
fn subject(cx: &Context<'_>, title: &str) -> Option<(String, i16)> {
    let folded = fold_case_tone(&cx.lexicon.expanded(title));
    let plan = folded.split_once("kế hoạch").map_or(folded.as_str(), |(_, plan)| plan);
    let (head, rest) = plan.split_once(" năm ")?;
    let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
    let year: i16 = digits.parse().ok().filter(|year| Date::new(*year, 1, 1).is_ok() && *year > 1990)?;
    let words: Vec<&str> = head.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    // One or two words (“công tác”) tell no subject.
    (words.len() > 2).then(|| (words.join(" "), year))
}
