//! The front matter of a rule page.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::kind::CheckSpec;
use super::{Basis, Confidence, Message, RuleError, Severity, Status, Words};
use crate::document::{Class, Level, Slug};

/// The front matter of a page: everything about the rule but its prose and examples.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FrontMatter {
    /// The code, never given to another rule: `CIT-010`.
    pub code: String,
    /// The defect in ASCII words, as in the file's name: `can-cu-het-hieu-luc`.
    pub slug: String,
    /// The defect in one line.
    pub title: Words,
    /// How bad the defect is, where the basis in force does not say otherwise.
    pub severity: Severity,
    /// How sure the check is.
    pub confidence: Confidence,
    /// Where the rule stands in its life.
    pub status: Status,
    /// Key of the remedy for an issued document in `rules/lexicon/remedies.toml`.
    pub remedy: Option<String>,
    /// The documents that the rule looks at.
    #[serde(default, alias = "applies-to")]
    pub applies_to: AppliesTo,
    /// How much of a document the rule must see.
    #[serde(default)]
    pub scope: Scope,
    /// How the defect is found.
    pub check: CheckSpec,
    /// Figures and words that the check reads and that no change of law moved.
    #[serde(default)]
    pub values: toml::Table,
    /// The legal bases, each with its period.
    pub basis: Vec<Basis>,
    /// The texts of findings by key.
    pub message: BTreeMap<String, Message>,
}

/// How much of a document a rule must see before it may speak.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Scope {
    /// The whole document: its class, its date or its other paragraphs bear on the verdict.
    #[default]
    Document,
    /// A paragraph by itself: whatever stands around it, the verdict is the same.
    Paragraph,
}

/// The documents that a rule looks at; an empty list is no condition.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct AppliesTo {
    /// Ids of kinds in `rules/lexicon/kinds.toml`.
    pub kinds: Vec<String>,
    /// Classes.
    pub classes: Vec<Class>,
    /// Levels of the issuer.
    pub levels: Vec<Level>,
    /// Issuers: ids or groups of `rules/lexicon/authorities.toml`.
    pub issuers: Vec<Slug>,
    /// Whether the rule judges what a document lacks, so that an extract of one says nothing.
    pub whole: bool,
}

impl AppliesTo {
    /// Returns whether a document of this kind and class, issued at this level, is one that the rule looks at.
    ///
    /// What is not known of a document meets no condition: absence of data accuses nobody.
    #[must_use]
    pub fn covers(&self, kind: Option<&str>, class: Class, level: Option<Level>) -> bool {
        (self.kinds.is_empty() || kind.is_some_and(|kind| self.kinds.iter().any(|known| known == kind)))
            && (self.classes.is_empty() || self.classes.contains(&class))
            && (self.levels.is_empty() || level.is_some_and(|level| self.levels.contains(&level)))
    }
}

/// Splits a page into the byte ranges of its front matter and its body.
pub(super) fn split(path: &str, page: &str) -> Result<(std::ops::Range<usize>, usize), RuleError> {
    let fence = |message| RuleError::at(path, page, 0, message);
    let start = page.find('\n').map_or(0, |end| end + 1);
    if page.get(..start).is_none_or(|line| line.trim_end() != "+++") {
        return Err(fence("a rule page begins with a line +++"));
    }
    let mut at = start;
    for line in page.get(start..).unwrap_or_default().split_inclusive('\n') {
        if line.trim_end() == "+++" {
            return Ok((start..at, at + line.len()));
        }
        at += line.len();
    }
    Err(fence("the front matter is not closed by a line +++"))
}

/// Reads the front matter of the page at `path` and returns it with the offset at which the body begins.
pub(super) fn read(path: &str, page: &str) -> Result<(FrontMatter, usize), RuleError> {
    let (range, body) = split(path, page)?;
    let offset = range.start;
    let matter = page.get(range).unwrap_or_default();
    let front: FrontMatter = toml::from_str(matter).map_err(|error| {
        RuleError::at(path, page, offset + error.span().map_or(0, |span| span.start), error.message().trim())
    })?;
    let wrong = |key: &str, message: String| {
        let at = matter.lines().map_while(|line| (!line.starts_with(key)).then_some(line.len() + 1)).sum::<usize>();
        RuleError::at(path, page, offset + if at < matter.len() { at } else { 0 }, message)
    };
    if !is_code(&front.code) {
        return Err(wrong("code", format!("\"{}\" is no rule code: letters, a hyphen, three digits", front.code)));
    }
    let named = format!("{}-{}.md", front.code, front.slug);
    if path.rsplit(['/', '\\']).next() != Some(named.as_str()) {
        return Err(wrong("slug", format!("by its code and slug the page's file is {named}")));
    }
    if front.basis.is_empty() {
        return Err(wrong("basis", "a rule needs at least one legal basis".to_owned()));
    }
    if let Some(basis) = front.basis.iter().find(|basis| basis.to.is_some_and(|to| to < basis.from)) {
        return Err(wrong("[[basis]]", format!("the basis {} ends before it begins", basis.number)));
    }
    if front.message.is_empty() {
        return Err(wrong("message", "a rule needs at least one message".to_owned()));
    }
    if let Some(text) = front.message.values().find_map(Message::unbalanced) {
        return Err(wrong("[message", format!("a brace is not closed in \"{text}\"")));
    }
    Ok((front, body))
}

fn is_code(code: &str) -> bool {
    code.split_once('-').is_some_and(|(letters, digits)| {
        (2..=6).contains(&letters.len())
            && letters.bytes().all(|b| b.is_ascii_uppercase())
            && digits.len() == 3
            && digits.bytes().all(|b| b.is_ascii_digit())
    })
}
