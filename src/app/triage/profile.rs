//! Profiles: which findings a reader wants, by data (`rules/profiles.toml`).

use serde::Deserialize;

use crate::check::{Finding, Verdict};
use crate::rules::{Confidence, Severity, Words};

/// The table of profiles as it was when the program was built.
const TABLE: &str = include_str!("../../../rules/profiles.toml");

/// A reader's choice of findings.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Profile {
    /// Id: `soan-thao`.
    pub id: String,
    /// For whom it is, and what it shows.
    pub help: Words,
    /// The verdicts that are shown.
    pub verdicts: Vec<Verdict>,
    /// The least confidence.
    pub min_confidence: Confidence,
    /// The least severity.
    pub min_severity: Severity,
}

#[derive(Deserialize)]
struct Table {
    profile: Vec<Profile>,
}

/// Why there is no such profile.
#[derive(Debug, thiserror::Error)]
pub enum ProfileError {
    /// No profile has this id.
    #[error("không có hồ sơ kiểm tra \"{id}\"; có: {known}")]
    Unknown {
        /// The id as given.
        id: String,
        /// All ids.
        known: String,
    },
    /// The built-in table is damaged.
    #[error("rules/profiles.toml: {0}")]
    Table(#[from] toml::de::Error),
}

impl Profile {
    /// Returns all profiles in the order of their table.
    ///
    /// # Errors
    /// Where the built-in table is wrong: a fault of the program, held off by its tests.
    pub fn all() -> Result<Vec<Self>, ProfileError> {
        Ok(toml::from_str::<Table>(TABLE)?.profile)
    }

    /// Returns the profile of this id.
    ///
    /// # Errors
    /// There is none; the error lists those there are.
    pub fn of(id: &str) -> Result<Self, ProfileError> {
        let all = Self::all()?;
        let known = || all.iter().map(|profile| profile.id.as_str()).collect::<Vec<_>>().join(", ");
        let found = all.iter().find(|profile| profile.id == id).cloned();
        found.ok_or_else(|| ProfileError::Unknown { id: id.to_owned(), known: known() })
    }

    /// Returns whether the reader wants this finding.
    #[must_use]
    pub fn shows(&self, finding: &Finding) -> bool {
        self.verdicts.contains(&finding.verdict)
            && finding.confidence >= self.min_confidence
            && finding.severity >= self.min_severity
    }
}
