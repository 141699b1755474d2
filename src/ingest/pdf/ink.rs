//! What a page shows, in points from its top left corner, downwards.

use std::ops::Range;

/// One printed code: a letter, or a few that the font draws as one.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Glyph {
    /// Its letters in [`Ink::text`].
    pub(super) text: Range<usize>,
    /// Left end.
    pub(super) left: f64,
    /// Right end, where the pen goes on.
    pub(super) right: f64,
    /// Height of the line it stands on.
    pub(super) baseline: f64,
    /// Height of the font.
    pub(super) size: f64,
    /// Index among the document's fonts.
    pub(super) font: usize,
    /// Drawn without colour, as under a scanned picture.
    pub(super) unseen: bool,
}

/// A straight rule or the edge of a box.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Rule {
    /// Whether it runs along the lines of text.
    pub(super) level: bool,
    /// Its height on the page where it is level, else its distance from the left.
    pub(super) at: f64,
    /// Where it begins.
    pub(super) from: f64,
    /// Where it ends.
    pub(super) to: f64,
}

/// All that is drawn on one page.
#[derive(Debug, Default)]
pub(super) struct Ink {
    /// Width of the page as it is looked at.
    pub(super) width: f64,
    /// Height of the page as it is looked at.
    pub(super) height: f64,
    /// The letters of all glyphs.
    pub(super) text: String,
    /// In the order of drawing.
    pub(super) glyphs: Vec<Glyph>,
    /// Rules and edges.
    pub(super) rules: Vec<Rule>,
    /// Number of pictures.
    pub(super) pictures: usize,
    /// Number of letters that no table of the file names.
    pub(super) unnamed: usize,
    /// Number of letters that run upwards.
    pub(super) upwards: usize,
    /// Number of letters that run downwards or at a slant.
    pub(super) downwards: usize,
}

impl Ink {
    /// Returns the letters of a glyph.
    pub(super) fn letters(&self, glyph: &Glyph) -> &str {
        self.text.get(glyph.text.clone()).unwrap_or_default()
    }
}
