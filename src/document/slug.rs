//! Ids of table entries.

use std::fmt;
use std::ops::Deref;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::text::plain;

/// The ASCII id of an entry of a lexicon table, e.g. `quyet-dinh`, `quang-tri`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct Slug(String);

impl Slug {
    /// Makes the ASCII slug of Vietnamese words: `Sở Kế hoạch và Đầu tư` becomes `so-ke-hoach-va-dau-tu`.
    #[must_use]
    pub fn of(words: &str) -> Self {
        let mut slug = String::with_capacity(words.len());
        for c in words.chars() {
            plain(c, |letter| match letter {
                'a'..='z' | '0'..='9' => slug.push(letter),
                _ if !slug.is_empty() && !slug.ends_with('-') => slug.push('-'),
                _ => {}
            });
        }
        slug.truncate(slug.trim_end_matches('-').len());
        Self(slug)
    }

    /// Returns the slug's text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Deref for Slug {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}

impl From<&str> for Slug {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl PartialEq<str> for Slug {
    fn eq(&self, other: &str) -> bool {
        self.0 == other
    }
}

impl PartialEq<&str> for Slug {
    fn eq(&self, other: &&str) -> bool {
        self.0 == *other
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::Slug;

    #[test]
    fn slugs_are_ascii() {
        assert_eq!(Slug::of("Sở Kế hoạch và Đầu tư"), "so-ke-hoach-va-dau-tu");
        assert_eq!(Slug::of("  Thừa Thiên - Huế "), "thua-thien-hue");
    }
}
