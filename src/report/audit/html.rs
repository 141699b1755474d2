//! An audit as one web page without scripts: a heat map of units and lines of work, and the lists.

use std::io::{self, Write};

use super::columns::sheets;
use crate::audit::{Audit, Matrix};
use crate::rules::{Lang, written_day};

/// The looks: five shades, dark words on light ground throughout; a number stands in every cell, so that no meaning is in
/// colour alone.
const STYLE: &str = "body{font:16px/1.5 'Segoe UI',Arial,sans-serif;margin:2rem auto;max-width:80rem;padding:0 1rem;color:#1a1a1a}\
table{border-collapse:collapse;margin:.5rem 0 2rem;font-size:14px}\
caption{text-align:left;font-weight:600;padding:.3rem 0}\
th,td{border:1px solid #999;padding:.3rem .5rem;vertical-align:top;text-align:left}\
thead th{background:#eee;position:sticky;top:0}\
.wide{overflow-x:auto}td.n{text-align:center}\
.h1{background:#fff3d6}.h2{background:#ffe0a3}.h3{background:#ffc46b}.h4{background:#ff9f4a}\
nav a{margin-right:1rem}p.note{color:#444}\
@media print{thead th{position:static}}";

/// Lines of work that the heat map shows; the workbook has all.
const COLUMNS: usize = 14;

/// Writes the page.
///
/// # Errors
/// `out` cannot be written.
pub fn html(audit: &Audit, lang: Lang, out: &mut impl Write) -> io::Result<()> {
    let (code, title, counts, heat) = match lang {
        Lang::Vi => (
            "vi",
            "Rà soát sổ đăng ký văn bản",
            format!("{} văn bản, {} nhiệm vụ, ngày xét {}.", audit.documents, audit.tasks, written_day(audit.as_of)),
            "Đơn vị và mảng việc",
        ),
        Lang::En => (
            "en",
            "Audit of the registry",
            format!("{} documents, {} tasks, as of {}.", audit.documents, audit.tasks, written_day(audit.as_of)),
            "Units and lines of work",
        ),
    };
    writeln!(
        out,
        "<!doctype html>\n<html lang=\"{code}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" \
         content=\"width=device-width\"><title>{title}</title><style>{STYLE}</style></head><body>\n<h1>{title}</h1>\n<p>{counts}</p>"
    )?;
    let sheets = sheets(audit, lang);
    writeln!(out, "<nav aria-label=\"{title}\"><a href=\"#heat\">{heat}</a>")?;
    for (at, sheet) in sheets.iter().enumerate().filter(|(_, sheet)| !sheet.rows.is_empty()) {
        writeln!(out, "<a href=\"#s{at}\">{} ({})</a>", sheet.title, sheet.rows.len())?;
    }
    writeln!(out, "</nav>\n<h2 id=\"heat\">{heat}</h2>")?;
    heat_map(&audit.matrix, lang, out)?;
    for (at, sheet) in sheets.iter().enumerate().filter(|(_, sheet)| !sheet.rows.is_empty()) {
        writeln!(out, "<h2 id=\"s{at}\">{}</h2>\n<p class=\"note\">{}</p>", sheet.title, sheet.note)?;
        writeln!(
            out,
            "<div class=\"wide\"><table><caption>{} ({})</caption><thead><tr>",
            sheet.title,
            sheet.rows.len()
        )?;
        for head in &sheet.heads {
            write!(out, "<th scope=\"col\">{head}</th>")?;
        }
        writeln!(out, "</tr></thead><tbody>")?;
        for row in &sheet.rows {
            write!(out, "<tr>")?;
            row.iter().try_for_each(|cell| write!(out, "<td>{}</td>", escaped(cell)))?;
            writeln!(out, "</tr>")?;
        }
        writeln!(out, "</tbody></table></div>")?;
    }
    writeln!(out, "</body></html>")
}

/// The shade tells overlaps, the first number tasks, the one behind it overlaps.
fn heat_map(matrix: &Matrix, lang: Lang, out: &mut impl Write) -> io::Result<()> {
    let (note, unit, cell) = match lang {
        Lang::Vi => (
            "Số nhiệm vụ mỗi đơn vị chủ trì; sau dấu ! là số nghi vấn trùng lặp. Ô càng đậm càng nhiều nghi vấn.",
            "Đơn vị",
            "nghi vấn",
        ),
        Lang::En => {
            ("Tasks that each unit leads; behind ! suspected overlaps. Darker: more of them.", "Unit", "overlaps")
        }
    };
    writeln!(
        out,
        "<p class=\"note\" id=\"heat-note\">{note}</p>\n<div class=\"wide\"><table aria-describedby=\"heat-note\"><thead><tr><th scope=\"col\">{unit}</th>"
    )?;
    for line in matrix.lines.iter().take(COLUMNS) {
        write!(out, "<th scope=\"col\">{}</th>", escaped(line))?;
    }
    writeln!(out, "</tr></thead><tbody>")?;
    for row in &matrix.units {
        let place = escaped(&row.territory);
        write!(out, "<tr><th scope=\"row\">{} <small>({place})</small></th>", escaped(&row.unit))?;
        for (tasks, overlaps) in row.tasks.iter().zip(&row.overlaps).take(COLUMNS) {
            let shade = (*overlaps).min(4);
            match (tasks, overlaps) {
                (0, _) => write!(out, "<td class=\"n\"></td>")?,
                (tasks, 0) => write!(out, "<td class=\"n\">{tasks}</td>")?,
                (tasks, overlaps) => {
                    let label = format!("{tasks}, {overlaps} {cell}");
                    write!(out, "<td class=\"n h{shade}\" aria-label=\"{label}\">{tasks} !{overlaps}</td>")?;
                }
            }
        }
        writeln!(out, "</tr>")?;
    }
    writeln!(out, "</tbody></table></div>")
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
