//! Places as the protocol counts them: lines, and UTF-16 code units in a line.

use std::ops::Range;

use gen_lsp_types::{Position, Range as Span};

/// The lines of a text as the editor has it; each ends in `\n`, `\r\n` or `\r`.
#[derive(Debug)]
pub(super) struct Lines<'t> {
    text: &'t str,
    starts: Vec<usize>,
}

impl<'t> Lines<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        let bytes = text.as_bytes();
        let ends = |(at, &byte): (usize, &u8)| {
            let end = byte == b'\n' || byte == b'\r' && bytes.get(at + 1) != Some(&b'\n');
            end.then_some(at + 1)
        };
        let starts = std::iter::once(0).chain(bytes.iter().enumerate().filter_map(ends)).collect();
        Self { text, starts }
    }

    /// Returns the place of a byte; of the last one for a byte behind the text.
    pub(super) fn position(&self, byte: usize) -> Position {
        let line = self.starts.partition_point(|&start| start <= byte).saturating_sub(1);
        let start = self.starts.get(line).copied().unwrap_or_default();
        let units: usize = self.text.get(start..byte).unwrap_or_default().chars().map(char::len_utf16).sum();
        Position { line: u32::try_from(line).unwrap_or(u32::MAX), character: u32::try_from(units).unwrap_or(u32::MAX) }
    }

    pub(super) fn range(&self, bytes: &Range<usize>) -> Span {
        Span { start: self.position(bytes.start), end: self.position(bytes.end) }
    }

    /// Returns the byte at a place; the end of the line, or of the text, for a place behind it.
    pub(super) fn byte(&self, at: Position) -> usize {
        let line = usize::try_from(at.line).unwrap_or(usize::MAX);
        let Some(&start) = self.starts.get(line) else { return self.text.len() };
        let end = self.starts.get(line + 1).copied().unwrap_or(self.text.len());
        let shown = self.text.get(start..end).unwrap_or_default().trim_end_matches(['\n', '\r']);
        let mut left = at.character as usize;
        for (byte, letter) in shown.char_indices() {
            if left < letter.len_utf16() {
                return start + byte;
            }
            left -= letter.len_utf16();
        }
        start + shown.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_count_utf_16_units_and_every_line_end() {
        let text = "a\r\nCăn 😀 cứ\rx\n";
        let lines = Lines::of(text);
        let cu = text.find("cứ").unwrap();
        assert_eq!(lines.position(cu), Position { line: 1, character: 7 });
        assert_eq!(lines.byte(Position { line: 1, character: 7 }), cu);
        assert_eq!(lines.byte(Position { line: 1, character: 99 }), text.rfind('\r').unwrap());
        assert_eq!(lines.byte(Position { line: 2, character: 0 }), text.find('x').unwrap());
        assert_eq!(lines.byte(Position { line: u32::MAX, character: 0 }), text.len());
        for (byte, _) in text.char_indices().filter(|(_, letter)| !matches!(letter, '\n' | '\r')) {
            assert_eq!(lines.byte(lines.position(byte)), byte);
        }
    }
}
