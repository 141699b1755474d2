//! One job: what was sent, by whom, and what came of it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Sender;
use crate::app::ingest::Summary;

/// Letters of a job's id.
const ID: usize = 16;

/// Where a job stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum JobState {
    /// Kept on the disk, not begun.
    Waiting,
    /// Under way.
    Working,
    /// Stored, as far as the files could be read.
    Done,
    /// The registry could not be written to; to be sent again.
    Failed,
}

impl JobState {
    /// Returns whether nothing more is done.
    #[must_use]
    pub fn is_ended(self) -> bool {
        matches!(self, Self::Done | Self::Failed)
    }
}

/// Documents on their way into a registry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Job {
    /// Its id: the same for the same files.
    pub id: String,
    /// Its place in the order of jobs.
    pub number: u64,
    /// The names of the files, as sent.
    pub files: Vec<String>,
    /// Who sent them, where that is known.
    pub by: Option<String>,
    /// By which the client knows its request again.
    pub key: Option<String>,
    /// Where it stands.
    pub state: JobState,
    /// Files read; an archive is one.
    pub read: usize,
    /// What was stored, and which files could not be read and why; `null` until it is done.
    pub summary: Option<Summary>,
    /// Why it failed.
    pub reason: Option<String>,
}

impl Job {
    pub(super) fn new(id: String, number: u64, files: Vec<String>, sender: Sender) -> Self {
        let Sender { by, key } = sender;
        Self { id, number, files, by, key, state: JobState::Waiting, read: 0, summary: None, reason: None }
    }
}

/// Returns the id of files: of their names and bytes, and of nothing else.
pub(super) fn id(files: &[(String, &[u8])]) -> String {
    let mut hasher = blake3::Hasher::new();
    for (name, bytes) in files {
        for part in [name.as_bytes(), bytes] {
            hasher.update(&part.len().to_le_bytes());
            hasher.update(part);
        }
    }
    hasher.finalize().to_hex().chars().take(ID).collect()
}
