//! CMP-004: work given to a department or ministry that was merged or abolished.

use super::district_bodies::since;
use super::mentions::{self, Mention};
use super::signing::group;
use crate::check::{Check, Context, Findings};
use crate::document::Slug;
use crate::lexicon::{AuthorityMatch, Existence};
use crate::rules::Severity;

/// Finds departments and ministries of the page's groups that are no more on the day.
pub(super) struct MergedBodies;

impl Check for MergedBodies {
    fn run(&self, cx: &Context<'_>, out: &mut Findings) {
        for mention in mentions::ended(cx, |body, _| is_merged(cx, body)) {
            report(cx, &mention, out);
        }
    }
}

fn is_merged(cx: &Context<'_>, body: &AuthorityMatch) -> bool {
    let groups = cx.words("groups");
    let of_groups = group(cx.lexicon, &body.id).is_some_and(|group| groups.contains(&group));
    of_groups && matches!(cx.lexicon.authority_exists(&body.id, cx.as_of()), Existence::Ended { .. })
}

fn report(cx: &Context<'_>, mention: &Mention, out: &mut Findings) {
    let Existence::Ended { on, successors, within_transition } =
        cx.lexicon.authority_exists(&mention.body.id, cx.as_of())
    else {
        return;
    };
    let message = match (mention.recipient, successors) {
        (true, _) => "recipient",
        (false, [_, _, ..]) => "work-several",
        (false, _) => "work",
    };
    let draft = out.finding(message, mention.span);
    draft.arg("excerpt", &mention.words).arg("since", since(on)).arg("successor", names(cx, successors));
    if within_transition || cx.words("ambiguous").contains(&mention.body.id.as_str()) {
        draft.suspected().at_most(Severity::Warning);
    }
}

fn names(cx: &Context<'_>, ids: &[Slug]) -> String {
    let names = ids.iter().filter_map(|id| cx.lexicon.authority(id)).map(|authority| authority.name.as_str());
    names.collect::<Vec<_>>().join("; ")
}
