//! An audit for the terminal.

use std::io::{self, Write};

use super::columns::{relation, sheets};
use crate::audit::{Audit, Found, Side};
use crate::rules::{Lang, written_day};

/// So many rows of a list are printed; the other formats have all.
const SHOWN: usize = 20;

/// Writes what was found: the overlaps with both passages, the other lists a line a row.
///
/// # Errors
/// `out` cannot be written.
pub fn text(audit: &Audit, lang: Lang, out: &mut impl Write) -> io::Result<()> {
    let alarms: Vec<&Found> = audit.overlaps.iter().filter(|found| found.code.is_some()).collect();
    match lang {
        Lang::Vi => writeln!(
            out,
            "{} văn bản, {} nhiệm vụ; ngày xét {}",
            audit.documents,
            audit.tasks,
            written_day(audit.as_of)
        )?,
        Lang::En => {
            writeln!(out, "{} documents, {} tasks; as of {}", audit.documents, audit.tasks, written_day(audit.as_of))?;
        }
    }
    if let Some(repeal) = &audit.if_repealed {
        let (known, touched) = (repeal.documents.join(", "), repeal.affected.len());
        let words = match lang {
            Lang::Vi if repeal.documents.is_empty() => format!("không có {} trong sổ và danh mục", repeal.number),
            Lang::Vi => format!("nếu {known} hết hiệu lực: {touched} văn bản bị ảnh hưởng"),
            Lang::En if repeal.documents.is_empty() => format!("no {} in the registry or the list", repeal.number),
            Lang::En => format!("if {known} is repealed: {touched} documents are touched"),
        };
        writeln!(out, "{words}")?;
    }
    for (at, sheet) in sheets(audit, lang).into_iter().enumerate() {
        if sheet.rows.is_empty() {
            continue;
        }
        writeln!(out, "\n{} ({})\n  {}", sheet.title, sheet.rows.len(), sheet.note)?;
        let overlaps = at == usize::from(audit.if_repealed.is_some());
        if overlaps {
            alarms.iter().take(SHOWN).try_for_each(|found| overlap(found, lang, out))?;
        } else {
            for row in sheet.rows.iter().take(SHOWN) {
                let cells: Vec<String> = row
                    .iter()
                    .filter(|cell| !cell.is_empty())
                    .map(|cell| crate::report::document::one_line(cell, 70))
                    .collect();
                writeln!(out, "  - {}", cells.join(" · "))?;
            }
        }
        if let more @ 1.. = sheet.rows.len().saturating_sub(SHOWN) {
            match lang {
                Lang::Vi => writeln!(out, "  … còn {more}, xem --format xlsx, html hoặc json")?,
                Lang::En => writeln!(out, "  … {more} more, see --format xlsx, html or json")?,
            }
        }
    }
    Ok(())
}

fn overlap(found: &Found, lang: Lang, out: &mut impl Write) -> io::Result<()> {
    let code = found.code.unwrap_or_default();
    writeln!(out, "\n  {code} {} {:.0} % – {}", relation(found.relation, lang), found.score * 100.0, found.message)?;
    found.tasks.iter().try_for_each(|side| task(side, out))?;
    let both = match lang {
        Lang::Vi => "cùng nói",
        Lang::En => "both say",
    };
    writeln!(out, "    {both}: {}", found.shared.join(", "))
}

fn task(side: &Side, out: &mut impl Write) -> io::Result<()> {
    let due = side.due.map(|day| format!(", {}", written_day(day))).unwrap_or_default();
    let words = crate::report::document::one_line(&side.text, 160);
    writeln!(out, "    {} [{}] «{words}» – {}{due}", side.label(), side.path, side.lead.join(", "))
}
