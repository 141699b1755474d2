//! The scales on which rules, bases and findings are graded.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How bad a finding is; ordered, the mildest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Advice.
    Info,
    /// A fault of form, or something unclear.
    Warning,
    /// A wrong basis, effect or sequence.
    Error,
    /// Unlawful: do not issue.
    Blocker,
}

/// How sure a rule is of what it says; ordered, the least sure first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Confidence {
    /// A hint for a reader.
    Low,
    /// Mostly right.
    Medium,
    /// Mechanical.
    High,
}

/// Where a rule stands in its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// On trial: it speaks, its share of true findings is not yet known.
    Trial,
    /// Proven on real documents.
    Stable,
    /// Silent; the page stays so that its code is never given to another rule.
    Retired,
}

/// The folder a rule lives in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Family {
    /// Viện dẫn, căn cứ (CIT).
    Citation,
    /// Thẩm quyền (CMP).
    Competence,
    /// Trình tự, thời hạn, hiệu lực (SEQ).
    Sequence,
    /// Trùng lặp, chồng chéo (OVL).
    Overlap,
    /// Thể thức, kỹ thuật trình bày (FMT).
    Form,
    /// Áp dụng theo thời gian (TMP).
    Temporal,
    /// Quy ước riêng của đơn vị: a unit's own rules, and what is out of date in its files (OFC).
    Office,
}

impl Family {
    /// All families, in the order in which they are listed.
    pub const ALL: [Self; 7] =
        [Self::Citation, Self::Competence, Self::Sequence, Self::Overlap, Self::Form, Self::Temporal, Self::Office];

    /// Returns the folder's name: `citation`.
    #[must_use]
    pub fn folder(self) -> &'static str {
        match self {
            Self::Citation => "citation",
            Self::Competence => "competence",
            Self::Sequence => "sequence",
            Self::Overlap => "overlap",
            Self::Form => "form",
            Self::Temporal => "temporal",
            Self::Office => "office",
        }
    }

    /// Returns the family whose folder is `name`.
    #[must_use]
    pub fn of_folder(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|family| family.folder() == name)
    }
}
