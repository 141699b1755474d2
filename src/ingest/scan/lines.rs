//! Lines of recognised words, cut where a wide gap parts two columns.

use crate::ingest::outside::tesseract::{Page, Word};

/// Gap between two words of one line, in heights of a line, from which they stand in two columns.
const GAP: i32 = 2;

/// Words that stand side by side.
#[derive(Debug, Clone)]
pub(super) struct Line {
    /// From left to right.
    pub(super) words: Vec<Word>,
    /// Left edge in pixels.
    pub(super) left: i32,
    /// Right edge.
    pub(super) right: i32,
    /// Top edge.
    pub(super) top: i32,
    /// Bottom edge.
    pub(super) bottom: i32,
}

impl Line {
    fn new(word: Word) -> Self {
        Self { left: word.left, right: word.right, top: word.top, bottom: word.bottom, words: vec![word] }
    }

    fn add(&mut self, word: Word) {
        self.left = self.left.min(word.left);
        self.right = self.right.max(word.right);
        self.top = self.top.min(word.top);
        self.bottom = self.bottom.max(word.bottom);
        self.words.push(word);
    }

    fn center(&self) -> i32 {
        i32::midpoint(self.top, self.bottom)
    }

    /// Returns whether the line stands beside another.
    fn is_beside(&self, other: &Self) -> bool {
        let apart = self.right < other.left || other.right < self.left;
        apart && self.center() > other.top && self.center() < other.bottom
    }
}

/// Returns the height of a usual line of a page.
pub(super) fn height(page: &Page) -> i32 {
    let mut heights: Vec<i32> = page.words.iter().map(|word| word.bottom - word.top).collect();
    heights.sort_unstable();
    // Most letters have no mark above or tail below: the upper quarter tells the line.
    heights.get(heights.len() * 3 / 4).copied().unwrap_or(1).max(1)
}

/// Returns whether a word is a drawn line: of a table's frame, or under a heading.
fn is_rule(text: &str) -> bool {
    let drawn = |letter| matches!(letter, '|' | '¦' | '_' | '—' | '–' | '-' | '=' | '~');
    text.chars().all(drawn) && (text.chars().nth(1).is_some() || text.starts_with(['|', '¦', '_']))
}

/// Returns the page's rows from top to bottom, each with its lines from left to right.
pub(super) fn rows(page: Page, height: i32) -> Vec<Vec<Line>> {
    let mut lines: Vec<Line> = Vec::new();
    let mut last = None;
    for word in page.words {
        if is_rule(&word.text) {
            last = None;
            continue;
        }
        match lines.last_mut() {
            Some(line) if last == Some(word.line) && word.left - line.right < GAP * height => {
                last = Some(word.line);
                line.add(word);
            }
            _ => {
                last = Some(word.line);
                lines.push(Line::new(word));
            }
        }
    }
    lines.sort_by_key(Line::center);
    let mut rows: Vec<Vec<Line>> = Vec::new();
    for line in lines {
        match rows.last_mut() {
            Some(row) if row.iter().all(|other| line.is_beside(other)) => row.push(line),
            _ => rows.push(vec![line]),
        }
    }
    for row in &mut rows {
        row.sort_by_key(|line| line.left);
    }
    rows
}
