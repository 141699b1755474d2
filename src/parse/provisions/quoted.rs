//! Paragraphs that an amending document quotes from the text it will have another document say.

/// Returns for each paragraph whether it stands inside a quotation that runs from one paragraph's head to a
/// paragraph's end.
///
/// A quotation that never closes is none: a slip of the keyboard must not hide the rest of the document.
pub(super) fn quoted(lines: &[&str]) -> Vec<bool> {
    let mut marks = vec![false; lines.len()];
    let mut at = 0;
    while at < lines.len() {
        let close = lines.get(at).and_then(|line| opening(line)).and_then(|sign| closing(lines, at, sign));
        if let Some(last) = close {
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

/// Returns the closing sign where the paragraph begins a quotation.
fn opening(line: &str) -> Option<char> {
    match line.chars().next()? {
        '“' => Some('”'),
        '"' => Some('"'),
        '«' => Some('»'),
        _ => None,
    }
}

/// Returns the paragraph at whose end the quotation that begins at `from` closes.
fn closing(lines: &[&str], from: usize, sign: char) -> Option<usize> {
    const REACH: usize = 400;
    lines.iter().enumerate().skip(from).take(REACH).find_map(|(at, line)| {
        let end = line.trim_end_matches(['.', ';', ',', ' ', '*']);
        // A word in quotes at the head of the first paragraph closes in its middle.
        let closes = end.ends_with(sign) && (at > from || line.matches(sign).count() > usize::from(sign == '"'));
        closes.then_some(at)
    })
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
    fn an_open_quotation_hides_nothing() {
        assert_eq!(quoted(&["“Một cửa là cơ chế", "Điều 2. Hiệu lực"]), [false, false]);
    }
}
