//! Writes pages into a source: paragraphs that go over pages, tables, notes, sections by page size.

use super::columns::{self, Part};
use super::fonts::Font;
use super::lines::Line;
use super::notes::NoteLine;
use super::page::{Cell, Page, Table};
use super::paragraphs::{Measure, Paragraph, Setting, joint};
use super::tables;
use crate::text::{self, Alignment, Builder, Look, Place, Source};

/// Room between a cell's edge and its text, in points.
const PADDING: f64 = 4.0;
/// Twips in a point.
const TWIPS: f64 = 20.0;

/// Writes one page after the other.
#[derive(Debug)]
pub(super) struct Writer<'w> {
    builder: &'w mut Builder,
    fonts: &'w [Font],
    paragraph: Option<Paragraph>,
    /// A table that may go on overleaf.
    table: Option<Table>,
    /// Size of the running pages.
    size: Option<(f64, f64)>,
    /// A page has begun since the last line.
    turned: bool,
    /// Rows of tables' heads that were repeated overleaf.
    repeated: usize,
}

impl<'w> Writer<'w> {
    /// Starts.
    pub(super) fn new(builder: &'w mut Builder, fonts: &'w [Font]) -> Self {
        Self { builder, fonts, paragraph: None, table: None, size: None, turned: false, repeated: 0 }
    }

    /// Writes what was recognised of a page without letters.
    pub(super) fn append(&mut self, page: &Source) {
        self.end_paragraph();
        self.end_table();
        self.builder.append(page);
    }

    /// Writes a page whose running heads and notes are gone.
    pub(super) fn page(&mut self, page: Page) {
        self.turned = true;
        let size = (page.width, page.height);
        if self.size.is_some_and(|old| (old.0 - size.0).abs() > 2.0 || (old.1 - size.1).abs() > 2.0) {
            self.end_section();
        }
        self.size = Some(size);
        let mut lines = page.lines.into_iter().peekable();
        let mut stretches = Vec::new();
        for table in page.tables {
            let above: Vec<Line> = std::iter::from_fn(|| lines.next_if(|line| line.baseline < table.ends.1)).collect();
            stretches.push((columns::order(above), Some(table)));
        }
        stretches.push((columns::order(lines.collect()), None));
        let body = stretches.iter().flat_map(|(parts, _)| parts).filter_map(|part| match part {
            Part::Flow(lines) => Some(lines),
            Part::Column(_) => None,
        });
        let measure = Measure::around(body.flatten(), Setting::Body);
        for (parts, table) in stretches {
            for part in parts {
                self.part(part, measure);
            }
            if let Some(table) = table {
                self.table(table);
            }
        }
    }

    fn part(&mut self, part: Part, measure: Measure) {
        self.end_table();
        match part {
            Part::Flow(lines) => self.lines(lines, measure),
            Part::Column(lines) => {
                self.end_paragraph();
                let measure = Measure::around(lines.iter(), Setting::Column);
                self.lines(lines, measure);
                self.end_paragraph();
            }
        }
    }

    fn lines(&mut self, lines: Vec<Line>, measure: Measure) {
        for line in lines {
            self.line(line, measure);
        }
    }

    fn line(&mut self, line: Line, measure: Measure) {
        let turned = std::mem::take(&mut self.turned);
        match &mut self.paragraph {
            Some(paragraph) if paragraph.goes_on(&line, measure, turned) => {
                paragraph.lines.push(line);
                paragraph.measure = measure;
            }
            _ => {
                self.end_paragraph();
                self.paragraph = Some(Paragraph::new(line, measure));
            }
        }
    }

    fn end_paragraph(&mut self) {
        let Some(paragraph) = self.paragraph.take() else { return };
        let alignment = if paragraph.is_centred() { Alignment::Center } else { Alignment::Left };
        let mut last: Option<&Line> = None;
        for line in &paragraph.lines {
            if let Some(last) = last {
                self.builder.push(joint(&last.text, &line.text));
            }
            self.builder.push_run(&line.text, self.look(line), None);
            last = Some(line);
        }
        self.builder.end_paragraph(None, alignment.into());
    }

    fn look(&self, line: &Line) -> Look {
        Look {
            font: self.fonts.get(line.font).map(|font| font.name.clone()),
            half_points: whole(line.size * 2.0).and_then(|size| u16::try_from(size).ok()),
            bold: line.bold,
            italic: line.italic,
        }
    }

    /// Keeps a table until it is known whether it goes on.
    fn table(&mut self, table: Table) {
        let went_on = match (&mut self.table, std::mem::take(&mut self.turned)) {
            (Some(open), true) => tables::go_on(open, table),
            _ => Err(table),
        };
        match went_on {
            Ok(repeated) => self.repeated += repeated,
            Err(other) => {
                self.end_paragraph();
                self.end_table();
                self.table = Some(other);
            }
        }
    }

    fn end_table(&mut self) {
        let Some(mut table) = self.table.take() else { return };
        table.cells.sort_by_key(|cell| (cell.slot.row, cell.slot.column));
        let index = self.builder.open_table();
        for cell in table.cells {
            self.cell(index, cell);
        }
        self.builder.close_table(index);
    }

    fn cell(&mut self, table: usize, cell: Cell) {
        let slot = cell.slot;
        let index = self.builder.open_cell(table, slot.row, slot.column, slot.column_end - slot.column);
        let measure = Measure { left: cell.sides.0 + PADDING, right: cell.sides.1 - PADDING, setting: Setting::Cell };
        self.lines(columns::rows(cell.lines), measure);
        self.end_paragraph();
        self.builder.close_cell();
        self.builder.stretch_cell(table, index, slot.row_end - 1, 0);
    }

    /// Writes the notes of all pages behind the text and ends; returns how many repeated rows were left out.
    pub(super) fn notes(mut self, notes: Vec<Vec<NoteLine>>) -> usize {
        self.end_table();
        self.end_paragraph();
        self.builder.set_story(Place::Note);
        for page in notes {
            let measure = Measure::around(page.iter().map(|note| &note.line), Setting::Body);
            self.turned = true;
            for note in page {
                if note.begins {
                    self.end_paragraph();
                }
                self.line(note.line, measure);
            }
        }
        self.end_paragraph();
        self.builder.set_story(Place::Body);
        self.repeated
    }

    /// Ends the pages of one size.
    pub(super) fn end_section(&mut self) {
        self.end_table();
        self.end_paragraph();
        if let Some((width, height)) = self.size {
            let twips = |points: f64| whole(points * TWIPS);
            self.builder.end_section(text::Page {
                width: twips(width),
                height: twips(height),
                ..text::Page::default()
            });
        }
    }
}

/// Rounds to a whole number within what a page can measure.
fn whole(value: f64) -> Option<i32> {
    #[expect(clippy::cast_possible_truncation, reason = "the range is checked")]
    (0.0..=1e6).contains(&value).then(|| value.round() as i32)
}
