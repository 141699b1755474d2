//! What was understood of a file, for people.

use std::io::{self, Write};

use super::words::pick;
use crate::document::{AuthorityRef, Document, Provision, Role, Task};
use crate::rules::{Lang, written_day};
use crate::text::Quality;

/// Writes one document: header, preamble, provisions, citations, tasks, signature, and what was not understood.
///
/// # Errors
/// `out` cannot be written.
pub fn write(document: &Document, lang: Lang, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "{}", document.path)?;
    header(document, lang, out)?;
    if !document.recitals.is_empty() {
        writeln!(out, "\n  {}", pick(lang, "Căn cứ", "Recitals"))?;
        for recital in &document.recitals {
            writeln!(out, "    {}", one_line(document.slice(recital.span), 110))?;
        }
    }
    if !document.provisions.is_empty() {
        writeln!(out, "\n  {}", pick(lang, "Bố cục", "Provisions"))?;
        for provision in &document.provisions {
            tree(provision, document, 2, out)?;
        }
    }
    if !document.citations.is_empty() {
        writeln!(out, "\n  {}", pick(lang, "Viện dẫn", "Citations"))?;
        for citation in &document.citations {
            writeln!(out, "    {:<11} {}", role(citation.role, lang), citation.text)?;
        }
    }
    if !document.tasks.is_empty() {
        writeln!(out, "\n  {}", pick(lang, "Nhiệm vụ", "Tasks"))?;
        for item in &document.tasks {
            task(item, lang, out)?;
        }
    }
    reading(document, lang, out)?;
    for skipped in &document.skipped {
        writeln!(out, "\n  {} {}: {}", pick(lang, "Không đọc", "Skipped"), skipped.part, skipped.reason)?;
    }
    for problem in &document.problems {
        writeln!(out, "\n  {} {}", pick(lang, "Lưu ý:", "Note:"), problem.message)?;
    }
    Ok(())
}

/// Says how the file was read where it was not read exactly, and who signed it electronically.
fn reading(document: &Document, lang: Lang, out: &mut impl Write) -> io::Result<()> {
    let quality = match document.quality {
        Quality::Exact => None,
        Quality::Reconstructed => Some(pick(lang, "dựng lại từ vị trí chữ trong tệp", "reconstructed from positions")),
        Quality::Ocr => {
            Some(pick(lang, "nhận dạng từ ảnh (OCR), cần đối chiếu bản gốc", "recognised from a picture (OCR)"))
        }
    };
    if let Some(quality) = quality {
        writeln!(out, "\n  {} {quality}", pick(lang, "Chất lượng đọc:", "Quality of reading:"))?;
    }
    for signature in &document.electronic_signatures {
        let covers = match signature.covers_whole {
            Some(true) => pick(lang, "phủ toàn bộ tệp", "covers the whole file"),
            Some(false) => pick(lang, "không phủ toàn bộ tệp", "does not cover the whole file"),
            None => pick(lang, "không rõ phạm vi", "coverage unknown"),
        };
        let unknown = pick(lang, "không rõ", "unknown");
        writeln!(
            out,
            "\n  {} {}, {}, {covers}, {}",
            pick(lang, "Chữ ký số:", "Electronic signature:"),
            signature.signer.as_deref().unwrap_or(unknown),
            signature.time.as_deref().unwrap_or(unknown),
            pick(lang, "chưa xác thực", "not verified"),
        )?;
    }
    Ok(())
}

fn header(document: &Document, lang: Lang, out: &mut impl Write) -> io::Result<()> {
    let header = &document.header;
    let mut line = |vi: &str, en: &str, value: Option<String>| match value {
        Some(value) => writeln!(out, "  {:<12} {value}", pick(lang, vi, en)),
        None => Ok(()),
    };
    line("Cấp trên", "Superior", header.superior.as_ref().map(authority))?;
    line("Cơ quan", "Issuer", header.issuer.as_ref().map(authority))?;
    line("Số, ký hiệu", "Number", header.number.as_ref().map(|number| number.key.clone()))?;
    line("Địa danh", "Place", header.place.as_ref().map(|place| place.text.clone()))?;
    line("Ngày", "Issued", header.issued.as_ref().map(|at| at.date.map_or_else(|| at.text.clone(), written_day)))?;
    line("Loại", "Kind", header.kind.as_ref().map(|kind| kind.id.to_string()))?;
    line("Trích yếu", "Title", header.title.as_ref().map(|title| one_line(&title.text, 110)))?;
    line("Thẩm quyền", "Enacted by", header.enacting.as_ref().map(authority))?;
    let effect = document.effective.as_ref().and_then(|effective| effective.date);
    line("Hiệu lực", "Effective", effect.map(written_day))?;
    let signature = document.signature.as_ref().map(|signature| {
        let parts = [&signature.authority, &signature.title, &signature.name];
        parts.into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join(" / ")
    });
    line("Ký", "Signed", signature)
}

fn authority(authority: &AuthorityRef) -> String {
    let known: Vec<&str> = [&authority.id, &authority.territory].into_iter().flatten().map(|id| &**id).collect();
    if known.is_empty() { authority.text.clone() } else { format!("{} [{}]", authority.text, known.join(", ")) }
}

fn tree(provision: &Provision, document: &Document, depth: usize, out: &mut impl Write) -> io::Result<()> {
    let words = match &provision.heading {
        Some(heading) => heading.clone(),
        None => document.slice(provision.span).trim_start_matches(provision.label.as_str()).trim().to_owned(),
    };
    writeln!(out, "{:indent$}{} {}", "", provision.label, one_line(&words, 90), indent = depth * 2)?;
    for child in &provision.children {
        tree(child, document, depth + 1, out)?;
    }
    Ok(())
}

fn task(task: &Task, lang: Lang, out: &mut impl Write) -> io::Result<()> {
    let lead: Vec<&str> = task.lead.iter().map(|unit| unit.text.as_str()).collect();
    write!(out, "    {} – {}: {}", one_line(&task.text, 80), pick(lang, "chủ trì", "lead"), lead.join(", "))?;
    if let Some(due) = task.due {
        write!(out, "; {} {}", pick(lang, "hạn", "due"), written_day(due))?;
    }
    writeln!(out)
}

/// Returns the word for a citation's role.
#[must_use]
pub fn role(role: Role, lang: Lang) -> &'static str {
    match role {
        Role::Basis => pick(lang, "căn cứ", "basis"),
        Role::Proposal => pick(lang, "đề nghị", "proposal"),
        Role::Amends => pick(lang, "sửa đổi", "amends"),
        Role::Replaces => pick(lang, "thay thế", "replaces"),
        Role::Repeals => pick(lang, "bãi bỏ", "repeals"),
        Role::Guides => pick(lang, "hướng dẫn", "guides"),
        Role::Implements => pick(lang, "thực hiện", "implements"),
        Role::Mentions => pick(lang, "nhắc đến", "mentions"),
    }
}

/// Returns `text` on one line, cut with `…` after `limit` characters.
#[must_use]
pub fn one_line(text: &str, limit: usize) -> String {
    let joined = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if joined.chars().count() <= limit {
        return joined;
    }
    let cut: String = joined.chars().take(limit).collect();
    format!("{}…", cut.trim_end())
}
