//! Hits for people: three lines a document.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};

use super::super::document::one_line;
use super::super::words::pick;
use crate::document::{ValidityStatus, in_words};
use crate::rules::{Lang, written_day};
use crate::search::{Bucket, Document, Found, Marked, Note};

/// So many values of a facet are shown.
const VALUES: usize = 5;

/// Writes the hits, how many there are, and what they are.
///
/// # Errors
/// `out` cannot be written.
pub fn text(found: &Found, offset: usize, facets: bool, lang: Lang, out: &mut impl Write) -> io::Result<()> {
    for note in &found.notes {
        writeln!(out, "{}", noted(note, lang))?;
    }
    for (at, document) in found.hits.iter().enumerate() {
        hit(offset + at + 1, document, lang, out)?;
    }
    let more = if found.more { pick(lang, "hơn ", "more than ") } else { "" };
    let documents = pick(lang, "văn bản", "documents");
    let first = if found.hits.is_empty() { 0 } else { offset + 1 };
    writeln!(
        out,
        "{first}–{} / {more}{} {documents} · {:.0} ms",
        offset + found.hits.len(),
        found.total,
        found.took_ms
    )?;
    if facets && found.total > 1 {
        let lists = [
            (pick(lang, "loại", "kind"), "loai", &found.facets.kind),
            (pick(lang, "cơ quan", "issuer"), "co-quan", &found.facets.issuer),
            (pick(lang, "năm", "year"), "nam", &found.facets.year),
            (pick(lang, "hiệu lực", "status"), "hieu-luc", &found.facets.status),
        ];
        for (name, field, buckets) in lists {
            facet(name, field, buckets, out)?;
        }
    }
    Ok(())
}

fn facet(name: &str, field: &str, buckets: &[Bucket], out: &mut impl Write) -> io::Result<()> {
    let known: Vec<String> = buckets
        .iter()
        .filter_map(|bucket| bucket.value.as_ref().map(|value| format!("{value} ({})", bucket.count)))
        .collect();
    if known.is_empty() {
        return Ok(());
    }
    let rest = if known.len() > VALUES { format!(" +{}", known.len() - VALUES) } else { String::new() };
    let shown: Vec<&str> = known.iter().take(VALUES).map(String::as_str).collect();
    writeln!(out, "  {name} ({field}:): {}{rest}", shown.join(" · "))
}

fn hit(at: usize, document: &Document, lang: Lang, out: &mut impl Write) -> io::Result<()> {
    head(at, document, lang, out)?;
    if let Some(title) = &document.title {
        writeln!(out, "   {}", one_line(title, 110))?;
    }
    let shown = emphasised(&document.marked);
    match &document.provision {
        Some(path) => writeln!(out, "   {}: {shown}", in_words(path))?,
        None if document.title.as_deref().is_some_and(|title| title.trim() == document.marked.text.trim()) => {}
        None => writeln!(out, "   {shown}")?,
    }
    writeln!(out, "   {}", document.document)
}

/// Writes which document it is, on one line.
pub(super) fn head(at: usize, document: &Document, lang: Lang, out: &mut impl Write) -> io::Result<()> {
    let bold = Style::new().bold();
    let name = document.number.as_deref().unwrap_or(&document.document);
    let day = document.issued.map(|day| format!(" · {}", written_day(day))).unwrap_or_default();
    let issuer = document.issuer.as_deref().map(|issuer| format!(" · {}", one_line(issuer, 60))).unwrap_or_default();
    writeln!(out, "{at}. {bold}{name}{bold:#}{day}{issuer} · {}", status(document.status, lang))
}

/// Returns the stretch with its marks for a terminal.
pub(super) fn emphasised(marked: &Marked) -> String {
    let mark = Style::new().bold().fg_color(Some(AnsiColor::Yellow.into()));
    marked.written(&mark.render().to_string(), &mark.render_reset().to_string(), str::to_owned)
}

fn status(status: ValidityStatus, lang: Lang) -> &'static str {
    match status {
        ValidityStatus::InForce => pick(lang, "còn hiệu lực", "in force"),
        ValidityStatus::Partly => pick(lang, "hết hiệu lực một phần", "partly in force"),
        ValidityStatus::Expired => pick(lang, "hết hiệu lực", "no longer in force"),
        ValidityStatus::NotYet => pick(lang, "chưa có hiệu lực", "not yet in force"),
        ValidityStatus::Suspended => pick(lang, "ngưng hiệu lực", "suspended"),
        ValidityStatus::Unknown => pick(lang, "chưa rõ hiệu lực", "status unknown"),
    }
}

/// Returns what is to be told of how a query was read.
#[must_use]
pub fn noted(note: &Note, lang: Lang) -> String {
    match note {
        Note::UnknownField(name) => {
            format!(
                "{}: {name}:",
                pick(lang, "không có bộ lọc này, đọc như từ cần tìm", "no such filter, read as words")
            )
        }
        Note::UnknownValue(text) => {
            format!(
                "{}: {text}",
                pick(lang, "không hiểu bộ lọc, đọc như từ cần tìm", "filter not understood, read as words")
            )
        }
        Note::OpenQuote => {
            pick(lang, "dấu ngoặc kép chưa đóng, coi như đóng ở cuối", "quote not closed, closed at the end").to_owned()
        }
        Note::Mended(words) => {
            format!(
                "{}: {words}",
                pick(lang, "không văn bản nào có từ đã gõ; tìm theo", "no document has what was typed; read as")
            )
        }
        Note::NotAll => pick(
            lang,
            "không văn bản nào có đủ các từ; sau đây là văn bản có nhiều từ nhất",
            "no document has all the words; these have most of them",
        )
        .to_owned(),
    }
}
