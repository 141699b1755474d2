//! Findings in the forms that systems of continuous integration read. None changes what is found or the exit code.

mod github;
mod gitlab;
mod junit;
mod sarif;

pub use github::github;
pub use gitlab::gitlab;
pub use junit::junit;
pub use sarif::sarif;

use crate::check::{Finding, Verdict};
use crate::document::Document;
use crate::rules::{Lang, RuleSet};

/// What a check found, document by document.
#[derive(Debug)]
pub struct Run<'r> {
    /// The rules that were asked, with those that said nothing.
    pub rules: &'r RuleSet,
    /// The documents in the order of the inputs, each with its findings.
    pub checked: Vec<(&'r Document, &'r [Finding])>,
    /// Findings on the office's own files.
    pub office: &'r [Finding],
    /// The language of the findings.
    pub lang: Lang,
}

impl Run<'_> {
    fn findings(&self) -> impl Iterator<Item = &Finding> {
        self.checked.iter().flat_map(|(_, findings)| *findings).chain(self.office)
    }

    /// Returns the findings that somebody has to look at: neither accepted nor open for lack of data.
    fn told(&self) -> impl Iterator<Item = &Finding> {
        self.findings().filter(|finding| is_told(finding))
    }
}

fn is_told(finding: &Finding) -> bool {
    finding.suppressed.is_none() && finding.verdict != Verdict::Unverified
}
