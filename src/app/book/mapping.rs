//! Mappings (tệp ánh xạ): what an office says of its number books where their column heads do not.

use std::collections::BTreeMap;
use std::path::Path;

use globset::{Glob, GlobMatcher};
use serde::Deserialize;
use toml::Spanned;

use super::days::Order;
use crate::app::config::{self, ConfigError};
use crate::lexicon::BookField;

/// All that a mapping file says.
#[derive(Debug, Clone, Default)]
pub struct Mapping {
    books: Vec<Book>,
}

/// The file as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    book: Vec<Spanned<Book>>,
}

/// What is said of the files of one pattern. Every key is optional.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Book {
    /// Patterns of paths or file names; every list where none is given.
    pub(super) files: Vec<String>,
    /// Whether these files are documents, whatever their heads say.
    pub(super) document: bool,
    /// Patterns of sheet names; every sheet with heads where none is given.
    pub(super) sheets: Vec<String>,
    /// The row of the column heads, from 1; 0 for a list without heads.
    pub(super) heads: Option<usize>,
    /// Rows to pass over: `12`, `40-45`, or words with which one of a row's cells begins.
    pub(super) skip: Vec<String>,
    /// The order of day, month and year.
    pub(super) dates: Option<Order>,
    /// The year of days written without one.
    pub(super) year: Option<i16>,
    /// The symbol of numbers written without one: `QĐ-SNV`.
    pub(super) symbol: Option<String>,
    /// The kind, where no column and no symbol tells it.
    pub(super) kind: Option<String>,
    /// The issuing authority, where no column tells it.
    pub(super) issuer: Option<String>,
    /// The territory, where no column tells it.
    pub(super) territory: Option<String>,
    /// Columns by their head or letter; `-` for one that is not to be used.
    pub(super) columns: BTreeMap<BookField, String>,
}

/// What a mapping says of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Claim<'m> {
    /// It is a number book.
    Book(&'m Book),
    /// It is a document.
    Document,
    /// Nothing.
    Unsaid,
}

impl Mapping {
    /// Reads a mapping file.
    ///
    /// # Errors
    /// It cannot be read, is not TOML, has an unknown key or a wrong pattern; the error names the line.
    pub fn read(path: &Path) -> Result<Self, ConfigError> {
        let text = config::text(path)?;
        let file: File = config::parsed(path, &text)?;
        let mut books = Vec::new();
        for spanned in file.book {
            if let Some(message) = spanned.get_ref().fault() {
                return Err(config::wrong(path, &text, spanned.span().start, message));
            }
            books.push(spanned.into_inner());
        }
        Ok(Self { books })
    }

    /// Returns what is said of the file of this path; of several entries the first one counts.
    pub(super) fn claim(&self, path: &str) -> Claim<'_> {
        let fits = |book: &&Book| book.files.is_empty() || book.files.iter().any(|own| fits_path(own, path));
        match self.books.iter().find(fits) {
            Some(book) if book.document => Claim::Document,
            Some(book) => Claim::Book(book),
            None => Claim::Unsaid,
        }
    }
}

impl Book {
    fn fault(&self) -> Option<String> {
        let pattern = self.files.iter().chain(&self.sheets).find(|pattern| matcher(pattern).is_none());
        if let Some(pattern) = pattern {
            return Some(format!("mẫu tên \"{pattern}\" không đúng"));
        }
        let letters = |at: &String| at == NONE || column(at).is_some();
        let named = self.columns.values().find(|at| self.heads == Some(0) && !letters(at));
        named.map(|at| {
            format!("heads = 0: danh sách không có hàng đầu cột, cột \"{at}\" phải ghi bằng chữ cái (A, B …)")
        })
    }

    /// Returns whether the sheet is to be read.
    pub(super) fn wants(&self, sheet: &str) -> bool {
        self.sheets.is_empty() || self.sheets.iter().any(|own| matcher(own).is_some_and(|own| own.is_match(sheet)))
    }

    /// Returns whether a row is to be passed over.
    pub(super) fn skips(&self, number: usize, mut cells: impl Iterator<Item = String> + Clone) -> bool {
        self.skip.iter().any(|skip| match range(skip) {
            Some((first, last)) => (first..=last).contains(&number),
            None => cells.clone().any(|cell| cell.starts_with(skip.as_str())),
        }) && cells.next().is_some()
    }
}

/// Stands for a column that is not to be used.
pub(super) const NONE: &str = "-";

/// Returns the column of a letter: `A` is 0, `AB` is 27; `None` for words.
pub(super) fn column(letters: &str) -> Option<usize> {
    let fits = (1..=3).contains(&letters.len()) && letters.bytes().all(|byte| byte.is_ascii_uppercase());
    fits.then(|| letters.bytes().fold(0, |sum, byte| sum * 26 + usize::from(byte - b'A') + 1) - 1)
}

/// Returns the letters of a column.
pub(super) fn letters(column: usize) -> String {
    let last = char::from(b'A' + u8::try_from(column % 26).unwrap_or_default());
    if column < 26 { last.to_string() } else { letters(column / 26 - 1) + &last.to_string() }
}

fn range(text: &str) -> Option<(usize, usize)> {
    let (first, last) = text.split_once('-').unwrap_or((text, text));
    Some((first.trim().parse().ok()?, last.trim().parse().ok()?))
}

fn matcher(pattern: &str) -> Option<GlobMatcher> {
    Glob::new(pattern).ok().map(|glob| glob.compile_matcher())
}

/// A pattern is one of paths or of file names.
fn fits_path(pattern: &str, path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    matcher(pattern).is_some_and(|own| own.is_match(path) || own.is_match(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mapping(text: &str) -> Result<Mapping, ConfigError> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("so.toml");
        std::fs::write(&path, text).unwrap();
        Mapping::read(&path)
    }

    #[test]
    fn the_first_entry_that_fits_counts() {
        let text =
            "[[book]]\nfiles = ['phu-luc/*.xlsx']\ndocument = true\n[[book]]\nfiles = ['so-*.xlsx']\nyear = 2018\n";
        let mapping = mapping(text).unwrap();
        assert_eq!(mapping.claim("phu-luc/so-1.xlsx"), Claim::Document);
        assert!(matches!(mapping.claim("kho/so-1.xlsx"), Claim::Book(book) if book.year == Some(2018)));
        assert_eq!(mapping.claim("khac.xlsx"), Claim::Unsaid);
    }

    #[test]
    fn what_is_wrong_is_told_with_its_line() {
        let fault = |text: &str| mapping(text).unwrap_err().to_string();
        assert!(fault("[[book]]\ncolums = {}\n").contains("colums"));
        assert!(
            fault("[[book]]\nyear = 2018\n[[book]]\nfiles = ['[']\n").contains("so.toml:3: "),
            "{}",
            fault("[[book]]\nyear = 2018\n[[book]]\nfiles = ['[']\n")
        );
        assert!(fault("[[book]]\nheads = 0\ncolumns.number = 'Số'\n").contains("chữ cái"));
        assert!(fault("[[book]]\ncolumns.signer = 'C'\n").contains("signer"));
    }

    #[test]
    fn columns_have_letters() {
        for (at, name) in [(0, "A"), (25, "Z"), (26, "AA"), (27, "AB"), (701, "ZZ"), (702, "AAA")] {
            assert_eq!((column(name), letters(at)), (Some(at), name.to_owned()));
        }
        assert_eq!((column("Số"), column(""), column("ngay")), (None, None, None));
    }

    #[test]
    fn rows_are_passed_over_by_number_or_words() {
        let book = Book { skip: vec!["3".into(), "7-9".into(), "Tổng".into()], ..Book::default() };
        let skips = |number, cell: &str| book.skips(number, std::iter::once(cell.to_owned()));
        assert!(skips(3, "x") && skips(8, "x") && skips(20, "Tổng cộng") && !skips(20, "Quyết định"));
    }
}
