//! CMP-010: `TM.` before a body that its head runs, or missing in a collective.

use super::enacting_line::collective_words;
use super::signing::{Capacity, Signing, group, issuing, known_title, named};
use crate::check::{Check, Context, Findings};
use crate::lexicon::{Verified, Works};
use crate::rules::Severity;
use crate::text::fold_case_tone;

/// Finds signatures whose `TM.` does not fit how the body decides.
pub(super) struct OnBehalf;

impl Check for OnBehalf {
    fn run(&self, cx: &Context<'_>, out: &mut Findings) {
        for signing in Signing::all(cx) {
            head_run(cx, &signing, out);
        }
        if let Some(signing) = Signing::only(cx) {
            collective(cx, &signing, out);
        }
    }
}

/// A ministry or department never signs on behalf, whoever issues: what stands after `TM.` is judged by itself, for a
/// department's council or board is a collective.
fn head_run(cx: &Context<'_>, signing: &Signing, out: &mut Findings) {
    let Some(line) = signing.line(Capacity::OnBehalf) else { return };
    let Some(body) = named(cx, &line.words).filter(|body| !body.head && !body.several) else { return };
    let Some(rule) = cx.lexicon.signer_rule(&body.id, cx.as_of()).filter(|rule| rule.works == Works::Head) else {
        return;
    };
    let right = signing.without(line.span);
    let draft = out.finding("head-run", line.span).arg("body", &line.words);
    let head = rule.heads.first().map(|head| head.to_uppercase()).unwrap_or_default();
    draft.arg("right", if right.is_empty() { head } else { right });
    if rule.verified != Verified::Text {
        draft.suspected();
    }
}

fn collective(cx: &Context<'_>, signing: &Signing, out: &mut Findings) {
    let (Some(issuer), Some(title)) = (issuing(cx), &signing.title) else { return };
    let Some(id) = issuer.id.as_deref() else { return };
    let also_by_head = cx.words("also_by_head");
    let left_out =
        group(cx.lexicon, id).is_none_or(|group| also_by_head.contains(&group)) || also_by_head.contains(&id);
    let rule = cx.lexicon.signer_rule(id, cx.as_of()).filter(|rule| rule.works == Works::Collective);
    let (false, Some(rule), Some(words)) = (left_out, rule, collective_words(cx, issuer)) else { return };
    let title_known = known_title(cx.lexicon, &title.words);
    let is_head = title_known.is_some_and(|known| rule.heads.iter().any(|head| fold_case_tone(head) == known));
    let charged = signing.is_charged() || signing.line(Capacity::ForHead).is_some();
    if is_head && !charged && signing.named && !signing.may_be_on_behalf() {
        out.finding("collective", title.span)
            .arg("body", &issuer.text)
            .arg("right", format!("TM. {words} / {}", title.text))
            .suspected()
            .at_most(Severity::Warning);
    }
}
