//! The text of a document, put together from its pieces (MS-DOC 2.8.35).

use super::fib::Fib;
use super::words::{byte, long, place, short};

/// Windows-1252 from 0x80 to 0x9F; letters that it lacks stay themselves.
const HIGH: [u16; 32] = [
    0x20ac, 0x81, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8d, 0x017d,
    0x8f, 0x90, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0x9d,
    0x017e, 0x0178,
];

/// One UTF-16 unit and the byte of the main stream where it stands, by which its formatting is found.
pub(super) type Unit = (u16, usize);

/// The whole text, all stories.
#[derive(Debug)]
pub(super) struct Text {
    units: Vec<Unit>,
}

impl Text {
    /// Puts the pieces together; `None` where the table of pieces is damaged.
    pub(super) fn read(main: &[u8], fib: &Fib, table: &[u8]) -> Option<Self> {
        let pieces = piece_table(table.get(fib.pieces.clone())?)?;
        let count = pieces.len().checked_sub(4)? / 12;
        let mut units = Vec::new();
        for index in 0..count {
            let start = long(pieces, index * 4)?;
            let length = usize::try_from(long(pieces, index * 4 + 4)?.checked_sub(start)?).ok()?;
            let at = place(pieces, (count + 1) * 4 + index * 8 + 2)?;
            let at = (at & 0x3fff_ffff, at & 0x4000_0000 != 0);
            // No piece is longer than the stream it lies in, and no document than all its pieces of that length.
            if length > main.len() || units.len() > main.len() {
                return None;
            }
            add(main, at, length, &mut units);
        }
        Some(Self { units })
    }

    /// Returns the units of a story.
    pub(super) fn range(&self, start: usize, end: usize) -> &[Unit] {
        let end = end.min(self.units.len());
        self.units.get(start.min(end)..end).unwrap_or_default()
    }
}

/// Finds the table of pieces behind the formatting that fast saves leave before it.
fn piece_table(mut rest: &[u8]) -> Option<&[u8]> {
    while byte(rest, 0)? == 1 {
        rest = rest.get(3 + usize::from(short(rest, 1)?)..)?;
    }
    rest.get(5..)?.get(..place(rest, 1)?).filter(|_| rest.first() == Some(&2))
}

fn add(main: &[u8], (at, compressed): (usize, bool), length: usize, units: &mut Vec<Unit>) {
    if compressed {
        let start = at / 2;
        let bytes = main.get(start..start + length).unwrap_or_default();
        units.extend(bytes.iter().enumerate().map(|(index, &byte)| {
            let letter = HIGH.get(usize::from(byte).wrapping_sub(0x80)).copied().unwrap_or(u16::from(byte));
            (letter, start + index)
        }));
    } else {
        let bytes = main.get(at..at + length * 2).unwrap_or_default();
        let (pairs, _) = bytes.as_chunks::<2>();
        units.extend(pairs.iter().enumerate().map(|(index, &pair)| (u16::from_le_bytes(pair), at + index * 2)));
    }
}
