//! Rule pages as people use them: list, explain, start a new one, run the examples.

mod complete;
mod explain;
mod office;
mod register;
mod required;
mod scaffold;
mod trial;
mod typeset;

use std::path::{Path, PathBuf};

use schemars::JsonSchema;
use serde::Serialize;

pub use explain::{ExplainError, explain};
pub use scaffold::{New, NewError, new};
pub use trial::{Trial, TrialError, Trials};

use crate::rules::{Family, Rule, RuleError, RuleSet, Severity, Status};

/// A rule in the list of rules (`soat rules list --format json`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "Rule")]
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
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

/// One result of running the examples of rule pages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Tested {
    /// `CIT-010/vi-du-vi-pham/2`, or `CIT-010/page` for what a page must have.
    pub name: String,
    /// The page.
    pub path: PathBuf,
    /// 1-based line of the example in the page.
    pub line: usize,
    /// What is wrong, where it is.
    pub failure: Option<String>,
}

/// Runs every example of the pages below `dir`, with an office's own tables of the folder `lexicon`, and looks whether
/// each page has what a page must have.
///
/// # Errors
/// Where a page or a table cannot be read at all.
pub fn test(dir: &Path, lexicon: Option<&Path>) -> Result<Vec<Tested>, TrialError> {
    let trials = Trials::load_with(dir, lexicon)?;
    let all = trials.all().into_iter();
    Ok(all
        .map(|trial| Tested {
            failure: trials.run(&trial).err(),
            path: PathBuf::from(trial.path),
            name: trial.name,
            line: trial.line,
        })
        .collect())
}
