//! One annotated mention, placed in its text.

use serde_json::Value;
use soat::document::Citation;
use soat::text::Source;
use unicode_normalization::UnicodeNormalization;

/// An annotated mention.
pub(super) struct Gold {
    /// Its first byte in the text.
    pub(super) start: usize,
    /// The byte after it.
    pub(super) end: usize,
    /// Its words as annotated.
    pub(super) text: String,
    /// Its kind's slug.
    pub(super) kind: Option<String>,
    /// Its number as printed, without blanks.
    pub(super) number: Option<String>,
    /// A law's name.
    pub(super) name: Option<String>,
    /// Its provisions' paths.
    pub(super) provisions: Vec<String>,
    /// Its date.
    pub(super) date: Option<String>,
    /// A year printed alone.
    pub(super) year: Option<i64>,
    /// Its issuer as printed or shared.
    pub(super) issuer: Option<String>,
    /// What the document does with it, where annotated.
    pub(super) role: Option<String>,
    /// Whether it is a provision of the document itself.
    pub(super) local: bool,
    /// Whether the annotator was unsure.
    pub(super) unsure: bool,
}

impl Gold {
    /// Returns the annotated mention with its place in the text; `None` where its words are not found there.
    pub(super) fn of(source: &Source, entry: &Value) -> Option<Self> {
        let (start, end) = place(source, entry["text"].as_str()?, usize::try_from(entry["occ"].as_u64()?).ok()?)?;
        Self::at(source, start, end, entry)
    }

    /// Returns the mention annotated as standing between two code points of a text, of which `bytes` says where each
    /// stands in the source.
    pub(super) fn between(source: &Source, bytes: &[usize], entry: &Value) -> Option<Self> {
        let place = |key: &str| bytes.get(usize::try_from(entry[key].as_u64()?).ok()?).copied();
        let end = place("end")?;
        Self::at(source, place("start")?, source.text().get(..end)?.trim_end().len(), entry)
    }

    fn at(source: &Source, start: usize, end: usize, entry: &Value) -> Option<Self> {
        let text = |key: &str| entry[key].as_str().map(|text| text.nfc().collect::<String>());
        let paths = entry["provisions"].as_array()?;
        Some(Self {
            start,
            end,
            text: source.text().get(start..end)?.split_whitespace().collect::<Vec<_>>().join(" "),
            kind: text("kind"),
            number: text("number"),
            name: text("name"),
            provisions: paths.iter().filter_map(|path| path.as_str().map(str::to_owned)).collect(),
            date: text("date"),
            year: entry["year"].as_i64(),
            issuer: text("issuer"),
            role: text("role"),
            local: entry["local"].as_bool().unwrap_or(false),
            unsure: entry["unsure"].as_bool().unwrap_or(false),
        })
    }

    /// Returns whether the citation covers a part of it.
    pub(super) fn meets(&self, one: &Citation) -> bool {
        self.start < one.span.end && one.span.start < self.end
    }
}

/// Finds the `occurrence`-th place of these words, whatever the blanks.
fn place(source: &Source, words: &str, occurrence: usize) -> Option<(usize, usize)> {
    let wanted: Vec<char> = words.nfc().filter(|c| !c.is_whitespace()).collect();
    let solid: Vec<(usize, char)> = source.text().char_indices().filter(|(_, c)| !c.is_whitespace()).collect();
    let places = (0..solid.len().saturating_sub(wanted.len() - 1))
        .filter(|at| solid[*at..*at + wanted.len()].iter().map(|(_, c)| *c).eq(wanted.iter().copied()));
    let at = places.take(occurrence).last()?;
    let (last, c) = solid[at + wanted.len() - 1];
    Some((solid[at].0, last + c.len_utf8()))
}
