//! Formatting by place in the main stream: what is deleted or hidden, what ends a table's row (MS-DOC 2.9.23, 2.9.56).

use std::ops::Range;

use super::fib::Fib;
use super::words::{byte, long, place, short};
use crate::text::Alignment;

/// Bytes of a page of formatting.
const PAGE: usize = 512;

/// What is read of a stretch of characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Characters {
    /// Deleted by a tracked change.
    pub(super) deleted: bool,
    /// Hidden.
    pub(super) hidden: bool,
}

/// What is read of a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Paragraph {
    /// In a table.
    pub(super) in_table: bool,
    /// The end of a row.
    pub(super) row_end: bool,
    /// Alignment.
    pub(super) alignment: Alignment,
}

/// Formatting that differs from the plain one, by ranges of bytes in ascending order.
#[derive(Debug, Default)]
pub(super) struct Formatting {
    characters: Vec<(Range<usize>, Characters)>,
    paragraphs: Vec<(Range<usize>, Paragraph)>,
}

impl Formatting {
    /// Reads all pages; damaged ones leave their text plain.
    pub(super) fn read(main: &[u8], fib: &Fib, table: &[u8]) -> Self {
        let mut found = Self::default();
        for page in pages(main, table.get(fib.characters.clone()).unwrap_or_default()) {
            runs(page, 1, &mut |range, at| {
                let length = usize::from(byte(page, at).unwrap_or(0));
                let look = characters(page.get(at + 1..at + 1 + length).unwrap_or_default());
                if look != Characters::default() {
                    found.characters.push((range, look));
                }
            });
        }
        for page in pages(main, table.get(fib.paragraphs.clone()).unwrap_or_default()) {
            runs(page, 13, &mut |range, at| {
                let (start, length) = match byte(page, at) {
                    Some(0) => (at + 2, usize::from(byte(page, at + 1).unwrap_or(0)) * 2),
                    Some(half) => (at + 1, usize::from(half) * 2 - 1),
                    None => return,
                };
                // The style's number stands before the properties.
                let own = paragraph(page.get(start + 2..start + length).unwrap_or_default());
                if own != Paragraph::default() {
                    found.paragraphs.push((range, own));
                }
            });
        }
        found.characters.sort_by_key(|(range, _)| range.start);
        found.paragraphs.sort_by_key(|(range, _)| range.start);
        found
    }

    /// Returns how the character at this byte looks.
    pub(super) fn characters(&self, at: usize) -> Characters {
        find(&self.characters, at)
    }

    /// Returns the properties of the paragraph whose mark is at this byte.
    pub(super) fn paragraph(&self, at: usize) -> Paragraph {
        find(&self.paragraphs, at)
    }
}

fn find<T: Copy + Default>(sorted: &[(Range<usize>, T)], at: usize) -> T {
    let before = sorted.partition_point(|(range, _)| range.start <= at);
    let found = before.checked_sub(1).and_then(|index| sorted.get(index));
    found.filter(|(range, _)| range.contains(&at)).map_or_else(T::default, |(_, value)| *value)
}

/// Returns the pages that a table of them names.
fn pages<'m>(main: &'m [u8], table: &[u8]) -> impl Iterator<Item = &'m [u8]> {
    let count = table.len().saturating_sub(4) / 8;
    let numbers: Vec<usize> = (0..count).filter_map(|index| place(table, (count + 1 + index) * 4)).collect();
    numbers.into_iter().filter_map(move |number| {
        let start = (number & 0x003f_ffff) * PAGE;
        main.get(start..start + PAGE)
    })
}

/// Calls `each` with the bytes of every run of a page and where its properties begin; `width` is that of an entry.
fn runs(page: &[u8], width: usize, each: &mut dyn FnMut(Range<usize>, usize)) {
    let count = usize::from(byte(page, PAGE - 1).unwrap_or(0));
    for index in 0..count {
        let (Some(start), Some(end)) = (long(page, index * 4), long(page, index * 4 + 4)) else { return };
        let offset = usize::from(byte(page, (count + 1) * 4 + index * width).unwrap_or(0)) * 2;
        if offset > 0 {
            each(start as usize..end as usize, offset);
        }
    }
}

fn characters(properties: &[u8]) -> Characters {
    let mut found = Characters::default();
    properties_of(properties, &mut |code, operand| match code {
        0x0800 => found.deleted = operand & 1 == 1,
        0x083c => found.hidden = operand & 1 == 1,
        _ => {}
    });
    found
}

fn paragraph(properties: &[u8]) -> Paragraph {
    let mut found = Paragraph::default();
    properties_of(properties, &mut |code, operand| match code {
        0x2416 => found.in_table = operand != 0,
        0x2417 => found.row_end = operand != 0,
        0x2403 | 0x2461 => {
            found.alignment = match operand {
                1 => Alignment::Center,
                2 => Alignment::Right,
                3..=9 => Alignment::Justify,
                _ => Alignment::Left,
            }
        }
        _ => {}
    });
    found
}

/// Calls `each` with the code and the first operand byte of every property (MS-DOC 2.6).
fn properties_of(mut rest: &[u8], each: &mut dyn FnMut(u16, u8)) {
    while let (Some(code), Some(operand)) = (short(rest, 0), byte(rest, 2)) {
        each(code, operand);
        let length = match code >> 13 {
            0 | 1 => 1,
            2 | 4 | 5 => 2,
            3 => 4,
            7 => 3,
            // Definitions of tables have a longer length; nothing that is read here stands behind one.
            _ if code == 0xd608 => usize::from(short(rest, 2).unwrap_or(0)) + 1,
            _ => usize::from(operand) + 1,
        };
        rest = rest.get(2 + length..).unwrap_or_default();
    }
}
