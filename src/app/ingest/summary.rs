//! What came of an ingest.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::app::book::Recognised;
use crate::app::reading::Unread;

/// What came of an ingest.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Summary {
    /// Files whose documents are new.
    pub added: usize,
    /// Files that had changed, or whose documents were known by a catalogue only.
    pub updated: usize,
    /// Files that were there before.
    pub unchanged: usize,
    /// Files that hold a document which another file brought.
    pub copies: Vec<Copy>,
    /// Records of catalogues and number books stored or confirmed.
    pub catalogued: usize,
    /// Files stored under their path, since no number was recognised.
    pub unnumbered: Vec<String>,
    /// Files that could not be read.
    pub unread: Vec<Unread>,
    /// Sheets of number books, and how they were read.
    pub books: Vec<Recognised>,
    /// Lines of catalogues and rows of number books that were not used.
    pub unused: Vec<RowNote>,
    /// What else is to be told of number books: numbers given twice, days left out, sheets that are no book.
    pub notes: Vec<RowNote>,
}

impl Summary {
    /// Returns whether nothing was read.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.added + self.updated + self.unchanged + self.catalogued + self.copies.len() + self.unused.len() == 0
    }
}

/// A file that holds a document which another file brought.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, Deserialize)]
pub struct Copy {
    /// The file.
    pub path: String,
    /// Id of the document.
    pub document: String,
}

/// Something to tell of a line of a catalogue or a row of a number book.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, Deserialize)]
pub struct RowNote {
    /// The file.
    pub path: String,
    /// The sheet, in a workbook.
    pub sheet: Option<String>,
    /// The line or row, from 1; `None` for the sheet as a whole.
    pub line: Option<usize>,
    /// What, in Vietnamese.
    pub reason: String,
}

impl RowNote {
    /// Returns where it is: `so.xlsx [2018]:12`.
    #[must_use]
    pub fn place(&self) -> String {
        let sheet = self.sheet.as_ref().map(|sheet| format!(" [{sheet}]")).unwrap_or_default();
        let line = self.line.map(|line| format!(":{line}")).unwrap_or_default();
        format!("{}{sheet}{line}", self.path)
    }
}
