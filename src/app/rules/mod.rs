//! Rule pages as people use them: list, explain, start a new one.

mod explain;
mod scaffold;

use std::path::Path;

use serde::Serialize;

pub use explain::{ExplainError, explain};
pub use scaffold::{New, NewError, new};

use crate::rules::{Family, Rule, RuleError, RuleSet, Severity, Status};

/// A rule in the list of rules (`soat rules list --format json`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Listed {
    /// Code.
    pub code: String,
    /// Slug.
    pub slug: String,
    /// Family.
    pub family: Family,
    /// Severity of the page.
    pub severity: Severity,
    /// Where it stands in its life.
    pub status: Status,
    /// Title in both languages.
    pub title: Title,
    /// The legal bases in page order.
    pub basis: Vec<crate::check::Ground>,
}

/// A title in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Title {
    /// In Vietnamese.
    pub vi: String,
    /// In English.
    pub en: String,
}

/// Loads the built-in rules and those of `dir` beside them.
///
/// # Errors
/// Where a page is wrong or its code is taken.
pub fn load(dir: Option<&Path>) -> Result<RuleSet, RuleError> {
    let mut set = RuleSet::builtin()?;
    if let Some(dir) = dir {
        set.load_dir(dir)?;
    }
    Ok(set)
}

/// Returns all rules by code.
#[must_use]
pub fn list(set: &RuleSet) -> Vec<Listed> {
    set.iter().map(listed).collect()
}

fn listed(rule: &Rule) -> Listed {
    let front = &rule.front;
    Listed {
        code: front.code.clone(),
        slug: front.slug.clone(),
        family: rule.family,
        severity: front.severity,
        status: front.status,
        title: Title { vi: front.title.vi.clone(), en: front.title.en.clone() },
        basis: front.basis.iter().map(crate::check::Ground::from).collect(),
    }
}
