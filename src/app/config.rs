//! The configuration file `soat.toml`: what an office sets once.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use toml::Spanned;

use super::triage::Waiver;
use crate::rules::{RuleSet, Severity};
use crate::text::LineIndex;

/// What an office sets once: the nearest `soat.toml` upward from the working folder.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Config {
    /// The registry file, relative to the configuration file.
    pub registry: Option<PathBuf>,
    /// A folder of rule pages added over the built-in ones, relative to the configuration file.
    pub rules: Option<PathBuf>,
    /// A folder of tables (`kinds.toml`, `synonyms.toml` …) added to those of the law, relative to the configuration
    /// file.
    pub lexicon: Option<PathBuf>,
    /// `vi` or `en`.
    pub lang: Option<String>,
    /// The severity from which `check` exits with 1.
    pub fail_on: Option<String>,
    /// The profile of `check`.
    pub profile: Option<String>,
    /// The mapping file of number books, relative to the configuration file.
    pub mapping: Option<PathBuf>,
    /// The baseline file, relative to the configuration file.
    pub baseline: Option<PathBuf>,
    /// Severities that the office sets, by rule code.
    #[serde(default)]
    pub rule: BTreeMap<String, Override>,
    /// How hits are put in order.
    #[serde(default)]
    pub search: Searching,
    /// A file of further waivers, relative to the configuration file.
    pub waivers: Option<PathBuf>,
    /// Findings that the office accepts.
    #[serde(default)]
    waiver: Vec<Spanned<Waiver>>,
    #[serde(skip)]
    origin: Origin,
}

/// What an office says of searching.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Searching {
    /// Weights by the name of a way to put hits in order, over those of `rules/search.toml`.
    #[serde(default)]
    pub rank: toml::Table,
}

/// A configuration file as it was read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Origin {
    path: PathBuf,
    text: String,
}

/// What an office says of one rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Override {
    /// Its severity in this office.
    pub severity: Grade,
}

/// A severity, or silence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Grade {
    /// The rule does not speak.
    Off,
    /// As [`Severity::Info`].
    Info,
    /// As [`Severity::Warning`].
    Warning,
    /// As [`Severity::Error`].
    Error,
    /// As [`Severity::Blocker`].
    Blocker,
}

impl From<Grade> for Option<Severity> {
    fn from(grade: Grade) -> Self {
        match grade {
            Grade::Off => None,
            Grade::Info => Some(Severity::Info),
            Grade::Warning => Some(Severity::Warning),
            Grade::Error => Some(Severity::Error),
            Grade::Blocker => Some(Severity::Blocker),
        }
    }
}

/// A waiver with the place where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed {
    /// The waiver.
    pub waiver: Waiver,
    /// The file it stands in.
    pub path: PathBuf,
    /// 1-based line.
    pub line: usize,
}

/// A file of waivers alone.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct WaiverFile {
    #[serde(default)]
    waiver: Vec<Spanned<Waiver>>,
}

/// A configuration file that could not be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file could not be read.
    #[error("{}: không đọc được tệp cấu hình: {source}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The file is not TOML of the known shape.
    #[error("{}: cấu hình không hợp lệ:\n{source}", path.display())]
    Invalid {
        /// The file.
        path: PathBuf,
        /// Where and why; names the unknown key and points to its line.
        source: Box<toml::de::Error>,
    },
    /// What the file says cannot be.
    #[error("{}:{line}: {message}", path.display())]
    Wrong {
        /// The file.
        path: PathBuf,
        /// 1-based line.
        line: usize,
        /// What is wrong.
        message: String,
    },
}

impl Config {
    /// Reads the file at `path`; paths inside it become relative to its folder.
    ///
    /// # Errors
    /// The file cannot be read, is not TOML, or has an unknown key.
    pub fn read(path: &Path) -> Result<Self, ConfigError> {
        let text = text(path)?;
        let mut config: Self = parsed(path, &text)?;
        let folder = path.parent().unwrap_or(Path::new("."));
        let Self { registry, rules, lexicon, mapping, baseline, waivers, .. } = &mut config;
        for inner in [registry, rules, lexicon, mapping, baseline, waivers].into_iter().flatten() {
            *inner = folder.join(&*inner);
        }
        config.origin = Origin { path: path.to_owned(), text };
        Ok(config)
    }

    /// Reads the nearest `soat.toml` from `folder` upward, stopping at a repository's root; the defaults where none is.
    ///
    /// # Errors
    /// As [`Self::read`].
    pub fn nearest(folder: &Path) -> Result<Self, ConfigError> {
        for folder in folder.ancestors() {
            let path = folder.join("soat.toml");
            if path.is_file() {
                return Self::read(&path);
            }
            if folder.join(".git").exists() {
                break;
            }
        }
        Ok(Self::default())
    }

    /// Returns the file, where there is one.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        Some(self.origin.path.as_path()).filter(|path| !path.as_os_str().is_empty())
    }

    /// Gives the rules of `set` the severities of this office, and takes out those that it switches off.
    ///
    /// # Errors
    /// A code that no rule has; the error names the line.
    pub fn regrade(&self, set: &mut RuleSet) -> Result<(), ConfigError> {
        for (code, set_to) in &self.rule {
            if !set.regrade(code, set_to.severity.into()) {
                let at = self.origin.text.find(code.as_str()).unwrap_or(0);
                let message = format!("không có quy tắc \"{code}\"; xem soat rules list");
                return Err(wrong(&self.origin.path, &self.origin.text, at, message));
            }
        }
        Ok(())
    }

    /// Returns the waivers of this file and of the file that it names.
    ///
    /// # Errors
    /// That file cannot be read, or a waiver names nothing, has no reason, or a code that no rule has.
    pub fn waivers(&self, known: &RuleSet) -> Result<Vec<Placed>, ConfigError> {
        let mut all = placed(&self.waiver, &self.origin.path, &self.origin.text, known)?;
        if let Some(path) = &self.waivers {
            let text = text(path)?;
            let file: WaiverFile = parsed(path, &text)?;
            all.extend(placed(&file.waiver, path, &text, known)?);
        }
        Ok(all)
    }
}

pub(super) fn text(path: &Path) -> Result<String, ConfigError> {
    std::fs::read_to_string(path).map_err(|source| ConfigError::Unreadable { path: path.to_owned(), source })
}

pub(super) fn parsed<T: for<'de> Deserialize<'de>>(path: &Path, text: &str) -> Result<T, ConfigError> {
    toml::from_str(text).map_err(|source| ConfigError::Invalid { path: path.to_owned(), source: Box::new(source) })
}

fn placed(waivers: &[Spanned<Waiver>], path: &Path, text: &str, known: &RuleSet) -> Result<Vec<Placed>, ConfigError> {
    let place = |spanned: &Spanned<Waiver>| {
        let waiver = spanned.get_ref().clone();
        let at = spanned.span().start;
        if let Some(message) = waiver.fault(known) {
            return Err(wrong(path, text, at, message));
        }
        Ok(Placed { waiver, path: path.to_owned(), line: LineIndex::new(text).locate(at).0 })
    };
    waivers.iter().map(place).collect()
}

pub(super) fn wrong(path: &Path, text: &str, at: usize, message: String) -> ConfigError {
    ConfigError::Wrong { path: path.to_owned(), line: LineIndex::new(text).locate(at).0, message }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn config(text: &str) -> Result<Config, ConfigError> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("soat.toml");
        std::fs::write(&path, text).unwrap();
        let mut config = Config::read(&path)?;
        config.registry = config.registry.map(|inner| inner.strip_prefix(folder.path()).unwrap().to_owned());
        Ok(config)
    }

    #[test]
    fn paths_are_relative_to_the_file() {
        assert_eq!(config("registry = 'tinh.db'\n").unwrap().registry, Some("tinh.db".into()));
    }

    #[test]
    fn an_unknown_key_is_named() {
        assert!(config("registri = 'tinh.db'\n").unwrap_err().to_string().contains("registri"));
    }

    #[test]
    fn severities_are_set_and_rules_switched_off() {
        let mut set = RuleSet::builtin().unwrap();
        let office = "[rule.FMT-010]\nseverity = 'info'\n[rule.FMT-005]\nseverity = 'off'\n";
        config(office).unwrap().regrade(&mut set).unwrap();
        assert_eq!(set.get("FMT-010").unwrap().front.severity, Severity::Info);
        assert!(set.get("FMT-005").is_none());
        let error = config("lang = 'vi'\n[rule.FMT-999]\nseverity = 'off'\n").unwrap().regrade(&mut set).unwrap_err();
        assert!(
            error.to_string().ends_with("soat.toml:2: không có quy tắc \"FMT-999\"; xem soat rules list"),
            "{error}"
        );
    }

    #[test]
    fn a_waiver_that_says_too_little_is_pointed_at() {
        let set = RuleSet::builtin().unwrap();
        let fault = |text: &str| config(text).and_then(|own| own.waivers(&set)).unwrap_err().to_string();
        let rest = "reason = 'x'\nname = 'A'\nuntil = 2026-12-31\n";
        assert!(fault(&format!("\n[[waiver]]\ncode = 'CIT-010'\n{rest}")).contains("soat.toml:2: "));
        assert!(fault(&format!("[[waiver]]\ncode = 'CIT-999'\ndocument = 'a'\n{rest}")).contains("CIT-999"));
        assert!(fault("[[waiver]]\nfingerprint = 'a'\nname = 'A'\nuntil = 2026-12-31\n").contains("reason"));
    }
}
