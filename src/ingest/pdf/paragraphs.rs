//! Lines put together into paragraphs by what typesetting does: a line is broken where the next word has no room, a
//! paragraph begins with an indent, a label or a wider gap.

use super::lines::Line;

/// Indent that counts as one, in points.
const INDENT: f64 = 6.0;
/// Distance of two lines of one paragraph, in parts of the size, at most.
const LEADING: f64 = 2.0;
/// Sizes of one paragraph's lines differ at most by this share.
const SIZES: f64 = 0.12;
/// Width of a blank, in parts of the size.
const BLANK: f64 = 0.25;

/// What kind of column lines stand in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Setting {
    /// The page's width.
    Body,
    /// One of two columns whose true width is not known.
    Column,
    /// A table's cell.
    Cell,
}

/// Where lines may stand.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Measure {
    /// Left edge.
    pub(super) left: f64,
    /// Right edge.
    pub(super) right: f64,
    /// What the edges are.
    pub(super) setting: Setting,
}

impl Measure {
    /// Returns the edges of lines that fill a column: the outermost that two lines share, for one line may stick out.
    pub(super) fn around<'l>(lines: impl Iterator<Item = &'l Line> + Clone, setting: Setting) -> Self {
        let left = shared(lines.clone().map(|line| line.left), |a, b| a.total_cmp(&b));
        let right = shared(lines.map(|line| line.right), |a, b| b.total_cmp(&a));
        Self { left, right, setting }
    }

    /// Returns whether a line stands in the right half alone.
    fn is_aside(&self, line: &Line) -> bool {
        line.left > f64::midpoint(self.left, self.right)
    }

    fn is_centred(&self, line: &Line) -> bool {
        let (before, after) = (line.left - self.left, self.right - line.right);
        let slack = if self.setting == Setting::Cell { 2.0 } else { 4.0 * INDENT };
        before > slack / 2.0 && after > slack / 2.0 && (before - after).abs() < slack
    }
}

/// Returns the first value by `order` that another lies close to, else the first.
fn shared(values: impl Iterator<Item = f64>, order: fn(f64, f64) -> std::cmp::Ordering) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(|a, b| order(*a, *b));
    let pair = values.windows(2).find_map(|pair| pair.first().zip(pair.last()).filter(|(a, b)| (*a - *b).abs() < 3.0));
    pair.map(|(first, _)| *first).or(values.first().copied()).unwrap_or_default()
}

/// A paragraph being put together.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Paragraph {
    /// Its lines.
    pub(super) lines: Vec<Line>,
    /// Edges of its last line.
    pub(super) measure: Measure,
}

impl Paragraph {
    /// Starts with a line.
    pub(super) fn new(line: Line, measure: Measure) -> Self {
        Self { lines: vec![line], measure }
    }

    /// Returns whether every line stands in the middle.
    pub(super) fn is_centred(&self) -> bool {
        self.lines.iter().all(|line| self.measure.is_centred(line))
    }

    /// Returns whether `next` goes on with this paragraph; `turned` says that a page ends between them.
    pub(super) fn goes_on(&self, next: &Line, measure: Measure, turned: bool) -> bool {
        let (Some(first), Some(last)) = (self.lines.first(), self.lines.last()) else { return false };
        let same_size = (last.size - next.size).abs() <= SIZES * last.size;
        if !same_size || measure.setting != self.measure.setting {
            return false;
        }
        let apart = !turned && next.baseline - last.baseline > LEADING * next.size;
        let loose = !ends_sentence(&last.text) && starts_low(&next.text);
        // A signature without recipients beside it: titles and a name, each on its line.
        let aside = measure.setting == Setting::Body && self.measure.is_aside(last) && measure.is_aside(next);
        match measure.setting {
            Setting::Column => !apart && column_goes_on(first, last, next),
            _ if aside => !apart && column_goes_on(first, last, next),
            // Titles are broken by hand where it looks well.
            _ if loose && !apart && self.is_centred() && measure.is_centred(next) => last.bold == next.bold,
            _ if !self.is_full(last, next) => false,
            _ if apart => loose,
            _ if loose => true,
            Setting::Cell => !begins_item(first, last, next),
            Setting::Body => self.body_goes_on((first, last, next), measure),
        }
    }

    /// Returns whether the next line's first word had no room on the last line.
    fn is_full(&self, last: &Line, next: &Line) -> bool {
        let measure = self.measure;
        let room = if measure.is_centred(last) {
            (measure.right - measure.left) - (last.right - last.left)
        } else {
            measure.right - last.right
        };
        next.first_word + BLANK * next.size > room - 1.0
    }

    fn body_goes_on(&self, (first, last, next): (&Line, &Line, &Line), measure: Measure) -> bool {
        if self.measure.is_centred(last) && measure.is_centred(next) {
            return last.bold == next.bold && !ends_sentence(&last.text);
        }
        let indented = |line: &Line, measure: Measure| line.left - measure.left > INDENT;
        let begins = ends_sentence(&last.text) && (is_label(&next.text) || !starts_low(&next.text));
        let hangs = is_label(&first.text) && (next.left - first.second_word).abs() < 3.0;
        if !indented(next, measure) {
            return !begins || indented(first, self.measure) && !is_label(&next.text);
        }
        if hangs {
            return true;
        }
        let even = (last.left - self.measure.left - (next.left - measure.left)).abs() < 3.0;
        let outdented = indented(last, self.measure) && next.left < last.left;
        (even || outdented) && !begins
    }
}

/// In a column of a header or beside a signature, lines are paragraphs of their own unless the words run on.
fn column_goes_on(first: &Line, last: &Line, next: &Line) -> bool {
    let and = last.text.ends_with(" VÀ") || next.text.starts_with("VÀ ");
    if and || last.text.ends_with(['-', '/', ',']) {
        return true;
    }
    if first.text.starts_with(['-', '+', '*']) {
        return !ends_sentence(&last.text) && !is_label(&next.text) && last.bold == next.bold;
    }
    // The state's name is set on two lines where the column is narrow.
    let name = last.text.starts_with("CỘNG HÒA XÃ HỘI") && !last.text.contains("VIỆT NAM");
    name && last.bold == next.bold || starts_low(&next.text) && !ends_sentence(&last.text)
}

/// Returns whether an item begins with the next line of a cell.
fn begins_item(first: &Line, last: &Line, next: &Line) -> bool {
    let dash = |line: &Line| line.text.starts_with(['-', '+', '•', '*', '–']);
    is_label(&next.text) && (ends_sentence(&last.text) || dash(first) && dash(next))
}

fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(['"', '”', '’', ')', ']']).ends_with(['.', ';', ':', '!', '?'])
}

fn starts_low(text: &str) -> bool {
    text.chars().next().is_some_and(char::is_lowercase) && !is_label(text)
}

/// Returns whether a line begins as an item or a provision does: `Điều 3.`, `2.`, `a)`, `IV.`, `-`.
pub(super) fn is_label(text: &str) -> bool {
    let mut words = text.split(' ');
    let first = words.next().unwrap_or_default();
    let digit = |word: &str| word.starts_with(|letter: char| letter.is_ascii_digit());
    match first.trim_start_matches(['"', '“']) {
        "-" | "–" | "+" | "*" | "•" | "Chương" | "Phần" | "PHẦN" | "Mục" | "CHƯƠNG" | "MỤC" => true,
        "Điều" | "Khoản" => words.next().is_some_and(digit),
        word => word.strip_suffix([')', '.']).is_some_and(is_ordinal),
    }
}

/// Returns whether a word numbers an item: `12`, `1.2`, `b`, `đ`, `IV`.
fn is_ordinal(word: &str) -> bool {
    let short = word.chars().count() <= 6 && !word.is_empty();
    let numbers = word.chars().all(|letter| letter.is_ascii_digit() || letter == '.');
    let roman = word.chars().all(|letter| matches!(letter, 'I' | 'V' | 'X'));
    let letter = word.chars().count() == 1 && word.chars().all(char::is_alphabetic);
    short && (numbers || roman || letter)
}

/// Returns what stands between two lines of one paragraph: nothing where a symbol was broken (`12/TTr-` | `SKHCN`).
pub(super) fn joint(last: &str, next: &str) -> &'static str {
    let mut letters = last.chars().rev();
    let (end, before) = (letters.next(), letters.next());
    let breaks = matches!(end, Some('-' | '/' | '\u{2010}' | '\u{2011}'));
    let joined = breaks && before.is_some_and(char::is_alphanumeric) && next.starts_with(char::is_alphanumeric);
    if joined { "" } else { " " }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str, left: f64, right: f64, baseline: f64) -> Line {
        let first_word: f64 = text.split(' ').next().unwrap_or_default().chars().map(|_| 6.0).sum();
        Line { text: text.to_owned(), left, right, baseline, size: 14.0, first_word, ..Line::default() }
    }

    fn joins(one: Line, other: &Line) -> bool {
        let measure = Measure { left: 80.0, right: 540.0, setting: Setting::Body };
        Paragraph::new(one, measure).goes_on(other, measure, false)
    }

    #[test]
    fn a_full_line_goes_on_at_the_edge() {
        assert!(joins(line("Căn cứ Luật", 110.0, 539.0, 100.0), &line("Tổ chức", 80.0, 300.0, 118.0)));
        assert!(!joins(line("Căn cứ Luật;", 110.0, 400.0, 100.0), &line("Tổ chức", 80.0, 300.0, 118.0)));
        assert!(!joins(line("một dòng đầy.", 110.0, 539.0, 100.0), &line("Điều 2. Mới", 110.0, 300.0, 118.0)));
        assert!(joins(line("theo quy định tại", 110.0, 539.0, 100.0), &line("Điều 2. Mới", 80.0, 300.0, 118.0)));
    }

    #[test]
    fn symbols_broken_at_a_line_end() {
        assert_eq!(joint("số 12/TTr-", "SKHCN ngày"), "");
        assert_eq!(joint("145/", "QĐ-UBND"), "");
        assert_eq!(joint("Độc lập -", "Tự do"), " ");
        assert_eq!(joint("Căn cứ", "Luật"), " ");
    }

    #[test]
    fn labels() {
        let labels = ["Điều 3. A", "1. B", "1.2. C", "a) D", "đ) Đ", "IV. E", "- G", "Chương I"];
        assert!(labels.into_iter().all(is_label));
        assert!(!["Điều này", "năm 2026.", "và a", "30/6/2026"].into_iter().any(is_label));
    }
}
