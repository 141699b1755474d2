//! What an editor offers at a finding: the page of its rule, and its fix.

use std::collections::HashMap;

use gen_lsp_types::{
    CodeAction, CodeActionKind, CodeActionParams, Contents, Hover, MarkupContent, MarkupKind, Position, TextEdit, Uri,
    WorkspaceEdit,
};
use quick_xml::escape::partial_escape;

use super::diagnostics;
use super::place::Lines;
use super::session::Draft;
use crate::app::rules::explain;
use crate::check::{Finding, Safety};
use crate::rules::{Lang, RuleSet};
use crate::text::{Format, Trace};

/// Returns the pages of the rules whose findings stand at a place, each once.
pub(super) fn hover(draft: &Draft, at: Position, rules: &RuleSet, lang: Lang) -> Option<Hover> {
    let (trace, lines) = (Trace::of(&draft.text, &draft.source), Lines::of(&draft.text));
    let byte = lines.byte(at);
    let under: Vec<_> = draft
        .findings
        .iter()
        .map(|finding| (finding, diagnostics::place(finding, &trace)))
        .filter(|(_, place)| place.start <= byte && byte <= place.end)
        .collect();
    let (_, place) = under.first()?;
    let mut codes: Vec<&str> = under.iter().map(|(finding, _)| finding.code.as_str()).collect();
    codes.dedup();
    let pages: Vec<String> = codes.into_iter().filter_map(|code| explain(rules, code, lang).ok()).collect();
    Some(Hover {
        contents: Contents::MarkupContent(MarkupContent { kind: MarkupKind::PlainText, value: pages.join("\n\n") }),
        range: Some(lines.range(place)),
    })
}

/// Returns the fixes of findings that reach into a range, those first that change no meaning.
pub(super) fn fixes(draft: &Draft, uri: &Uri, params: &CodeActionParams, lang: Lang) -> Vec<CodeAction> {
    let wanted = params.context.only.as_ref();
    let quick = |kind: &CodeActionKind| matches!(kind, CodeActionKind::QuickFix | CodeActionKind::Empty);
    if wanted.is_some_and(|kinds| !kinds.iter().any(quick)) {
        return Vec::new();
    }
    let (trace, lines) = (Trace::of(&draft.text, &draft.source), Lines::of(&draft.text));
    let (start, end) = (lines.byte(params.range.start), lines.byte(params.range.end));
    let touched = draft.findings.iter().filter(|finding| {
        let place = diagnostics::place(finding, &trace);
        place.start <= end && start <= place.end
    });
    let mut actions: Vec<CodeAction> =
        touched.filter_map(|finding| fix(draft, finding, uri, &trace, &lines, lang)).collect();
    actions.sort_by_key(|action| action.is_preferred != Some(true));
    actions
}

fn fix(
    draft: &Draft,
    finding: &Finding,
    uri: &Uri,
    trace: &Trace<'_>,
    lines: &Lines<'_>,
    lang: Lang,
) -> Option<CodeAction> {
    let fix = finding.fix.as_ref()?;
    let range = lines.range(&trace.exact(fix.span)?);
    let escaped = draft.source.format() == Format::Akn;
    let new_text = if escaped { partial_escape(&fix.text).into_owned() } else { fix.text.clone() };
    let title = match (lang, fix.text.is_empty()) {
        (Lang::Vi, false) => format!("Sửa thành “{}” ({})", fix.text, finding.code),
        (Lang::Vi, true) => format!("Bỏ ({})", finding.code),
        (Lang::En, false) => format!("Write “{}” ({})", fix.text, finding.code),
        (Lang::En, true) => format!("Leave out ({})", finding.code),
    };
    Some(CodeAction {
        title,
        kind: Some(CodeActionKind::QuickFix),
        diagnostics: Some(vec![diagnostics::one(finding, trace, lines, uri)]),
        is_preferred: Some(fix.safety == Safety::Safe),
        edit: Some(WorkspaceEdit {
            changes: Some(HashMap::from([(uri.clone(), vec![TextEdit { range, new_text }])])),
            ..WorkspaceEdit::default()
        }),
        ..CodeAction::default()
    })
}
