//! The two languages of pages and findings.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A language that pages and findings are written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// Vietnamese.
    #[default]
    Vi,
    /// English.
    En,
}

impl Lang {
    /// Returns the words of the language.
    #[must_use]
    pub fn say<'w>(self, vi: &'w str, en: &'w str) -> &'w str {
        match self {
            Self::Vi => vi,
            Self::En => en,
        }
    }
}

/// Words in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// In Vietnamese.
    pub vi: String,
    /// In English.
    pub en: String,
}

impl Words {
    /// Returns the words in `lang`.
    #[must_use]
    pub fn get(&self, lang: Lang) -> &str {
        lang.say(&self.vi, &self.en)
    }
}
