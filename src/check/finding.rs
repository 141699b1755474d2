//! Findings as other programs read them (`soat check --format json`).

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::rules::{Basis, Confidence, Family, Severity};
use crate::text::Span;

/// How certain a finding is of the facts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// Vi phạm.
    Violation,
    /// Nghi ngờ: a person decides.
    Suspected,
    /// Chưa xác minh được: the data to decide are not there; never above `info`.
    Unverified,
}

/// Whether a fix can be applied without thought.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Safety {
    /// It changes no meaning.
    Safe,
    /// A person must look.
    Suggested,
}

/// New words for a place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Fix {
    /// What is replaced.
    pub span: Span,
    /// The new words.
    pub text: String,
    /// Whether it can be applied without thought.
    pub safety: Safety,
}

/// Another place that belongs to a finding: in this document, another file, or an issued document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Related {
    /// The file, where it is one of this run.
    pub path: Option<String>,
    /// Id of the issued document in the registry.
    pub document: Option<String>,
    /// The place in that document's text, where known.
    pub span: Option<Span>,
    /// What is there.
    pub note: String,
}

/// A legal basis in force on the day of judgement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Ground {
    /// The instrument's number.
    pub number: String,
    /// The place in it.
    pub place: String,
    /// First day on which it holds.
    #[schemars(with = "String")]
    pub from: Date,
    /// Last day on which it holds; open where absent.
    #[schemars(with = "Option<String>")]
    pub to: Option<Date>,
}

impl From<&Basis> for Ground {
    fn from(basis: &Basis) -> Self {
        Self { number: basis.number.clone(), place: basis.place.clone(), from: basis.from, to: basis.to }
    }
}

/// One defect of one document at one place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Finding {
    /// The rule's code: `CIT-010`.
    pub code: String,
    /// The rule's slug: `can-cu-het-hieu-luc`.
    pub slug: String,
    /// The rule's family.
    pub family: Family,
    /// How bad it is.
    pub severity: Severity,
    /// How sure the rule is.
    pub confidence: Confidence,
    /// How certain the facts are.
    pub verdict: Verdict,
    /// What is wrong.
    pub message: String,
    /// Why it matters, with the legal ground in force.
    pub why: String,
    /// What to write instead.
    pub help: String,
    /// The document's path as given.
    pub path: String,
    /// The words concerned.
    pub span: Span,
    /// 1-based line of the text.
    pub line: usize,
    /// 1-based column in characters.
    pub column: usize,
    /// Path of the provision; `can-cu-3` for the third recital.
    pub provision: Option<String>,
    /// The words concerned.
    pub excerpt: String,
    /// Other places that belong to it.
    pub related: Vec<Related>,
    /// The legal bases in force.
    pub basis: Vec<Ground>,
    /// The day of judgement.
    #[schemars(with = "String")]
    pub as_of: Date,
    /// The regime under which the document is judged.
    pub regime: Option<String>,
    /// What one does about it.
    pub remedy: Option<String>,
    /// New words, where they can be given.
    pub fix: Option<Fix>,
    /// Survives edits elsewhere in the file: of code, normalised excerpt and provision path.
    pub fingerprint: String,
    /// Why it is not counted, where it was accepted.
    pub suppressed: Option<String>,
}
