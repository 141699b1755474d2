//! Baselines: the findings that stood on a day, so that only new ones are shown.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::app::check::Outcome;

/// One accepted finding (`soat baseline`, in `accepted[]`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Accepted {
    /// The finding's fingerprint.
    pub fingerprint: String,
    /// The rule's code.
    pub code: String,
    /// The document's path as it was given; its file name counts.
    pub path: String,
    /// What was wrong, for readers of the file.
    pub message: String,
    /// Why it was accepted, where somebody said so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// A baseline file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Baseline {
    /// The file.
    pub path: PathBuf,
    /// Its entries, in its order.
    pub accepted: Vec<Accepted>,
}

#[derive(Deserialize)]
struct File {
    accepted: Vec<Accepted>,
}

/// A baseline file that cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("{}: không đọc được tệp mốc: {reason}; tạo lại bằng soat baseline", path.display())]
pub struct BaselineError {
    path: PathBuf,
    reason: String,
}

impl Baseline {
    /// Reads the file at `path`.
    ///
    /// # Errors
    /// It cannot be read or is no baseline; the error names the line.
    pub fn read(path: &Path) -> Result<Self, BaselineError> {
        let wrong = |reason: String| BaselineError { path: path.to_owned(), reason };
        let text = std::fs::read_to_string(path).map_err(|error| wrong(error.to_string()))?;
        let file: File = serde_json::from_str(&text).map_err(|error| wrong(error.to_string()))?;
        Ok(Self { path: path.to_owned(), accepted: file.accepted })
    }

    /// Returns the entries by what they are compared by, each with its index.
    pub(super) fn index(&self) -> BTreeMap<(&str, &str), Vec<usize>> {
        let mut index: BTreeMap<(&str, &str), Vec<usize>> = BTreeMap::new();
        for (at, entry) in self.accepted.iter().enumerate() {
            index.entry((name(&entry.path), &entry.fingerprint)).or_default().push(at);
        }
        index
    }
}

/// Returns the entries for all findings of an outcome that are not suppressed.
#[must_use]
pub fn accepted(outcome: &Outcome) -> Vec<Accepted> {
    let findings = outcome.judged.iter().flat_map(|judged| &judged.findings);
    let open = findings.filter(|finding| finding.suppressed.is_none());
    open.map(|finding| Accepted {
        fingerprint: finding.fingerprint.clone(),
        code: finding.code.clone(),
        path: finding.path.clone(),
        message: finding.message.clone(),
        reason: None,
    })
    .collect()
}

/// Returns the file name that tells documents apart: folders move, and drafts are given by many ways.
pub(super) fn name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}
