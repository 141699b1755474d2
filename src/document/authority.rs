//! Authorities as named in a document.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Slug;
use crate::text::Span;

/// The level of an authority or territory.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Trung ương.
    Central,
    /// Cấp tỉnh.
    Province,
    /// Cấp huyện (until 30/6/2025).
    District,
    /// Cấp xã.
    Commune,
}

/// An authority as named in a document, with what the lexicon makes of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct AuthorityRef {
    /// The words: `SỞ KẾ HOẠCH VÀ ĐẦU TƯ`, `UBND tỉnh`.
    pub text: String,
    /// Where they stand; `None` where taken over from elsewhere (a list's head).
    pub span: Option<Span>,
    /// Id in `rules/lexicon/authorities.toml`: `so-ke-hoach-va-dau-tu`, `ubnd-tinh`, `chu-tich-ubnd-tinh`.
    pub id: Option<Slug>,
    /// Its level.
    pub level: Option<Level>,
    /// Id in `rules/lexicon/territories.toml`: `quang-tri`.
    pub territory: Option<Slug>,
}
