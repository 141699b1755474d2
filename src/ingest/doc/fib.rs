//! The file information block (MS-DOC 2.5.1): where everything else lies.

use std::ops::Range;

use super::STORIES;
use super::words::{place, short};
use crate::text::Place;

/// Every Word document's first number.
const IDENT: u16 = 0xa5ec;
/// The first version with the structures read here: Word 97.
const WORD_97: u16 = 0x00c1;
/// Offsets of the lengths of the stories, in characters, in the order of [`STORIES`].
const LENGTHS: [usize; 7] = [0x4c, 0x50, 0x54, 0x5c, 0x60, 0x64, 0x68];
/// Where the table of pairs of offset and length begins.
const PAIRS: usize = 0x9a;

/// What is needed of the block.
#[derive(Debug)]
pub(super) struct Fib {
    /// Older than Word 97.
    pub(super) old: bool,
    /// Behind a password.
    pub(super) encrypted: bool,
    /// The stream with the tables below.
    pub(super) table: &'static str,
    /// Length of each story in characters, and where its text stands.
    pub(super) stories: [(usize, Option<Place>); 7],
    /// Pieces of text.
    pub(super) pieces: Range<usize>,
    /// Pages of character formatting.
    pub(super) characters: Range<usize>,
    /// Pages of paragraph formatting.
    pub(super) paragraphs: Range<usize>,
}

impl Fib {
    /// Reads the block from the start of the main stream.
    pub(super) fn read(main: &[u8]) -> Option<Self> {
        if short(main, 0)? != IDENT {
            return None;
        }
        let flags = short(main, 0x0a)?;
        let mut stories = STORIES.map(|place| (0, place));
        for (story, at) in stories.iter_mut().zip(LENGTHS) {
            story.0 = place(main, at)?;
        }
        let range = |index: usize| {
            let start = place(main, PAIRS + index * 8)?;
            Some(start..start.checked_add(place(main, PAIRS + index * 8 + 4)?)?)
        };
        Some(Self {
            old: short(main, 2)? < WORD_97,
            encrypted: flags & 0x0100 != 0,
            table: if flags & 0x0200 != 0 { "/1Table" } else { "/0Table" },
            stories,
            characters: range(12)?,
            paragraphs: range(13)?,
            pieces: range(33)?,
        })
    }
}
