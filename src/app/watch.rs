//! Lays an answer beside a draft that was saved: an annotated copy of a Word document, else a report.

use std::path::{Path, PathBuf};

use super::Office;
use super::annotate::{Annotated, annotate};
use super::check::{CheckError, Outcome, Request, check};
use super::fix::{self, Destination};
use super::inputs::Input;
use super::reading::is_readable_name;
use super::triage::Triage;
use crate::check::{Finding, Verdict};
use crate::registry::Store;
use crate::report;
use crate::rules::Severity;

/// What marks the name of an answer.
const MARK: &str = ".gopy.";

/// An answer that was laid beside its draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Laid {
    /// The answer.
    pub answer: PathBuf,
    /// Findings that it tells.
    pub findings: usize,
    /// Those of them that are errors or worse.
    pub errors: usize,
    /// Why it is a report, where a Word document took no marks.
    pub unmarked: Option<String>,
}

/// Why no answer was laid.
#[derive(Debug, thiserror::Error)]
pub enum Unlaid {
    /// The draft could not be read.
    #[error("{0}")]
    Unread(String),
    /// It could not be judged.
    #[error(transparent)]
    Check(#[from] CheckError),
    /// The answer could not be written.
    #[error("{}: không ghi được: {error}", path.display())]
    Unwritten {
        /// The answer.
        path: PathBuf,
        /// What the system said.
        error: std::io::Error,
    },
}

/// Returns whether a file is a draft by its name: no answer or corrected copy of ours, and no lock or leftover of an editor.
#[must_use]
pub fn is_draft(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let ours = name.contains(MARK) || name.contains(".da-sua.") || name.contains(".da-sua-");
    let of_an_editor = name.starts_with(['~', '.']) || name.ends_with(['~', '#']) || name.ends_with(".tmp");
    !ours && !of_an_editor && is_readable_name(&name)
}

/// Returns where the answer to a draft lies: `qd.gopy.docx` beside `qd.docx`, `kh.gopy.txt` beside any other.
#[must_use]
pub fn answer_of(draft: &Path) -> PathBuf {
    let word = draft.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("docx"));
    let stem = draft.file_stem().unwrap_or_default().to_string_lossy();
    draft.with_file_name(format!("{stem}{MARK}{}", if word { "docx" } else { "txt" }))
}

/// Checks the one draft of `request` and lays the answer beside it, over an earlier one.
///
/// # Errors
/// The draft cannot be read, the registry cannot be read, or the answer cannot be written.
pub fn lay(office: &Office, store: &Store, triage: &Triage, request: &Request<'_>) -> Result<Laid, Unlaid> {
    let mut outcome = check(office, Some(store), request, &|| ())?;
    let (Some(draft), false) = (request.inputs.first(), outcome.judged.is_empty()) else {
        let reasons: Vec<String> = outcome.unread.into_iter().map(|unread| unread.reason).collect();
        return Err(Unlaid::Unread(reasons.join("; ")));
    };
    triage.apply(&mut outcome, request.as_of.unwrap_or(request.today), request.lang);
    let told = |finding: &&Finding| finding.suppressed.is_none() && finding.verdict != Verdict::Unverified;
    let told: Vec<&Finding> = outcome.judged.iter().flat_map(|judged| &judged.findings).filter(told).collect();
    let (findings, errors) = (told.len(), told.iter().filter(|finding| finding.severity >= Severity::Error).count());
    let (answer, unmarked) = write(office, store, &outcome, request, draft)?;
    Ok(Laid { answer, findings, errors, unmarked })
}

fn write(
    office: &Office,
    store: &Store,
    outcome: &Outcome,
    request: &Request<'_>,
    draft: &Input,
) -> Result<(PathBuf, Option<String>), Unlaid> {
    let answer = answer_of(&draft.path);
    let mut unmarked = None;
    if answer.extension().is_some_and(|extension| extension == "docx") {
        let copies = annotate(office, Some(store), outcome, request, &Destination::At(answer))?;
        match copies.into_iter().next() {
            Some(Ok(Annotated { written, .. })) => return Ok((written, None)),
            Some(Err(other)) => unmarked = Some(other.reason.to_string()),
            None => {}
        }
    }
    let answer = answer_of(&draft.path.with_extension("txt"));
    let unwritten = |error| Unlaid::Unwritten { path: answer.clone(), error };
    let mut text = Vec::new();
    for judged in &outcome.judged {
        report::findings::write(&judged.document, &judged.findings, request.lang, false, &mut text)
            .map_err(unwritten)?;
    }
    let all: Vec<&Finding> = outcome.findings().collect();
    report::findings::write_summary(outcome.judged.len(), &all, outcome.hidden, request.lang, &mut text)
        .map_err(unwritten)?;
    let plain = anstream::adapter::strip_bytes(&text).into_vec();
    fix::write(&answer, &plain).map_err(unwritten)?;
    Ok((answer, unmarked))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_copies_and_what_editors_leave_are_no_drafts() {
        for name in ["qd.docx", "Kế hoạch 2026.DOCX", "kh.txt", "tt.md", "cu.doc"] {
            assert!(is_draft(Path::new(name)), "{name}");
        }
        for name in [
            "qd.gopy.docx",
            "kh.gopy.txt",
            "qd.da-sua.docx",
            "qd.da-sua-2.docx",
            "~$qd.docx",
            "~WRL0001.tmp",
            ".~lock.qd.docx#",
            ".kh.txt.swp",
            "kh.txt~",
            ".soat-x1.docx",
            "qd.docx.tmp",
            "anh.exe",
        ] {
            assert!(!is_draft(Path::new(name)), "{name}");
        }
        assert_eq!(answer_of(Path::new("a/qd.DOCX")), Path::new("a/qd.gopy.docx"));
        assert_eq!(answer_of(Path::new("a/kh.v2.pdf")), Path::new("a/kh.v2.gopy.txt"));
    }
}
