//! Tasks in tables: one a row, by what the header row says of each column.

use super::cells;
use super::sentence::{amount, object};
use super::{Plan, targets, timing, unit};
use crate::document::{Slug, Task, UnitRef};
use crate::parse::one_line;
use crate::parse::shape::{is_capitals, plain};
use crate::text::{Span, Table};

/// What a column of a task table holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    Ordinal,
    Task,
    Lead,
    Support,
    Target,
    Time,
    Product,
    Amount,
    Other,
}

/// A table as rows of cells, whatever the file made of it.
pub(super) struct Grid {
    pub(super) span: Span,
    pub(super) columns: Vec<Column>,
    /// Data rows: the cells by column, a cell over several columns in each of them.
    pub(super) rows: Vec<Vec<Span>>,
}

/// Reads the tasks of all tables of the document.
pub(super) fn read(plan: &Plan<'_>) -> Vec<Task> {
    let mut grids: Vec<Grid> = plan.source.tables().iter().filter_map(|table| grid(plan, table)).collect();
    grids.extend(cells::grids(plan));
    grids.sort_by_key(|grid| grid.span.start);
    let mut tasks = Vec::new();
    let mut counted: Vec<String> = Vec::new();
    for grid in &grids {
        let place = plan.path_at(Span::new(grid.span.start, grid.span.start));
        counted.push(place.clone());
        let number = counted.iter().filter(|other| **other == place).count();
        let path = if place.is_empty() { format!("bang-{number}") } else { format!("{place}/bang-{number}") };
        for (at, row) in grid.rows.iter().enumerate() {
            tasks.extend(task(plan, grid, row, &format!("{path}/dong-{}", at + 1)));
        }
    }
    tasks
}

/// Reads a table of the file, where its header row names tasks and who does them.
fn grid(plan: &Plan<'_>, table: &Table) -> Option<Grid> {
    const HEADER_ROWS: usize = 4;
    let text = |row: usize, column: usize| table.at(row, column).map_or("", |cell| plan.source.slice(cell.span));
    let header = (0..table.rows.min(HEADER_ROWS)).find(|&row| {
        is_task_table(plan, &(0..table.columns).map(|column| column_of(text(row, column))).collect::<Vec<_>>())
    })?;
    // A header of two rows: "Thời gian" over "Bắt đầu", "Kết thúc".
    let under = table.cells.iter().filter(|cell| cell.row == header).map(|cell| cell.row_span).max().unwrap_or(1);
    let columns = (0..table.columns).map(|column| column_of(text(header, column))).collect();
    let first = header + under.max(1);
    let rows = rows(table).into_iter().skip(first).collect();
    Some(Grid { span: table.span, columns, rows })
}

/// Returns the spans of all rows by column, merged cells in each place that they cover, an empty span where none is.
fn rows(table: &Table) -> Vec<Vec<Span>> {
    /// No plan has more places; a file made to exhaust memory may.
    const PLACES: usize = 2_000_000;
    if table.rows.saturating_mul(table.columns) > PLACES {
        return Vec::new();
    }
    let empty = Span::new(table.span.start, table.span.start);
    let mut rows = vec![vec![empty; table.columns]; table.rows];
    for cell in &table.cells {
        for row in rows.iter_mut().skip(cell.row).take(cell.row_span) {
            for place in row.iter_mut().skip(cell.column).take(cell.column_span) {
                *place = cell.span;
            }
        }
    }
    rows
}

/// Returns whether the columns are those of a task table: what is done, and who does it or is visited. A plan of inspections says
/// in its title what is done, and in its table only who is visited when.
pub(super) fn is_task_table(plan: &Plan<'_>, columns: &[Column]) -> bool {
    let has = |column| columns.contains(&column);
    let visits = has(Column::Target) && has(Column::Time);
    visits && (has(Column::Task) || plan.inspection().is_some()) || has(Column::Task) && has(Column::Lead)
}

/// Tells what a column holds by the words of its header.
pub(super) fn column_of(header: &str) -> Column {
    let words = plain(header);
    let has = |phrases: &[&str]| phrases.iter().any(|phrase| words.contains(phrase));
    if words.is_empty() || words.split(' ').nth(14).is_some() {
        return Column::Other;
    }
    if matches!(words.as_str(), "tt" | "stt" | "so tt" | "so thu tu") {
        return Column::Ordinal;
    }
    if has(&["phoi hop"]) {
        return Column::Support;
    }
    if has(&["duoc kiem tra", "duoc thanh tra", "doi tuong", "ten doanh nghiep"]) {
        return Column::Target;
    }
    if has(&[
        "chu tri",
        "phu trach",
        "co quan thuc hien",
        "don vi thuc hien",
        "nguoi thuc hien",
        "trach nhiem",
        "dau moi",
        "phong thuc hien",
        "bo phan thuc hien",
        "phan cong",
        "don vi tham muu",
        "co quan tham muu",
    ]) {
        return Column::Lead;
    }
    if has(&["thoi gian", "thoi han", "tien do", "thoi diem", "hoan thanh", "lo trinh"]) {
        return Column::Time;
    }
    if has(&["san pham", "ket qua", "dau ra"]) {
        return Column::Product;
    }
    if has(&["kinh phi", "so tien", "du toan"]) {
        return Column::Amount;
    }
    if has(&["nhiem vu", "noi dung", "cong viec", "hoat dong", "ten viec"]) {
        return Column::Task;
    }
    Column::Other
}

/// Makes the task of one data row; a row that only heads a group is none.
fn task(plan: &Plan<'_>, grid: &Grid, row: &[Span], path: &str) -> Option<Task> {
    let cell = |wanted: Column| {
        let at = grid.columns.iter().position(|column| *column == wanted)?;
        row.get(at).map(|span| (*span, one_line(plan.words(*span)))).filter(|(_, text)| !text.is_empty())
    };
    let visits = grid.columns.contains(&Column::Target);
    let inspection = plan.inspection().filter(|_| visits);
    let (task_span, text) = match &inspection {
        Some((_, title)) if !grid.columns.contains(&Column::Task) => (cell(Column::Target)?.0, title.clone()),
        _ => cell(Column::Task)?,
    };
    let (lead_span, lead_text) = cell(Column::Lead).unzip();
    // One cell over all columns, or a heading in capitals without a unit: a group, not a task.
    if lead_span == Some(task_span) || is_heading(&text, lead_text.as_deref()) {
        return None;
    }
    let lead = lead_text.map(|lead| units(plan, &lead)).unwrap_or_default();
    let targets = cell(Column::Target).map(|(_, text)| units(plan, &targets::written_out(&text))).unwrap_or_default();
    let lead = if lead.is_empty() && !targets.is_empty() { issuer(plan) } else { lead };
    if lead.is_empty() {
        return None;
    }
    let timing = cell(Column::Time).map(|(_, text)| timing::of_cell(&text, plan.year)).unwrap_or_default();
    let timing = if timing.is_empty() { timing::of_sentence(&text, plan.year) } else { timing };
    let action = plan.lexicon.action_in(&text);
    let filled = || row.iter().filter(|span| !span.is_empty());
    let start = filled().map(|span| span.start).min()?;
    let end = filled().map(|span| span.end).max()?;
    Some(Task {
        span: Span::new(start, end),
        path: path.to_owned(),
        action: inspection.map(|(action, _)| action).or_else(|| action.map(|action| action.id.clone())),
        object: object(&text, action.map(|action| action.words.as_slice())),
        lead,
        support: cell(Column::Support).map(|(_, text)| units(plan, &text)).unwrap_or_default(),
        targets,
        start: timing.start,
        due: timing.due,
        recurrence: timing.recurrence,
        product: cell(Column::Product).map(|(_, text)| text),
        amount: cell(Column::Amount).map(|(_, text)| text).or_else(|| amount(&text)),
        text: text.trim_end_matches(['.', ';']).to_owned(),
    })
}

fn is_heading(text: &str, lead: Option<&str>) -> bool {
    (is_capitals(text) && lead.is_none_or(|lead| lead == text)) || matches!(text, "(1)" | "(2)" | "1" | "2")
}

/// Reads the units of a cell: one a line, or parted as in a sentence.
fn units(plan: &Plan<'_>, text: &str) -> Vec<UnitRef> {
    let empty = text.chars().all(|c| !c.is_alphabetic());
    if empty { Vec::new() } else { unit::list(text, plan.lexicon, plan.near()) }
}

/// Returns the issuer as the unit that leads what no other unit is named for.
pub(super) fn issuer(plan: &Plan<'_>) -> Vec<UnitRef> {
    let Some(issuer) = plan.header.issuer.as_ref() else { return Vec::new() };
    let id = issuer.id.clone().or_else(|| Some(Slug::of(&issuer.text)));
    vec![UnitRef { text: issuer.text.clone(), id, territory: issuer.territory.clone() }]
}

#[cfg(test)]
mod tests {
    use super::{Column, column_of};

    #[test]
    fn headers_of_columns() {
        assert_eq!(column_of("Nội dung nhiệm vụ"), Column::Task);
        assert_eq!(column_of("Cơ quan chủ trì thực hiện"), Column::Lead);
        assert_eq!(column_of("Đơn vị phối hợp"), Column::Support);
        assert_eq!(column_of("Thời gian hoàn thành"), Column::Time);
        assert_eq!(column_of("Sản phẩm dự kiến"), Column::Product);
        assert_eq!(column_of("Đơn vị được kiểm tra"), Column::Target);
        assert_eq!(column_of("TT"), Column::Ordinal);
        assert_eq!(column_of("Ghi chú"), Column::Other);
    }
}
