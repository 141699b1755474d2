//! CMP-016: a signer whose title is not one of the issuer.

use super::signing::{Capacity, Line, Signing, bears_own_symbol, group, issuer_name, issuing, known_title, named};
use crate::check::{Check, Context, Findings};
use crate::document::AuthorityRef;
use crate::lexicon::{SignerRule, Verified, Works};
use crate::rules::Severity;
use crate::text::fold_case_tone;

/// Finds titles that the table gives to heads or deputies of other bodies.
pub(super) struct SignerTitle;

impl Check for SignerTitle {
    fn run(&self, cx: &Context<'_>, out: &mut Findings) {
        let Some((issuer, rule)) =
            issuing(cx).and_then(|issuer| Some((issuer, cx.lexicon.signer_rule(issuer.id.as_deref()?, cx.as_of())?)))
        else {
            return;
        };
        // What a chairman enacts bears the symbol of his committee.
        let bearers = [Some(issuer), cx.document.header.issuer.as_ref()].into_iter().flatten();
        let bears: Vec<bool> = bearers.filter_map(|one| bears_own_symbol(cx, one.id.as_deref()?)).collect();
        if !bears.is_empty() && !bears.contains(&true) {
            return;
        }
        let Some(signing) = Signing::only(cx).filter(|signing| !signing.is_charged()) else { return };
        let Some(line) = signing.line(Capacity::ForHead).or(signing.title.as_ref()) else { return };
        let Some(title) = known_title(cx.lexicon, &line.words) else { return };
        if fits(cx, rule, &title) || signs_for_other_board(cx, &signing, issuer) {
            return;
        }
        // Without "TM." or "KT.", a line "TL." or "TUQ." may have been left out.
        let bare = line.capacity.is_none() && signing.line(Capacity::OnBehalf).is_none();
        let charged =
            bare && rule.by_order.iter().chain(&rule.by_delegation).any(|other| fold_case_tone(other) == title);
        let draft = out.finding("title", line.span).arg("issuer", issuer_name(cx)).arg("right", right(rule, line));
        if charged || rule.verified != Verified::Text {
            draft.suspected().at_most(Severity::Warning);
        }
    }
}

/// Returns whether `title` is of the issuer's head or of a deputy of his.
fn fits(cx: &Context<'_>, rule: &SignerRule, title: &str) -> bool {
    rule.heads.iter().any(|head| {
        let folded = fold_case_tone(head);
        // A head may bear two titles: "Bộ trưởng, Chủ nhiệm".
        folded.starts_with(title)
            || title.starts_with(&folded)
            || cx.lexicon.deputies_of(head).iter().any(|deputy| fold_case_tone(deputy) == title)
    })
}

/// Returns whether the signature is for a council or board that the issuer has set up, and not for another authority.
fn signs_for_other_board(cx: &Context<'_>, signing: &Signing, issuer: &AuthorityRef) -> bool {
    let Some(line) = signing.line(Capacity::OnBehalf) else { return false };
    let Some(body) = named(cx, &line.words) else { return true };
    let own = issuer.id.as_deref().and_then(|id| group(cx.lexicon, id));
    let rule = cx.lexicon.signer_rule(&body.id, cx.as_of());
    group(cx.lexicon, &body.id) != own && rule.is_none_or(|rule| rule.verified != Verified::Text)
}

fn right(rule: &SignerRule, line: &Line) -> String {
    let heads: Vec<String> = rule.heads.iter().map(|head| head.to_uppercase()).collect();
    let head = match (rule.works, rule.collective.first()) {
        (Works::Collective, Some(words)) => format!("TM. {} / {}", words.to_uppercase(), heads.join(", ")),
        _ => heads.join(", "),
    };
    if line.capacity.is_some() {
        format!("“{head}” (cấp phó: “KT. {}”)", heads.join(", "))
    } else {
        format!("“{head}”")
    }
}
