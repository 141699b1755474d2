//! Kinds of document (tên loại văn bản) and their abbreviations: `rules/lexicon/kinds.toml`.

use foldhash::{HashMap, HashMapExt};
use jiff::civil::Date;
use serde::Deserialize;

use super::entry::{day, read, yes};
use super::kind_words::KindWords;
use super::titled::TitledKinds;
use super::{Lexicon, LexiconError, Period, Verified};
use crate::document::{Class, Slug};
use crate::text::fold_case_tone;

const TABLE: &str = "kinds.toml";

/// One kind of document.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kind {
    /// Id: `quyet-dinh`.
    pub id: Slug,
    /// Vietnamese name: `Quyết định`.
    pub vi: String,
    /// English name.
    pub en: String,
    /// Other spellings and wordings.
    #[serde(default)]
    pub also: Vec<String>,
    /// Abbreviations in symbols.
    #[serde(default, rename = "abbreviation")]
    pub abbreviations: Vec<Abbreviation>,
    /// Classes in which the kind is used.
    pub classes: Vec<Class>,
    /// Whether a document of this kind opens with recitals (căn cứ ban hành).
    #[serde(default)]
    pub recitals: bool,
    /// Whether it needs a clause on its effect (hiệu lực).
    #[serde(default)]
    pub effect: bool,
    /// Rank of legal force where the kind alone tells it, 1 the highest; else ask [`Lexicon::form_allowed`].
    #[serde(default)]
    pub rank: Option<u8>,
    /// Whether, and how, texts name one by its title alone.
    #[serde(default)]
    pub titled: Option<Titled>,
    /// First day the kind exists.
    #[serde(default, deserialize_with = "day")]
    pub from: Option<Date>,
    /// Last day new documents of it may be issued.
    #[serde(default, deserialize_with = "day")]
    pub to: Option<Date>,
    /// Where the entry rests on.
    pub basis: String,
    /// How far it was verified.
    pub verified: Verified,
}

/// How a document of a kind is named by its title alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Titled {
    /// The title follows the kind word: "Kế hoạch cải cách hành chính năm 2017".
    Bare,
    /// A verb follows the kind word: "Quyết định phê duyệt …".
    Verb,
}

/// One abbreviation of a kind in a symbol.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Abbreviation {
    /// The letters: `QĐ`.
    pub text: String,
    /// The class whose symbols have it; `None` for all of the kind's.
    #[serde(default)]
    pub class: Option<Class>,
    /// Whether a regulation fixes it; `false` for forms that are merely seen.
    #[serde(default = "yes")]
    pub official: bool,
    /// First day.
    #[serde(default, deserialize_with = "day")]
    pub from: Option<Date>,
    /// Last day.
    #[serde(default, deserialize_with = "day")]
    pub to: Option<Date>,
    /// What fixes it.
    pub basis: String,
    /// How far it was verified.
    pub verified: Verified,
}

impl Kind {
    /// Returns the days in which documents of this kind may be issued.
    #[must_use]
    pub fn period(&self) -> Period {
        Period { from: self.from, to: self.to }
    }

    /// Returns the abbreviations that a regulation fixes on `date` for `class`.
    pub fn official_abbreviations(&self, class: Class, date: Date) -> impl Iterator<Item = &Abbreviation> {
        self.abbreviations.iter().filter(move |abbreviation| {
            abbreviation.official
                && abbreviation.class.is_none_or(|only| only == class)
                && abbreviation.period().contains(date)
        })
    }
}

impl Abbreviation {
    /// Returns the days in which the abbreviation is the fixed one.
    #[must_use]
    pub fn period(&self) -> Period {
        Period { from: self.from, to: self.to }
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    kind: Vec<Kind>,
}

/// The kinds with their indexes.
#[derive(Debug)]
pub(super) struct Kinds {
    pub(super) all: Vec<Kind>,
    by_id: HashMap<String, usize>,
    by_name: HashMap<String, usize>,
    by_abbreviation: HashMap<String, usize>,
    most_words: usize,
    pub(super) words: KindWords,
    pub(super) titled: TitledKinds,
}

impl Kinds {
    pub(super) fn load(text: &str) -> Result<Self, LexiconError> {
        let all = read::<File>(TABLE, text)?.kind;
        let mut kinds = Self {
            by_id: HashMap::new(),
            by_name: HashMap::new(),
            by_abbreviation: HashMap::new(),
            most_words: 1,
            words: KindWords::of(&all),
            titled: TitledKinds::of(&all),
            all: Vec::new(),
        };
        for (at, kind) in all.iter().enumerate() {
            if kinds.by_id.insert(kind.id.to_string(), at).is_some() {
                let message = format!("kind `{}` stands twice", kind.id);
                return Err(LexiconError::at(TABLE, text, &kind.id, message));
            }
            for name in std::iter::once(&kind.vi).chain(&kind.also) {
                let name = fold_case_tone(name);
                kinds.most_words = kinds.most_words.max(name.split(' ').count());
                kinds.by_name.entry(name).or_insert(at);
            }
            for abbreviation in &kind.abbreviations {
                kinds.by_abbreviation.entry(abbreviation.text.clone()).or_insert(at);
                kinds.by_abbreviation.entry(fold_case_tone(&abbreviation.text)).or_insert(at);
            }
        }
        kinds.all = all;
        Ok(kinds)
    }
}

impl Lexicon {
    /// Returns all kinds in the table's order.
    #[must_use]
    pub fn kinds(&self) -> &[Kind] {
        &self.kinds.all
    }

    /// Returns the kind with this id.
    #[must_use]
    pub fn kind(&self, id: &str) -> Option<&Kind> {
        self.kinds.by_id.get(id).and_then(|at| self.kinds.all.get(*at))
    }

    /// Returns the kind of this name, in any case and spelling: `QUYẾT ÐỊNH`, `Kế Hoạch`.
    #[must_use]
    pub fn kind_named(&self, words: &str) -> Option<&Kind> {
        self.kinds.by_name.get(&fold_case_tone(words)).and_then(|at| self.kinds.all.get(*at))
    }

    /// Returns the kind whose name starts `words`, the longest one, and the bytes of `words` it takes.
    #[must_use]
    pub fn kind_starting(&self, words: &str) -> Option<(&Kind, usize)> {
        let mut ends = Vec::with_capacity(self.kinds.most_words);
        let mut inside = false;
        for (offset, c) in words.char_indices() {
            let part = c.is_alphabetic() || unicode_normalization::char::is_combining_mark(c);
            if inside && !part {
                ends.push(offset);
                if ends.len() == self.kinds.most_words || !c.is_whitespace() {
                    break;
                }
            }
            inside = part;
        }
        if inside && ends.len() < self.kinds.most_words {
            ends.push(words.len());
        }
        ends.iter().rev().find_map(|end| Some((self.kind_named(words.get(..*end)?)?, *end)))
    }

    /// Returns the kind abbreviated so in a symbol: `QĐ`, `TTLT`, `KH`; `Đ` and `D` are different letters.
    #[must_use]
    pub fn kind_abbreviated(&self, letters: &str) -> Option<&Kind> {
        let index = &self.kinds.by_abbreviation;
        let at = index.get(letters).or_else(|| index.get(&fold_case_tone(letters)))?;
        self.kinds.all.get(*at)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use crate::document::Class;
    use crate::lexicon::Lexicon;

    #[test]
    fn kinds_are_named_in_any_case_and_spelling() {
        let lexicon = Lexicon::shared();
        for (words, wanted) in [
            ("QUYẾT ĐỊNH", Some("quyet-dinh")),
            ("QUYẾT ÐỊNH", Some("quyet-dinh")),
            ("  Kế   Hoạch ", Some("ke-hoach")),
            ("Bản thoả thuận", Some("ban-thoa-thuan")),
            ("Thông tư liên tịch", Some("thong-tu-lien-tich")),
            ("Quyết", None),
            ("", None),
        ] {
            assert_eq!(lexicon.kind_named(words).map(|kind| kind.id.as_str()), wanted, "{words}");
        }
        assert_eq!(lexicon.kind("nghi-dinh").unwrap().en, "decree");
        assert!(lexicon.kind("nghi-dinh").unwrap().recitals && lexicon.kind("cong-van").is_some_and(|k| !k.recitals));
    }

    #[test]
    fn the_longest_kind_starts_a_text() {
        let lexicon = Lexicon::shared();
        let start = |words| lexicon.kind_starting(words).map(|(kind, end)| (kind.id.to_string(), end));
        assert_eq!(start("Quyết định số 12"), Some(("quyet-dinh".to_owned(), "Quyết định".len())));
        assert_eq!(
            start("Thông tư liên tịch số 1"),
            Some(("thong-tu-lien-tich".to_owned(), "Thông tư liên tịch".len()))
        );
        assert_eq!(start("Luật"), Some(("luat".to_owned(), "Luật".len())));
        assert_eq!(start("Luật: 80/2015/QH13"), Some(("luat".to_owned(), "Luật".len())));
        assert_eq!(start("Quyết"), None);
        assert_eq!(start(" Luật"), Some(("luat".to_owned(), " Luật".len())));
        assert_eq!(start(""), None);
    }

    #[test]
    fn abbreviations_tell_their_kind() {
        let lexicon = Lexicon::shared();
        for (letters, wanted) in [
            ("QĐ", Some("quyet-dinh")),
            ("QyĐ", Some("quy-dinh")),
            ("QÐ", Some("quyet-dinh")),
            ("ĐA", Some("de-an")),
            ("DA", Some("du-an")),
            ("TTr", Some("to-trinh")),
            ("TTLT", Some("thong-tu-lien-tich")),
            ("VBHN", Some("van-ban-hop-nhat")),
            ("BCTĐ", Some("bao-cao")),
            ("CV", Some("cong-van")),
            ("XYZ", None),
        ] {
            assert_eq!(lexicon.kind_abbreviated(letters).map(|kind| kind.id.as_str()), wanted, "{letters}");
        }
    }

    #[test]
    fn the_official_abbreviation_changed_in_2020() {
        let lexicon = Lexicon::shared();
        let kind = lexicon.kind("giay-uy-quyen").unwrap();
        let on = |day| -> Vec<&str> {
            kind.official_abbreviations(Class::Administrative, day).map(|one| one.text.as_str()).collect()
        };
        assert_eq!(on(date(2020, 3, 4)), ["UQ"]);
        assert_eq!(on(date(2020, 3, 5)), ["GUQ"]);
        let letter = lexicon.kind("cong-van").unwrap();
        assert_eq!(letter.official_abbreviations(Class::Administrative, date(2021, 1, 1)).count(), 0);
    }

    #[test]
    fn all_29_administrative_kinds_of_2020_are_there() {
        let lexicon = Lexicon::shared();
        let of_2020 = lexicon.kinds().iter().filter(|kind| kind.basis.starts_with("NĐ 30/2020/NĐ-CP Đ.7"));
        assert_eq!(of_2020.count(), 29);
    }
}
