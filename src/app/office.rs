//! What every use case needs at hand: the tables of the law and the rules.

use std::path::Path;

use crate::lexicon::{Lexicon, LexiconError};
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
}

impl Office {
    /// Loads the built-in tables and rules, and the user's rule pages of the folder `rules` over them.
    ///
    /// # Errors
    /// A table or a page is wrong; the error names the file and the line.
    pub fn open(rules: Option<&Path>) -> Result<Self, OfficeError> {
        Ok(Self { lexicon: Lexicon::builtin()?, rules: super::rules::load(rules)? })
    }
}
