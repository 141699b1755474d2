//! Document numbers (số, ký hiệu).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::text::Span;

/// How a number is built; each scheme has its own numbering unit (catalogue part c.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Scheme {
    /// `354/QĐ-SKH-VP`: kind and organ, unique within a year.
    Administrative,
    /// `34/2016/NĐ-CP`: normative, the year in the symbol.
    Normative,
    /// `80/2015/QH13`: National Assembly and its Standing Committee.
    Law,
    /// `86/SNV-CCHC`: letters (công văn), organ and drafting unit.
    Letter,
    /// `01-NQ/TU`: Party, unique within a congress term.
    Party,
    /// `01/VBHN-BNV`: consolidated texts.
    Consolidated,
}

/// A document's number and symbol, taken apart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DocNumber {
    /// As printed.
    pub text: String,
    /// Where it is printed; `None` for a number from a table.
    pub span: Option<Span>,
    /// Normal form: `354/QĐ-SKH-VP`, no blanks, right letters.
    pub key: String,
    /// The ordinal with its suffix letter, as printed: `354`, `08`, `30c`; empty for a blank to be filled.
    pub ordinal: String,
    /// The year inside the symbol.
    pub year: Option<i16>,
    /// The kind's abbreviation in the symbol: `QĐ`, `NĐ`, `TTLT`; `None` for letters and laws.
    pub kind: Option<String>,
    /// The organ part: `SKH-VP`, `CP`, `QH13`, `TU`.
    pub organ: Option<String>,
    /// How the number is built.
    pub scheme: Scheme,
}

impl DocNumber {
    /// Returns whether the ordinal is still blank (`…/QĐ-UBND`).
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.ordinal.is_empty()
    }

    /// Returns the number as an administrative document has it, without the year: `12/QĐ-SXD` of `12/2019/QĐ-SXD`.
    #[must_use]
    pub fn without_year(&self) -> Option<String> {
        let (before, after) = self.key.split_once(&format!("/{}/", self.year?))?;
        Some(format!("{before}/{after}"))
    }

    /// Returns the form under which numbers are compared: [`Self::key`] in lower case, the ordinal without leading
    /// zeros, so that `08/QĐ-SNV` and `8/QĐ-SNV` are one.
    #[must_use]
    pub fn matching_key(&self) -> String {
        format!("{}{}", self.ordinal.trim_start_matches('0').to_lowercase(), self.symbol_key())
    }

    /// Returns [`Self::matching_key`] without the ordinal, which a series of numbers has in common: `/qđ-skh-vp`.
    #[must_use]
    pub fn symbol_key(&self) -> String {
        self.key.strip_prefix(self.ordinal.as_str()).unwrap_or(&self.key).to_lowercase()
    }
}
