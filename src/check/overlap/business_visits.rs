//! OVL-006: a business inspected more often in a year than the law of the day allows.

use std::collections::{BTreeMap, BTreeSet};

use super::twins;
use super::visits::{self, SharedVisit};
use crate::check::{Check, Context, Findings, Related};
use crate::document::Slug;
use crate::text::fold_case_tone;

/// Finds businesses that issued plans of other authorities inspect in the same year.
pub(super) struct BusinessVisits;

impl Check for BusinessVisits {
    fn run(&self, cx: &Context<'_>, out: &mut Findings) {
        let title = cx.document.header.title.as_ref().map_or(String::new(), |title| fold_case_tone(&title.text));
        if cx.words("unless").iter().any(|word| title.contains(word)) {
            return;
        }
        let businesses = cx.words("businesses");
        let named = |name: &str| {
            let name = fold_case_tone(name);
            businesses.iter().any(|word| name.starts_with(word) && name.split(' ').count() > word.split(' ').count())
        };
        let mut met: BTreeMap<(usize, Slug), Vec<SharedVisit<'_>>> = BTreeMap::new();
        for visit in visits::shared(cx) {
            if named(&visit.target.text) && visits::in_one_year(cx, &visit) {
                let key = (visit.task.span.start, Slug::of(&visit.target.text));
                met.entry(key).or_default().push(visit);
            }
        }
        for all in met.values() {
            report(cx, out, all);
        }
    }
}

fn report(cx: &Context<'_>, out: &mut Findings, all: &[SharedVisit<'_>]) {
    let Some(first) = all.first() else { return };
    let Some(act) = visits::act(first.task) else { return };
    // A limit for one content needs the content, which names of businesses do not tell.
    let Some(limit) = cx.lexicon.inspection_limits(act, cx.as_of()).find(|limit| !limit.one_content) else { return };
    let counts = |visit: &&SharedVisit<'_>| {
        visits::act(&visit.stored.task).is_some_and(|theirs| theirs == act || limit.together)
    };
    let others: Vec<&SharedVisit<'_>> = all.iter().filter(counts).collect();
    let documents: BTreeSet<&str> = others.iter().map(|visit| visit.stored.giver.id.as_str()).collect();
    if documents.len() < usize::from(limit.most) {
        return;
    }
    let draft = out.finding("again", twins::place(cx, first.task)).suspected();
    draft.arg("business", &first.target.text).arg("count", documents.len() + 1);
    draft.arg("most", i64::from(limit.most)).arg("exception", &limit.exception);
    for visit in others {
        let note = format!("{}: «{}»", twins::giver(cx, visit.stored), visit.stored.task.text);
        let (document, span) = (Some(visit.stored.giver.id.clone()), Some(visit.stored.task.span));
        draft.see(Related { path: None, document, span, note });
    }
}
