//! CIT-028: an abbreviation that is explained only after its first use, or explained twice.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use regex::Regex;

use super::aside::between_quotes;
use crate::check::{Check, Context, Findings};
use crate::text::Span;

/// Finds abbreviations in capitals used before the bracket that explains them, and those with two explanations.
pub(super) struct Abbreviation;

static EXPLAINED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r#"\((?:sau đây |dưới đây )?(?:được )?(?:gọi|viết) (?:tắt|chung)(?: là)?:? ?[“"]?(?P<short>[\p{Lu}&]{2,12})[”"]?\)"#).ok()
});

impl Check for Abbreviation {
    fn run(&self, cx: &Context<'_>, out: &mut Findings) {
        let text = &cx.document.text;
        let mut known: BTreeMap<&str, (usize, &str)> = BTreeMap::new();
        let start = cx.document.recitals.first().map(|recital| recital.span.start);
        let title = cx.document.header.title.as_ref().map(|title| title.span.end);
        let start = start.or(title).unwrap_or(0);
        for (at, meaning) in explained(text) {
            let short = cx.document.slice(at);
            if cx.lexicon.expand(short).is_some() || between_quotes(text, at.start) {
                continue;
            }
            if let Some((_, first)) = known.get(short) {
                if !same(first, meaning) {
                    out.finding("twice", at).arg("first", *first).arg("second", meaning);
                }
                continue;
            }
            known.insert(short, (at.start, meaning));
            if let Some(early) = first_use(text, short, start, at.start) {
                out.finding("early", early).see_here(at, short);
            }
        }
    }
}

/// Returns the abbreviations that a text explains, each with its place and the last words that it stands for.
pub(in crate::check) fn explained(text: &str) -> impl Iterator<Item = (Span, &str)> {
    let all = EXPLAINED.as_ref().into_iter().flat_map(move |pattern| pattern.captures_iter(text));
    all.filter_map(move |found| {
        let (short, bracket) = (found.name("short")?, found.get(0)?);
        Some((Span::from(short.range()), last_words(sentence_before(text, bracket.start()))))
    })
}

/// Returns the first place from `start` to `end` where the abbreviation stands as a word of its own, outside a symbol.
fn first_use(text: &str, short: &str, start: usize, end: usize) -> Option<Span> {
    let part = text.get(start..end)?;
    let apart = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '-' | '/' | '&'));
    part.match_indices(short).map(|(at, _)| Span::new(start + at, start + at + short.len())).find(|span| {
        let before = text.get(..span.start).and_then(|head| head.chars().next_back());
        let after = text.get(span.end..).and_then(|tail| tail.chars().next());
        apart(before) && apart(after)
    })
}

/// Returns what stands before a place, back to the sign that ends what was said before.
fn sentence_before(text: &str, end: usize) -> &str {
    let head = text.get(..end).unwrap_or_default();
    head.rsplit(['\n', '(', ')', '.', ';', ':']).next().unwrap_or_default()
}

/// Returns the last words before the bracket, which the abbreviation stands for.
fn last_words(words: &str) -> &str {
    const SHOWN: usize = 60;
    let words = words.trim();
    let at = words.char_indices().rev().nth(SHOWN).map_or(0, |(at, _)| at);
    words.get(at..).map_or(words, str::trim)
}

/// Returns whether two explanations end in the same words.
pub(in crate::check) fn same(a: &str, b: &str) -> bool {
    let tail = |words: &str| words.split_whitespace().rev().take(3).map(str::to_lowercase).collect::<Vec<_>>();
    tail(a) == tail(b)
}
