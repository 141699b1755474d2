//! CMP-012: a deputy signs a document of the People's Committee without `TM.`.

use super::enacting_line::{collective_words, is_printed_line};
use super::signing::{Capacity, Signing, group, issuing, value};
use crate::check::{Check, Context, Findings};

/// Finds `KT.` without `TM.` where the enacting line names the Committee.
pub(super) struct DeputyForCommittee;

impl Check for DeputyForCommittee {
    fn run(&self, cx: &Context<'_>, out: &mut Findings) {
        let Some(issuer) = issuing(cx).filter(|issuer| is_printed_line(cx, issuer)) else { return };
        let of_committee = issuer.id.as_deref().and_then(|id| group(cx.lexicon, id)) == value(cx, "collective");
        let Some(signing) = Signing::only(cx).filter(|_| of_committee) else { return };
        let Some(line) = signing.line(Capacity::ForHead) else { return };
        let words = collective_words(cx, issuer).unwrap_or_else(|| issuer.text.clone());
        let on_behalf = signing.line(Capacity::OnBehalf).is_some() || signing.may_be_on_behalf();
        if on_behalf || signing.may_name(&words) || signing.is_charged() {
            return;
        }
        let collective = format!("TM. {words}");
        let right =
            [Some(collective.as_str()), Some(&line.text), signing.title.as_ref().map(|title| title.text.as_str())];
        out.finding("no-collective", line.span)
            .arg("enacting", &issuer.text)
            .arg("right", right.into_iter().flatten().collect::<Vec<_>>().join(" / "))
            .arg("collective", &collective);
    }
}
