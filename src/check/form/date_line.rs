//! FMT-010: the date line of the header.

use crate::check::{Check, Context, Findings};
use crate::text::Span;

/// Finds a day under ten, or a month 1 or 2, written without its zero in the date of issue.
pub(super) struct DateLine;

impl Check for DateLine {
    fn run(&self, cx: &Context<'_>, out: &mut Findings) {
        let Some(issued) = &cx.document.header.issued else { return };
        let bare = bare_numbers(cx.document.slice(issued.span));
        if bare.is_empty() {
            return;
        }
        let mut right = cx.document.slice(issued.span).to_owned();
        for at in bare.iter().rev() {
            right.insert(at.start, '0');
        }
        let right = right.split_whitespace().collect::<Vec<_>>().join(" ");
        out.finding("zero", issued.span).arg("right", &right).fix(issued.span, &right);
    }
}

/// The day under ten and the month 1 or 2 that stand as one digit, in `ngày 5 tháng 1 năm 2017`.
fn bare_numbers(date: &str) -> Vec<Span> {
    let mut bare = Vec::new();
    for (word, most) in [("ngày", b'9'), ("tháng", b'2')] {
        let Some(after) = date.find(word).map(|at| at + word.len()) else { continue };
        let rest = date.get(after..).unwrap_or_default();
        let start = after + rest.len() - rest.trim_start().len();
        let digits: Vec<u8> = date.bytes().skip(start).take_while(u8::is_ascii_digit).collect();
        if matches!(digits.as_slice(), [digit] if (b'1'..=most).contains(digit)) {
            bare.push(Span::new(start, start + 1));
        }
    }
    bare
}

#[cfg(test)]
mod tests {
    use super::bare_numbers;

    #[test]
    fn march_and_later_take_no_zero() {
        assert_eq!(bare_numbers("ngày 5 tháng 1 năm 2017").len(), 2);
        assert_eq!(bare_numbers("ngày 05 tháng 3 năm 2017").len(), 0);
        assert_eq!(bare_numbers("ngày … tháng … năm 2017").len(), 0);
        assert_eq!(bare_numbers("ngày 15 tháng 02 năm 2017").len(), 0);
    }
}
