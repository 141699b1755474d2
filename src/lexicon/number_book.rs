//! Words of number books (sổ đăng ký văn bản): `rules/lexicon/number-book.toml`.

use foldhash::{HashMap, HashMapExt};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::entry::read;
use super::{Lexicon, LexiconError};
use crate::document::Slug;
use crate::text::fold_case_tone;

const TABLE: &str = "number-book.toml";

/// What a column of a number book tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum BookField {
    /// Number and symbol, or the number alone.
    Number,
    /// The symbol, where it has a column of its own.
    Symbol,
    /// The day of issue.
    Issued,
    /// The title (trích yếu), with or without the kind before it.
    Title,
    /// The kind.
    Kind,
    /// The issuing authority.
    Issuer,
    /// The territory.
    Territory,
    /// The first day in force.
    Effective,
    /// The last day in force.
    Expires,
    /// Something that a registry does not keep: signer, recipients, copies.
    Other,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    column: Vec<Column>,
    void: Words,
    annex: Words,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Column {
    field: BookField,
    heads: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    words: Vec<String>,
}

/// The words with their index.
#[derive(Debug)]
pub(super) struct NumberBook {
    /// Field and place among the wordings of that field, by folded wording.
    heads: HashMap<Slug, (BookField, usize)>,
    /// Folded with their accents: `bỏ` is not `Bộ`.
    void: Vec<String>,
    annex: Vec<Slug>,
}

impl NumberBook {
    pub(super) fn load(text: &str) -> Result<Self, LexiconError> {
        let file: File = read(TABLE, text)?;
        let mut heads = HashMap::new();
        for column in &file.column {
            for (place, head) in column.heads.iter().enumerate() {
                if heads.insert(Slug::of(head), (column.field, place)).is_some() {
                    return Err(LexiconError::at(TABLE, text, head, format!("head `{head}` stands twice")));
                }
            }
        }
        let void = file.void.words.iter().map(|words| fold_case_tone(words)).collect();
        Ok(Self { heads, void, annex: file.annex.words.iter().map(|words| Slug::of(words)).collect() })
    }
}

impl Lexicon {
    /// Returns what a column with this head tells, and how far down the wording stands among those of its field; what
    /// stands in brackets does not count.
    #[must_use]
    pub fn book_field(&self, head: &str) -> Option<(BookField, usize)> {
        let heads = &self.number_book.heads;
        let bare = head.split(['(', '[']).next().unwrap_or_default();
        heads.get(&Slug::of(head)).or_else(|| heads.get(&Slug::of(bare))).copied()
    }

    /// Returns whether a cell says that a number was given and not used: `Hủy`, `Không phát hành`.
    #[must_use]
    pub fn says_void(&self, cell: &str) -> bool {
        let cell = fold_case_tone(cell.trim_matches(|c: char| !c.is_alphanumeric()));
        self.number_book.void.contains(&cell)
    }

    /// Returns whether a line over a table says that the table belongs to another document: `Phụ lục II`, `(Kèm theo Quyết định …)`.
    #[must_use]
    pub fn says_annex(&self, line: &str) -> bool {
        let line = format!("-{}-", Slug::of(line));
        self.number_book.annex.iter().any(|words| line.contains(&format!("-{words}-")))
    }
}

#[cfg(test)]
mod tests {
    use crate::lexicon::{BookField, Lexicon};

    #[test]
    fn heads_are_known_in_any_spelling() {
        let lexicon = Lexicon::shared();
        let field = |head| lexicon.book_field(head).map(|(field, _)| field);
        assert_eq!(field("SỐ, KÝ HIỆU\nVĂN BẢN"), Some(BookField::Number));
        assert_eq!(field("so_ky_hieu"), Some(BookField::Number));
        assert_eq!(field("Ngày, tháng, năm\nvăn bản (ngày ký)"), Some(BookField::Issued));
        assert_eq!(field("Trích yếu (ghi đủ)"), Some(BookField::Title));
        assert_eq!(field("Người ký"), Some(BookField::Other));
        assert_eq!(field("Nhiệm vụ"), None);
        assert_eq!(field(""), None);
    }

    #[test]
    fn voided_numbers_and_annexes_are_told() {
        let lexicon = Lexicon::shared();
        assert!(
            lexicon.says_void("(HỦY SỐ)") && !lexicon.says_void("Hủy bỏ Quyết định số 5") && !lexicon.says_void("")
        );
        assert!(lexicon.says_annex("Phụ lục II") && lexicon.says_annex("(Kèm theo Quyết định số 5/QĐ-UBND)"));
        assert!(!lexicon.says_annex("SỔ ĐĂNG KÝ VĂN BẢN ĐI"));
    }
}
