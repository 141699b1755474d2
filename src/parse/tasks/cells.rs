//! Tables of a plain text: rows with tabs or bars between cells, or every cell a line of its own, each row after its
//! ordinal.

use super::table::{Column, Grid, column_of, is_task_table};
use super::{Plan, timing, unit};
use crate::parse::label::roman_len;
use crate::parse::shape::{ends_open, ends_sentence, is_capitals, plain, starts_small};
use crate::text::{Format, Place, Span};

/// Cells that a header may have.
const HEADER: usize = 12;

/// Finds the task tables among the paragraphs of a plain text.
pub(super) fn grids(plan: &Plan<'_>) -> Vec<Grid> {
    if plan.source.format() != Format::Txt {
        return Vec::new();
    }
    let Some(begin) = plan.paragraphs.first().map(|paragraph| paragraph.span.start) else { return Vec::new() };
    let lines = lines(plan, begin);
    let mut found = lined(plan, begin);
    let mut at = 0;
    while at < lines.len() {
        if let Some((grid, next)) = grid(plan, &lines, at) {
            found.push(grid);
            at = next.max(at + 1);
        } else {
            at += 1;
        }
    }
    found
}

/// Finds the tables whose rows are lines with tabs or bars between the cells.
fn lined(plan: &Plan<'_>, begin: usize) -> Vec<Grid> {
    let mut found: Vec<Grid> = Vec::new();
    let mut open = false;
    for block in plan.source.blocks().iter().filter(|block| block.span.start >= begin) {
        let line = plan.source.slice(block.span);
        if open && is_rule(line) {
            continue;
        }
        let cells = cells_of(line, block.span.start);
        let columns: Vec<Column> = cells.iter().map(|cell| column_of(plan.words(*cell))).collect();
        if is_task_table(plan, &columns) {
            found.push(Grid { span: block.span, columns, rows: Vec::new() });
            open = true;
        } else if let Some(grid) = found.last_mut().filter(|_| open && cells.len() > 1) {
            grid.span.end = block.span.end;
            grid.rows.push(cells);
        } else {
            open = false;
        }
    }
    found.retain(|grid| !grid.rows.is_empty());
    found
}

/// Returns the cells of a line: `| 1 | Rà soát | Sở Nội vụ |`, or with tabs between them.
fn cells_of(line: &str, start: usize) -> Vec<Span> {
    let barred = line.trim().strip_prefix('|').and_then(|line| line.strip_suffix('|'));
    let (row, mark) = barred.map_or((line, '\t'), |row| (row, '|'));
    let mut from = start + if barred.is_some() { line.find('|').map_or(0, |at| at + 1) } else { 0 };
    row.split(mark)
        .map(|cell| {
            let blanks = cell.len() - cell.trim_start().len();
            let span = Span::new(from + blanks, from + blanks + cell.trim().len());
            from += cell.len() + mark.len_utf8();
            span
        })
        .collect()
}

/// Returns whether the line is the rule under the header of a table with bars: `|---|---|`.
fn is_rule(line: &str) -> bool {
    line.contains('|') && line.contains('-') && line.chars().all(|c| matches!(c, '|' | '-' | ':' | '+' | ' '))
}

struct Line<'t> {
    text: &'t str,
    span: Span,
}

/// Puts the lines of cells together: only words that must go on are joined, since a full cell is no full line.
fn lines<'t>(plan: &'t Plan<'_>, begin: usize) -> Vec<Line<'t>> {
    let mut spans: Vec<Span> = Vec::new();
    let mut before = "";
    for block in plan.source.blocks().iter().filter(|block| block.span.start >= begin && block.place == Place::Body) {
        let line = plan.source.slice(block.span).trim();
        // "Trước ngày" / "30/11/2025" is one cell, "và" / "3" is not.
        let cell = line.chars().any(char::is_alphabetic) || (ends_open(before) && line.len() > 3);
        // "… kinh tế số" ends a cell unless a number follows.
        let number = before.ends_with("số") && !line.starts_with(|c: char| c.is_ascii_digit());
        let goes_on = cell && ((starts_small(line) && !ends_sentence(before)) || (ends_open(before) && !number));
        match spans.last_mut() {
            Some(last) if goes_on && !before.is_empty() => last.end = block.span.end,
            _ if !line.is_empty() => spans.push(block.span),
            _ => {}
        }
        before = line;
    }
    spans.into_iter().map(|span| Line { text: plan.words(span).trim(), span }).collect()
}

/// The number of a row: `3`, `2.1` as two and one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Ordinal(u32, Option<u32>);

impl Ordinal {
    /// Reads a number that is nothing else.
    fn read(text: &str) -> Option<Self> {
        let text = text.trim_end_matches('.');
        let number = |digits: &str| digits.parse().ok().filter(|number| *number < 500);
        match text.split_once('.') {
            Some((first, second)) if text.len() < 6 => Some(Self(number(first)?, Some(number(second)?))),
            Some(_) => None,
            None => Some(Self(number(text)?, None)),
        }
    }

    /// Returns whether the number may be the row's after this one: a text that was cut may skip some, and the next group
    /// may count from one again.
    fn leads_to(self, next: Self) -> bool {
        let near = |from: u32, to: u32| (from + 1..from + 4).contains(&to);
        match (self.1, next.1) {
            (Some(minor), Some(other)) if next.0 == self.0 => near(minor, other),
            (_, Some(other)) => other == 1,
            (_, None) => next.0 == 1 || near(self.0, next.0),
        }
    }
}

impl Line<'_> {
    /// Returns the number of a row where the line is nothing else.
    fn ordinal(&self) -> Option<Ordinal> {
        Ordinal::read(self.text)
    }

    /// Returns whether the line is the mark of a group: `I`, `A`.
    fn is_group(&self) -> bool {
        let mark = self.text.trim_end_matches('.');
        roman_len(mark) == Some(mark.len()) || (mark.len() == 1 && mark.starts_with(|c: char| c.is_ascii_uppercase()))
    }
}

/// Reads a table whose header begins at `at`: the table and the first line after it.
fn grid(plan: &Plan<'_>, lines: &[Line<'_>], at: usize) -> Option<(Grid, usize)> {
    let first = lines.get(at)?;
    if !matches!(plain(first.text).as_str(), "tt" | "stt" | "so tt") {
        return None;
    }
    let header_end = (at + 1..(at + HEADER).min(lines.len()))
        .find(|&end| lines.get(end).is_some_and(|line| line.is_group() || line.ordinal().is_some_and(is_first)))?;
    let columns: Vec<Column> = lines.get(at..header_end)?.iter().map(|line| column_of(line.text)).collect();
    if !is_task_table(plan, &columns) {
        return None;
    }
    let (mut rows, mut next) = (Vec::new(), header_end);
    // The row before; none where any number may come, after the mark of a group or of something left out.
    let mut before: Option<Ordinal> = None;
    while let Some(line) = lines.get(next) {
        if let Some(ordinal) = line.ordinal().filter(|next| before.is_none_or(|before| before.leads_to(*next))) {
            let end = row_end(lines, next + 1, columns.len());
            rows.extend(row(plan, lines.get(next..end)?, &columns));
            before = Some(ordinal);
            next = end;
        } else if !line.text.chars().any(char::is_alphanumeric) {
            // "……" stands for rows left out: whatever number follows goes on.
            before = None;
            next += 1;
        } else if line.is_group() {
            before = None;
            next = row_end(lines, next + 1, 2);
        } else {
            break;
        }
    }
    let end = lines.get(next.max(1) - 1)?.span.end;
    (!rows.is_empty()).then(|| (Grid { span: Span::new(first.span.start, end), columns, rows }, next))
}

fn is_first(ordinal: Ordinal) -> bool {
    ordinal.0 == 1 && ordinal.1.is_none_or(|minor| minor == 1)
}

/// Returns where the row ends that begins before `from`: at the next ordinal, group mark or end of the table.
fn row_end(lines: &[Line<'_>], from: usize, columns: usize) -> usize {
    let most = from + columns + 6;
    (from..lines.len().min(most))
        .find(|&at| {
            lines.get(at).is_some_and(|line| {
                // "2025" is the time of a row, "3" the next row.
                line.ordinal().is_some() || line.is_group() || line.text.starts_with("Nơi nhận") || is_rest(line.text)
            })
        })
        .unwrap_or(lines.len().min(most))
}

/// Returns whether the line is the mark of something left out, or a heading of the text after the table.
fn is_rest(text: &str) -> bool {
    !text.chars().any(char::is_alphanumeric) || (is_capitals(text) && text.starts_with("PHỤ LỤC"))
}

/// Puts the lines of a row under the columns; lines too many belong to the task, lines too few lack at the end.
fn row(plan: &Plan<'_>, lines: &[Line<'_>], columns: &[Column]) -> Option<Vec<Span>> {
    let mut spans: Vec<Span> = lines.iter().map(|line| line.span).collect();
    let task = columns.iter().position(|column| *column == Column::Task)?;
    let lead = columns.iter().position(|column| *column == Column::Lead)?;
    let follows = lines.get(lead).is_some_and(|line| unit::begins(line.text));
    if lead == task + 1 && (spans.len() != columns.len() || !follows) {
        // The task's words end where the first unit stands.
        let named = (task + 1..lines.len()).find(|&at| lines.get(at).is_some_and(|line| unit::begins(line.text)))?;
        let end = spans.get(named - 1)?.end;
        spans.get_mut(task)?.end = end;
        spans.drain(task + 1..named);
    }
    let time = columns.iter().position(|column| *column == Column::Time);
    if let Some(time) = time.filter(|_| spans.len() < columns.len()) {
        // A column left empty before the time: the time is known by its own words.
        let is_time = |span: &Span| !timing::of_cell(plan.words(*span), None).is_empty();
        let found = (lead + 1..spans.len()).find(|&at| spans.get(at).is_some_and(is_time));
        while let Some(at) = found.filter(|&at| at < time && spans.len() < columns.len()) {
            let empty = spans.get(at).map(|span| Span::new(span.start, span.start))?;
            spans.insert(at, empty);
            if spans.iter().skip(lead + 1).position(is_time).is_some_and(|at| at + lead + 1 >= time) {
                break;
            }
        }
    }
    // Lines too many after the time are the last column's.
    if spans.len() > columns.len() {
        let end = spans.last()?.end;
        spans.truncate(columns.len());
        spans.last_mut()?.end = end;
    }
    (spans.len() > lead).then_some(spans)
}

#[cfg(test)]
mod tests {
    use super::{Ordinal, cells_of, is_rule};

    #[test]
    fn rows_count_on() {
        let ordinal = |text| Ordinal::read(text).unwrap();
        assert!(ordinal("1").leads_to(ordinal("2.")) && ordinal("4").leads_to(ordinal("1")));
        assert!(ordinal("1.1").leads_to(ordinal("1.2")) && ordinal("1.9").leads_to(ordinal("2.1")));
        assert!(!ordinal("1.1").leads_to(ordinal("2.5")) && !ordinal("3").leads_to(ordinal("30")));
        assert_eq!((Ordinal::read("2025"), Ordinal::read("1.311.038"), Ordinal::read("1.5%")), (None, None, None));
    }

    fn words(line: &str) -> Vec<&str> {
        cells_of(line, 0).into_iter().map(|span| &line[span.range()]).collect()
    }

    #[test]
    fn a_line_holds_cells_between_tabs_or_bars() {
        assert_eq!(words("1\tRà soát\t"), ["1", "Rà soát", ""]);
        assert_eq!(words(" | 1 | Rà soát |  | Sở Nội vụ |"), ["1", "Rà soát", "", "Sở Nội vụ"]);
        assert_eq!(words("Sở Nội vụ | Sở Tài chính"), ["Sở Nội vụ | Sở Tài chính"]);
    }

    #[test]
    fn a_rule_is_no_row() {
        assert!(is_rule("|---|:-:|"));
        assert!(!is_rule("| - | Rà soát |"));
        assert!(!is_rule("-------"));
    }
}
