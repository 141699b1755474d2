//! FMT-020: the list of recipients (Nơi nhận).

use super::lines::plain;
use crate::check::{Check, Context, Findings};
use crate::document::Recipient;
use crate::text::Span;

/// Finds a list without the line of the file copy, that line in another shape, and lines without their marks.
pub(super) struct Recipients;

impl Check for Recipients {
    fn run(&self, cx: &Context<'_>, out: &mut Findings) {
        let all = &cx.document.recipients;
        let (Some(first), Some(last)) = (all.first(), all.last()) else { return };
        // A form to be filled in, in an annex.
        if all.iter().any(|recipient| recipient.text.contains('…') || recipient.text.contains("...")) {
            return;
        }
        match all.iter().find(|recipient| is_copy(recipient)) {
            Some(copy) => shape(cx, out, copy),
            // A list of one line may be cut off.
            None if all.len() > 1 => {
                out.finding("copy", last.span).see_here(first.span, "Nơi nhận");
            }
            None => {}
        }
        let bare: Vec<&Recipient> =
            all.iter().filter(|recipient| !is_copy(recipient) && lacks_mark(cx, recipient)).collect();
        if let Some(one) = bare.first() {
            let right = format!("{};", one.text);
            out.finding("marks", one.span).arg("right", right).arg("count", bare.len().to_string());
        }
    }
}

fn is_copy(recipient: &Recipient) -> bool {
    plain(&recipient.text).starts_with("luu")
}

/// Judges the line of the file copy: `Lưu: VT, …`.
fn shape(cx: &Context<'_>, out: &mut Findings, copy: &Recipient) {
    let Some(right) = cx.value("copy").and_then(toml::Value::as_str) else { return };
    let Some((word, _)) = right.split_once(": ") else { return };
    let Some(rest) = copy.text.strip_prefix(word) else { return };
    let offices = cx.words("offices");
    let after = rest.trim_start_matches([':', ' ', '\u{a0}']);
    let colon = rest.trim_start().starts_with(':');
    if !colon && offices.iter().any(|office| after.starts_with(office)) {
        let at = Span::new(copy.span.start, copy.span.start + word.len());
        let draft = out.finding("colon", copy.span).arg("right", format!("{word}: {after}"));
        draft.fix(at, format!("{word}:"));
    } else if !after.is_empty() && !offices.iter().any(|office| names(after, office)) {
        out.finding("office", copy.span).arg("right", right).suspected();
    }
}

/// Whether the office stands among the words as a word of its own.
fn names(words: &str, office: &str) -> bool {
    words.match_indices(office).any(|(at, _)| {
        let after = words.get(at + office.len()..).and_then(|rest| rest.chars().next());
        let before = words.get(..at).and_then(|head| head.chars().next_back());
        !after.is_some_and(char::is_alphanumeric) && !before.is_some_and(char::is_alphanumeric)
    })
}

/// Whether no semicolon follows a recipient, where the next line begins another one: a line that a program wrapped is
/// no recipient's end.
fn lacks_mark(cx: &Context<'_>, recipient: &Recipient) -> bool {
    let rest = cx.document.text.get(recipient.span.end..).unwrap_or_default();
    let (line, below) = rest.split_once('\n').unwrap_or((rest, ""));
    !line.contains(';') && !recipient.text.contains(';') && below.trim_start().starts_with(['-', '–', '+'])
}

#[cfg(test)]
mod tests {
    use super::names;

    #[test]
    fn an_office_is_a_word() {
        assert!(names("VT, TCCB", "VT") && names("TCCB; VT", "VT"));
        assert!(!names("VTUB, NC", "VT"));
    }
}
