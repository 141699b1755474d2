//! FMT-013: the marks at the ends of recitals.

use super::lines::plain;
use crate::check::{Check, Context, Findings};
use crate::rules::Severity;
use crate::text::Span;

/// Finds a recital that does not end with a semicolon, and a last one that does not end with a stop.
pub(super) struct RecitalMarks;

impl Check for RecitalMarks {
    fn run(&self, cx: &Context<'_>, out: &mut Findings) {
        let Some((last, others)) = cx.document.recitals.split_last() else { return };
        let header = &cx.document.header;
        let issuer = header.enacting.iter().chain(&header.issuer).find_map(|authority| authority.id.as_deref());
        if issuer.is_some_and(|issuer| cx.words("not_bound").contains(&issuer)) {
            return;
        }
        let openings = cx.words("openings");
        let opens =
            |span: Span| openings.iter().any(|opening| cx.document.slice(span).trim_start().starts_with(opening));
        // A sentence that goes on to say what is issued is no list of recitals.
        if others.is_empty() || !opens(last.span) || others.iter().any(|recital| !opens(recital.span)) {
            return;
        }
        for recital in others {
            judge(cx, out, recital.span, (';', "between"), Severity::Warning);
        }
        match follower(cx, last.span.end) {
            Follower::Formula => judge(cx, out, last.span, ('.', "last"), Severity::Warning),
            Follower::Enactment => judge(cx, out, last.span, ('.', "last"), Severity::Info),
            Follower::Other => {}
        }
    }
}

/// What stands after the last recital.
enum Follower {
    /// The formula "QUYẾT ĐỊNH:".
    Formula,
    /// A sentence that says what is issued.
    Enactment,
    /// Anything else: perhaps one more recital, misread.
    Other,
}

fn follower(cx: &Context<'_>, at: usize) -> Follower {
    let rest = cx.document.text.get(at..).unwrap_or_default();
    let line = rest.lines().find(|line| line.chars().any(char::is_alphabetic)).unwrap_or_default();
    let lower = plain(line);
    if cx.words("formulas").contains(&lower.as_str()) {
        Follower::Formula
    } else if lower.contains("ban hanh") {
        Follower::Enactment
    } else {
        Follower::Other
    }
}

fn judge(cx: &Context<'_>, out: &mut Findings, recital: Span, (mark, key): (char, &str), most: Severity) {
    let words = cx.document.slice(recital).trim_end();
    let bare =
        words.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ';' | '.' | ',' | ':' | '-' | '*' | '_'));
    let printed = words.get(bare.len()..).unwrap_or_default();
    // A colon ends a sentence of its own: "… ban hành Kế hoạch như sau:".
    if printed.contains(mark)
        || printed.contains(':')
        || bare.ends_with(['…', ')', ']', '”', '"']) && printed.is_empty()
    {
        return;
    }
    let Some(word) = bare.split_whitespace().next_back() else { return };
    let start = recital.start + bare.len() - word.len();
    let span = Span::new(start, recital.start + words.trim_end_matches(['*', '_', ' ']).len());
    let right = format!("{word}{mark}");
    out.finding(key, span).arg("right", &right).at_most(most).fix(span, right);
}
