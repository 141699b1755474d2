//! The tables built into the program, and the lexicon made of them.

use super::LexiconError;
use super::actions::Actions;
use super::authorities::Authorities;
use super::forms::Forms;
use super::kinds::Kinds;
use super::laws::Laws;
use super::minima::Minima;
use super::regimes::Regimes;
use super::signers::Signers;
use super::synonyms::Synonyms;
use super::territories::Territories;

/// The text of every table.
#[derive(Debug, Clone, Copy)]
pub struct Tables<'a> {
    /// `actions.toml`.
    pub actions: &'a str,
    /// `authorities.toml`.
    pub authorities: &'a str,
    /// `districts.tsv`.
    pub districts: &'a str,
    /// `forms.toml`.
    pub forms: &'a str,
    /// `kinds.toml`.
    pub kinds: &'a str,
    /// `laws.toml`.
    pub laws: &'a str,
    /// `minima.toml`.
    pub minima: &'a str,
    /// `regimes.toml`.
    pub regimes: &'a str,
    /// `signers.toml`.
    pub signers: &'a str,
    /// `synonyms.toml`.
    pub synonyms: &'a str,
    /// `territories.toml`.
    pub territories: &'a str,
}

impl Tables<'static> {
    /// The tables as they were when the program was built.
    pub const BUILTIN: Self = Self {
        actions: include_str!("../../rules/lexicon/actions.toml"),
        authorities: include_str!("../../rules/lexicon/authorities.toml"),
        districts: include_str!("../../rules/lexicon/districts.tsv"),
        forms: include_str!("../../rules/lexicon/forms.toml"),
        kinds: include_str!("../../rules/lexicon/kinds.toml"),
        laws: include_str!("../../rules/lexicon/laws.toml"),
        minima: include_str!("../../rules/lexicon/minima.toml"),
        regimes: include_str!("../../rules/lexicon/regimes.toml"),
        signers: include_str!("../../rules/lexicon/signers.toml"),
        synonyms: include_str!("../../rules/lexicon/synonyms.toml"),
        territories: include_str!("../../rules/lexicon/territories.toml"),
    };
}

/// All tables, indexed; answers questions and never changes.
#[derive(Debug)]
pub struct Lexicon {
    pub(super) actions: Actions,
    pub(super) authorities: Authorities,
    pub(super) forms: Forms,
    pub(super) kinds: Kinds,
    pub(super) laws: Laws,
    pub(super) minima: Minima,
    pub(super) regimes: Regimes,
    pub(super) signers: Signers,
    pub(super) synonyms: Synonyms,
    pub(super) territories: Territories,
}

impl Lexicon {
    /// Returns the lexicon of the built-in tables.
    ///
    /// # Errors
    ///
    /// Where a table is malformed; the error names table and line. The tests load every built-in table.
    pub fn builtin() -> Result<Self, LexiconError> {
        Self::from_tables(Tables::BUILTIN)
    }

    /// Returns the lexicon of the given tables.
    ///
    /// # Errors
    ///
    /// Where a table is malformed, an id stands twice, or an id that is referred to does not exist.
    pub fn from_tables(tables: Tables<'_>) -> Result<Self, LexiconError> {
        let synonyms = Synonyms::load(tables.synonyms)?;
        Ok(Self {
            actions: Actions::load(tables.actions)?,
            authorities: Authorities::load(tables.authorities, &synonyms)?,
            forms: Forms::load(tables.forms)?,
            kinds: Kinds::load(tables.kinds)?,
            laws: Laws::load(tables.laws, &synonyms)?,
            minima: Minima::load(tables.minima)?,
            regimes: Regimes::load(tables.regimes)?,
            signers: Signers::load(tables.signers)?,
            territories: Territories::load(tables.territories, tables.districts, &synonyms)?,
            synonyms,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{Lexicon, Tables};

    #[test]
    fn the_builtin_tables_load() {
        let lexicon = Lexicon::builtin().unwrap();
        assert!(lexicon.kinds().len() > 40 && lexicon.territories().len() > 760);
    }

    #[test]
    fn a_wrong_entry_is_named_by_table_and_line() {
        let twice = "[[kind]]\nid='a'\nvi='A'\nen='a'\nclasses=[]\nbasis=''\nverified='text'\n".repeat(2);
        let error = Lexicon::from_tables(Tables { kinds: &twice, ..Tables::BUILTIN }).unwrap_err();
        assert_eq!(error.to_string(), "lexicon table `kinds.toml`, line 2: kind `a` stands twice");
        let error = Lexicon::from_tables(Tables { districts: "nowhere/x\thuyen\tX", ..Tables::BUILTIN }).unwrap_err();
        assert_eq!((error.table, error.line), ("districts.tsv", Some(1)));
    }
}
