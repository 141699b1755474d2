//! OVL-018: an abbreviation that another document explains otherwise.

use crate::check::citation::{explained, same_meaning};
use crate::check::{Check, Context, Findings, Higher};

/// Finds abbreviations that stand for something else in a document above this one, or in the plan of the year before.
pub(super) struct TwoMeanings;

impl Check for TwoMeanings {
    fn run(&self, cx: &Context<'_>, out: &mut Findings) {
        let higher = cx.facts.higher.iter().filter_map(|Higher { citation, wording }| {
            Some((&cx.facts.cited(*citation)?.record, wording.text.as_str()))
        });
        let before = cx.facts.forerunner.iter().map(|(record, wording)| (record, wording.text.as_str()));
        let others: Vec<_> = higher.chain(before).collect();
        if others.is_empty() {
            return;
        }
        for (at, meaning) in explained(&cx.document.text) {
            let short = cx.document.slice(at);
            for (record, text) in &others {
                let theirs = explained(text).find(|(place, _)| text.get(place.range()) == Some(short));
                let Some((_, theirs)) = theirs.filter(|(_, theirs)| !same_meaning(meaning, theirs)) else { continue };
                let draft = out.finding("two-meanings", at).suspected().arg("own", meaning).arg("theirs", theirs);
                draft.arg("document", cx.name(record)).see_document(&record.id, theirs);
            }
        }
    }
}
