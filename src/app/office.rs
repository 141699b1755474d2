//! What every use case needs at hand: the tables of the law and the rules.

use std::path::{Path, PathBuf};

use crate::lexicon::{Lexicon, LexiconError, Tables};
use crate::rules::{RuleError, RuleSet};

/// The tables of the law and the rules, loaded once for a run.
#[derive(Debug)]
pub struct Office {
    /// The tables.
    pub lexicon: Lexicon,
    /// The rules: the built-in ones, and the user's over them.
    pub rules: RuleSet,
}

/// Why the tables or the rules could not be loaded.
#[derive(Debug, thiserror::Error)]
pub enum OfficeError {
    /// A table is damaged.
    #[error(transparent)]
    Lexicon(#[from] LexiconError),
    /// A rule page is wrong; the message points into it.
    #[error(transparent)]
    Rules(#[from] RuleError),
    /// A table of the office is wrong.
    #[error("{}{}: {message}", path.display(), .line.map(|line| format!(":{line}")).unwrap_or_default())]
    Own {
        /// The table.
        path: PathBuf,
        /// 1-based line, where it is known.
        line: Option<usize>,
        /// What is wrong.
        message: String,
    },
}

impl Office {
    /// Loads the built-in tables and rules, and the user's rule pages of the folder `rules` over them.
    ///
    /// # Errors
    /// A table or a page is wrong; the error names the file and the line.
    pub fn open(rules: Option<&Path>) -> Result<Self, OfficeError> {
        Self::open_with(rules, None)
    }

    /// As [`Self::open`], with the tables of the folder `lexicon` beside the built-in ones.
    ///
    /// # Errors
    /// As [`Self::open`].
    pub fn open_with(rules: Option<&Path>, lexicon: Option<&Path>) -> Result<Self, OfficeError> {
        let (lexicon, rules) = rayon::join(|| own_lexicon(lexicon), || super::rules::load(rules));
        Ok(Self { lexicon: lexicon?, rules: rules? })
    }

    /// Loads the tables alone, those of the folder `lexicon` beside the built-in ones: for what asks no rule.
    ///
    /// # Errors
    /// A table is wrong; the error names the file and the line.
    pub fn tables(lexicon: Option<&Path>) -> Result<Lexicon, OfficeError> {
        own_lexicon(lexicon)
    }
}

/// The tables that an office may add to, by file name.
const OWN: [&str; 4] = ["authorities.toml", "kinds.toml", "laws.toml", "synonyms.toml"];

/// Returns the built-in tables with those of `folder` beside them: entries of the same shape, never in their place.
///
/// # Errors
/// A table cannot be read or is wrong, or an id is taken; the error names the file and, where known, the line.
pub(super) fn own_lexicon(folder: Option<&Path>) -> Result<Lexicon, OfficeError> {
    let Some(folder) = folder else { return Ok(Lexicon::builtin()?) };
    let unread = |path: &Path, error: std::io::Error| OfficeError::Own {
        path: path.to_owned(),
        line: None,
        message: format!("không đọc được: {error}"),
    };
    std::fs::read_dir(folder).map_err(|error| unread(folder, error))?;
    let mut own = Vec::new();
    for name in OWN {
        let path = folder.join(name);
        let text = if path.is_file() {
            std::fs::read_to_string(&path).map_err(|error| unread(&path, error))? + "\n"
        } else {
            String::new()
        };
        own.push(text);
    }
    let [authorities, kinds, laws, synonyms] = own.as_slice() else { return Ok(Lexicon::builtin()?) };
    // The office's entries come first, so that a line told is one of its own file.
    let [authorities, kinds, laws, synonyms] = [
        authorities.clone() + Tables::BUILTIN.authorities,
        kinds.clone() + Tables::BUILTIN.kinds,
        laws.clone() + Tables::BUILTIN.laws,
        synonyms.clone() + Tables::BUILTIN.synonyms,
    ];
    let tables =
        Tables { authorities: &authorities, kinds: &kinds, laws: &laws, synonyms: &synonyms, ..Tables::BUILTIN };
    Lexicon::from_tables(tables).map_err(|error| {
        let lines =
            OWN.iter().zip(&own).find(|(name, _)| **name == error.table).map_or(0, |(_, text)| text.lines().count());
        let line = error.line.filter(|line| *line <= lines);
        OfficeError::Own { path: folder.join(error.table), line, message: error.message }
    })
}
