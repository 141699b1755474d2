//! Findings for people at a terminal: one windowed snippet a finding, and a count at the end.

use std::io::{self, Write};

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};

use super::words::{counted, pick, severity_word};
use crate::check::{Finding, Related, Verdict};
use crate::document::Document;
use crate::rules::{Lang, Severity, written_day};
use crate::text::Span;

/// Columns that a snippet may take; longer paragraphs are windowed around the words concerned.
const WIDTH: usize = 110;

/// Returns whether a finding counts: it was not accepted.
fn is_open(finding: &Finding) -> bool {
    finding.suppressed.is_none()
}

/// Writes findings on the office's own files, which have no text to show: one line each, and what to do.
///
/// # Errors
/// `out` cannot be written.
pub fn write_office(findings: &[Finding], lang: Lang, out: &mut impl Write) -> io::Result<()> {
    for finding in findings {
        let Finding { path, line, code, message, excerpt, help, .. } = finding;
        let word = severity_word(finding.severity, finding.verdict, lang);
        writeln!(out, "{path}:{line}: {word}[{code}]: {message}\n  {excerpt}\n  {help}\n")?;
    }
    Ok(())
}

/// Writes the findings on one document; those that were accepted are left out; what could not be verified is listed without snippets, in full only where
/// `verbose`.
///
/// # Errors
/// `out` cannot be written.
pub fn write(
    document: &Document,
    findings: &[Finding],
    lang: Lang,
    verbose: bool,
    out: &mut impl Write,
) -> io::Result<()> {
    let renderer = Renderer::styled().term_width(WIDTH);
    let (open, said): (Vec<&Finding>, Vec<&Finding>) =
        findings.iter().filter(|finding| is_open(finding)).partition(|finding| finding.verdict == Verdict::Unverified);
    for finding in said {
        snippet(document, finding, lang, verbose, &renderer, out)?;
    }
    if verbose && !open.is_empty() {
        let words = match lang {
            Lang::Vi => "chưa xác minh được (thiếu dữ liệu, không phải lỗi)",
            Lang::En => "could not be verified (data are missing; no defect)",
        };
        writeln!(out, "{}: {words}", document.path)?;
        for finding in open {
            writeln!(out, "  {}:{}  {}  {}", finding.line, finding.column, finding.code, finding.message)?;
        }
        writeln!(out)?;
    }
    Ok(())
}

/// Writes the count over all documents: findings by severity, those accepted, and the `hidden` ones that the reader's
/// profile left out.
///
/// # Errors
/// `out` cannot be written.
pub fn write_summary(
    documents: usize,
    findings: &[&Finding],
    hidden: usize,
    lang: Lang,
    out: &mut impl Write,
) -> io::Result<()> {
    let (findings, accepted): (Vec<&Finding>, Vec<&Finding>) =
        findings.iter().copied().partition(|finding| is_open(finding));
    let open = findings.iter().filter(|finding| finding.verdict == Verdict::Unverified).count();
    let said = |severity| {
        let count = findings.iter().filter(|f| f.severity == severity && f.verdict != Verdict::Unverified).count();
        (count > 0).then(|| counted(count, severity, lang))
    };
    let parts: Vec<String> =
        [Severity::Blocker, Severity::Error, Severity::Warning, Severity::Info].into_iter().filter_map(said).collect();
    let (files, nothing, unverified) = match lang {
        Lang::Vi => (format!("{documents} văn bản"), "không có phát hiện", "chưa xác minh được"),
        Lang::En => (format!("{documents} documents"), "no findings", "could not be verified"),
    };
    let parts = if parts.is_empty() { nothing.to_owned() } else { parts.join(", ") };
    write!(out, "{files}: {parts}")?;
    if open > 0 {
        write!(out, "; {open} {unverified} (-v)")?;
    }
    let (waived, left_out) = match lang {
        Lang::Vi => ("đã chấp nhận", "ngoài hồ sơ kiểm tra"),
        Lang::En => ("accepted", "outside the profile"),
    };
    for (count, words) in [(accepted.len(), waived), (hidden, left_out)] {
        if count > 0 {
            write!(out, "; {count} {words}")?;
        }
    }
    writeln!(out)
}

fn snippet(
    document: &Document,
    finding: &Finding,
    lang: Lang,
    verbose: bool,
    renderer: &Renderer,
    out: &mut impl Write,
) -> io::Result<()> {
    let (paragraph, line) = paragraph(document, finding.span);
    let inside = finding.span.start - paragraph.start..finding.span.end.min(paragraph.end) - paragraph.start;
    let word = severity_word(finding.severity, finding.verdict, lang);
    let level = match finding.severity {
        Severity::Blocker | Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info => Level::INFO,
    };
    let mut group = level.with_name(word).primary_title(wrapped(&finding.message)).id(finding.code.as_str()).element(
        Snippet::source(document.slice(paragraph))
            .line_start(line)
            .path(finding.path.as_str())
            .annotation(AnnotationKind::Primary.span(inside)),
    );
    let print = verbose.then(|| (pick(lang, "mã nhận biết", "fingerprint"), finding.fingerprint.clone()));
    for (name, text) in notes(finding, lang).into_iter().chain(print) {
        group = group.element(Level::NOTE.with_name(name).message(wrapped(&text)));
    }
    writeln!(out, "{}\n", renderer.render(&[group]))
}

/// The lines under a snippet: why, what to do, the other side, what to do about it once issued, the regime.
fn notes(finding: &Finding, lang: Lang) -> Vec<(&'static str, String)> {
    let names = match lang {
        Lang::Vi => ["vì sao", "cách sửa", "đối chiếu", "xử lý", "áp dụng"],
        Lang::En => ["why", "help", "compare", "remedy", "regime"],
    };
    let [why, help, compare, remedy, regime] = names;
    let mut notes = vec![(why, finding.why.clone()), (help, finding.help.clone())];
    notes.extend(finding.related.iter().map(|related| (compare, other_side(related))));
    notes.extend(finding.remedy.iter().map(|text| (remedy, text.clone())));
    notes.extend(finding.regime.iter().map(|text| {
        let day = written_day(finding.as_of);
        let text = match lang {
            Lang::Vi => format!("{text}, tại ngày {day}"),
            Lang::En => format!("{text}, as of {day}"),
        };
        (regime, text)
    }));
    notes
}

/// Breaks words into lines that fit beside the name of a note; what follows a line end is aligned by the renderer.
fn wrapped(text: &str) -> String {
    const BESIDE: usize = WIDTH - 16;
    let mut lines = String::with_capacity(text.len() + 8);
    let mut taken = 0;
    for word in text.split_whitespace() {
        let length = word.chars().count();
        if taken > 0 && taken + 1 + length > BESIDE {
            lines.push('\n');
            taken = 0;
        } else if taken > 0 {
            lines.push(' ');
            taken += 1;
        }
        lines.push_str(word);
        taken += length;
    }
    lines
}

fn other_side(related: &Related) -> String {
    match related.document.as_ref().or(related.path.as_ref()).filter(|place| **place != related.note) {
        Some(place) => format!("{} ({place})", related.note),
        None => related.note.clone(),
    }
}

/// The whole lines that hold `span`, and the 1-based number of the first.
fn paragraph(document: &Document, span: Span) -> (Span, usize) {
    let text = &document.text;
    let head = text.get(..span.start).unwrap_or_default();
    let start = head.rfind('\n').map_or(0, |at| at + 1);
    let tail = text.get(span.end..).unwrap_or_default();
    let end = tail.find('\n').map_or(text.len(), |at| span.end + at);
    (Span::new(start, end), head.matches('\n').count() + 1)
}
