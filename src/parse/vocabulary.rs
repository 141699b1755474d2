//! The lexicon as the citation grammar asks it: kinds by name and by code, organs by code.

use crate::document::Slug;
use crate::lexicon::{Kind, Lexicon};

/// The lexicon's answers on the codes of symbols.
#[derive(Clone, Copy)]
pub(crate) struct Vocabulary<'l> {
    lexicon: &'l Lexicon,
}

impl<'l> Vocabulary<'l> {
    /// Asks `lexicon`.
    pub(crate) fn of(lexicon: &'l Lexicon) -> Self {
        Self { lexicon }
    }

    /// Returns the lexicon asked.
    pub(crate) fn lexicon(self) -> &'l Lexicon {
        self.lexicon
    }

    /// Returns the right spelling of a kind's code, in any case and with `D` for `Đ`: `QD` is `QĐ`.
    pub(crate) fn code_of_kind(self, letters: &str) -> Option<String> {
        let (kind, spelling) = self.kind_with_code(letters)?;
        let folded = spelling.to_lowercase();
        let right = kind.abbreviations.iter().find(|abbreviation| abbreviation.text.to_lowercase() == folded);
        right.map(|right| right.text.clone())
    }

    /// Returns the right spelling of the code of a kind that old symbols name last (`811/BYT-QĐ`): one that sets norms
    /// and so has a clause on its effect. The letters of other kinds are those of offices too (`BTC-CT`).
    pub(crate) fn code_of_kind_named_last(self, letters: &str) -> Option<String> {
        let (kind, _) = self.kind_with_code(letters)?;
        kind.effect.then(|| self.code_of_kind(letters)).flatten()
    }

    /// Returns the id of the kind whose code this is.
    pub(crate) fn kind_of_code(self, letters: &str) -> Option<Slug> {
        self.kind_with_code(letters).map(|(kind, _)| kind.id.clone())
    }

    fn kind_with_code(self, letters: &str) -> Option<(&'l Kind, String)> {
        if letters.chars().count() > LONGEST_CODE {
            return None;
        }
        let printed = self.lexicon.kind_abbreviated(letters).map(|kind| (kind, letters.to_owned()));
        printed.or_else(|| {
            let right = with_stroke(letters)?;
            self.lexicon.kind_abbreviated(&right).map(|kind| (kind, right))
        })
    }

    /// Returns whether an organ signs with this code, in any case.
    pub(crate) fn is_organ(self, letters: &str) -> bool {
        self.organ_spelling(letters).is_some()
    }

    /// Returns the right spelling of an organ's code in any case and with `D` for `Đ`: `hdnd` is `HĐND`; the code
    /// itself where it is right.
    pub(crate) fn organ_spelling(self, letters: &str) -> Option<String> {
        let stroked = with_stroke(letters);
        let spelling =
            [Some(letters), stroked.as_deref()].into_iter().flatten().find(|one| self.lexicon.organ_known(one))?;
        let folded = spelling.to_lowercase();
        let found = self.lexicon.organ_codes(spelling);
        let right = found.iter().flat_map(|organ| &organ.codes).find(|code| code.text.to_lowercase() == folded);
        Some(right.map_or_else(|| spelling.to_owned(), |right| right.text.clone()))
    }

    /// Returns whether the organ's code never ends in a digit, so that one behind it is a footnote's.
    pub(crate) fn bears_no_digit(self, letters: &str) -> bool {
        let assembly = matches!(letters, "QH" | "UBTVQH" | "HĐNN" | "NHNN" | "NH");
        !assembly && self.lexicon.organ_known(letters)
    }
}

/// No kind's code has more letters.
const LONGEST_CODE: usize = 6;

/// Returns the letters with `Đ` for every `D`, where there is one.
fn with_stroke(letters: &str) -> Option<String> {
    letters.contains(['D', 'd']).then(|| letters.replace('D', "Đ").replace('d', "đ"))
}
