//! Lays the findings into copies of the checked Word documents: a comment at every finding, safe fixes as tracked changes.

use std::path::PathBuf;

use jiff::civil::Date;

use super::Office;
use super::check::{CheckError, Judged, Outcome, Request, again};
use super::decisions::Laid;
use super::fix::{self, Destination, Reason, Uncorrected};
use super::inputs::STDIN;
use crate::check::{Finding, Fix, Safety, Verdict};
use crate::ingest;
use crate::mend::{self, Edit, Mended, Note};
use crate::registry::Store;
use crate::report::review::sign;
use crate::rules::Lang;
use crate::text::Format;

/// A copy that was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Annotated {
    /// The file's path as reports print it.
    pub path: String,
    /// The copy.
    pub written: PathBuf,
    /// Comments in it.
    pub comments: usize,
    /// Tracked changes in it.
    pub changes: usize,
}

/// Writes an annotated copy of every Word document that was judged; comments and changes bear today's date. In a file that has
/// marks of an earlier run these are taken out first, and it is judged anew as it was before them.
///
/// # Errors
/// The registry cannot be read. A file that takes no marks is no error: it is listed, and the others go on.
pub fn annotate(
    office: &Office,
    store: Option<&Store>,
    outcome: &Outcome,
    request: &Request<'_>,
    destination: &Destination,
) -> Result<Vec<Result<Annotated, Uncorrected>>, CheckError> {
    let mut copies = Vec::new();
    for judged in &outcome.judged {
        let path = || judged.document.path.clone();
        let copy = one(office, store, judged, request, destination)?;
        copies.push(copy.map_err(|reason| Uncorrected { path: path(), reason }));
    }
    Ok(copies)
}

fn one(
    office: &Office,
    store: Option<&Store>,
    judged: &Judged,
    request: &Request<'_>,
    destination: &Destination,
) -> Result<Result<Annotated, Reason>, CheckError> {
    let begun = match begin(judged, request) {
        Ok(begun) => begun,
        Err(reason) => return Ok(Err(reason)),
    };
    let fresh = match &begun.source {
        Some(source) => Some(again(office, store, request, &judged.document.path, source)?),
        None => None,
    };
    Ok(finish(&begun, fresh.as_ref().unwrap_or(judged), request, destination))
}

/// A file read again.
struct Begun {
    file: PathBuf,
    bytes: Vec<u8>,
    /// Its text, where marks of an earlier run were taken out of it.
    source: Option<crate::text::Source>,
}

fn begin(judged: &Judged, request: &Request<'_>) -> Result<Begun, Reason> {
    let document = &judged.document;
    if document.format != Format::Docx {
        return Err(Reason::NotWord);
    }
    let input = request.inputs.iter().find(|input| input.name == document.path && input.name != STDIN);
    let file = input.ok_or(Reason::NoFile)?.path.clone();
    let bytes = ingest::load(&file)?;
    match mend::unmarked(&bytes)? {
        Some(bytes) => {
            let source = ingest::read(&document.path, &bytes)?;
            Ok(Begun { file, bytes, source: Some(source) })
        }
        None => Ok(Begun { file, bytes, source: None }),
    }
}

fn finish(
    begun: &Begun,
    judged: &Judged,
    request: &Request<'_>,
    destination: &Destination,
) -> Result<Annotated, Reason> {
    let Marked { bytes, comments, changes } = marked(judged, &begun.bytes, request.today, request.lang)?;
    let written = fix::destination(&begun.file, destination, "gopy");
    fix::write(&written, &bytes)
        .map_err(|error| Reason::Other(format!("{}: không ghi được: {error}", written.display())))?;
    Ok(Annotated { path: judged.document.path.clone(), written, comments, changes })
}

/// A Word document with findings laid into it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marked {
    /// The file.
    pub bytes: Vec<u8>,
    /// Comments in it.
    pub comments: usize,
    /// Tracked changes in it.
    pub changes: usize,
}

/// Lays the findings of `judged` into its own file `bytes`: a comment at each, safe fixes as tracked changes of the day.
///
/// # Errors
/// The file takes no marks, is another one than was judged, or does not read as meant afterwards.
pub fn marked(judged: &Judged, bytes: &[u8], day: Date, lang: Lang) -> Result<Marked, Reason> {
    let path = &judged.document.path;
    if judged.document.format != Format::Docx {
        return Err(Reason::NotWord);
    }
    let source = ingest::read(path, bytes)?;
    if source.text() != judged.document.text {
        return Err(Reason::Changed);
    }
    let told = |finding: &&Finding| finding.suppressed.is_none() && finding.verdict != Verdict::Unverified;
    let findings: Vec<&Finding> = judged.findings.iter().filter(told).collect();
    let notes: Vec<Note> =
        findings.iter().map(|finding| Note { span: finding.span, text: words(finding, lang) }).collect();
    let fixes = findings.iter().filter_map(|finding| finding.fix.as_ref()).filter(|fix| fix.safety == Safety::Safe);
    let edits: Vec<Edit> = fixes.map(|fix| Edit { span: fix.span, text: fix.text.clone() }).collect();
    let Mended { bytes, made, .. } = mend::annotate(bytes, &source, &edits, &notes, day)?;
    let is_made = |fix: &Fix| {
        let mut put = made.iter().filter_map(|at| edits.get(*at));
        fix.safety == Safety::Safe && put.any(|edit| edit.span == fix.span && edit.text == fix.text)
    };
    let laid = Laid::of(&judged.document, &findings, is_made);
    let laid = serde_json::to_string(&laid).map_err(|error| Reason::Other(error.to_string()))?;
    let bytes = mend::keep(&bytes, &laid)?;
    if ingest::read(path, &bytes)?.text() != mend::applied(source.text(), &edits, &made) {
        return Err(Reason::NotAsMeant);
    }
    Ok(Marked { bytes, comments: notes.len(), changes: made.len() })
}

/// Returns what a comment says: what is wrong, why with the article, what to write; the last line tells the finding again
/// when the file comes back.
fn words(finding: &Finding, lang: Lang) -> String {
    let (why, help, suspected) = match lang {
        Lang::Vi => ("Vì sao", "Đề nghị", "Nghi vấn, cần người xem: "),
        Lang::En => ("Why", "Suggestion", "To be looked at: "),
    };
    let doubt = if finding.verdict == Verdict::Suspected { suspected } else { "" };
    let Finding { message, why: reason, help: advice, code, fingerprint, .. } = finding;
    let mark = sign(code, fingerprint);
    format!("{doubt}{message}\n{why}: {reason}\n{help}: {advice}\n{mark}")
}
