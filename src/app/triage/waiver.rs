//! Waivers: findings that an office accepts, with reason, name and last day.

use globset::Glob;
use jiff::civil::Date;
use serde::{Deserialize, Deserializer};

use crate::check::Finding;
use crate::document::Document;
use crate::rules::RuleSet;

/// A finding, or all findings of a rule on a document, that an office accepts until a day.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Waiver {
    /// The finding's fingerprint.
    pub fingerprint: Option<String>,
    /// The rule's code.
    pub code: Option<String>,
    /// The document: its number, or a pattern of its path (`du-thao/*.docx`, `qd-12.docx`).
    pub document: Option<String>,
    /// Why it is accepted.
    pub reason: String,
    /// Who accepts it.
    pub name: String,
    /// The last day on which it holds.
    #[serde(deserialize_with = "day")]
    pub until: Date,
}

fn day<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Date, D::Error> {
    use serde::de::Error;
    let written = toml::value::Datetime::deserialize(deserializer)?;
    written.to_string().parse().map_err(|_| D::Error::custom(format!("{written}: cần một ngày như 2026-12-31")))
}

impl Waiver {
    /// Returns what the waiver lacks.
    pub(in crate::app) fn fault(&self, known: &RuleSet) -> Option<String> {
        let blank = |text: &str| text.trim().is_empty();
        match (&self.fingerprint, &self.code, &self.document) {
            _ if blank(&self.reason) || blank(&self.name) => Some("reason và name không được để trống".to_owned()),
            (_, Some(code), _) if known.get(code).is_none() => Some(format!("không có quy tắc \"{code}\"")),
            (_, _, Some(pattern)) if Glob::new(pattern).is_err() => {
                Some(format!("mẫu đường dẫn \"{pattern}\" không hợp lệ"))
            }
            (Some(_), ..) | (None, Some(_), Some(_)) => None,
            _ => Some("cần fingerprint, hoặc code cùng document".to_owned()),
        }
    }

    /// Returns whether it speaks of this document.
    pub(super) fn covers(&self, document: &Document) -> bool {
        let Some(pattern) = &self.document else { return true };
        let number = document.header.number.as_ref();
        if number.is_some_and(|number| number.key == *pattern || number.text == *pattern) {
            return true;
        }
        let path = document.path.as_str();
        let name = path.rsplit('/').next().unwrap_or(path);
        Glob::new(pattern).is_ok_and(|glob| {
            let glob = glob.compile_matcher();
            glob.is_match(path) || glob.is_match(name)
        })
    }

    /// Returns whether it speaks of this finding of a document that it covers.
    pub(super) fn accepts(&self, finding: &Finding) -> bool {
        self.fingerprint.as_ref().is_none_or(|own| *own == finding.fingerprint)
            && self.code.as_ref().is_none_or(|code| *code == finding.code)
    }

    /// Returns what it speaks of, in its own words.
    pub(super) fn key(&self) -> String {
        let parts = [&self.code, &self.document, &self.fingerprint].into_iter().flatten().map(String::as_str);
        parts.collect::<Vec<_>>().join(" · ")
    }
}
