//! FMT-005: the shape of the document's own number.

use crate::check::{Check, Context, Findings};
use crate::text::Span;

/// Finds a number under ten without its zero, "Số" without its colon, and blanks inside the symbol.
pub(super) struct NumberShape;

impl Check for NumberShape {
    fn run(&self, cx: &Context<'_>, out: &mut Findings) {
        let Some((number, span)) = cx.document.header.number.as_ref().and_then(|n| Some((n, n.span?))) else { return };
        if number.is_blank() {
            return;
        }
        let mut right = number.key.clone();
        if lacks_zero(&number.ordinal) {
            right.insert(0, '0');
            out.finding("zero", span).arg("right", &right).fix(span, &right);
        }
        if number.text.trim().contains(char::is_whitespace) {
            out.finding("blanks", span).arg("right", &right).fix(span, &right);
        }
        if let Some(word) = word_without_colon(&cx.document.text, span.start) {
            let words = format!("{}: {right}", cx.document.slice(word));
            out.finding("colon", Span::new(word.start, span.end)).arg("right", words).fix(word, "Số:");
        }
    }
}

fn lacks_zero(ordinal: &str) -> bool {
    let digits = ordinal.trim_end_matches(|c: char| !c.is_ascii_digit());
    matches!(digits.as_bytes(), [b'1'..=b'9'])
}

/// The word "Số" right before the number on its line, where no colon follows it.
fn word_without_colon(text: &str, number: usize) -> Option<Span> {
    let line = text.get(..number)?.rsplit('\n').next()?;
    let before = line.trim_end();
    let end = number - (line.len() - before.len());
    let word = before.strip_suffix("Số")?;
    (word.is_empty() || word.ends_with(char::is_whitespace)).then(|| Span::new(end - "Số".len(), end))
}

#[cfg(test)]
mod tests {
    use super::{lacks_zero, word_without_colon};
    use crate::text::Span;

    #[test]
    fn only_numbers_under_ten_take_a_zero() {
        assert!(lacks_zero("8") && lacks_zero("8a"));
        assert!(!lacks_zero("08") && !lacks_zero("12") && !lacks_zero("0"));
    }

    #[test]
    fn a_colon_follows_the_word() {
        assert_eq!(word_without_colon("SỞ\nSố 12/QĐ", "SỞ\nSố ".len()), Some(Span::new("SỞ\n".len(), "SỞ\nSố".len())));
        assert_eq!(word_without_colon("Số: 12/QĐ", "Số: ".len()), None);
        assert_eq!(word_without_colon("Luật số 12", "Luật số ".len()), None);
    }
}
