//! CIT-035: blanks, look-alike and invisible characters in a cited symbol.

use super::mention::{page_day, year};
use super::noise::{Reading, read};
use crate::check::{Check, Context, Findings};
use crate::document::Citation;
use crate::rules::{Arg, Severity, Words};
use crate::text::{Format, Span};

/// Finds symbols that are not spelled as the standard has it.
pub(super) struct NoiseInSymbol;

impl Check for NoiseInSymbol {
    fn run(&self, cx: &Context<'_>, out: &mut Findings) {
        for (_, citation) in cx.citations() {
            let Some((number, span)) = citation.number.as_ref().and_then(|number| Some((number, number.span?))) else {
                continue;
            };
            let printed = cx.document.slice(span);
            if number.is_blank() || printed == number.key || is_quoted(cx, span) {
                continue;
            }
            let Some(Reading { letters, joints, noise }) = read(printed, &number.key) else { continue };
            let modern = is_modern(cx, citation);
            let message = if letters {
                if in_capitals(cx, span) || in_translation(cx, span) {
                    continue;
                }
                "letters"
            } else if joints {
                if modern != Some(true) {
                    continue;
                }
                "joints"
            } else if noise.is_empty() {
                continue;
            } else {
                "noise"
            };
            let draft = out.finding(message, span).arg("printed", number.text.as_str()).arg("right", &number.key);
            if message == "noise" {
                draft.arg("noise", Arg::Words(list(&noise))).fix(span, &number.key);
                if is_wrapped(cx, printed, &number.key) {
                    draft.at_most(Severity::Info);
                }
            } else {
                draft.suspected().suggest(span, &number.key);
            }
        }
    }
}

/// Returns whether the symbol has no more than blanks behind its hyphens, in a text that may come from a page: there a line
/// that was wrapped at the hyphen is joined with a blank (`QĐ- UBND`).
fn is_wrapped(cx: &Context<'_>, printed: &str, key: &str) -> bool {
    let joined: Vec<&str> = printed.split('-').map(str::trim_start).collect();
    cx.document.format != Format::Docx && joined.join("-") == key
}

/// Returns whether the cited document is from after the time of the old forms; `None` where its year is not said.
fn is_modern(cx: &Context<'_>, citation: &Citation) -> Option<bool> {
    let until = page_day(cx, "old_forms_until")?;
    citation.issued.map(|day| day > until).or_else(|| year(cx.document, citation).map(|year| year > until.year()))
}

/// Returns whether the place is inside quotation marks on its line: what is quoted is left as it was.
fn is_quoted(cx: &Context<'_>, span: Span) -> bool {
    let text = &cx.document.text;
    let before = text.get(..span.start).unwrap_or_default();
    let line = before.rsplit('\n').next().unwrap_or_default();
    match (line.rfind('“'), line.rfind('”')) {
        (Some(open), Some(close)) => open > close,
        (Some(_), None) => true,
        _ => line.matches('"').count() % 2 == 1,
    }
}

/// Returns whether the line is set in capitals, where `TTg` rightly becomes `TTG`.
fn in_capitals(cx: &Context<'_>, span: Span) -> bool {
    let text = &cx.document.text;
    let start = text.get(..span.start).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
    let end = text.get(span.end..).and_then(|after| after.find('\n')).map_or(text.len(), |at| span.end + at);
    let around = [text.get(start..span.start), text.get(span.end..end)];
    let mut letters = around.into_iter().flatten().flat_map(str::chars).filter(|c| c.is_alphabetic());
    let first = letters.next();
    first.is_some_and(char::is_uppercase) && letters.all(char::is_uppercase)
}

/// Returns whether the words before it have no Vietnamese letter: a translation writes `ND-CP`.
fn in_translation(cx: &Context<'_>, span: Span) -> bool {
    const REACH: usize = 60;
    const FEWEST_WORDS: usize = 5;
    let before = cx.document.text.get(..span.start).unwrap_or_default();
    let start = before.char_indices().rev().nth(REACH).map_or(0, |(at, _)| at);
    let near = before.get(start..).unwrap_or_default();
    near.split_whitespace().filter(|word| word.contains(char::is_alphabetic)).count() >= FEWEST_WORDS
        && !near.chars().any(|c| c.is_alphabetic() && !c.is_ascii())
}

fn list(noise: &[Words]) -> Words {
    let join = |of: fn(&Words) -> &str| noise.iter().map(of).collect::<Vec<_>>().join(", ");
    Words { vi: join(|words| &words.vi), en: join(|words| &words.en) }
}
