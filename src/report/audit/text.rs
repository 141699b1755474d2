//! An audit for the terminal.

use std::io::{self, Write};

use super::columns::{Columns, alarms, relation, settled_words};
use super::{facts, frames};
use crate::audit::{Audit, Found, Side};
use crate::report::sheet::said;
use crate::rules::{Lang, written_day};

/// So many rows of a list are printed; the other formats have all.
const SHOWN: usize = 20;
/// So many characters of a cell.
const WIDE: usize = 90;

/// Writes what was found: the overlaps with both passages, the other lists a line a row.
///
/// # Errors
/// `out` cannot be written.
pub fn text(audit: &Audit, lang: Lang, out: &mut impl Write) -> io::Result<()> {
    facts(audit, lang).iter().try_for_each(|fact| writeln!(out, "{fact}"))?;
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
    let first = said(frames::OVERLAPS.title, lang);
    for sheet in Columns::new(audit, lang).sheets() {
        if sheet.rows.is_empty() {
            continue;
        }
        writeln!(out, "\n{} ({})\n  {}", sheet.title, sheet.rows.len(), sheet.note)?;
        if sheet.title == first {
            alarms(audit).into_iter().take(SHOWN).try_for_each(|found| overlap(found, lang, out))?;
        } else {
            for row in sheet.rows.iter().take(SHOWN) {
                let cells = row.iter().filter(|cell| !cell.text.is_empty());
                let cells: Vec<String> =
                    cells.map(|cell| crate::report::document::one_line(&cell.text, WIDE)).collect();
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
    writeln!(out, "    {}: {}", said(("cùng nói", "both say"), lang), found.shared.join(", "))?;
    found.settled.iter().try_for_each(|settled| writeln!(out, "    {}", settled_words(settled, lang)))
}

fn task(side: &Side, out: &mut impl Write) -> io::Result<()> {
    let due = side.due.map(|day| format!(", {}", written_day(day))).unwrap_or_default();
    let words = crate::report::document::one_line(&side.text, 160);
    writeln!(out, "    {} [{}] «{words}» – {}{due}", side.label(), side.path, side.lead.join(", "))
}
