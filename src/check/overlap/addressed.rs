//! OVL-015: a unit that is to lead a task and that the document is not sent to.

use std::collections::{BTreeMap, BTreeSet};

use super::twins;
use crate::check::{Check, Context, Findings};
use crate::document::{Slug, Task, UnitRef};
use crate::lexicon::Near;
use crate::text::fold_case_tone;

/// Finds units known by name that lead a task and that neither the recipients nor the final provisions name, where these
/// name most of the units that lead one by one.
pub(super) struct Addressed;

impl Check for Addressed {
    fn run(&self, cx: &Context<'_>, out: &mut Findings) {
        let document = cx.document;
        // "Sở: Nội vụ, Y tế" names units by half.
        let halves = document.recipients.iter().any(|one| one.text.contains(':') && !one.text.starts_with("Lưu"));
        let told = told(cx);
        if halves || cx.words("covering").into_iter().any(|words| told.contains(words)) {
            return;
        }
        let issuer = document.header.issuer.as_ref();
        let near = Near { territory: issuer.and_then(|one| one.territory.as_deref()), date: document.issued() };
        let ids = |words: &str| cx.lexicon.authorities_named(words, near).into_iter().map(|named| named.id);
        let listed: BTreeSet<Slug> = document.recipients.iter().flat_map(|one| ids(&one.text)).collect();
        let mut said: BTreeSet<&Slug> = BTreeSet::new();
        let mut missing: BTreeMap<&Slug, (&Task, &UnitRef)> = BTreeMap::new();
        for (task, unit) in document.tasks.iter().flat_map(|task| task.lead.iter().map(move |unit| (task, unit))) {
            let Some(body) = unit.id.as_ref().and_then(|id| cx.lexicon.authority(id)) else { continue };
            let own = issuer.and_then(|one| one.id.as_ref()) == Some(&body.id);
            let words =
                || told.contains(&cx.lexicon.expanded(&unit.text)) || told.contains(&fold_case_tone(&body.name));
            if listed.contains(&body.id) || words() {
                said.insert(&body.id);
            } else if !own && !body.several {
                missing.entry(&body.id).or_insert((task, unit));
            }
        }
        if missing.len() >= said.len() {
            return;
        }
        let group = |id: &Slug| cx.lexicon.authority(id).and_then(|body| body.group.as_ref());
        for (id, (task, unit)) in missing {
            if group(id).is_some() && said.iter().any(|other| group(other) == group(id)) {
                out.finding("unaddressed", twins::place(cx, task)).suspected().arg("unit", &unit.text);
            }
        }
    }
}

/// The recipients, those whom a letter is sent to, and the final provisions, folded.
fn told(cx: &Context<'_>) -> String {
    const LINES: usize = 15;
    let document = cx.document;
    let mut told: Vec<&str> = document.recipients.iter().map(|recipient| recipient.text.as_str()).collect();
    told.extend(document.text.lines().skip_while(|line| !line.contains("Kính gửi")).take(LINES));
    let articles = document.provisions.iter().filter(|provision| provision.path.starts_with("dieu-"));
    told.extend(articles.map(|provision| document.slice(provision.span)).filter(|words| words.contains("thi hành")));
    cx.lexicon.expanded(&told.join(" ; "))
}
