//! CIT-010: a document that rests on one that has expired.

use crate::check::{Check, Cited, Context, Draft, Findings};
use crate::document::{Citation, Role, ValidityStatus};
use crate::rules::Severity;
use crate::text::Span;

/// Finds recitals, and clauses that implement, which name a document out of force on the day of judgement.
pub(super) struct ExpiredBasis;

impl Check for ExpiredBasis {
    fn run(&self, cx: &Context<'_>, out: &mut Findings) {
        if cx.is_consolidated() {
            return;
        }
        for (index, citation) in cx.citations() {
            let Some(cited) = cx.facts.cited(index) else { continue };
            if cited.validity.status != ValidityStatus::Expired {
                continue;
            }
            match citation.role {
                Role::Basis => {
                    report(cx, out, citation, cited);
                }
                // "Thực hiện Nghị quyết …" may look back on a programme that has run out: a person decides.
                Role::Implements | Role::Guides => {
                    report(cx, out, citation, cited).suspected().at_most(Severity::Warning);
                }
                Role::Proposal | Role::Amends | Role::Replaces | Role::Repeals | Role::Mentions => {}
            }
        }
    }
}

fn report<'f>(cx: &Context<'_>, out: &'f mut Findings, citation: &Citation, cited: &Cited) -> &'f mut Draft {
    let message = match (cited.validity.until, &cited.successor) {
        (Some(_), Some(_)) => "replaced",
        (Some(_), None) => "expired",
        (None, _) => "ended",
    };
    let draft = out.finding(message, citation.span).arg("document", cx.name_cited(citation, &cited.record));
    if let Some(first_day_out) = cited.validity.until.and_then(|until| until.tomorrow().ok()) {
        draft.arg("since", first_day_out);
    }
    if let Some(successor) = &cited.successor {
        let name = cx.cited_name_instead(successor, citation);
        let whole = cx.title_in_sentence(successor).map_or_else(|| name.clone(), |title| format!("{name} {title}"));
        draft.arg("successor", &whole).see_document(&successor.id, cx.name(successor));
        let (place, words) = replacement(cx, citation, (name, whole));
        draft.suggest(place, words);
    } else if let Some(by) = &cited.validity.by {
        draft.see_document(by, by);
    }
    draft
}

/// The new words take the place of the old title too, where it stands right behind the citation.
fn replacement(cx: &Context<'_>, citation: &Citation, (name, whole): (String, String)) -> (Span, String) {
    let behind = Span::new(citation.span.end, cx.document.text.len());
    let rest = cx.document.slice(behind);
    let blanks = rest.len() - rest.trim_start().len();
    match citation.title.as_deref().filter(|title| rest.trim_start().starts_with(title)) {
        Some(title) => (Span::new(citation.span.start, behind.start + blanks + title.len()), whole),
        None => (citation.span, name),
    }
}
