//! An audit as one web page without scripts: a heat map of units and lines of work, and the lists.

use std::io::{self, Write};

use super::columns::{Columns, alarms, relation, settled_words};
use super::{facts, frames, title};
use crate::audit::{Audit, Found, Matrix, Row, Side};
use crate::report::figure::Address;
use crate::report::sheet::page::{self, Opening, escaped, linked};
use crate::report::sheet::{Both, day, said};
use crate::rules::Lang;

/// Lines of work that the heat map shows; the workbook has all.
const COLUMNS: usize = 14;
const HEAT: Both = ("Đơn vị và mảng việc", "Units and lines of work");

/// Writes the page.
///
/// # Errors
/// `out` cannot be written.
pub fn html(audit: &Audit, lang: Lang, out: &mut impl Write) -> io::Result<()> {
    let columns = Columns::new(audit, lang);
    let sheets = columns.sheets();
    let full = || sheets.iter().enumerate().filter(|(_, sheet)| !sheet.rows.is_empty());
    let mut parts: Vec<(String, &str, Option<usize>)> =
        full().map(|(at, sheet)| (format!("s{at}"), sheet.title, Some(sheet.rows.len()))).collect();
    parts.push(("heat".to_owned(), said(HEAT, lang), Some(audit.matrix.units.len())));
    let facts = facts(audit, lang);
    page::open(&Opening { title: said(title(), lang), facts: &facts, parts: &parts, style: "" }, lang, out)?;
    let overlaps = said(frames::OVERLAPS.title, lang);
    for (at, sheet) in full() {
        let id = format!("s{at}");
        if sheet.title == overlaps {
            pairs(&id, &alarms(audit), &columns, lang, out)?;
        } else {
            page::list(&id, sheet, out)?;
        }
    }
    heat_map(audit, &columns, lang, out)?;
    page::close(page::FROM_REGISTRY, lang, out)
}

/// One list of an audit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct List {
    /// Its title.
    pub title: &'static str,
    /// What it tells and how far it can be relied on.
    pub note: &'static str,
    /// How many rows it has.
    pub rows: usize,
}

/// Returns all lists of an audit, also the empty ones.
#[must_use]
pub fn lists(audit: &Audit, lang: Lang) -> Vec<List> {
    let sheets = Columns::new(audit, lang).sheets().into_iter();
    sheets.map(|sheet| List { title: sheet.title, note: sheet.note, rows: sheet.rows.len() }).collect()
}

/// Writes the list at a place of [`lists`], its first `most` rows, as part of a page; names of documents lead where
/// `address` says, a path whose letters are not yet written as bytes.
///
/// # Errors
/// `out` cannot be written.
pub fn list(
    audit: &Audit,
    at: usize,
    most: usize,
    lang: Lang,
    address: &Address<'_>,
    out: &mut impl Write,
) -> io::Result<()> {
    let columns = Columns::leading(audit, lang, address);
    let Some(mut sheet) = columns.sheets().into_iter().nth(at) else { return Ok(()) };
    if sheet.title == said(frames::OVERLAPS.title, lang) {
        let found: Vec<&Found> = alarms(audit).into_iter().take(most).collect();
        return pairs("danh-sach", &found, &columns, lang, out);
    }
    sheet.rows.truncate(most);
    page::list("danh-sach", &sheet, out)
}

/// Writes the overlaps, each as a group of rows: both tasks under one another, and the words that decided.
fn pairs(id: &str, found: &[&Found], columns: &Columns<'_>, lang: Lang, out: &mut impl Write) -> io::Result<()> {
    let title = said(frames::OVERLAPS.title, lang);
    page::part(id, title, said(frames::OVERLAPS.note, lang), out)?;
    let heads = [("Văn bản", "Document"), ("Nhiệm vụ", "Task"), ("Chủ trì", "Lead"), ("Hạn", "Due")]
        .map(|head| said(head, lang));
    page::table_head("list", &format!("{title} ({})", found.len()), &heads, out)?;
    for found in found {
        let (code, what) = (found.code.unwrap_or_default(), relation(found.relation, lang));
        let head = format!("{code} · {what} · {:.0} %", found.score * 100.0);
        writeln!(
            out,
            "<tbody role=\"rowgroup\"><tr role=\"row\"><th class=\"group\" colspan=\"4\" scope=\"rowgroup\" role=\"rowheader\">\
             {head}<br><small>{}</small></th></tr>",
            escaped(&found.message)
        )?;
        for side in &found.tasks {
            task(side, columns, &heads, out)?;
        }
        let both = said(("Cùng nói", "Both say"), lang);
        write!(out, "<tr role=\"row\"><td colspan=\"4\" role=\"cell\">{both}: {}", escaped(&found.shared.join(", ")))?;
        if let Some(settled) = &found.settled {
            write!(out, "<br>{}", escaped(&settled_words(settled, lang)))?;
        }
        writeln!(out, "</td></tr></tbody>")?;
    }
    writeln!(out, "</table></div>")
}

fn task(side: &Side, columns: &Columns<'_>, heads: &[&str; 4], out: &mut impl Write) -> io::Result<()> {
    let issuer = columns.issuer(side);
    let document = format!("{}<br><small>{}</small>", linked(&columns.giver(side)), escaped(issuer));
    let cells = [document, escaped(&side.text), escaped(&side.lead.join("; ")), day(side.due)];
    write!(out, "<tr role=\"row\">")?;
    for (head, cell) in heads.iter().zip(cells) {
        write!(out, "<td role=\"cell\" data-head=\"{head}\">{cell}</td>")?;
    }
    writeln!(out, "</tr>")
}

/// The shade tells overlaps, the first number tasks, the words below it overlaps.
fn heat_map(audit: &Audit, columns: &Columns<'_>, lang: Lang, out: &mut impl Write) -> io::Result<()> {
    let matrix = &audit.matrix;
    let note = (
        "Mỗi ô là số nhiệm vụ đơn vị chủ trì trong mảng việc ấy; dòng dưới là số nghi vấn trùng lặp, ô càng đậm càng nhiều.",
        "Each cell counts the tasks that the unit leads in that line of work; below it the suspected overlaps, darker for more.",
    );
    page::part("heat", said(HEAT, lang), said(note, lang), out)?;
    let mut heads = vec![said(("Đơn vị", "Unit"), lang)];
    heads.extend(matrix.lines.iter().take(COLUMNS).map(String::as_str));
    page::table_head("matrix", &caption(matrix, lang), &heads, out)?;
    for place in matrix.units.chunk_by(|one, other| one.territory == other.territory) {
        let name = place.first().map(|row| columns.place(&row.territory)).unwrap_or_default();
        writeln!(
            out,
            "<tbody role=\"rowgroup\"><tr role=\"row\"><th class=\"group\" colspan=\"{}\" scope=\"rowgroup\" role=\"rowheader\">{}</th></tr>",
            heads.len(),
            escaped(&name)
        )?;
        place.iter().try_for_each(|row| unit(row, lang, out))?;
        writeln!(out, "</tbody>")?;
    }
    writeln!(out, "</table></div>")
}

fn caption(matrix: &Matrix, lang: Lang) -> String {
    let (units, all, shown) = (matrix.units.len(), matrix.lines.len(), matrix.lines.len().min(COLUMNS));
    match lang {
        Lang::Vi => format!("{units} đơn vị, {shown} trong {all} mảng việc có nhiều nhiệm vụ nhất"),
        Lang::En => format!("{units} units, the {shown} of {all} lines of work with most tasks"),
    }
}

fn unit(row: &Row, lang: Lang, out: &mut impl Write) -> io::Result<()> {
    write!(out, "<tr role=\"row\"><th scope=\"row\" role=\"rowheader\">{}</th>", escaped(&row.unit))?;
    for (tasks, overlaps) in row.tasks.iter().zip(&row.overlaps).take(COLUMNS) {
        let shade = (*overlaps).min(4);
        match (tasks, overlaps) {
            (0, _) => write!(out, "<td class=\"n\" role=\"cell\"></td>")?,
            (tasks, 0) => write!(out, "<td class=\"n\" role=\"cell\">{tasks}</td>")?,
            (tasks, overlaps) => {
                let word = said(("nghi vấn", "suspected"), lang);
                write!(out, "<td class=\"n s{shade}\" role=\"cell\">{tasks}<br><small>{overlaps} {word}</small></td>")?;
            }
        }
    }
    writeln!(out, "</tr>")
}
