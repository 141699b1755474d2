//! Paragraphs that an amending document quotes from the text it will have another document say.

use crate::parse::label::{self, Unit};

/// Returns for each paragraph whether it stands inside a quotation that runs from one paragraph's head to a
/// paragraph's end.
///
/// A quotation that never closes is none: a slip of the keyboard must not hide the rest of the document.
pub(in crate::parse) fn quoted(lines: &[&str]) -> Vec<bool> {
    let mut marks = vec![false; lines.len()];
    let mut at = 0;
    let mut article = 0;
    while let Some(line) = lines.get(at) {
        article = number(line).unwrap_or(article);
        if let Some(last) = opening(line).and_then(|sign| closing(lines, at, sign, article)) {
            for mark in marks.iter_mut().take(last + 1).skip(at) {
                *mark = true;
            }
            at = last + 1;
        } else {
            at += 1;
        }
    }
    marks
}

/// Returns the number of the article that begins at the line.
fn number(line: &str) -> Option<u32> {
    let label = label::read(line).filter(|label| label.unit == Unit::Article)?;
    label.mark.trim_end_matches(char::is_alphabetic).parse().ok()
}

/// Returns the closing sign where the paragraph begins a quotation.
fn opening(line: &str) -> Option<char> {
    match line.chars().next()? {
        '“' => Some('”'),
        '"' => Some('"'),
        '«' => Some('»'),
        _ => None,
    }
}

/// Returns the paragraph at whose end the quotation that begins at `from` closes; `article` is the last of the
/// document's own.
///
/// Where the document's next article begins before the sign comes, the sign was forgotten: the quotation ends there.
fn closing(lines: &[&str], from: usize, sign: char, article: u32) -> Option<usize> {
    const REACH: usize = 400;
    // A quotation of an article may go on with the next: only words that amend show the document's own.
    let of_articles = lines.get(from).and_then(|line| line.chars().next().and_then(|c| line.get(c.len_utf8()..)));
    let of_articles =
        of_articles.is_some_and(|line| label::read(line).is_some_and(|label| label.unit <= Unit::Article));
    for (at, line) in lines.iter().enumerate().skip(from).take(REACH) {
        let end = line.trim_end_matches(['.', ';', ',', ' ', '*']);
        // A word in quotes at the head of the first paragraph closes in its middle.
        if end.ends_with(sign) && (at > from || line.matches(sign).count() > usize::from(sign == '"')) {
            return Some(at);
        }
        let next = at > from && number(line) == Some(article + 1);
        if next && (!of_articles || amends(line)) {
            return Some(at - 1);
        }
    }
    None
}

/// Returns whether an article's heading amends another document or closes this one.
fn amends(line: &str) -> bool {
    ["Sửa đổi", "sửa đổi", "Bổ sung", "Bãi bỏ", "Thay thế", "Hiệu lực", "hiệu lực", "thi hành", "chuyển tiếp"]
        .iter()
        .any(|words| line.contains(words))
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn quoted_articles() {
        let lines = [
            "Điều 1. Sửa đổi Điều 5 như sau:",
            "“Điều 5. Thẩm quyền",
            "1. Ủy ban nhân dân tỉnh.”.",
            "Điều 2. Hiệu lực",
        ];
        assert_eq!(quoted(&lines), [false, true, true, false]);
    }

    #[test]
    fn a_forgotten_sign_ends_at_the_next_article() {
        let lines =
            ["Điều 2. Sửa đổi khoản 1 như sau:", "“1. Phạt tiền", "a) Một;", "Điều 3. Bãi bỏ Điều 9", "“Một cửa”."];
        assert_eq!(quoted(&lines), [false, true, true, false, true]);
    }

    #[test]
    fn an_open_quotation_hides_nothing() {
        assert_eq!(quoted(&["“Một cửa là cơ chế", "Điều 2. Hiệu lực"]), [false, false]);
    }
}
