//! Walks the characters of one story and pushes its paragraphs and cells.

use super::formatting::Formatting;
use super::pieces::Unit;
use crate::text::{Builder, Layout, Place};

/// The table that is being read.
struct OpenTable {
    index: usize,
    row: usize,
    column: usize,
    cell: bool,
}

/// Reads stories into one source.
pub(super) struct Story<'s> {
    builder: &'s mut Builder,
    formatting: &'s Formatting,
    table: Option<OpenTable>,
    /// For each open field, whether its result is being read: its instruction is not printed.
    fields: Vec<bool>,
    hidden: usize,
    pictures: usize,
    comments: usize,
}

impl<'s> Story<'s> {
    /// Starts with nothing read.
    pub(super) fn new(builder: &'s mut Builder, formatting: &'s Formatting) -> Self {
        Self { builder, formatting, table: None, fields: Vec::new(), hidden: 0, pictures: 0, comments: 0 }
    }

    /// Reads one story.
    pub(super) fn read(&mut self, units: &[Unit], place: Place) {
        self.builder.set_story(place);
        self.fields.clear();
        let letters = char::decode_utf16(units.iter().map(|(unit, _)| *unit));
        let mut at = 0;
        for letter in letters {
            let letter = letter.unwrap_or(char::REPLACEMENT_CHARACTER);
            let byte = units.get(at).map_or(0, |(_, byte)| *byte);
            at += letter.len_utf16();
            self.letter(letter, byte, place);
        }
        if !self.builder.pending().is_empty() {
            self.builder.end_paragraph(None, Layout::default());
        }
        self.end_table();
        self.builder.set_story(Place::Body);
    }

    /// Counts comments by the marks that each begins with.
    pub(super) fn count_comments(&mut self, units: &[Unit]) {
        self.comments += units.iter().filter(|(unit, _)| *unit == 5).count();
    }

    /// Says what was met and not read.
    pub(super) fn say(self) {
        let all = [
            (self.hidden, "ký tự ẩn, không in ra"),
            (self.pictures, "ảnh hoặc hình vẽ, không đọc chữ trong ảnh"),
            (self.comments, "ý kiến nhận xét (comment), không thuộc nội dung văn bản"),
        ];
        for (count, what) in all {
            if count > 0 {
                self.builder.skip("WordDocument", format!("{count} {what}"));
            }
        }
    }

    fn letter(&mut self, letter: char, byte: usize, place: Place) {
        let look = self.formatting.characters(byte);
        match letter {
            '\r' | '\u{7}' if look.deleted => {}
            '\r' | '\u{c}' => self.end_paragraph(byte, place),
            '\u{7}' => self.end_cell(byte, place),
            '\u{13}' => self.fields.push(false),
            '\u{14}' => {
                if let Some(result) = self.fields.last_mut() {
                    *result = true;
                }
            }
            '\u{15}' => drop(self.fields.pop()),
            _ if look.deleted || self.fields.contains(&false) => {}
            '\u{1}' | '\u{8}' => self.pictures += 1,
            _ if look.hidden => self.hidden += 1,
            '\u{b}' => self.builder.break_line(),
            '\u{1e}' => self.push(place, '\u{2011}'),
            '\t' => self.push(place, '\t'),
            letter if letter.is_control() => {}
            letter => self.push(place, letter),
        }
    }

    fn push(&mut self, place: Place, letter: char) {
        let first = self.builder.pending().is_empty();
        // The blank after a note's own number.
        if !(first && letter == ' ' && place == Place::Note) {
            self.builder.push(letter.encode_utf8(&mut [0; 4]));
        }
    }

    fn end_paragraph(&mut self, byte: usize, place: Place) {
        // The end of such a field is missing, and what follows must not be lost with it.
        self.fields.retain(|result| *result);
        let own = self.formatting.paragraph(byte);
        if own.in_table {
            self.open_cell(place);
        } else {
            self.end_table();
        }
        self.builder.end_paragraph(None, own.alignment.into());
    }

    /// Ends a cell, or the row, which ends with a mark of its own.
    fn end_cell(&mut self, byte: usize, place: Place) {
        let own = self.formatting.paragraph(byte);
        if own.row_end {
            self.builder.discard();
            if let Some(table) = &mut self.table {
                table.row += 1;
                table.column = 0;
            }
            return;
        }
        self.end_paragraph(byte, place);
        if let Some(table) = self.table.as_mut().filter(|table| table.cell) {
            self.builder.close_cell();
            table.cell = false;
            table.column += 1;
        }
    }

    fn open_cell(&mut self, place: Place) {
        // Tables outside the body give only paragraphs.
        if place != Place::Body {
            return;
        }
        let builder = &mut *self.builder;
        let table =
            self.table.get_or_insert_with(|| OpenTable { index: builder.open_table(), row: 0, column: 0, cell: false });
        if !table.cell {
            builder.open_cell(table.index, table.row, table.column, 1);
            table.cell = true;
        }
    }

    fn end_table(&mut self) {
        let Some(table) = self.table.take() else { return };
        if table.cell {
            self.builder.close_cell();
        }
        self.builder.close_table(table.index);
    }
}
