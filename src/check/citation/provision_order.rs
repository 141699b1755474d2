//! CIT-023: a citation that goes from the larger unit to the smaller.

use std::sync::LazyLock;

use regex::Regex;

use super::aside::between_quotes;
use crate::check::{Check, Context, Findings};
use crate::text::Span;

/// Finds "Điều 5 khoản 2 điểm a" where "điểm a khoản 2 Điều 5" is to be written.
pub(super) struct ProvisionOrder;

static LARGE_TO_SMALL: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"\b[Đđ]iều (?P<article>\d{1,3}[a-zđ]?)(?P<comma>,?) [Kk]hoản (?P<clause>\d{1,2}[a-zđ]?)(?:,? [Đđ]iểm (?P<point>[a-zđ]\d?)\b)?").ok()
});

impl Check for ProvisionOrder {
    fn run(&self, cx: &Context<'_>, out: &mut Findings) {
        let Some(pattern) = LARGE_TO_SMALL.as_ref() else { return };
        for found in pattern.captures_iter(&cx.document.text) {
            let Some(whole) = found.get(0) else { continue };
            let comma = found.name("comma").is_some_and(|comma| !comma.is_empty());
            if goes_on(cx, Span::from(whole.range()), comma) || between_quotes(&cx.document.text, whole.start()) {
                continue;
            }
            let text = |name: &str| found.name(name).map_or("", |part| part.as_str());
            let point = found.name("point").map(|point| format!("điểm {} ", point.as_str())).unwrap_or_default();
            let right = format!("{point}khoản {} Điều {}", text("clause"), text("article"));
            let at = Span::from(whole.range());
            out.finding("order", at).arg("right", &right).fix(at, right);
        }
    }
}

/// Returns whether the words around make it part of a list: "khoản 1 Điều 5, khoản 2 và khoản 3 Điều 6".
fn goes_on(cx: &Context<'_>, found: Span, comma: bool) -> bool {
    const NEAR: usize = 200;
    let (before, after) = cx.document.text.split_at_checked(found.end).unwrap_or_default();
    let sentence: String = after.chars().take(NEAR).take_while(|c| !matches!(c, '.' | ';' | '(')).collect();
    let next = sentence.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    let listed = [",", "và ", "hoặc ", "đến ", "và,"].iter().any(|joint| next.starts_with(joint));
    let more = next.contains("điều ") || next.ends_with("điều");
    let head = before.get(..found.start).unwrap_or_default().trim_end();
    let part = head.rsplit(char::is_whitespace).nth(1).is_some_and(|word| word.to_lowercase() == "khoản");
    more || part || (listed && (comma || next.contains("khoản") || next.contains("điểm")))
}
