//! The lexicon as the citation grammar asks it: kinds by name and by code, organs by code.

use std::cell::RefCell;
use std::rc::Rc;

use foldhash::HashMap;

use crate::document::Slug;
use crate::lexicon::Lexicon;

/// The lexicon's answers on the codes of symbols. A text has few codes, many times over, so answers are remembered.
pub(crate) struct Vocabulary<'l> {
    lexicon: &'l Lexicon,
    answered: RefCell<HashMap<String, Rc<Answer>>>,
}

/// What a code is.
struct Answer {
    kind: Option<KindCode>,
    /// The right spelling of an organ's code.
    organ: Option<String>,
}

/// The code of a kind.
struct KindCode {
    id: Slug,
    /// Whether a document of the kind has a clause on its effect.
    effect: bool,
    /// The code rightly spelled.
    right: String,
}

impl<'l> Vocabulary<'l> {
    /// Asks `lexicon`.
    pub(crate) fn of(lexicon: &'l Lexicon) -> Self {
        Self { lexicon, answered: RefCell::default() }
    }

    /// Returns the lexicon asked.
    pub(crate) fn lexicon(&self) -> &'l Lexicon {
        self.lexicon
    }

    fn answer(&self, letters: &str) -> Rc<Answer> {
        if let Some(known) = self.answered.borrow().get(letters) {
            return Rc::clone(known);
        }
        let answer = Rc::new(Answer { kind: self.kind_with_code(letters), organ: self.organ_with_code(letters) });
        self.answered.borrow_mut().insert(letters.to_owned(), Rc::clone(&answer));
        answer
    }

    /// Returns the right spelling of a kind's code, in any case and with `D` for `Đ`: `QD` is `QĐ`.
    pub(crate) fn code_of_kind(&self, letters: &str) -> Option<String> {
        self.answer(letters).kind.as_ref().map(|kind| kind.right.clone())
    }

    /// Returns whether a kind has this code, in any case.
    pub(crate) fn is_kind(&self, letters: &str) -> bool {
        self.answer(letters).kind.is_some()
    }

    /// Returns the right spelling of the code of a kind that old symbols name last (`811/BYT-QĐ`): one that sets norms
    /// and so has a clause on its effect. The letters of other kinds are those of offices too (`BTC-CT`).
    pub(crate) fn code_of_kind_named_last(&self, letters: &str) -> Option<String> {
        self.answer(letters).kind.as_ref().filter(|kind| kind.effect).map(|kind| kind.right.clone())
    }

    /// Returns the id of the kind whose code this is.
    pub(crate) fn kind_of_code(&self, letters: &str) -> Option<Slug> {
        self.answer(letters).kind.as_ref().map(|kind| kind.id.clone())
    }

    fn kind_with_code(&self, letters: &str) -> Option<KindCode> {
        if letters.chars().count() > LONGEST_CODE {
            return None;
        }
        let printed = self.lexicon.kind_abbreviated(letters).map(|kind| (kind, letters.to_owned()));
        let (kind, spelling) = printed.or_else(|| {
            let right = with_stroke(letters)?;
            self.lexicon.kind_abbreviated(&right).map(|kind| (kind, right))
        })?;
        let folded = spelling.to_lowercase();
        let right = kind.abbreviations.iter().find(|abbreviation| abbreviation.text.to_lowercase() == folded)?;
        Some(KindCode { id: kind.id.clone(), effect: kind.effect, right: right.text.clone() })
    }

    /// Returns whether an organ signs with this code, in any case.
    pub(crate) fn is_organ(&self, letters: &str) -> bool {
        self.answer(letters).organ.is_some()
    }

    /// Returns the right spelling of an organ's code in any case and with `D` for `Đ`: `hdnd` is `HĐND`; the code
    /// itself where it is right.
    pub(crate) fn organ_spelling(&self, letters: &str) -> Option<String> {
        self.answer(letters).organ.clone()
    }

    fn organ_with_code(&self, letters: &str) -> Option<String> {
        let stroked = with_stroke(letters);
        let spelling =
            [Some(letters), stroked.as_deref()].into_iter().flatten().find(|one| self.lexicon.organ_known(one))?;
        let folded = spelling.to_lowercase();
        let found = self.lexicon.organ_codes(spelling);
        let right = found.iter().flat_map(|organ| &organ.codes).find(|code| code.text.to_lowercase() == folded);
        Some(right.map_or(spelling, |right| right.text.as_str()).to_owned())
    }

    /// Returns whether the organ's code never ends in a digit, so that one behind it is a footnote's.
    pub(crate) fn bears_no_digit(&self, letters: &str) -> bool {
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
