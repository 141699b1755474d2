//! FMT-011: the place in the date line (địa danh).

use crate::check::{Check, Context, Findings};
use crate::text::Span;

/// Finds an abbreviated place, one named after a person without its common noun, and a missing comma.
pub(super) struct PlaceName;

impl Check for PlaceName {
    fn run(&self, cx: &Context<'_>, out: &mut Findings) {
        let header = &cx.document.header;
        let Some(place) = &header.place else { return };
        if let Some(right) = in_full(cx, &place.text) {
            out.finding("short", place.span).arg("right", &right).suggest(place.span, right);
        }
        let Some(issued) = header.issued.as_ref().filter(|issued| issued.date.is_some()) else { return };
        let between = cx.document.slice(Span::new(place.span.end, issued.span.start));
        if !between.is_empty() && between.chars().all(|c| c == ' ' || c == '\u{a0}') {
            let right = format!("{},", place.text);
            out.finding("comma", place.span).arg("right", &right).fix(place.span, right);
        }
    }
}

/// Returns the place in full, where it is written short.
fn in_full(cx: &Context<'_>, place: &str) -> Option<String> {
    let table = |name: &str| cx.value(name).and_then(toml::Value::as_table);
    let full = |table: &toml::Table, short: &str| table.get(short).and_then(toml::Value::as_str).map(str::to_owned);
    if let Some(whole) = full(table("whole")?, place) {
        return Some(whole);
    }
    let (first, rest) = place.split_once(['.', ' ']).map_or((place, ""), |(first, rest)| (first, rest.trim()));
    let noun = full(table("nouns")?, &first.to_uppercase())?;
    // A place of one word is a name, whatever it looks like.
    (!rest.is_empty()).then(|| format!("{noun} {rest}"))
}
