//! SEQ-003: a decision or resolution that does not say when it takes effect.

use crate::check::{Check, Context, Findings};
use crate::text::Span;

/// Finds decisions, resolutions and normative documents without an effect clause.
pub(super) struct NoEffectClause;

impl Check for NoEffectClause {
    fn run(&self, cx: &Context<'_>, out: &mut Findings) {
        let document = cx.document;
        // Without articles the text is an extract or a form that was not understood: it lacks more than this.
        let Some(last) = document.provisions.iter().rfind(|provision| provision.path.starts_with("dieu-")) else {
            return;
        };
        if document.effective.is_some() || document.signature.is_none() || speaks_of_effect(cx) {
            return;
        }
        let label = Span::new(last.span.start, last.span.start + last.label.len());
        out.finding("missing", label).arg("kind", document.header.kind.as_ref().map_or("", |kind| kind.text.as_str()));
    }
}

/// Any words on effect anywhere: a clause that the parser did not take apart is not held against the document.
fn speaks_of_effect(cx: &Context<'_>) -> bool {
    // Files that wrap their lines cut the words: blanks and line ends are one.
    let text = cx.document.text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    cx.words("effect_words").iter().any(|words| text.contains(words))
}
