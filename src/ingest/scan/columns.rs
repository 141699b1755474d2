//! Two columns side by side, as the header and the signature of a document have them: the left one is read first.

use super::lines::Line;
use super::paragraphs::is_label;

/// Most heights of a line between two rows of one zone: the room for a signature.
const ROOM: i32 = 12;
/// Fewest heights of a line that part two columns.
const GUTTER: i32 = 1;

/// A stretch of a page.
#[derive(Debug)]
pub(super) enum Zone {
    /// Lines of one column, from top to bottom.
    Column(Vec<Line>),
    /// A row of a table: its lines from left to right.
    Row(Vec<Line>),
}

/// Cuts a page's rows into zones in reading order.
pub(super) fn zones(rows: Vec<Vec<Line>>, width: i32, height: i32) -> Vec<Zone> {
    let mut zones = Vec::new();
    let mut rest = rows.into_iter().peekable();
    let mut plain = Vec::new();
    while let Some(row) = rest.next() {
        let row = labelled(row);
        let Some(mut pair) = Pair::start(&row, width) else {
            match <[Line; 1]>::try_from(row) {
                Ok([line]) => plain.push(line),
                Err(row) => {
                    zones.push(Zone::Column(std::mem::take(&mut plain)));
                    zones.push(Zone::Row(row));
                }
            }
            continue;
        };
        let mut own = vec![row];
        while let Some(next) = rest.next_if(|next| pair.takes(next, own.last(), height)) {
            own.push(next);
        }
        let below = own.split_off(pair.end(&own));
        let (left, right): (Vec<Line>, Vec<Line>) = own.into_iter().flatten().partition(|line| pair.is_left(line));
        zones.push(Zone::Column(std::mem::take(&mut plain)));
        zones.push(Zone::Column(left));
        zones.push(Zone::Column(right));
        plain.extend(below.into_iter().flatten());
    }
    zones.push(Zone::Column(plain));
    zones
}

/// Puts the label of an item and its text together: between them is a wide gap, too.
fn labelled(mut row: Vec<Line>) -> Vec<Line> {
    if let [label, text] = row.as_mut_slice()
        && let [word] = label.words.as_slice()
        && is_label(&word.text)
    {
        label.words.append(&mut text.words);
        label.right = text.right;
        label.top = label.top.min(text.top);
        label.bottom = label.bottom.max(text.bottom);
        row.truncate(1);
    }
    row
}

/// Two columns, by what parts them.
#[derive(Debug, Clone, Copy)]
struct Pair {
    /// Right edge of the left column.
    from: i32,
    /// Left edge of the right column.
    to: i32,
}

impl Pair {
    /// Returns the columns that a row of two lines begins; the gap must lie about the middle of the page.
    fn start(row: &[Line], width: i32) -> Option<Self> {
        let [left, right] = row else { return None };
        let middle = i32::midpoint(left.right, right.left);
        let wide = left.right - left.left > width / 20;
        (wide && middle > width / 4 && middle < width * 3 / 4).then_some(Self { from: left.right, to: right.left })
    }

    fn is_left(self, line: &Line) -> bool {
        i32::midpoint(line.left, line.right) < i32::midpoint(self.from, self.to)
    }

    /// Returns how many of the rows stand in the columns: left lines after the last right one are the text below, unless
    /// they go on with a list, as that of the recipients beside a signature.
    fn end(self, rows: &[Vec<Line>]) -> usize {
        let last = rows.iter().rposition(|row| row.len() > 1 || row.iter().any(|line| !self.is_left(line)));
        let end = last.map_or(rows.len(), |last| last + 1);
        let next = rows.get(end).and_then(|row| row.first()?.words.first());
        if next.is_some_and(|word| word.text.starts_with('-')) { rows.len() } else { end }
    }

    /// Returns whether the next row keeps to the columns, which become so much nearer to each other.
    fn takes(&mut self, row: &[Line], above: Option<&Vec<Line>>, height: i32) -> bool {
        let bottom = above.into_iter().flatten().map(|line| line.bottom).max().unwrap_or(0);
        let mut narrowed = *self;
        for line in row {
            if self.is_left(line) {
                narrowed.from = narrowed.from.max(line.right);
            } else {
                narrowed.to = narrowed.to.min(line.left);
            }
        }
        let fits = row.len() <= 2
            && row.iter().all(|line| line.top - bottom < ROOM * height)
            && narrowed.to - narrowed.from >= GUTTER * height;
        if fits {
            *self = narrowed;
        }
        fits
    }
}
