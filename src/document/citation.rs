//! Citations: a mention of another document, or of a provision of this one.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{AuthorityRef, DocNumber, ProvisionPath, Slug};
use crate::text::Span;

/// What the citing document does with the cited one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Căn cứ.
    Basis,
    /// Theo đề nghị … tại Tờ trình ….
    Proposal,
    /// Sửa đổi, bổ sung.
    Amends,
    /// Thay thế.
    Replaces,
    /// Bãi bỏ.
    Repeals,
    /// Quy định chi tiết, hướng dẫn.
    Guides,
    /// Thực hiện, triển khai.
    Implements,
    /// Any other mention.
    Mentions,
}

/// The date printed with a citation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CitedDate {
    /// As printed: `ngày 30/8/2016`.
    pub text: String,
    /// Where it stands.
    pub span: Span,
    /// The day, where it is one of the calendar and complete.
    #[schemars(with = "Option<String>")]
    pub date: Option<Date>,
}

/// A mention of a document, or of a provision of this document (`local`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Citation {
    /// The words of the mention on one line, from the provision path or kind word to the end of the issuer.
    pub text: String,
    /// Where they stand.
    pub span: Span,
    /// Id of the kind word in `rules/lexicon/kinds.toml`; of the symbol's kind where no kind word is printed.
    pub kind: Option<Slug>,
    /// Whether a kind word is printed before the number (or carried over from a list's head).
    pub kind_text: Option<String>,
    /// The number, where printed.
    pub number: Option<DocNumber>,
    /// A law's name without date and number: `Luật Tổ chức chính quyền địa phương`.
    pub name: Option<String>,
    /// The date of issue, where printed and a day of the calendar.
    #[schemars(with = "Option<String>")]
    pub issued: Option<Date>,
    /// The date as printed, complete or not, of the calendar or not.
    pub date: Option<CitedDate>,
    /// A bare year printed with it (`năm 2015`).
    pub year: Option<i16>,
    /// The issuer, where printed with it or shared by a list.
    pub issuer: Option<AuthorityRef>,
    /// The title (trích yếu) that follows, as printed.
    pub title: Option<String>,
    /// Provisions named, expanded.
    pub provisions: Vec<ProvisionPath>,
    /// What this document does with it.
    pub role: Role,
    /// Keys of the documents named in "được sửa đổi, bổ sung bởi …".
    pub amended_by: Vec<String>,
    /// The alias that the document gives it (sau đây gọi tắt là …).
    pub alias: Option<String>,
    /// Whether it points into this very document.
    pub local: bool,
    /// Which document is meant; `None` until resolved against a registry.
    pub resolution: Option<Resolution>,
    /// Its validity on the date of judgement; `None` until resolved.
    pub validity: Option<Validity>,
}

/// How sure the registry is of the document meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ResolutionStatus {
    /// One document, nothing disagrees.
    Found,
    /// The number is known, another field disagrees.
    Mismatch,
    /// More than one document fits.
    Ambiguous,
    /// The registry covers that issuer and year and has no such document.
    NotFound,
    /// The registry does not cover it.
    Unchecked,
}

/// A field of a citation that disagrees with the registry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Mismatch {
    /// `issued`, `issuer`, `kind`, `title` or `number`.
    pub field: String,
    /// The value in the citation.
    pub read: String,
    /// The value in the registry.
    pub known: String,
}

/// Which registered document a citation means.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Resolution {
    /// The verdict.
    pub status: ResolutionStatus,
    /// Id of the document in the registry.
    pub document: Option<String>,
    /// Ids of near candidates, best first.
    pub candidates: Vec<String>,
    /// What disagrees, where the status is `mismatch`.
    pub mismatches: Vec<Mismatch>,
    /// Why each candidate is near: in which fields it agrees and in which it differs.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub near: Vec<Near>,
}

/// Why a document is near to what a citation means.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Near {
    /// Id of the document in the registry.
    pub document: String,
    /// The fields that agree: `number`, `issued`, `year`, `kind`, `issuer`, `territory`, `title`.
    pub fits: Vec<String>,
    /// The fields that differ.
    pub differs: Vec<Mismatch>,
}

/// Whether a document is in force.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ValidityStatus {
    /// Còn hiệu lực.
    InForce,
    /// Hết hiệu lực một phần.
    Partly,
    /// Hết hiệu lực.
    Expired,
    /// Chưa có hiệu lực.
    NotYet,
    /// Ngưng hiệu lực.
    Suspended,
    /// The registry cannot tell.
    Unknown,
}

/// A document's validity on a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Validity {
    /// The day asked about.
    #[schemars(with = "String")]
    pub as_of: Date,
    /// The answer.
    pub status: ValidityStatus,
    /// First day in force, where known.
    #[schemars(with = "Option<String>")]
    pub since: Option<Date>,
    /// Last day in force, where it ended.
    #[schemars(with = "Option<String>")]
    pub until: Option<Date>,
    /// Id of the document that ended or suspended it.
    pub by: Option<String>,
}
