//! A dossier for the terminal.

use std::io::{self, Write};

use super::words::{NOTHING_KNOWN, facts, is_astray, named, of_nothing_known, parent, state, state_word, title};
use crate::audit::dossier::{Dossier, Entry, State};
use crate::lexicon::Verified;
use crate::report::sheet::said;
use crate::rules::{Lang, written_day};

/// Writes the dossier, a block a unit, a line a document.
///
/// # Errors
/// `out` cannot be written.
pub fn text(dossier: &Dossier, lang: Lang, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "{}", title(dossier, lang))?;
    facts(dossier, lang).iter().try_for_each(|fact| writeln!(out, "{fact}"))?;
    let widest = dossier.items.iter().map(|item| named(&item.name, lang).chars().count()).max().unwrap_or_default();
    for unit in dossier.units.iter().filter(|unit| !unit.is_unknown()) {
        writeln!(out, "\n{}", unit.name)?;
        for (item, entry) in dossier.items.iter().zip(&unit.entries) {
            let Some(entry) = entry.as_ref().filter(|entry| entry.state != State::Unknown) else { continue };
            writeln!(out, "  {:widest$}  {}", named(&item.name, lang), line(entry, lang))?;
        }
        let owed = dossier.items.iter().zip(&unit.entries);
        let unknown = owed.filter(|(_, entry)| entry.as_ref().is_some_and(|entry| entry.state == State::Unknown));
        let unknown: Vec<&str> = unknown.map(|(item, _)| named(&item.name, lang)).collect();
        if !unknown.is_empty() {
            writeln!(out, "  {}: {}", said(state_word(State::Unknown), lang), unknown.join(", "))?;
        }
    }
    let unknown = of_nothing_known(dossier);
    if !unknown.is_empty() {
        writeln!(out, "\n{} ({}): {}", said(NOTHING_KNOWN, lang), unknown.len(), unknown.join("; "))?;
    }
    let entries = || dossier.units.iter().flat_map(|unit| unit.entries.iter().flatten());
    if entries().any(|entry| entry.verified == Some(Verified::Memory)) {
        let note = (
            "* mốc theo trí nhớ, chưa đối chiếu văn bản; đơn vị ghi mốc của mình vào dossiers/*.toml trong thư mục --rules",
            "* a day from memory, not verified; an office states its own in dossiers/*.toml of its --rules folder",
        );
        writeln!(out, "\n{}", said(note, lang))?;
    }
    Ok(())
}

fn line(entry: &Entry, lang: Lang) -> String {
    let mut parts = vec![state(entry, lang)];
    if let Some(one) = entry.documents.first() {
        let day = one.issued.map(|day| format!(" ({})", written_day(day))).unwrap_or_default();
        let more = entry.documents.len() - 1;
        let more = if more > 0 { format!(" +{more}") } else { String::new() };
        parts.push(format!("{}{day}{more}", one.label));
    }
    if let Some(due) = entry.due {
        let mark = if entry.verified == Some(Verified::Memory) { "*" } else { "" };
        parts.push(format!("{} {}{mark}", said(("hạn", "due"), lang), written_day(due)));
    }
    let rests = parent(entry, lang);
    if is_astray(entry) {
        parts.push(rests);
    } else if !rests.is_empty() {
        parts.push(format!("{} {rests}", said(("căn cứ", "rests on:"), lang)));
    }
    parts.join(" · ")
}
