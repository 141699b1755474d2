//! The citations of a document with their verdicts, for people: one line a citation.

use std::io::{self, Write};

use super::document::{one_line, role};
use super::words::{pick, validity_word};
use crate::document::{Citation, Document, Mismatch, Near, Resolution, ResolutionStatus, Validity};
use crate::registry::{Effect, Relation};
use crate::rules::{Lang, written_day};
use crate::text::LineIndex;

/// Writes every citation of another document: line, role, words, what is known of it.
///
/// # Errors
/// `out` cannot be written.
pub fn write(document: &Document, lang: Lang, out: &mut impl Write) -> io::Result<()> {
    let lines = LineIndex::new(&document.text);
    writeln!(out, "{}", document.path)?;
    for citation in document.citations.iter().filter(|citation| !citation.local) {
        let (line, _) = lines.locate(citation.span.start);
        writeln!(out, "  {line:>4}  {:<10} {}", role(citation.role, lang), citation.text)?;
        for fact in facts(citation, lang) {
            writeln!(out, "        {fact}")?;
        }
    }
    writeln!(out)
}

/// What was read beside the words themselves, and what the registry says.
fn facts(citation: &Citation, lang: Lang) -> Vec<String> {
    let mut facts = Vec::new();
    let read: Vec<String> = [
        citation.number.as_ref().map(|number| number.key.clone()),
        citation.issued.map(written_day),
        citation.issuer.as_ref().and_then(|issuer| issuer.id.as_ref()).map(ToString::to_string),
    ]
    .into_iter()
    .flatten()
    .collect();
    if !read.is_empty() {
        facts.push(read.join(" · "));
    }
    facts.extend(citation.resolution.as_ref().map(|resolution| {
        let validity = citation.validity.as_ref().map(|validity| format!("; {}", valid(validity, lang)));
        format!("→ {}{}", resolved(resolution, lang), validity.unwrap_or_default())
    }));
    let near = citation.resolution.iter().flat_map(|resolution| &resolution.near);
    facts.extend(
        near.map(|near| format!("  {} {}: {}", pick(lang, "gần với", "near"), near.document, reason(near, lang))),
    );
    facts
}

/// Returns in which fields a near document agrees and in which it differs.
#[must_use]
pub fn reason(near: &Near, lang: Lang) -> String {
    let fits: Vec<&str> = near.fits.iter().map(|field| field_name(field, lang)).collect();
    let differs = near.differs.iter().map(|other| {
        let Mismatch { field, read, known } = other;
        format!("{} ({} ≠ {})", field_name(field, lang), one_line(read, 60), one_line(known, 60))
    });
    let differs: Vec<String> = differs.collect();
    let part = |head: &str, words: String| if words.is_empty() { words } else { format!("{head} {words}") };
    let fits = part(pick(lang, "khớp", "agrees in"), fits.join(", "));
    let differs = part(pick(lang, "khác", "differs in"), differs.join(", "));
    [fits, differs].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("; ")
}

/// Returns the name of a field of a citation, the word itself where it is none.
#[must_use]
pub fn field_name(field: &str, lang: Lang) -> &str {
    match field {
        "number" => pick(lang, "số", "number"),
        "issued" => pick(lang, "ngày", "day"),
        "year" => pick(lang, "năm", "year"),
        "kind" => pick(lang, "loại", "kind"),
        "issuer" => pick(lang, "cơ quan", "issuer"),
        "territory" => pick(lang, "địa phương", "territory"),
        "title" => pick(lang, "trích yếu", "title"),
        other => other,
    }
}

fn resolved(resolution: &Resolution, lang: Lang) -> String {
    let document = resolution.document.as_deref().unwrap_or_default();
    match resolution.status {
        ResolutionStatus::Found => document.to_owned(),
        ResolutionStatus::Mismatch => {
            let fields: Vec<String> = resolution
                .mismatches
                .iter()
                .map(|field| format!("{}: {} ≠ {}", field.field, field.read, field.known))
                .collect();
            format!("{} {document} ({})", pick(lang, "khác với", "differs from"), fields.join("; "))
        }
        ResolutionStatus::Ambiguous => {
            format!("{} {}", pick(lang, "có nhiều khả năng:", "ambiguous:"), resolution.candidates.join(", "))
        }
        ResolutionStatus::NotFound => {
            pick(lang, "không có trong sổ đăng ký", "not in the registry, which covers its issuer and year").to_owned()
        }
        ResolutionStatus::Unchecked => {
            pick(lang, "chưa xác minh được", "could not be verified: the registry does not cover it").to_owned()
        }
    }
}

/// Returns what an act does to a document's force for a time: by whom, from when, until when.
#[must_use]
pub fn effect(change: &Relation, lang: Lang) -> String {
    let done = match change.effect {
        Some(Effect::Suspends) => pick(lang, "Ngưng hiệu lực", "Suspended"),
        Some(Effect::Continues) => pick(lang, "Tiếp tục có hiệu lực", "Let go on"),
        Some(Effect::Reports) => pick(lang, "Danh mục công bố hết hiệu lực", "Listed as expired"),
        None => "",
    };
    let part = if change.whole { "" } else { pick(lang, " một phần", " in part") };
    let by = change.actor.document.as_ref().unwrap_or(&change.actor.label);
    let from = change.effective.map_or_else(|| "…".to_owned(), written_day);
    let until = change.until.map_or_else(|| "…".to_owned(), written_day);
    format!("{done}{part}: {by} ({from} – {until})")
}

/// Returns what is known of a document's validity, in a clause.
#[must_use]
pub fn valid(validity: &Validity, lang: Lang) -> String {
    let day = written_day(validity.as_of);
    let status = validity_word(validity.status, lang);
    let by = validity.by.as_ref().map(|by| format!(" ({by})")).unwrap_or_default();
    match lang {
        Lang::Vi => format!("{status} tại ngày {day}{by}"),
        Lang::En => format!("{status} as of {day}{by}"),
    }
}
