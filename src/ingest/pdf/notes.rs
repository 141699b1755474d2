//! Footnotes: lines under a short rule at the foot of a page, numbered or smaller than the text.

use super::lines::Line;
use super::page::Page;

/// Width of the rule above footnotes, in points.
const WIDTH: std::ops::RangeInclusive<f64> = 60.0..=260.0;
/// How far from the text's left edge it may begin.
const EDGE: f64 = 16.0;

/// A line of a footnote.
#[derive(Debug, PartialEq)]
pub(super) struct NoteLine {
    /// Whether a note begins with it.
    pub(super) begins: bool,
    /// The line, without the note's number.
    pub(super) line: Line,
}

/// Takes the footnotes off a page, and the numbers that refer to them out of its lines; returns the notes' lines and
/// how many numbers went. `running` says that the page before has notes, whose last may go on here without a number.
pub(super) fn take(page: &mut Page, running: bool) -> (Vec<NoteLine>, usize) {
    let Some(rule) = rule(page, running) else { return (Vec::new(), 0) };
    let (notes, body): (Vec<Line>, Vec<Line>) =
        std::mem::take(&mut page.lines).into_iter().partition(|line| line.baseline > rule);
    page.lines = body;
    let numbers: Vec<String> = notes.iter().filter_map(number).collect();
    let is_mark = |mark: &str| numbers.iter().any(|number| number == digits(mark));
    let cells = page.tables.iter_mut().flat_map(|table| &mut table.cells).flat_map(|cell| &mut cell.lines);
    let taken = page.lines.iter_mut().chain(cells).map(|line| line.take_marks(is_mark)).sum();
    let note = |mut line: Line| {
        let begins = number(&line).is_some();
        line.take_marks(is_mark);
        line.text = line.text.trim_start().to_owned();
        NoteLine { begins, line }
    };
    (notes.into_iter().map(note).collect(), taken)
}

/// Returns the height of the rule above a page's footnotes.
fn rule(page: &Page, running: bool) -> Option<f64> {
    let usual = usual_size(&page.lines)?;
    let edge = page.lines.iter().map(|line| line.left).fold(f64::MAX, f64::min);
    let candidates = page.rules.iter().filter(|rule| WIDTH.contains(&(rule.to - rule.from)) && rule.from < edge + EDGE);
    let is_above_notes = |at: &f64| {
        let below = || page.lines.iter().filter(|line| line.baseline > *at);
        let tables = page.tables.iter().any(|table| table.ends.1 > *at);
        let small = || below().all(|line| line.size < 0.95 * usual);
        !tables && below().next().is_some() && (running || below().any(|line| number(line).is_some()) || small())
    };
    candidates.map(|rule| rule.at).filter(is_above_notes).reduce(f64::min)
}

/// Returns the size of most lines in the upper half.
fn usual_size(lines: &[Line]) -> Option<f64> {
    let mut sizes: Vec<f64> = lines.iter().take(lines.len().div_ceil(2)).map(|line| line.size).collect();
    sizes.sort_by(f64::total_cmp);
    sizes.get(sizes.len() / 2).copied()
}

/// Returns the number that a note begins with, where it is raised or in brackets.
fn number(line: &Line) -> Option<String> {
    let first = line.raised.first().filter(|range| range.start == 0);
    let mark = match first {
        Some(range) => line.text.get(range.clone())?,
        None => line.text.split(' ').next().filter(|word| word.starts_with('[') && word.ends_with(']'))?,
    };
    Some(digits(mark).to_owned())
}

fn digits(mark: &str) -> &str {
    mark.trim_matches(['[', ']'])
}
