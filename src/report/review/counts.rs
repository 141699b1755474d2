//! How many findings there are of each severity.

use super::is_told;
use crate::check::Finding;
use crate::report::words::counted;
use crate::rules::{Lang, Severity};

/// The severities, worst first.
pub(super) const SEVERITIES: [Severity; 4] = [Severity::Blocker, Severity::Error, Severity::Warning, Severity::Info];

/// Counts of the findings that somebody has to look at.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts([usize; 4]);

impl Counts {
    /// Counts the findings that are neither accepted nor open for lack of data.
    #[must_use]
    pub fn of<'f>(findings: impl IntoIterator<Item = &'f Finding>) -> Self {
        let mut counts = Self::default();
        for finding in findings.into_iter().filter(|finding| is_told(finding)) {
            let count = SEVERITIES.iter().position(|own| *own == finding.severity).and_then(|at| counts.0.get_mut(at));
            if let Some(count) = count {
                *count += 1;
            }
        }
        counts
    }

    /// Returns how many there are of a severity.
    #[must_use]
    pub fn get(&self, severity: Severity) -> usize {
        let at = SEVERITIES.iter().position(|own| *own == severity);
        at.and_then(|at| self.0.get(at)).copied().unwrap_or_default()
    }

    /// Returns how many there are in all.
    #[must_use]
    pub fn all(&self) -> usize {
        self.0.iter().sum()
    }

    /// Returns `2 sai sót, 1 cảnh báo`; nothing where there are none.
    #[must_use]
    pub fn in_words(&self, lang: Lang) -> String {
        let parts = SEVERITIES.iter().map(|severity| (self.get(*severity), *severity)).filter(|(count, _)| *count > 0);
        parts.map(|(count, severity)| counted(count, severity, lang)).collect::<Vec<_>>().join(", ")
    }
}
