//! FMT-012: the title under a named kind, and the subject of a letter (trích yếu).

use crate::check::{Check, Context, Findings};
use crate::text::Span;

/// Finds "V/v" in the title of a named kind, and a letter's subject without it.
pub(super) struct Subject;

impl Check for Subject {
    fn run(&self, cx: &Context<'_>, out: &mut Findings) {
        let (Some(title), Some(kind)) = (&cx.document.header.title, &cx.document.header.kind) else { return };
        let words = cx.document.slice(title.span);
        let short = short_opening(words);
        if kind.id.as_str() == "cong-van" {
            if short.is_none() && kind.text.is_empty() && cx.document.header.number.is_some() {
                let (opening, rest) = long_opening(words);
                let at = Span::new(title.span.start, title.span.start + opening.len());
                let draft = out.finding("letter", title.span).arg("right", format!("V/v {}", first_words(rest)));
                if !opening.is_empty() {
                    draft.suggest(at, "V/v ");
                }
            }
        } else if let Some(len) = short
            && title.span.start > kind.span.start
        {
            let at = Span::new(title.span.start, title.span.start + len);
            let right = if words.chars().any(char::is_lowercase) { "Về việc" } else { "VỀ VIỆC" };
            out.finding("named", at).arg("right", right).fix(at, right);
        }
    }
}

/// Returns the bytes that `V/v` takes at the head of a title, also written `V/V`, `V/v:`.
fn short_opening(title: &str) -> Option<usize> {
    let bare = title.trim_start_matches('(');
    let head: String = bare.chars().take(3).collect();
    (head.to_lowercase() == "v/v").then(|| {
        let rest = bare.get(head.len()..).unwrap_or_default();
        title.len() - rest.len() + usize::from(rest.starts_with(':'))
    })
}

/// Splits `Về việc báo cáo …` before the subject itself.
fn long_opening(title: &str) -> (&str, &str) {
    for opening in ["Về việc ", "về việc ", "Về "] {
        if let Some(rest) = title.strip_prefix(opening) {
            return (opening, rest);
        }
    }
    ("", title)
}

fn first_words(subject: &str) -> String {
    let words: Vec<&str> = subject.split_whitespace().take(6).collect();
    format!("{} …", words.join(" "))
}
