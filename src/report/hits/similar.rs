//! What is like a document, for people: the documents, then its passages one by one.

use std::io::{self, Write};

use super::super::document::one_line;
use super::super::words::pick;
use super::text::{emphasised, head};
use crate::document::in_words;
use crate::rules::Lang;
use crate::search::{Alike, Similar, SimilarDocument};

/// Writes the documents that are like one, which of its passages are like which of theirs, and what they rest on.
///
/// # Errors
/// `out` cannot be written.
pub fn text(found: &Similar, lang: Lang, out: &mut impl Write) -> io::Result<()> {
    if found.hits.is_empty() {
        return writeln!(out, "{}", pick(lang, "không có văn bản nào giống", "no document is like it"));
    }
    for (at, hit) in found.hits.iter().enumerate() {
        document(at + 1, hit, lang, out)?;
    }
    if !found.passages.is_empty() {
        let title = pick(lang, "Từng phần giống phần nào của văn bản đã ban hành:", "Passage by passage:");
        writeln!(out, "\n{title}")?;
    }
    for passage in &found.passages {
        writeln!(out, "{}", place(&passage.provision, lang))?;
        for like in &passage.like {
            let number = like.number.as_deref().unwrap_or(&like.document);
            writeln!(out, "   {} {}, {}", percent(like.likeness), number, place(&like.other, lang))?;
            writeln!(out, "       {}", emphasised(&like.marked))?;
        }
    }
    if !found.bases.is_empty() {
        let title = pick(
            lang,
            "Gợi ý: các văn bản giống nhất căn cứ vào, mà văn bản này không nêu:",
            "A hint: what the most similar ones rest on and this one does not name:",
        );
        writeln!(out, "\n{title}")?;
    }
    for basis in &found.bases {
        writeln!(out, "   {} ({})", one_line(&basis.label, 80), basis.cited_by.join(", "))?;
    }
    Ok(())
}

fn document(at: usize, hit: &SimilarDocument, lang: Lang, out: &mut impl Write) -> io::Result<()> {
    head(at, &hit.document, lang, out)?;
    if !hit.document.marked.text.is_empty() {
        writeln!(out, "   {}", emphasised(&hit.document.marked))?;
    }
    let text = hit.text_likeness.map_or_else(
        || pick(lang, "chưa có toàn văn", "text not known").to_owned(),
        |text| format!("{} {}", pick(lang, "nội dung giống", "text alike"), percent(text)),
    );
    let title = pick(lang, "trích yếu giống", "title alike");
    writeln!(out, "   {title} {}, {text}", percent(hit.title_likeness))?;
    let pair = |alike: &Alike| {
        format!("{} ↔ {} {}", place(&alike.provision, lang), place(&alike.other, lang), percent(alike.likeness))
    };
    if !hit.passages.is_empty() {
        writeln!(out, "   {}", hit.passages.iter().map(pair).collect::<Vec<_>>().join(" · "))?;
    }
    writeln!(out, "   {}", hit.document.document)
}

/// Returns a passage's name.
fn place(path: &str, lang: Lang) -> String {
    match in_words(path) {
        name if name.is_empty() => pick(lang, "cả văn bản", "the whole text").to_owned(),
        name => name,
    }
}

fn percent(share: f32) -> String {
    format!("{:.0} %", share * 100.0)
}
