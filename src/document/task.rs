//! Tasks given to units.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{ProvisionPath, Slug};
use crate::text::Span;

/// A unit as named with a task.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
pub struct UnitRef {
    /// The words: `Văn phòng Sở`.
    pub text: String,
    /// Id in the lexicon, that of a group for many at once (`các sở, ban, ngành`), or the slug of the words for a unit it
    /// does not know.
    pub id: Option<Slug>,
    /// Id of the territory whose body it is, where the words or the document say it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub territory: Option<Slug>,
}

/// One task: who does what by when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Task {
    /// Where it stands: the table row or the sentence.
    pub span: Span,
    /// Path: `phu-luc/bang-1/dong-4`, `dieu-2/khoan-1`.
    pub path: ProvisionPath,
    /// The words of the task alone.
    pub text: String,
    /// Class of action in `rules/lexicon/actions.toml`: `tuyen-truyen`, `kiem-tra`.
    pub action: Option<Slug>,
    /// What is acted on.
    pub object: Option<String>,
    /// Units that lead (chủ trì).
    pub lead: Vec<UnitRef>,
    /// Units that support (phối hợp).
    pub support: Vec<UnitRef>,
    /// Units or businesses that an inspection visits.
    pub targets: Vec<UnitRef>,
    /// First day.
    #[schemars(with = "Option<String>")]
    pub start: Option<Date>,
    /// Last day.
    #[schemars(with = "Option<String>")]
    pub due: Option<Date>,
    /// The words of a recurring deadline: `hằng quý`, `thường xuyên`.
    pub recurrence: Option<String>,
    /// The product: `04 tin bài`.
    pub product: Option<String>,
    /// The amount of money or target figure, as printed.
    pub amount: Option<String>,
}
