//! The rules that have no page yet: `rules/catalogue.toml`.

use serde::Deserialize;

use super::{RuleError, Severity, Words};

/// A rule that is planned.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Planned {
    /// The code that its page will have.
    pub code: String,
    /// The defect in one line.
    pub title: Words,
    /// The severity planned.
    pub severity: Severity,
    /// What it waits for.
    pub lacks: Lacks,
}

/// What a planned rule waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lacks {
    /// The check alone.
    Check,
    /// Also issued documents or a dossier to hold the draft against.
    Registry,
    /// A question that only a person decides.
    Person,
}

impl Lacks {
    /// Returns the words for it.
    #[must_use]
    pub fn words(self) -> Words {
        let (vi, en) = match self {
            Self::Check => ("chưa viết bước kiểm tra", "the check is not written"),
            Self::Registry => {
                ("cần thêm sổ đăng ký hoặc hồ sơ để đối chiếu", "needs a registry or dossier to compare with")
            }
            Self::Person => ("máy chỉ hỏi được, người quyết định", "a question that only a person decides"),
        };
        Words { vi: vi.to_owned(), en: en.to_owned() }
    }
}

#[derive(Deserialize)]
struct Catalogue {
    #[serde(default)]
    planned: Vec<Planned>,
}

/// Returns the planned rules in the order of their table.
///
/// # Errors
/// Where the built-in table is wrong: a fault of the program, held off by its tests.
pub fn planned() -> Result<Vec<Planned>, RuleError> {
    const TABLE: &str = include_str!("../../rules/catalogue.toml");
    let catalogue: Catalogue = toml::from_str(TABLE).map_err(|error| {
        let at = error.span().map_or(0, |span| span.start);
        RuleError::at("rules/catalogue.toml", TABLE, at, error.message().trim())
    })?;
    Ok(catalogue.planned)
}
