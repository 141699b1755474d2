//! A dossier as one web page without scripts: the table of units and documents, then every entry.

use std::io::{self, Write};

use super::words::{NOTHING_KNOWN, entries, evidence, facts, is_astray, named, of_nothing_known, parent, state, title};
use crate::audit::dossier::{Dossier, Entry, State};
use crate::report::sheet::page::{self, Opening, escaped, linked};
use crate::report::sheet::{Both, day, said};
use crate::rules::Lang;

const TABLE: Both = ("Đơn vị và văn bản phải có", "Units and documents owed");

/// Writes the page.
///
/// # Errors
/// `out` cannot be written.
pub fn html(dossier: &Dossier, lang: Lang, out: &mut impl Write) -> io::Result<()> {
    let (title, facts, entries) = (title(dossier, lang), facts(dossier, lang), entries(dossier, lang));
    let parts =
        [("table".to_owned(), said(TABLE, lang), None), ("list".to_owned(), entries.title, Some(entries.rows.len()))];
    page::open(&Opening { title: &title, facts: &facts, parts: &parts, style: "" }, lang, out)?;
    let note = (
        "Mỗi ô: kết quả, văn bản, ngày ban hành. Ô trống là đơn vị không phải có văn bản ấy.",
        "Each cell: state, document, day of issue. An empty cell: the unit does not owe it.",
    );
    page::part("table", said(TABLE, lang), said(note, lang), out)?;
    let mut heads = vec![said(("Đơn vị", "Unit"), lang)];
    heads.extend(dossier.items.iter().map(|item| named(&item.name, lang)));
    page::table_head("matrix", &title, &heads, out)?;
    writeln!(out, "<tbody role=\"rowgroup\">")?;
    for unit in dossier.units.iter().filter(|unit| !unit.is_unknown()) {
        write!(out, "<tr role=\"row\"><th scope=\"row\" role=\"rowheader\">{}</th>", escaped(&unit.name))?;
        for entry in &unit.entries {
            match entry {
                Some(entry) => cell(entry, lang, out)?,
                None => write!(out, "<td role=\"cell\"></td>")?,
            }
        }
        writeln!(out, "</tr>")?;
    }
    writeln!(out, "</tbody></table></div>")?;
    let unknown = of_nothing_known(dossier);
    if !unknown.is_empty() {
        let (words, names) = (said(NOTHING_KNOWN, lang), escaped(&unknown.join("; ")));
        writeln!(out, "<p>{words} ({}): {names}.</p>", unknown.len())?;
    }
    page::list("list", &entries, out)?;
    page::close(page::FROM_REGISTRY, lang, out)
}

fn cell(entry: &Entry, lang: Lang, out: &mut impl Write) -> io::Result<()> {
    let class = match entry.state {
        _ if is_astray(entry) => "s2",
        State::Issued => "good",
        State::Late => "s1",
        State::Missing => "bad",
        State::Pending => "wait",
        State::Unknown => "none",
    };
    write!(out, "<td class=\"{class}\" role=\"cell\">{}", escaped(&state(entry, lang)))?;
    if let Some(first) = entry.documents.first() {
        write!(out, "<br>{}<br><small>{}</small>", linked(&evidence(entry)), day(first.issued))?;
    }
    if is_astray(entry) {
        write!(out, "<br><small>{}</small>", escaped(&parent(entry, lang)))?;
    }
    write!(out, "</td>")
}
