//! Glyphs put together into lines: what stands on one height, cut where a wide gap parts two columns.

use super::super::legacy;
use super::fonts::Font;
use super::ink::{Glyph, Ink};

/// Gap that counts as a blank, in parts of the size; a justified line squeezes its blanks to about 0.2.
const BLANK: f64 = 0.17;
/// Gap that parts two columns wherever it stands, and where the drawing also jumps there.
const GUTTER: f64 = 2.0;
const JUMP_GUTTER: f64 = 0.85;
/// Blank codes that a producer may draw between two letters without having jumped.
const STEPS: usize = 8;
/// How far letters of one line may stand from its height.
const LEVEL: f64 = 0.22;
/// Size, in parts of the line's, up to which a raised or lowered letter is a mark of the line.
const SMALL: f64 = 0.8;
/// Most small letters on one height that are looked at as marks.
const MARKS: usize = 40;

/// Letters on one height, without the wide gaps that part columns.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Line {
    /// Words, parted by single blanks.
    pub(super) text: String,
    /// Left end.
    pub(super) left: f64,
    /// Right end.
    pub(super) right: f64,
    /// Height on the page.
    pub(super) baseline: f64,
    /// Size of most of its letters.
    pub(super) size: f64,
    /// Width of the first word.
    pub(super) first_word: f64,
    /// Left end of the second word; of the first where there is only one.
    pub(super) second_word: f64,
    /// Font of most of its letters, as an index among the document's.
    pub(super) font: usize,
    /// Most of its letters are bold.
    pub(super) bold: bool,
    /// Most of its letters are italic.
    pub(super) italic: bool,
    /// Byte ranges of raised numbers: references to notes, or powers.
    pub(super) raised: Vec<std::ops::Range<usize>>,
    /// Most of its letters are drawn without colour.
    pub(super) unseen: bool,
}

impl Line {
    /// Returns half way between its ends.
    pub(super) fn middle(&self) -> f64 {
        f64::midpoint(self.left, self.right)
    }

    /// Joins the piece that stands on its right.
    pub(super) fn beside(mut self, right: &Self) -> Self {
        self.text.push(' ');
        let shift = self.text.len();
        self.raised.extend(right.raised.iter().map(|range| range.start + shift..range.end + shift));
        self.text.push_str(&right.text);
        if self.second_word <= self.left {
            self.second_word = right.left;
        }
        self.right = self.right.max(right.right);
        self
    }

    /// Takes raised numbers out of the text that `is_mark` knows; returns how many.
    pub(super) fn take_marks(&mut self, is_mark: impl Fn(&str) -> bool) -> usize {
        let mut taken = 0;
        for range in std::mem::take(&mut self.raised).into_iter().rev() {
            let before = self.text.get(..range.start).unwrap_or_default();
            // Of square and cubic metres the raised number is no note's.
            let word = before.rsplit(|letter: char| !letter.is_alphabetic()).next().unwrap_or_default();
            let power = matches!(word, "m" | "km" | "hm" | "dm" | "cm" | "mm");
            if !power && self.text.get(range.clone()).is_some_and(&is_mark) {
                self.text.replace_range(range, "");
                taken += 1;
            }
        }
        taken
    }
}

/// A glyph with its place in the order of drawing.
#[derive(Debug, Clone, Copy)]
struct Placed<'i> {
    glyph: &'i Glyph,
    order: usize,
    /// Left and right end, with marks moved onto their letter.
    left: f64,
    right: f64,
    raised: bool,
    /// A blank is drawn before it.
    after_blank: bool,
}

/// Builds the lines of some of a page's glyphs, given by ascending index, from top to bottom and left to right.
pub(super) fn build(ink: &Ink, fonts: &[Font], codes: &mut legacy::Fonts, chosen: &[usize]) -> Vec<Line> {
    let mut lines = Vec::new();
    for mut level in levels(ink, chosen) {
        level.sort_by(|a, b| a.left.total_cmp(&b.left).then(a.order.cmp(&b.order)));
        let mut start = 0;
        for at in 1..level.len() {
            if parts_columns(&level, at, ink) {
                lines.extend(line(ink, fonts, codes, level.get(start..at).unwrap_or_default()));
                start = at;
            }
        }
        lines.extend(line(ink, fonts, codes, level.get(start..).unwrap_or_default()));
    }
    lines
}

fn is_blank(ink: &Ink, glyph: &Glyph) -> bool {
    ink.letters(glyph).trim().is_empty()
}

/// Groups the glyphs that stand on one height; blanks are left out, the gap they leave is enough.
fn levels<'i>(ink: &'i Ink, chosen: &[usize]) -> Vec<Vec<Placed<'i>>> {
    let mut placed: Vec<Placed<'i>> = Vec::new();
    for (order, glyph) in chosen.iter().filter_map(|&order| Some((order, ink.glyphs.get(order)?))) {
        if is_blank(ink, glyph) {
            continue;
        }
        let (mut left, mut right) = (glyph.left, glyph.right);
        let mark = ink.letters(glyph).chars().all(|letter| ('\u{300}'..='\u{36f}').contains(&letter));
        if let Some(base) = placed.last().filter(|_| mark) {
            // A mark is drawn over its letter, or beside it and moved back: it belongs behind it.
            (left, right) = (base.left, base.right);
        }
        let before = order.checked_sub(1).and_then(|before| ink.glyphs.get(before));
        let after_blank = before.is_some_and(|before| is_blank(ink, before) && on_one_level(before, glyph));
        placed.push(Placed { glyph, order, left, right, raised: false, after_blank });
    }
    placed.sort_by(|a, b| a.glyph.baseline.total_cmp(&b.glyph.baseline));
    let mut levels: Vec<Vec<Placed<'i>>> = Vec::new();
    for one in placed {
        match levels.last_mut() {
            Some(level) if level.last().is_some_and(|last| on_one_level(last.glyph, one.glyph)) => level.push(one),
            _ => levels.push(vec![one]),
        }
    }
    merge_small(levels)
}

fn on_one_level(above: &Glyph, below: &Glyph) -> bool {
    (below.baseline - above.baseline).abs() <= LEVEL * above.size.min(below.size)
}

/// Moves raised and lowered small letters into the line that they mark.
fn merge_small(mut levels: Vec<Vec<Placed<'_>>>) -> Vec<Vec<Placed<'_>>> {
    for at in 0..levels.len() {
        let host = [Some(at + 1), at.checked_sub(1)]
            .into_iter()
            .flatten()
            .find(|&host| levels.get(at).zip(levels.get(host)).is_some_and(|(small, host)| marks(small, host)));
        let Some(host) = host else { continue };
        let small = levels.get_mut(at).map(std::mem::take).unwrap_or_default();
        if let Some(line) = levels.get_mut(host) {
            let height = line.first().map_or(0.0, |placed| placed.glyph.baseline);
            let raise = |placed: Placed<'_>| placed.glyph.baseline < height - 0.5;
            line.extend(small.into_iter().map(|placed| Placed { raised: raise(placed), ..placed }));
        }
    }
    levels.retain(|level| !level.is_empty());
    levels
}

/// Returns whether each of the small letters stands close to a letter of the line, within its height.
fn marks(small: &[Placed<'_>], line: &[Placed<'_>]) -> bool {
    let size = |level: &[Placed<'_>]| level.iter().map(|placed| placed.glyph.size).fold(0.0, f64::max);
    let (own, other) = (size(small), size(line));
    if own > SMALL * other || small.len() > MARKS {
        return false;
    }
    small.iter().all(|mark| {
        line.iter().any(|placed| {
            let down = mark.glyph.baseline - placed.glyph.baseline;
            let apart = (mark.left - placed.right).max(placed.left - mark.right);
            (-0.6 * other..=0.3 * other).contains(&down) && apart < other
        })
    })
}

fn parts_columns(level: &[Placed<'_>], at: usize, ink: &Ink) -> bool {
    let (Some(next), Some(before)) = (level.get(at), level.get(..at)) else { return false };
    let Some(last) = before.last() else { return false };
    let size = last.glyph.size.min(next.glyph.size).max(1.0);
    let gap = next.left - before.iter().rev().take(4).map(|placed| placed.right).fold(f64::MIN, f64::max);
    if gap < JUMP_GUTTER * size {
        return false;
    }
    let between = ink.glyphs.get(last.order + 1..next.order);
    let jumps = next.order <= last.order
        || next.order - last.order > STEPS
        || !between.is_some_and(|between| between.iter().all(|glyph| is_blank(ink, glyph)));
    gap > GUTTER * size || jumps
}

/// Writes the words of one line.
fn line(ink: &Ink, fonts: &[Font], codes: &mut legacy::Fonts, glyphs: &[Placed<'_>]) -> Option<Line> {
    let first = glyphs.first()?;
    let mut words = Words::default();
    for placed in glyphs {
        words.add(placed, ink.letters(placed.glyph));
    }
    let most = |is: &dyn Fn(&Glyph) -> bool| glyphs.iter().filter(|placed| is(placed.glyph)).count() * 2 > glyphs.len();
    let main = glyphs.iter().filter(|placed| !placed.raised).max_by(|a, b| a.glyph.size.total_cmp(&b.glyph.size));
    let main = main.unwrap_or(first).glyph;
    let font = glyphs.get(glyphs.len() / 2).unwrap_or(first).glyph.font;
    let style = |is: fn(&Font) -> bool| most(&|glyph: &Glyph| fonts.get(glyph.font).is_some_and(is));
    Some(Line {
        left: first.left,
        right: words.right,
        baseline: main.baseline,
        size: main.size,
        first_word: words.first_end.unwrap_or(words.right) - first.left,
        second_word: words.second.unwrap_or(first.left),
        font,
        bold: style(|font| font.bold),
        italic: style(|font| font.italic),
        raised: std::mem::take(&mut words.raised),
        unseen: most(&|glyph: &Glyph| glyph.unseen),
        text: words.decoded(fonts, codes),
    })
}

/// A line being written.
#[derive(Debug, Default)]
struct Words<'i> {
    text: String,
    right: f64,
    first_end: Option<f64>,
    second: Option<f64>,
    raised: Vec<std::ops::Range<usize>>,
    /// Left end and letters of the last glyph: bold is at times drawn twice, a hair apart.
    last: Option<(f64, &'i str)>,
    /// Where letters of another font begin.
    fonts: Vec<(usize, usize)>,
}

impl<'i> Words<'i> {
    fn add(&mut self, placed: &Placed<'_>, letters: &'i str) {
        let size = placed.glyph.size;
        if let Some((left, last)) = self.last {
            if last == letters && (placed.left - left).abs() < 0.12 * size {
                return;
            }
            let gap = placed.left - self.right;
            // Drawn blanks are squeezed to nothing at times.
            if gap > BLANK * size || placed.after_blank && gap > 0.0 {
                self.first_end.get_or_insert(self.right);
                self.second.get_or_insert(placed.left);
                self.text.push(' ');
            }
        }
        let start = self.text.len();
        if self.fonts.last().is_none_or(|(_, font)| *font != placed.glyph.font) {
            self.fonts.push((start, placed.glyph.font));
        }
        self.text.push_str(letters);
        if placed.raised && letters.chars().all(|letter| letter.is_ascii_digit() || matches!(letter, '[' | ']')) {
            match self.raised.last_mut() {
                Some(range) if range.end == start => range.end = self.text.len(),
                _ => self.raised.push(start..self.text.len()),
            }
        }
        self.right = if self.last.is_none() { placed.right } else { self.right.max(placed.right) };
        self.last = Some((placed.left, letters));
    }
    /// Returns the text, its pieces in fonts of a code of their own decoded.
    fn decoded(self, fonts: &[Font], codes: &mut legacy::Fonts) -> String {
        let own_code = |font: usize| fonts.get(font).filter(|font| font.has_own_code());
        if !self.fonts.iter().any(|(_, font)| own_code(*font).is_some()) {
            return self.text;
        }
        let ends = self.fonts.iter().skip(1).map(|(start, _)| *start).chain([self.text.len()]);
        let mut text = String::with_capacity(self.text.len());
        for (&(start, font), end) in self.fonts.iter().zip(ends) {
            let piece = self.text.get(start..end).unwrap_or_default();
            let decoded = own_code(font).and_then(|font| codes.decoded(&font.name, piece, start == 0));
            text.push_str(decoded.as_deref().unwrap_or(piece));
        }
        text
    }
}
