//! Lists as tables of words: one table, its heads, its rows. The formats only set them.

pub(super) mod page;
pub(super) mod workbook;

use crate::document::Date;
use crate::rules::{Lang, written_day};

/// Words in both languages, Vietnamese first.
pub(super) type Both = (&'static str, &'static str);

/// What stands around the rows of a list.
pub(super) struct Frame {
    /// Its title.
    pub(super) title: Both,
    /// What it tells and how far it can be relied on, in one sentence.
    pub(super) note: Both,
    /// The heads of its columns.
    pub(super) heads: &'static [Both],
}

/// A list as a table.
pub(super) struct Sheet {
    pub(super) title: &'static str,
    pub(super) note: &'static str,
    pub(super) heads: Vec<&'static str>,
    pub(super) rows: Vec<Vec<Cell>>,
}

/// One cell, with the file that its words name, where there is one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Cell {
    pub(super) text: String,
    pub(super) link: Option<String>,
    /// The number that the words are, where they count something.
    pub(super) count: Option<usize>,
}

impl Frame {
    /// Returns the list of these rows.
    pub(super) fn sheet<C: Into<Cell>>(&self, lang: Lang, rows: impl IntoIterator<Item = Vec<C>>) -> Sheet {
        Sheet {
            title: said(self.title, lang),
            note: said(self.note, lang),
            heads: self.heads.iter().map(|head| said(*head, lang)).collect(),
            rows: rows.into_iter().map(|row| row.into_iter().map(Into::into).collect()).collect(),
        }
    }
}

impl Cell {
    /// Returns a cell that leads to a file.
    pub(super) fn linked(text: impl Into<String>, link: Option<&str>) -> Self {
        Self { text: text.into(), link: link.map(str::to_owned), count: None }
    }

    /// Returns a cell that counts.
    pub(super) fn count(count: usize) -> Self {
        Self { text: count.to_string(), link: None, count: Some(count) }
    }
}

impl<T: Into<String>> From<T> for Cell {
    fn from(text: T) -> Self {
        Self { text: text.into(), link: None, count: None }
    }
}

/// Returns the words of the language.
pub(super) fn said(both: Both, lang: Lang) -> &'static str {
    match lang {
        Lang::Vi => both.0,
        Lang::En => both.1,
    }
}

/// Returns a day as people write it, nothing where there is none.
pub(super) fn day(day: Option<Date>) -> String {
    day.map(written_day).unwrap_or_default()
}
