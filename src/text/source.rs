//! One file's text with the way back to the file.

use std::ops::Range;
use std::sync::Arc;

use super::normal::{is_normal, normalise};
use super::{ElectronicSignature, Format, Quality, Span};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A part of the file that was not read, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Skipped {
    /// The part's name inside the file, e.g. `word/embeddings/oleObject1.bin`, or what it is.
    pub part: String,
    /// Why it was not read.
    pub reason: String,
}

impl Skipped {
    /// How the part is named that the official gazette prints in another issue: `Công báo số 353 + 354`.
    pub const GAZETTE: &str = "Công báo số ";

    /// Returns whether pages were not read: `trang 3–5`, or those of another issue of the gazette.
    #[must_use]
    pub fn is_pages(&self) -> bool {
        let numbered =
            |lead| self.part.strip_prefix(lead).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
        numbered("trang ") || numbered(Self::GAZETTE)
    }
}

/// Where in the file a block stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Place {
    /// The running body.
    Body,
    /// A table's cell; numbers are indexes into [`Source::tables`] and that table's grid.
    Cell {
        /// Index of the table.
        table: usize,
        /// 0-based grid row of the cell's origin.
        row: usize,
        /// 0-based grid column of the cell's origin.
        column: usize,
    },
    /// A footnote or endnote.
    Note,
    /// A text box.
    TextBox,
    /// A page header or footer.
    Margin,
}

/// Horizontal alignment of a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Alignment {
    /// Left, or not said.
    #[default]
    Left,
    /// Centred.
    Center,
    /// Right.
    Right,
    /// Justified.
    Justify,
}

/// What the file says of a paragraph's look; absent where the format has none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Layout {
    /// Horizontal alignment.
    pub alignment: Alignment,
    /// A line stands with it: a border below, underlined letters, or something drawn.
    pub ruled: bool,
}

impl From<Alignment> for Layout {
    fn from(alignment: Alignment) -> Self {
        Self { alignment, ruled: false }
    }
}

/// Where the numbers of pages stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PageNumbers {
    /// In the margin at the top; else at the bottom.
    pub at_top: bool,
    /// Their alignment; `None` where the file does not tell.
    pub alignment: Option<Alignment>,
    /// On the first page too.
    pub on_first: bool,
}

/// One paragraph of the file: one line of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// The paragraph without its line end.
    pub span: Span,
    /// Bytes at the start of `span` that Word's automatic numbering generated ("Điều 1. "): they stand in no part.
    pub label: usize,
    /// Where it stands.
    pub place: Place,
    /// Its look.
    pub layout: Layout,
}

/// One cell of a table, at its origin, with what it spans.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Cell {
    /// 0-based grid row.
    pub row: usize,
    /// 0-based grid column.
    pub column: usize,
    /// Rows covered, at least 1.
    pub row_span: usize,
    /// Columns covered, at least 1.
    pub column_span: usize,
    /// From the cell's first paragraph to its last.
    pub span: Span,
}

/// A table as a grid; merged cells appear once, at their origin.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Table {
    /// From the first cell to the last.
    pub span: Span,
    /// Number of grid rows.
    pub rows: usize,
    /// Number of grid columns.
    pub columns: usize,
    /// Cells in reading order.
    pub cells: Vec<Cell>,
}

impl Table {
    /// Returns the cell that covers the grid position, merged cells included.
    #[must_use]
    pub fn at(&self, row: usize, column: usize) -> Option<&Cell> {
        self.cells.iter().find(|cell| {
            (cell.row..cell.row + cell.row_span).contains(&row)
                && (cell.column..cell.column + cell.column_span).contains(&column)
        })
    }
}

/// Which bytes of which part of the file a run came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// The part's name, e.g. `word/document.xml`; the empty string for a file of one part.
    pub part: Arc<str>,
    /// Byte range in the unpacked part.
    pub bytes: Range<usize>,
}

/// A stretch of text of one look and one origin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// Where it lies in the text.
    pub span: Span,
    /// Where it came from; `None` for generated text.
    pub origin: Option<Origin>,
    /// Font name, where the format has one.
    pub font: Option<Arc<str>>,
    /// Font size in half points.
    pub half_points: Option<u16>,
    /// Bold.
    pub bold: bool,
    /// Italic.
    pub italic: bool,
    /// How sure the recognition of a picture's word is, in percent; `None` for text that was not recognised.
    pub confidence: Option<u8>,
}

/// A page as set up, in twips (1/20 point); `None` where the file does not say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Page {
    /// Width of the sheet as it lies.
    pub width: Option<i32>,
    /// Height of the sheet as it lies.
    pub height: Option<i32>,
    /// Top margin.
    pub top: Option<i32>,
    /// Right margin.
    pub right: Option<i32>,
    /// Bottom margin.
    pub bottom: Option<i32>,
    /// Left margin.
    pub left: Option<i32>,
}

/// A stretch of the body with one page setup.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Section {
    /// The text on these pages.
    pub span: Span,
    /// The page.
    pub page: Page,
}

/// One document's text in NFC, its blocks and tables, and the way back to the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    pub(super) format: Format,
    pub(super) text: String,
    pub(super) blocks: Vec<Block>,
    pub(super) tables: Vec<Table>,
    pub(super) runs: Vec<Run>,
    pub(super) sections: Vec<Section>,
    pub(super) skipped: Vec<Skipped>,
    pub(super) quality: Quality,
    pub(super) signatures: Vec<ElectronicSignature>,
    pub(super) page_numbers: Option<PageNumbers>,
}

impl Source {
    pub(super) fn empty(format: Format) -> Self {
        Self {
            format,
            text: String::new(),
            blocks: Vec::new(),
            tables: Vec::new(),
            runs: Vec::new(),
            sections: Vec::new(),
            skipped: Vec::new(),
            quality: Quality::default(),
            signatures: Vec::new(),
            page_numbers: None,
        }
    }

    /// Reads `text` as plain lines, one block a line, normalised to NFC.
    #[must_use]
    pub fn from_lines(format: Format, text: &str) -> Self {
        let mut source = Self::empty(format);
        source.text.reserve(text.len());
        for line in text.lines() {
            let start = source.text.len();
            if is_normal(line) {
                source.text.push_str(line);
            } else {
                normalise(line, &mut source.text, &[]);
            }
            let span = Span::new(start, source.text.len());
            source.blocks.push(Block { span, label: 0, place: Place::Body, layout: Layout::default() });
            source.text.push('\n');
        }
        source
    }

    /// Says that this is the text of a file of another format, which was turned into the one read: nothing leads back
    /// to the bytes of the file itself.
    #[must_use]
    pub fn turned_from(mut self, format: Format, note: Skipped) -> Self {
        self.format = format;
        self.runs.iter_mut().for_each(|run| run.origin = None);
        self.skipped.insert(0, note);
        self
    }

    /// Returns the format of the file.
    #[must_use]
    pub fn format(&self) -> Format {
        self.format
    }

    /// Returns the whole text, NFC, one paragraph a line.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Returns the text of `span`, or the empty string where it cuts a character or leaves the text.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or_default()
    }

    /// Returns the paragraphs in reading order.
    #[must_use]
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// Returns the tables in reading order.
    #[must_use]
    pub fn tables(&self) -> &[Table] {
        &self.tables
    }

    /// Returns the runs in reading order; empty where the format has no runs.
    #[must_use]
    pub fn runs(&self) -> &[Run] {
        &self.runs
    }

    /// Returns the sections in reading order; empty where the format has no pages.
    #[must_use]
    pub fn sections(&self) -> &[Section] {
        &self.sections
    }

    /// Returns what could not be read.
    #[must_use]
    pub fn skipped(&self) -> &[Skipped] {
        &self.skipped
    }

    /// Returns how sure it is that the text is what the file shows.
    #[must_use]
    pub fn quality(&self) -> Quality {
        self.quality
    }

    /// Returns the paragraphs whose letters were recognised from a picture, neighbours as one stretch.
    #[must_use]
    pub fn recognised(&self) -> Vec<Span> {
        let mut found: Vec<Span> = Vec::new();
        let sure = self.runs.iter().filter(|run| run.confidence.is_some());
        for run in sure {
            let at = self.blocks.partition_point(|block| block.span.end < run.span.start);
            let Some(block) = self.blocks.get(at) else { continue };
            match found.last_mut() {
                Some(last) if last.end + 1 >= block.span.start => last.end = last.end.max(block.span.end),
                _ => found.push(block.span),
            }
        }
        found
    }

    /// Returns the electronic signatures that the file carries, in its order.
    #[must_use]
    pub fn signatures(&self) -> &[ElectronicSignature] {
        &self.signatures
    }
}
