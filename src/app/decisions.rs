//! Reads what became of the comments and tracked changes of an annotated Word file that came back.

use std::collections::BTreeMap;
use std::path::Path;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::fix::Reason;
use super::triage::Accepted;
use crate::check::{Finding, Fix};
use crate::document::Document;
use crate::ingest;
use crate::ledger::{self, Choice};
use crate::mend::{self, Remark};
use crate::report::review::sign;

/// Letters on both sides of a change by which its place is found again, most first.
const AROUND: [usize; 3] = [40, 20, 8];

/// What was laid into a file; the file carries it along.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Laid {
    /// Name of the draft's file.
    file: String,
    marks: Vec<Mark>,
}

#[derive(Debug, Serialize, Deserialize)]
struct Mark {
    code: String,
    fingerprint: String,
    message: String,
    change: Option<Change>,
}

/// A tracked change and the letters around it; a line end stands for the border of the paragraph.
#[derive(Debug, Serialize, Deserialize)]
struct Change {
    before: String,
    old: String,
    new: String,
    after: String,
}

/// What became of a tracked change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum ChangeState {
    /// Nobody has decided.
    Pending,
    /// The new words stand.
    Accepted,
    /// The old words stand.
    Rejected,
    /// Neither stands: somebody wrote something else there.
    Altered,
}

/// What became of a comment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum CommentState {
    /// It stands.
    Open,
    /// It was marked as resolved.
    Resolved,
    /// It is gone.
    Deleted,
}

/// What was decided about a finding, as far as the file tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// Its change was accepted.
    Accepted,
    /// Its change was rejected.
    Rejected,
    /// Its words were changed otherwise.
    Altered,
    /// Its comment was marked as resolved.
    Resolved,
    /// Its comment was taken out.
    Deleted,
    /// Its comment was answered and stands.
    Answered,
    /// Nothing.
    Open,
}

/// What became of one finding (`soat decisions`, in `decisions[]`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Decision {
    /// The rule's code.
    pub code: String,
    /// The finding's fingerprint.
    pub fingerprint: String,
    /// Name of the draft's file.
    pub file: String,
    /// What was wrong.
    pub message: String,
    /// What was decided.
    pub verdict: Verdict,
    /// What became of its tracked change; `None` where it had none.
    pub change: Option<ChangeState>,
    /// What became of its comment.
    pub comment: CommentState,
    /// What was answered, in the order of the file.
    pub replies: Vec<String>,
}

impl Laid {
    /// Returns what is laid into the copy of a document: `findings` as comments, those whose change is `made` with it.
    pub(super) fn of(document: &Document, findings: &[&Finding], made: impl Fn(&Fix) -> bool) -> Self {
        let mark = |finding: &&Finding| Mark {
            code: finding.code.clone(),
            fingerprint: finding.fingerprint.clone(),
            message: finding.message.clone(),
            change: finding.fix.as_ref().filter(|fix| made(fix)).map(|fix| Change::of(document, fix)),
        };
        let file = document.path.rsplit('/').next().unwrap_or_default().to_owned();
        Self { file, marks: findings.iter().map(mark).collect() }
    }
}

impl Change {
    fn of(document: &Document, fix: &Fix) -> Self {
        let text = &document.text;
        let (head, tail) =
            (text.get(..fix.span.start).unwrap_or_default(), text.get(fix.span.end..).unwrap_or_default());
        let [most, ..] = AROUND;
        let line = head.rfind('\n').map_or(0, |at| at + 1);
        let before: String = format!("\n{}", head.get(line..).unwrap_or_default());
        let after: String = format!("{}\n", tail.split('\n').next().unwrap_or_default());
        Self {
            before: last(&before, most),
            old: document.slice(fix.span).to_owned(),
            new: fix.text.clone(),
            after: after.chars().take(most).collect(),
        }
    }

    /// Returns what became of it: `kept` is the text as if every open change of ours were rejected, `taken` as if accepted.
    fn state(&self, kept: &str, taken: &str) -> ChangeState {
        for length in AROUND {
            let (before, after) = (last(&self.before, length), self.after.chars().take(length).collect::<String>());
            let with = |words: &str| even(&format!("{before}{words}{after}"));
            let (old, new) = (with(&self.old), with(&self.new));
            match (kept.contains(&old), taken.contains(&new)) {
                (true, true) => return ChangeState::Pending,
                (false, true) => return ChangeState::Accepted,
                (true, false) => return ChangeState::Rejected,
                (false, false) => {}
            }
        }
        ChangeState::Altered
    }
}

/// Returns the last letters of `text`.
fn last(text: &str, count: usize) -> String {
    let skipped = text.chars().count().saturating_sub(count);
    text.chars().skip(skipped).collect()
}

/// Returns text with one space between words; line ends stay.
fn even(text: &str) -> String {
    let lines = text.split('\n').map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    lines.collect::<Vec<_>>().join("\n")
}

/// Returns what was decided about each finding that soat laid into the Word file at `path`, in the order of the draft.
///
/// # Errors
/// The file cannot be read, or soat laid nothing into it.
pub fn decisions(path: &Path) -> Result<Vec<Decision>, Reason> {
    let bytes = ingest::load(path)?;
    read(&path.to_string_lossy(), &bytes)
}

/// As [`decisions`], of a file's bytes.
///
/// # Errors
/// As [`decisions`].
pub fn read(path: &str, bytes: &[u8]) -> Result<Vec<Decision>, Reason> {
    let carried = mend::kept(bytes)?.ok_or(Reason::NoMarks)?;
    let laid: Laid = serde_json::from_str(&carried).map_err(|_| Reason::NoMarks)?;
    let view =
        |bytes: &[u8]| -> Result<String, Reason> { Ok(format!("\n{}\n", even(ingest::read(path, bytes)?.text()))) };
    let taken = view(bytes)?;
    let kept = match mend::unmarked(bytes)? {
        Some(bytes) => view(&bytes)?,
        None => taken.clone(),
    };
    let remarks = mend::remarks(bytes)?;
    let decide = |mark: Mark| {
        let sign = sign(&mark.code, &mark.fingerprint);
        let remark = remarks.iter().find(|remark| remark.own && remark.text.contains(&sign));
        let change = mark.change.map(|change| change.state(&kept, &taken));
        let comment = match remark {
            None => CommentState::Deleted,
            Some(remark) if remark.done => CommentState::Resolved,
            Some(_) => CommentState::Open,
        };
        let replies = remark.map(|remark| remark.replies.clone()).unwrap_or_default();
        let verdict = verdict(change, comment, remark);
        let Mark { code, fingerprint, message, .. } = mark;
        Decision { code, fingerprint, file: laid.file.clone(), message, verdict, change, comment, replies }
    };
    Ok(laid.marks.into_iter().map(decide).collect())
}

fn verdict(change: Option<ChangeState>, comment: CommentState, remark: Option<&Remark>) -> Verdict {
    match (change, comment) {
        (Some(ChangeState::Accepted), _) => Verdict::Accepted,
        (Some(ChangeState::Rejected), _) => Verdict::Rejected,
        (Some(ChangeState::Altered), _) => Verdict::Altered,
        (_, CommentState::Deleted) => Verdict::Deleted,
        (_, CommentState::Resolved) => Verdict::Resolved,
        (_, CommentState::Open) if remark.is_some_and(|remark| !remark.replies.is_empty()) => Verdict::Answered,
        (_, CommentState::Open) => Verdict::Open,
    }
}

/// Returns the entries of a baseline for what was rejected, each with what was answered as its reason.
#[must_use]
pub fn rejected(decisions: &[Decision]) -> Vec<Accepted> {
    let own = decisions.iter().filter(|decision| decision.verdict == Verdict::Rejected);
    own.map(|decision| Accepted {
        fingerprint: decision.fingerprint.clone(),
        code: decision.code.clone(),
        path: decision.file.clone(),
        message: decision.message.clone(),
        reason: (!decision.replies.is_empty()).then(|| decision.replies.join("; ")),
    })
    .collect()
}

/// What somebody decided, of the one kind or the other (`soat decisions --ledger`, in `decisions[]`): data to evaluate with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Told {
    /// On a finding.
    Finding(ledger::Decision),
    /// On two tasks.
    Overlap(ledger::Verdict),
}

/// Returns what counts of the decisions of a ledger and its verdicts: the newest on each finding of a document in a unit, undone
/// ones left out.
#[must_use]
pub fn told(decisions: &[ledger::Decision], verdicts: Vec<ledger::Verdict>) -> Vec<Told> {
    let findings = standing(decisions).into_iter().cloned().map(Told::Finding);
    findings.chain(verdicts.into_iter().map(Told::Overlap)).collect()
}

/// Returns the entries of a baseline for what counts as ignored, each with its reason.
#[must_use]
pub fn ignored(decisions: &[ledger::Decision]) -> Vec<Accepted> {
    let standing = standing(decisions).into_iter().filter(|decision| decision.what == Choice::Ignored);
    standing
        .map(|decision| Accepted {
            fingerprint: decision.fingerprint.clone(),
            code: decision.code.clone(),
            path: decision.document.clone(),
            message: decision.message.clone(),
            reason: decision.reason.clone(),
        })
        .collect()
}

fn standing(decisions: &[ledger::Decision]) -> Vec<&ledger::Decision> {
    let key =
        |decision: &ledger::Decision| (decision.unit.clone(), decision.document.clone(), decision.fingerprint.clone());
    let newest: BTreeMap<_, _> = decisions.iter().map(|decision| (key(decision), decision)).collect();
    newest.into_values().filter(|decision| decision.what != Choice::Undone).collect()
}
