//! How a page says its defect is found: the data kinds with their parameters, or the name of a coded check.
//!
//! The kinds are read here and run in `check::kinds`.

use serde::Deserialize;

use super::Words;
use crate::document::Slug;

/// How the defect is found.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CheckSpec {
    /// By the coded check of this name: `citation::expired_basis`.
    Coded(String),
    /// A part of the document is missing.
    #[serde(alias = "required_part")]
    RequiredPart(RequiredPart),
    /// A part's words match a pattern.
    Pattern(Pattern),
    /// A word stands where another is to be written.
    Term(Term),
    /// Words that the document should have are not there.
    Mention(Mention),
    /// A condition that a unit states itself holds.
    Condition(Condition),
}

/// A condition on the document, or on each item of one of its lists. Its message is `found`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Condition {
    /// What must not hold, in the Common Expression Language.
    pub violated: String,
    /// The list over whose items it runs, each the place of a finding of its own; the document as a whole where absent.
    pub over: Option<Over>,
    /// The part at which a finding on the document as a whole stands; the headline where absent or not there.
    pub at: Option<Part>,
    /// Whether a person decides on what is found.
    #[serde(default)]
    pub suspected: bool,
}

/// A list over whose items a condition runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Over {
    /// Citations of other documents.
    Citations,
    /// Recitals.
    Recitals,
    /// Provisions, those inside others too.
    Provisions,
    /// Tasks.
    Tasks,
}

/// The parts that a document must have. Its message is `missing`, with the place `{part}`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RequiredPart {
    /// The parts.
    pub part: Vec<PartWanted>,
}

/// A part that a document must have.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PartWanted {
    /// The part.
    pub field: Part,
    /// Its name in messages.
    pub name: Words,
    /// Kinds of document that need not have it.
    #[serde(default)]
    pub except_kinds: Vec<Slug>,
    /// Whether a draft (no number or no date yet) may lack it.
    #[serde(default)]
    pub draft_may_lack: bool,
}

/// Words that match a pattern. Its message is `found`, with the places `{found}` and `{replacement}`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pattern {
    /// The parts looked at; the whole text where empty.
    #[serde(default, rename = "in")]
    pub parts: Vec<Part>,
    /// The pattern, in the syntax of the `regex` crate. A group named `at` is the place of the finding.
    pub regex: String,
    /// A match inside one of this pattern is none.
    pub unless: Option<String>,
    /// What to write instead, with `$1` for groups.
    pub replace: Option<String>,
    /// Whether the replacement changes no meaning.
    #[serde(default)]
    pub safe: bool,
    /// Whether a person decides on what is found.
    #[serde(default)]
    pub suspected: bool,
    /// Whether the first match speaks for all.
    #[serde(default)]
    pub once: bool,
    /// What the title must, and must not, say.
    #[serde(default)]
    pub title: TitleSays,
}

/// What the title of a document must, and must not, say, each a pattern.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TitleSays {
    /// The title matches it.
    pub says: Option<String>,
    /// The title does not match it.
    pub unless: Option<String>,
}

/// Words that the document should have. Its message is `missing`; it stands where the kind or number is printed.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mention {
    /// The parts looked at; the whole text where empty.
    #[serde(default, rename = "in")]
    pub parts: Vec<Part>,
    /// Parts that the document must have to be asked.
    #[serde(default)]
    pub with: Vec<Part>,
    /// The pattern of the words wanted.
    pub regex: String,
    /// Whether a person decides.
    #[serde(default)]
    pub suspected: bool,
    /// Whether only drafts are asked (no number or no date yet).
    #[serde(default)]
    pub drafts: bool,
    /// What the title must, and must not, say.
    #[serde(default)]
    pub title: TitleSays,
}

/// Words to be written otherwise. Its message is `found`, with the places `{found}` and `{replacement}`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// The parts looked at; the whole text where empty.
    #[serde(default, rename = "in")]
    pub parts: Vec<Part>,
    /// The words, compared as whole words without regard to case.
    pub term: Vec<Substitution>,
}

/// Words and what is written instead.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Substitution {
    /// The words not to be used.
    pub wrong: String,
    /// The words to be used.
    pub right: String,
    /// Whether the replacement changes no meaning.
    #[serde(default)]
    pub safe: bool,
}

/// A part of a document, as data kinds name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Part {
    /// Cơ quan chủ quản.
    Superior,
    /// Cơ quan ban hành.
    Issuer,
    /// Số, ký hiệu.
    Number,
    /// Địa danh.
    Place,
    /// Thời gian ban hành.
    Issued,
    /// Tên loại.
    Kind,
    /// Trích yếu.
    Title,
    /// Căn cứ ban hành.
    Recitals,
    /// Nội dung: điều, khoản, phần.
    Provisions,
    /// Điều khoản hiệu lực.
    Effective,
    /// Quyền hạn, chức vụ, họ tên người ký.
    Signature,
    /// Nơi nhận.
    Recipients,
}
