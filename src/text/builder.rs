//! Puts a [`Source`] together, paragraph by paragraph.
//!
//! Readers push raw text with its origin; normalisation, line ends, places and the spans of cells and tables are made
//! here, once for all formats. What a format's marks mean is the reader's business.

use std::sync::Arc;

use super::normal::{is_normal, normalise};
use super::{
    Block, Cell, ElectronicSignature, Format, Layout, Origin, Page, PageNumbers, Place, Quality, Run, Section, Skipped,
    Source, Span, Table,
};

/// The look of a run.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Look {
    /// Font name.
    pub font: Option<Arc<str>>,
    /// Font size in half points.
    pub half_points: Option<u16>,
    /// Bold.
    pub bold: bool,
    /// Italic.
    pub italic: bool,
}

/// What automatic numbering prints before a paragraph.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Label {
    /// The words as printed; the empty string prints nothing.
    pub text: String,
    /// Whether the label is set off from the text; it then gets one blank.
    pub blank: bool,
    /// Its look; `None` makes no [`Run`], for formats that have none.
    pub look: Option<Look>,
}

/// A stretch of the pending paragraph that becomes a [`Run`].
#[derive(Debug)]
struct Piece {
    /// Range in the raw text.
    start: usize,
    end: usize,
    look: Look,
    origin: Option<Origin>,
    confidence: Option<u8>,
}

/// A cell being filled.
#[derive(Debug)]
struct OpenCell {
    table: usize,
    /// Index among the table's cells.
    cell: usize,
    /// Whether it continues a cell above, which has its span already.
    continued: bool,
}

/// Collects paragraphs, tables and what was skipped into a [`Source`].
#[derive(Debug)]
pub struct Builder {
    source: Source,
    /// The pending paragraph as read; `\n` stands for a line break inside it.
    raw: String,
    pieces: Vec<Piece>,
    story: Place,
    cells: Vec<OpenCell>,
}

impl Builder {
    /// Starts an empty source.
    #[must_use]
    pub fn new(format: Format) -> Self {
        Self {
            source: Source::empty(format),
            raw: String::new(),
            pieces: Vec::new(),
            story: Place::Body,
            cells: Vec::new(),
        }
    }

    /// Starts with `text` as plain lines, one block a line.
    #[must_use]
    pub fn of_lines(format: Format, text: &str) -> Self {
        Self { source: Source::from_lines(format, text), ..Self::new(format) }
    }

    /// Says where the following paragraphs stand; cells are told by [`Builder::open_cell`].
    pub fn set_story(&mut self, place: Place) {
        self.story = place;
    }

    /// Returns where the following paragraphs stand, cells aside.
    #[must_use]
    pub fn story(&self) -> Place {
        self.story
    }

    /// Adds text to the pending paragraph; line ends inside it count as blanks.
    pub fn push(&mut self, text: &str) {
        if text.contains(['\n', '\r']) {
            self.raw.extend(text.chars().map(|letter| if matches!(letter, '\n' | '\r') { ' ' } else { letter }));
        } else {
            self.raw.push_str(text);
        }
    }

    /// Adds text that becomes a [`Run`] of its own.
    pub fn push_run(&mut self, text: &str, look: Look, origin: Option<Origin>) {
        self.push_piece(text, look, origin, None);
    }

    /// Adds a recognised word, with how sure its recognition is, in percent; it becomes a [`Run`] of its own.
    pub fn push_recognised(&mut self, text: &str, confidence: u8) {
        self.push_piece(text, Look::default(), None, Some(confidence));
    }

    fn push_piece(&mut self, text: &str, look: Look, origin: Option<Origin>, confidence: Option<u8>) {
        let start = self.raw.len();
        self.push(text);
        if self.raw.len() > start {
            self.pieces.push(Piece { start, end: self.raw.len(), look, origin, confidence });
        }
    }

    /// Breaks the line inside the pending paragraph: each of its lines becomes a block of the same place.
    ///
    /// A break before any text is dropped, so that a label stays with its text.
    pub fn break_line(&mut self) {
        if !self.raw.trim().is_empty() {
            self.raw.push('\n');
        }
    }

    /// Returns the pending paragraph as read so far.
    #[must_use]
    pub fn pending(&self) -> &str {
        &self.raw
    }

    /// Drops the pending paragraph.
    pub fn discard(&mut self) {
        self.raw.clear();
        self.pieces.clear();
    }

    /// Ends the pending paragraph, with what automatic numbering prints before it.
    pub fn end_paragraph(&mut self, label: Option<&Label>, layout: Layout) {
        let raw = std::mem::take(&mut self.raw);
        let pieces = std::mem::take(&mut self.pieces);
        let continued = self.cells.last().is_some_and(|cell| cell.continued);
        let optional = continued || !matches!(self.story, Place::Body);
        if optional && raw.trim().is_empty() {
            return;
        }
        let place = self.place();
        let mut label = label.filter(|label| !label.text.is_empty());
        let mut pieces = pieces.into_iter().peekable();
        let mut start = 0;
        for line in raw.strip_suffix('\n').unwrap_or(&raw).split('\n') {
            let end = start + line.len();
            let own: Vec<Piece> = std::iter::from_fn(|| pieces.next_if(|piece| piece.start < end)).collect();
            self.add_line(line, start, own, label.take(), (place, layout));
            start = end + 1;
        }
    }

    /// Adds one block; `offset` is where `line` stands in the raw text that the pieces speak of.
    fn add_line(
        &mut self,
        line: &str,
        offset: usize,
        pieces: Vec<Piece>,
        label: Option<&Label>,
        (place, layout): (Place, Layout),
    ) {
        let source = &mut self.source;
        let start = source.text.len();
        if let Some(label) = label {
            normalise(&label.text, &mut source.text, &[]);
            if label.blank && !line.starts_with(char::is_whitespace) {
                source.text.push(' ');
            }
            let span = Span::new(start, source.text.len());
            source.runs.extend(label.look.clone().map(|look| run(span, look, None, None)));
        }
        let label = source.text.len() - start;
        let stops: Vec<usize> =
            pieces.iter().flat_map(|piece| [piece.start, piece.end]).map(|stop| stop.saturating_sub(offset)).collect();
        let went = if is_normal(line) {
            let shift = source.text.len();
            source.text.push_str(line);
            stops.iter().map(|stop| stop + shift).collect()
        } else {
            normalise(line, &mut source.text, &stops)
        };
        let (spans, _) = went.as_chunks::<2>();
        for (piece, &[from, to]) in pieces.into_iter().zip(spans) {
            if from < to {
                source.runs.push(run(Span::new(from, to), piece.look, piece.origin, piece.confidence));
            }
        }
        source.blocks.push(Block { span: Span::new(start, source.text.len()), label, place, layout });
        source.text.push('\n');
    }

    fn place(&self) -> Place {
        let cell = self.cells.last().and_then(|open| {
            let cell = self.source.tables.get(open.table)?.cells.get(open.cell)?;
            Some(Place::Cell { table: open.table, row: cell.row, column: cell.column })
        });
        cell.unwrap_or(self.story)
    }

    /// Starts a table and returns its index.
    pub fn open_table(&mut self) -> usize {
        let start = self.source.text.len();
        self.source.tables.push(Table { span: Span::new(start, start), ..Table::default() });
        self.source.tables.len() - 1
    }

    /// Starts a cell of an open table; returns its index among the table's cells.
    pub fn open_cell(&mut self, table: usize, row: usize, column: usize, column_span: usize) -> usize {
        let start = self.source.text.len();
        let Some(open) = self.source.tables.get_mut(table) else { return 0 };
        let span = Span::new(start, start);
        let column_span = column_span.max(1);
        open.rows = open.rows.max(row + 1);
        open.columns = open.columns.max(column + column_span);
        open.cells.push(Cell { row, column, row_span: 1, column_span, span });
        let cell = open.cells.len() - 1;
        self.cells.push(OpenCell { table, cell, continued: false });
        cell
    }

    /// Continues a cell of an earlier row down to `row`; text inside the continuation belongs to that cell, blank
    /// paragraphs are dropped.
    pub fn continue_cell(&mut self, table: usize, cell: usize, row: usize) {
        self.stretch_cell(table, cell, row, 0);
        self.cells.push(OpenCell { table, cell, continued: true });
    }

    /// Makes a cell cover the rows down to `row` and `columns` more columns.
    pub fn stretch_cell(&mut self, table: usize, cell: usize, row: usize, columns: usize) {
        let Some(open) = self.source.tables.get_mut(table) else { return };
        open.rows = open.rows.max(row + 1);
        if let Some(cell) = open.cells.get_mut(cell) {
            cell.row_span = cell.row_span.max((row + 1).saturating_sub(cell.row));
            cell.column_span += columns;
            open.columns = open.columns.max(cell.column + cell.column_span);
        }
    }

    /// Ends the innermost cell.
    pub fn close_cell(&mut self) {
        let Some(open) = self.cells.pop() else { return };
        let end = self.text_end();
        let cell = self.source.tables.get_mut(open.table).and_then(|table| table.cells.get_mut(open.cell));
        if let Some(cell) = cell
            && !open.continued
        {
            cell.span = Span::new(cell.span.start, end);
        }
    }

    /// Ends a table.
    pub fn close_table(&mut self, table: usize) {
        let end = self.text_end();
        if let Some(table) = self.source.tables.get_mut(table) {
            table.span = Span::new(table.span.start, end);
        }
    }

    /// Returns the end of the last block.
    fn text_end(&self) -> usize {
        self.source.blocks.last().map_or(0, |block| block.span.end)
    }

    /// Ends a section: all text since the last one has this page.
    pub fn end_section(&mut self, page: Page) {
        let start = self.source.sections.last().map_or(0, |section| section.span.end);
        self.source.sections.push(Section { span: Span::new(start, self.source.text.len()), page });
    }

    /// Adds another source's paragraphs and tables as they are, in a place of their own or in the open cell; its runs
    /// lead back to no file.
    pub fn append(&mut self, other: &Source) {
        let (shift, tables) = (self.source.text.len(), self.source.tables.len());
        let moved = |span: Span| Span::new(span.start + shift, span.end + shift);
        let around = self.place();
        self.source.text.push_str(&other.text);
        self.source.blocks.extend(other.blocks.iter().map(|block| {
            let place = match block.place {
                Place::Cell { table, row, column } => Place::Cell { table: table + tables, row, column },
                _ => around,
            };
            Block { span: moved(block.span), place, ..block.clone() }
        }));
        self.source.tables.extend(other.tables.iter().map(|table| {
            let cells = table.cells.iter().map(|cell| Cell { span: moved(cell.span), ..cell.clone() }).collect();
            Table { span: moved(table.span), cells, ..table.clone() }
        }));
        self.source.runs.extend(other.runs.iter().map(|run| Run {
            span: moved(run.span),
            origin: None,
            ..run.clone()
        }));
        self.source.skipped.extend(other.skipped.iter().cloned());
        self.source.quality = self.source.quality.max(other.quality);
    }

    /// Says that a part was not read, and why.
    pub fn skip(&mut self, part: impl Into<String>, reason: impl Into<String>) {
        self.source.skipped.push(Skipped { part: part.into(), reason: reason.into() });
    }

    /// Says how sure it is that the text is what the file shows.
    pub fn set_quality(&mut self, quality: Quality) {
        self.source.quality = quality;
    }

    /// Says where the numbers of pages stand.
    pub fn number_pages(&mut self, numbers: PageNumbers) {
        self.source.page_numbers = Some(numbers);
    }

    /// Adds an electronic signature that the file carries.
    pub fn sign(&mut self, signature: ElectronicSignature) {
        self.source.signatures.push(signature);
    }

    /// Returns the source; a paragraph still pending is ended.
    #[must_use]
    pub fn finish(mut self) -> Source {
        if !self.raw.is_empty() {
            self.end_paragraph(None, Layout::default());
        }
        self.source
    }
}

fn run(span: Span, look: Look, origin: Option<Origin>, confidence: Option<u8>) -> Run {
    let Look { font, half_points, bold, italic } = look;
    Run { span, origin, font, half_points, bold, italic, confidence }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn builder() -> Builder {
        Builder::new(Format::Docx)
    }

    fn origin(start: usize, end: usize) -> Origin {
        Origin { part: "p".into(), bytes: start..end }
    }

    #[test]
    fn a_letter_cut_by_runs_is_one_letter_of_the_first() {
        let mut made = builder();
        made.push_run("Quye\u{302}", Look::default(), Some(origin(0, 6)));
        made.push_run("\u{301}t", Look { bold: true, ..Look::default() }, Some(origin(9, 12)));
        made.end_paragraph(None, Layout::default());
        let source = made.finish();
        assert_eq!(source.text(), "Quyết\n");
        let words: Vec<_> = source.runs().iter().map(|run| (source.slice(run.span), run.bold)).collect();
        assert_eq!(words, [("Quyế", false), ("t", true)]);
    }

    #[test]
    fn a_break_makes_two_blocks_and_the_label_stays_with_the_first() {
        let mut made = builder();
        made.break_line();
        made.push_run("ỦY BAN\nNHÂN DÂN", Look::default(), Some(origin(0, 20)));
        made.break_line();
        made.push_run("TỈNH X", Look::default(), Some(origin(30, 40)));
        made.break_line();
        let label = Label { text: "1.".to_owned(), blank: true, look: Some(Look::default()) };
        made.end_paragraph(Some(&label), Layout::default());
        let source = made.finish();
        assert_eq!(source.text(), "1. ỦY BAN NHÂN DÂN\nTỈNH X\n");
        assert_eq!(source.blocks().iter().map(|block| block.label).collect::<Vec<_>>(), [3, 0]);
        let words: Vec<_> = source.runs().iter().map(|run| source.slice(run.span)).collect();
        assert_eq!(words, ["1. ", "ỦY BAN NHÂN DÂN", "TỈNH X"]);
    }

    #[test]
    fn a_continued_cell_stretches_and_drops_blanks() {
        let mut made = builder();
        let table = made.open_table();
        let first = made.open_cell(table, 0, 0, 2);
        made.push("A");
        made.end_paragraph(None, Layout::default());
        made.close_cell();
        made.continue_cell(table, first, 1);
        made.end_paragraph(None, Layout::default());
        made.close_cell();
        made.close_table(table);
        let source = made.finish();
        assert_eq!(source.text(), "A\n");
        let cell = source.tables()[0].at(1, 1).unwrap();
        assert_eq!((cell.row_span, source.slice(cell.span)), (2, "A"));
        assert_eq!(source.blocks()[0].place, Place::Cell { table, row: 0, column: 0 });
    }
}
