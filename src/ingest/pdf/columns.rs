//! The order of reading where text stands in two columns: the national header, the recipients beside the signature.
//!
//! Word sets these as tables without rules. Here a white lane between lines of one height says that there are two
//! columns; they go on as long as no line crosses the lane and each line stands where its column does.

use super::lines::Line;
use super::paragraphs::is_label;

/// How far apart, in parts of the size, two lines may stand and still be beside each other.
const BESIDE: f64 = 0.8;
/// Narrowest lane, in parts of the size.
const LANE: f64 = 0.5;
/// Largest distance of two lines of one column, in parts of the size, where nothing stands between them.
const SPACING: f64 = 2.4;
/// How far the middles or left ends of one column's lines may differ, in points.
const MIDDLE: f64 = 32.0;
const EDGE: f64 = 8.0;
/// Rows of two pieces on exactly one height from which the two are a list in columns, read row by row.
const ROWS: usize = 7;

/// A stretch of text with its own edges.
#[derive(Debug, PartialEq)]
pub(super) enum Part {
    /// Lines over the page's width.
    Flow(Vec<Line>),
    /// Lines of one of two columns.
    Column(Vec<Line>),
}

/// Puts lines, given downwards, into the order of reading.
pub(super) fn order(lines: Vec<Line>) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut flow: Vec<Line> = Vec::new();
    let mut rest = lines;
    rest.sort_by(|a, b| a.baseline.total_cmp(&b.baseline).then(a.left.total_cmp(&b.left)));
    let mut rest = std::collections::VecDeque::from(rest);
    while let Some(line) = rest.pop_front() {
        let lane = rest
            .iter()
            .take_while(|other| other.baseline - line.baseline < BESIDE * line.size)
            .find_map(|other| Lane::between(&line, other));
        let Some(mut lane) = lane else {
            flow.push(line);
            continue;
        };
        let mut columns = Columns::default();
        while let Some(above) = flow.pop_if(|above| lane.goes_up(above, &line)) {
            columns.add(above, &mut lane);
        }
        columns.add(line, &mut lane);
        while rest.front().is_some_and(|next| lane.goes_on(next, &columns, &rest)) {
            let Some(next) = rest.pop_front() else { break };
            columns.add(next, &mut lane);
        }
        if columns.are_rows() {
            flow.extend(columns.into_lines());
        } else {
            parts.push(Part::Flow(rows(std::mem::take(&mut flow))));
            parts.extend([columns.left, columns.right].map(|column| Part::Column(rows(column))));
        }
    }
    parts.push(Part::Flow(rows(flow)));
    parts.retain(|part| !matches!(part, Part::Flow(lines) | Part::Column(lines) if lines.is_empty()));
    parts
}

/// Joins the pieces that stand on one height.
pub(super) fn rows(mut lines: Vec<Line>) -> Vec<Line> {
    lines.sort_by(|a, b| a.baseline.total_cmp(&b.baseline));
    let mut rows: Vec<Vec<Line>> = Vec::new();
    for line in lines {
        let beside = |row: &Vec<Line>| {
            let far = |other: &Line| (line.baseline - other.baseline).abs() > 0.5 * other.size.min(line.size);
            !row.iter().any(|other| far(other) || other.left < line.right && line.left < other.right)
        };
        match rows.last_mut().filter(|row| beside(row)) {
            Some(row) => row.push(line),
            None => rows.push(vec![line]),
        }
    }
    let join = |mut row: Vec<Line>| {
        row.sort_by(|a, b| a.left.total_cmp(&b.left));
        row.into_iter().reduce(|row, next| row.beside(&next))
    };
    rows.into_iter().filter_map(join).collect()
}

/// The white lane between two columns, and where the columns stand.
#[derive(Debug)]
struct Lane {
    from: f64,
    to: f64,
    /// Middle of the widest line on each side, and its width.
    left: (f64, f64),
    right: (f64, f64),
}

/// On which side of a lane a line stands.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Side {
    Left,
    Right,
}

impl Lane {
    fn between(one: &Line, other: &Line) -> Option<Self> {
        let (left, right) = if one.left < other.left { (one, other) } else { (other, one) };
        let wide = right.left - left.right >= LANE * left.size;
        let place = |line: &Line| (line.middle(), line.right - line.left);
        wide.then(|| Self { from: left.right, to: right.left, left: place(left), right: place(right) })
    }

    fn side(&self, line: &Line) -> Option<Side> {
        let room = LANE * line.size;
        if line.right <= self.to - room {
            Some(Side::Left)
        } else if line.left >= self.from + room && (line.middle() - self.right.0).abs() < self.tolerance(line) {
            Some(Side::Right)
        } else {
            None
        }
    }

    /// Pieces of one row, as the day and month left open in a draft, stand where they must.
    fn tolerance(&self, line: &Line) -> f64 {
        let half = f64::midpoint(self.right.1, -(line.right - line.left));
        if line.left >= self.to { half.max(MIDDLE) } else { MIDDLE }
    }

    /// Returns whether the line above belongs to a column that begins higher than the other.
    fn goes_up(&self, above: &Line, below: &Line) -> bool {
        let close = below.baseline - above.baseline < SPACING * below.size;
        let middle = match self.side(above) {
            Some(Side::Left) => self.left.0,
            Some(Side::Right) => self.right.0,
            None => return false,
        };
        // A paragraph's short last line stands at the left edge as recipients do: only what is centred goes up.
        close && (above.middle() - middle).abs() < MIDDLE / 2.0
    }

    /// Returns whether the next line belongs to one of the columns.
    fn goes_on(&self, next: &Line, columns: &Columns, rest: &std::collections::VecDeque<Line>) -> bool {
        match self.side(next) {
            None => false,
            Some(Side::Right) => true,
            Some(Side::Left) => {
                let last = columns.left.last();
                let placed = last.is_none_or(|last| {
                    (last.left - next.left).abs() < EDGE || (last.middle() - next.middle()).abs() < MIDDLE
                });
                let close = last.is_none_or(|last| next.baseline - last.baseline < SPACING * next.size);
                let inside = || {
                    let until = rest.iter().skip(1).map(|line| self.side(line));
                    until.take_while(Option::is_some).any(|side| side == Some(Side::Right))
                };
                placed && close || inside()
            }
        }
    }
}

/// Lines of two columns.
#[derive(Debug, Default)]
struct Columns {
    left: Vec<Line>,
    right: Vec<Line>,
}

impl Columns {
    fn add(&mut self, added: Line, lane: &mut Lane) {
        let width = added.right - added.left;
        if added.right <= lane.to && added.left < lane.from {
            lane.from = lane.from.max(added.right);
            if width > lane.left.1 {
                lane.left = (added.middle(), width);
            }
            self.left.push(added);
        } else {
            lane.to = lane.to.min(added.left);
            if width > lane.right.1 {
                lane.right = (added.middle(), width);
            }
            self.right.push(added);
        }
    }

    /// Returns whether the lines are rows of one text: a single row, labels set off from their text, or many whose
    /// pieces stand on one height.
    fn are_rows(&self) -> bool {
        let level = |line: &&Line| self.right.iter().any(|other| (other.baseline - line.baseline).abs() < 1.0);
        let level = self.left.iter().filter(level).count();
        let labels = self.left.iter().all(|line| !line.text.contains(' ') && is_label(&line.text));
        labels || self.left.len().max(self.right.len()) < 2 || level >= ROWS && level * 10 >= self.left.len() * 7
    }

    fn into_lines(self) -> Vec<Line> {
        self.left.into_iter().chain(self.right).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str, left: f64, right: f64, baseline: f64) -> Line {
        Line { text: text.to_owned(), left, right, baseline, size: 13.0, ..Line::default() }
    }

    fn words(parts: &[Part]) -> Vec<(bool, Vec<&str>)> {
        let mut words = Vec::new();
        for part in parts {
            let (Part::Flow(lines) | Part::Column(lines)) = part;
            words.push((matches!(part, Part::Column(_)), lines.iter().map(|line| line.text.as_str()).collect()));
        }
        words
    }

    #[test]
    fn a_header_is_read_column_by_column_and_a_title_ends_it() {
        let parts = order(vec![
            line("ỦY BAN NHÂN DÂN", 110.0, 220.0, 60.0),
            line("CỘNG HÒA XÃ HỘI", 300.0, 550.0, 60.0),
            line("TỈNH A", 140.0, 190.0, 75.0),
            line("Độc lập", 340.0, 510.0, 78.0),
            line("Số:", 100.0, 120.0, 110.0),
            line("/QĐ-UBND", 170.0, 230.0, 110.0),
            line("A, ngày", 350.0, 400.0, 110.0),
            line("năm 2026", 450.0, 500.0, 110.0),
            line("QUYẾT ĐỊNH", 260.0, 360.0, 150.0),
        ]);
        let left = vec!["ỦY BAN NHÂN DÂN", "TỈNH A", "Số: /QĐ-UBND"];
        let right = vec!["CỘNG HÒA XÃ HỘI", "Độc lập", "A, ngày năm 2026"];
        assert_eq!(words(&parts), [(true, left), (true, right), (false, vec!["QUYẾT ĐỊNH"])]);
    }

    #[test]
    fn a_wide_gap_in_a_line_makes_no_columns() {
        let parts = order(vec![
            line("Điều 1.", 90.0, 130.0, 60.0),
            line("Phạm vi", 170.0, 300.0, 60.0),
            line("chữ chạy hết dòng của trang", 70.0, 540.0, 78.0),
        ]);
        assert_eq!(words(&parts), [(false, vec!["Điều 1. Phạm vi", "chữ chạy hết dòng của trang"])]);
    }
}
