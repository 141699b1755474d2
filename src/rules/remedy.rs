//! The table of remedies that every finding draws on: `rules/lexicon/remedies.toml`.

use jiff::civil::Date;
use serde::Deserialize;

use super::basis::{day, some_day};
use super::{RuleError, Verified, Words};
use crate::document::Class;

/// A remedy (hướng xử lý): what one does about a fault.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Remedy {
    key: String,
    /// What to do.
    pub text: Words,
    #[serde(default)]
    classes: Vec<Class>,
    #[serde(deserialize_with = "day")]
    from: Date,
    #[serde(default, deserialize_with = "some_day")]
    to: Option<Date>,
    /// The number of the text that says so.
    pub number: String,
    /// The place in it.
    pub place: String,
    /// How the wording was checked.
    pub verified: Verified,
}

/// All remedies.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Remedies {
    #[serde(rename = "remedy")]
    all: Vec<Remedy>,
}

impl Remedies {
    pub(super) fn read(text: &str) -> Result<Self, RuleError> {
        toml::from_str(text).map_err(|error| {
            let at = error.span().map_or(0, |span| span.start);
            RuleError::at("rules/lexicon/remedies.toml", text, at, error.message().trim())
        })
    }

    /// Returns the remedy of `key` for a document of `class` that is mended on `day`.
    #[must_use]
    pub fn get(&self, key: &str, day: Date, class: Class) -> Option<&Remedy> {
        self.all.iter().find(|remedy| {
            remedy.key == key
                && remedy.from <= day
                && remedy.to.is_none_or(|to| day <= to)
                && (remedy.classes.is_empty() || remedy.classes.contains(&class))
        })
    }

    /// Returns the Vietnamese words of all remedies of `key`, each once.
    #[must_use]
    pub fn named(&self, key: &str) -> Vec<&str> {
        let mut words: Vec<&str> = Vec::new();
        for remedy in self.all.iter().filter(|remedy| remedy.key == key) {
            if !words.contains(&remedy.text.vi.as_str()) {
                words.push(&remedy.text.vi);
            }
        }
        words
    }

    /// Returns whether some remedy has this key.
    #[must_use]
    pub fn knows(&self, key: &str) -> bool {
        self.all.iter().any(|remedy| remedy.key == key)
    }
}
