//! Recipients: the lines under "Nơi nhận:".

use super::one_line;
use super::pieces::Piece;
use super::shape::{ends_sentence, is_capitals, starts_small};
use crate::document::Recipient;
use crate::text::Span;

/// Reads the recipients among `pieces`; the second value is where "Nơi nhận" begins.
pub(super) fn read(pieces: &[Piece<'_>]) -> (Vec<Recipient>, Option<usize>) {
    let Some(at) = pieces.iter().position(|piece| opens(piece.text)) else { return (Vec::new(), None) };
    let start = pieces.get(at).map(|piece| piece.span.start);
    let mut found: Vec<Recipient> = Vec::new();
    let mut closed = true;
    for (index, piece) in pieces.iter().enumerate().skip(at).take(100) {
        let (text, from) = if index == at { after_opening(piece) } else { (piece.text, piece.span.start) };
        if text.is_empty() {
            continue;
        }
        let more = || pieces.iter().skip(index + 1).take(4).any(|piece| is_item(piece.text));
        if is_item(text) || index == at {
            found.extend(items(text, from));
            // The line of the file copy is the last.
            closed = ends_sentence(text) || found.last().is_some_and(|last| last.text.starts_with("Lưu"));
        } else if let Some(last) = found.last_mut().filter(|_| !is_capitals(text) && (starts_small(text) || !closed)) {
            let rest = bare(text);
            last.text = one_line(&format!("{} {rest}", last.text));
            last.span.end = from + rest.len();
            closed = ends_sentence(text);
        } else if !more() {
            // Lines of the signature's column may stand between those of the list.
            break;
        }
    }
    (found, start)
}

fn opens(text: &str) -> bool {
    text.starts_with("Nơi nhận") || text.starts_with("NƠI NHẬN") || text.starts_with("Nơi gửi")
}

fn is_item(text: &str) -> bool {
    text.starts_with(['-', '–', '+', '•', '*'])
}

/// Returns what stands on the line of "Nơi nhận:" itself, and where.
fn after_opening<'t>(piece: &Piece<'t>) -> (&'t str, usize) {
    let rest = piece.text.split_once(':').map_or("", |(_, rest)| rest);
    let rest = rest.trim_start_matches(['*', '_', ' ', '\u{a0}']);
    (rest, piece.span.end - rest.len())
}

/// Cuts a line into its items: `- Như trên; - Lưu: VT` holds two.
fn items(text: &str, from: usize) -> Vec<Recipient> {
    let mut starts = vec![0];
    starts.extend(text.match_indices("; - ").map(|(at, _)| at + 2));
    starts.push(text.len());
    starts
        .windows(2)
        .filter_map(|pair| {
            let (start, end) = (*pair.first()?, *pair.get(1)?);
            let part = text.get(start..end)?;
            let head = part.trim_start_matches(|c: char| c.is_whitespace() || "-–+•*".contains(c));
            let start = from + start + (part.len() - head.len());
            let words = bare(head);
            (!words.is_empty())
                .then(|| Recipient { text: one_line(words), span: Span::new(start, start + words.len()) })
        })
        .collect()
}

fn bare(text: &str) -> &str {
    text.trim().trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ';' | '.' | ',' | '*' | '|'))
}

#[cfg(test)]
mod tests {
    use super::super::pieces::pieces;
    use super::read;
    use crate::text::{Format, Source};

    fn recipients(text: &str) -> Vec<String> {
        let source = Source::from_lines(Format::Txt, text);
        let (found, start) = read(&pieces(&source, source.blocks()));
        assert!(start.is_some());
        for recipient in &found {
            let printed = source.slice(recipient.span).split_whitespace().collect::<Vec<_>>().join(" ");
            assert_eq!(printed, recipient.text);
        }
        found.into_iter().map(|recipient| recipient.text).collect()
    }

    #[test]
    fn lines_and_wrapped_lines() {
        assert_eq!(
            recipients(
                "Nơi nhận:\n- Như Điều 3;\n- Cục Kiểm tra văn bản và Quản lý\nxử lý vi phạm;\n- Lưu: VT.\nKT. CHỦ TỊCH"
            ),
            ["Như Điều 3", "Cục Kiểm tra văn bản và Quản lý xử lý vi phạm", "Lưu: VT"]
        );
    }

    #[test]
    fn columns_and_one_line() {
        assert_eq!(
            recipients("Nơi nhận:\tKT. GIÁM ĐỐC\n- Như trên;\tPHÓ GIÁM ĐỐC\n- Lưu: VT\tLê Văn C"),
            ["Như trên", "Lưu: VT"]
        );
        assert_eq!(recipients("Nơi nhận: - Như trên; - Lưu: VT."), ["Như trên", "Lưu: VT"]);
    }
}
