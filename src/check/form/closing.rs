//! FMT-016: the mark with which the content ends (./.).

use super::lines::{content_end, content_start};
use crate::check::{Context, Findings};
use crate::text::Span;

/// Finds a content whose last sentence ends without the mark.
pub(super) fn run(cx: &Context<'_>, out: &mut Findings) {
    let Some(mark) = cx.value("closing").and_then(toml::Value::as_str) else { return };
    let document = cx.document;
    let excepted = cx.kind().is_none_or(|kind| cx.words("without_closing").contains(&kind));
    let (Some(start), Some(end)) = (content_start(document), content_end(document)) else { return };
    // A year in the symbol is a normative document's, whose models are others; an unread number may have one.
    let dated = document.header.number.as_ref().is_none_or(|number| number.year.is_some());
    if excepted || dated || document.signatures.is_empty() || start >= end {
        return;
    }
    let Some(last) = last_sentence(document.slice(Span::new(start, end))) else { return };
    let word = Span::new(start + last.start, start + last.end);
    if document.tables.iter().any(|table| table.span.overlaps(word)) {
        return;
    }
    let printed = document.slice(word);
    let right = format!("{}{mark}", printed.trim_end_matches(['.', ';', ',', '/']));
    out.finding("closing", word).arg("right", &right).fix(word, right);
}

/// Returns the last word where it ends a sentence of words with a stop and no other mark.
fn last_sentence(content: &str) -> Option<Span> {
    let text = content.trim_end();
    let line = text.rsplit('\n').next()?;
    let stops = line.ends_with('.') && !line.ends_with("..") && !line.contains('\t') && !line.contains('|');
    let words = line.split_whitespace().count();
    // The columns below may stand on one line with the end of the content.
    let stops = stops && !["Lưu:", "Nơi nhận"].iter().any(|opening| line.contains(opening));
    if !stops || words < 4 || line.ends_with("/.") {
        return None;
    }
    let word = text.split_whitespace().next_back()?;
    Some(Span::new(text.len() - word.len(), text.len()))
}

#[cfg(test)]
mod tests {
    use super::last_sentence;

    fn last(content: &str) -> Option<&str> {
        last_sentence(content).and_then(|span| content.get(span.range()))
    }

    #[test]
    fn only_a_sentence_with_a_plain_stop_lacks_the_mark() {
        assert_eq!(last("Các phòng chịu trách nhiệm thi hành.\n"), Some("hành."));
        assert_eq!(last("Các phòng chịu trách nhiệm thi hành./.\n"), None);
        assert_eq!(last("Tổng số: 12"), None);
        assert_eq!(last("- Các phòng, ban;\n"), None);
    }
}
