//! FMT-003: the motto under the country's name (Tiêu ngữ).

use super::lines::{head, pieces, plain};
use crate::check::{Check, Context, Findings};
use crate::rules::Severity;
use crate::text::Format;

/// Finds the motto with other dashes, without blanks around them, or with other capitals.
pub(super) struct Motto;

impl Check for Motto {
    fn run(&self, cx: &Context<'_>, out: &mut Findings) {
        let Some(right) = cx.value("motto").and_then(toml::Value::as_str) else { return };
        for piece in pieces(cx.document, head(cx.document)) {
            if piece.plain() != plain(right) {
                continue;
            }
            let printed = hyphens(piece.text);
            if printed == right {
                continue;
            }
            let only_dashes = printed.replace(['–', '—', '−'], "-") == right;
            let key = if only_dashes { "dashes" } else { "words" };
            let draft = out.finding(key, piece.span).arg("right", right).fix(piece.span, right);
            if only_dashes && !is_written_file(cx) {
                // Programs that take texts out of pages turn hyphens into dashes.
                draft.at_most(Severity::Info);
            }
        }
    }
}

fn is_written_file(cx: &Context<'_>) -> bool {
    matches!(cx.document.format, Format::Docx | Format::Doc | Format::Odt)
}

/// Returns the words with one blank between them, hyphens that break no line as hyphens, and no stop at the end.
fn hyphens(words: &str) -> String {
    let words = words.replace(['\u{2010}', '\u{2011}', '\u{ad}'], "-");
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::hyphens;

    #[test]
    fn a_hyphen_that_breaks_no_line_is_a_hyphen() {
        assert_eq!(hyphens("Độc lập \u{2011}  Tự do - Hạnh\u{a0}phúc"), "Độc lập - Tự do - Hạnh phúc");
    }
}
