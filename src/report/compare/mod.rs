//! Two versions of a document side by side, for people and machines.

mod docx;
mod html;
mod text;

use std::io::{self, Write};

use schemars::JsonSchema;
use serde::Serialize;

pub use docx::docx;
pub use html::{fragment, html};
pub use text::text;

use super::json::{Told, Tool};
use super::words::pick;
use crate::compare::{Change, Comparison, Place, Row, Version};
use crate::document::in_words;
use crate::rules::{Lang, written_day};
use crate::text::Span;

/// Writes `{"schema", "tool", "left", "right", "counts", "changes"}` as one indented object.
///
/// # Errors
/// `out` cannot be written.
pub fn json(comparison: &Comparison, out: &mut impl Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, &Told::new(Tool::new(None), Differences::of(comparison)))?;
    out.write_all(b"\n")
}

/// What changed between two versions, in the shape of the JSON that leaves the program.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Differences {
    /// The older one, as a rule.
    pub left: Version,
    /// The newer one.
    pub right: Version,
    /// How many provisions, recitals and lines there are of each.
    pub counts: Counts,
    /// What changed, each once.
    pub changes: Vec<Row>,
}

/// How many provisions, recitals and lines changed in each way.
#[derive(Debug, Clone, Copy, Serialize, JsonSchema)]
pub struct Counts {
    /// Not at all.
    pub same: usize,
    /// In their words.
    pub changed: usize,
    /// They are new.
    pub added: usize,
    /// They are gone.
    pub removed: usize,
    /// They stand elsewhere.
    pub moved: usize,
    /// In their label.
    pub renumbered: usize,
}

impl Differences {
    /// Returns what changed.
    #[must_use]
    pub fn of(comparison: &Comparison) -> Self {
        let counts = Counts {
            same: comparison.count(Change::Same),
            changed: comparison.count(Change::Changed),
            added: comparison.count(Change::Added),
            removed: comparison.count(Change::Removed),
            moved: comparison.count(Change::Moved),
            renumbered: comparison.count(Change::Renumbered),
        };
        let (left, right) = (comparison.left.clone(), comparison.right.clone());
        Self { left, right, counts, changes: comparison.changes().cloned().collect() }
    }
}

/// Returns `12/QĐ-UBND ngày 03/02/2017 (tệp)`, or the path alone.
fn named(version: &Version, lang: Lang) -> String {
    let day = version.issued.map(|day| format!(" {} {}", pick(lang, "ngày", "of"), written_day(day)));
    match &version.number {
        Some(number) => format!("{number}{} ({})", day.unwrap_or_default(), version.path),
        None => version.path.clone(),
    }
}

/// Returns `2 sửa, 1 thêm, 5 không đổi`: what there is of each.
#[must_use]
pub fn summary(comparison: &Comparison, lang: Lang) -> String {
    let words = [Change::Changed, Change::Added, Change::Removed, Change::Moved, Change::Renumbered, Change::Same].map(
        |change| {
            let count = comparison.count(change);
            (count > 0).then(|| format!("{count} {}", word(change, lang)))
        },
    );
    words.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn word(change: Change, lang: Lang) -> &'static str {
    match change {
        Change::Same => pick(lang, "không đổi", "unchanged"),
        Change::Changed => pick(lang, "sửa", "changed"),
        Change::Added => pick(lang, "thêm", "added"),
        Change::Removed => pick(lang, "bỏ", "removed"),
        Change::Moved => pick(lang, "chuyển chỗ", "moved"),
        Change::Renumbered => pick(lang, "đánh số lại", "renumbered"),
        Change::MovedAway => pick(lang, "đã chuyển đi", "moved away"),
    }
}

/// Returns where a row stands: `khoản 2 Điều 5`, `Điều 5 → Điều 6`, `phần đầu`.
fn whereabouts(comparison: &Comparison, row: &Row, lang: Lang) -> String {
    let left =
        row.left.as_ref().map(|place| heading(place, comparison.rows.iter().filter_map(|row| row.left.as_ref()), lang));
    let right = row
        .right
        .as_ref()
        .map(|place| heading(place, comparison.rows.iter().filter_map(|row| row.right.as_ref()), lang));
    match (left, right) {
        (Some(left), Some(right)) if left != right => format!("{left} → {right}"),
        (_, Some(place)) | (Some(place), None) => place,
        (None, None) => String::new(),
    }
}

/// Returns the name of a place among `all` of its document.
fn heading<'p>(place: &Place, all: impl Iterator<Item = &'p Place>, lang: Lang) -> String {
    let words = place.path.as_deref().map(in_words).filter(|words| !words.is_empty());
    words.or_else(|| place.label.clone()).unwrap_or_else(|| {
        let named: Vec<Span> = all.filter(|place| place.path.is_some()).map(|place| place.span).collect();
        let (vi, en) = match (named.first(), named.last()) {
            (Some(first), _) if place.span.start < first.start => ("phần đầu", "head"),
            (_, Some(last)) if place.span.start < last.start => ("xen giữa", "in between"),
            _ => ("phần cuối", "end"),
        };
        pick(lang, vi, en).to_owned()
    })
}
