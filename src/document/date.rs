//! Dates as printed.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::text::Span;

/// A date as printed in the document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SpannedDate {
    /// The words, e.g. `ngày 30 tháng 12 năm 2016`.
    pub text: String,
    /// Where they stand.
    pub span: Span,
    /// The day; `None` where blank (`ngày … tháng …`) or no day of the calendar.
    #[schemars(with = "Option<String>")]
    pub date: Option<Date>,
}
