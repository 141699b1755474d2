//! Findings as an editor shows them.

use std::ops::Range;

use gen_lsp_types::{Code, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, Location, Message, Uri};
use serde_json::json;

use super::place::Lines;
use super::session::Draft;
use crate::check::{Finding, Related};
use crate::rules::Severity;
use crate::text::Trace;

/// Returns the findings of a draft at their places in the text that the editor has.
pub(super) fn of(draft: &Draft, uri: &Uri) -> Vec<Diagnostic> {
    let (trace, lines) = (Trace::of(&draft.text, &draft.source), Lines::of(&draft.text));
    draft.findings.iter().map(|finding| one(finding, &trace, &lines, uri)).collect()
}

/// Returns a finding at its place; what has none in the text stands at its beginning.
pub(super) fn one(finding: &Finding, trace: &Trace<'_>, lines: &Lines<'_>, uri: &Uri) -> Diagnostic {
    let Finding { code, message, why, help, related, fingerprint, .. } = finding;
    let near = |related: &Related| {
        let range = trace.near(related.span.filter(|_| related.document.is_none())?)?;
        let location = Location { uri: uri.clone(), range: lines.range(&range) };
        Some(DiagnosticRelatedInformation { location, message: related.note.clone() })
    };
    let related: Vec<_> = related.iter().filter_map(near).collect();
    Diagnostic {
        range: lines.range(&place(finding, trace)),
        severity: Some(match finding.severity {
            Severity::Blocker | Severity::Error => DiagnosticSeverity::Error,
            Severity::Warning => DiagnosticSeverity::Warning,
            Severity::Info => DiagnosticSeverity::Information,
        }),
        code: Some(Code::String(code.clone())),
        source: Some("soat".to_owned()),
        message: Message::String(format!("{message}\n{why}\n{help}")),
        related_information: (!related.is_empty()).then_some(related),
        data: Some(json!({"fingerprint": fingerprint})),
        ..Diagnostic::default()
    }
}

pub(super) fn place(finding: &Finding, trace: &Trace<'_>) -> Range<usize> {
    trace.near(finding.span).unwrap_or(0..0)
}
