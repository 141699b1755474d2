//! Recitals (căn cứ ban hành): the lines that say on what the document rests.

use super::flow::Paragraph;
use super::label;
use super::shape::{is_capitals, plain};
use crate::document::Recital;
use crate::text::{Source, Span};

/// The preamble as read.
#[derive(Debug, Default)]
pub(super) struct Preamble {
    /// The recitals; their citations are found later.
    pub(super) recitals: Vec<Recital>,
    /// Byte at which the provisions begin.
    pub(super) end: usize,
    /// The sentence "Ủy ban nhân dân tỉnh ban hành Quyết định …", where there is one.
    pub(super) formula: Option<Span>,
}

/// Reads the recitals from byte `start` to the operative formula or the first labelled provision.
pub(super) fn read(source: &Source, paragraphs: &[Paragraph], start: usize) -> Preamble {
    let mut preamble = Preamble { end: start, ..Preamble::default() };
    for paragraph in paragraphs.iter().filter(|paragraph| paragraph.span.start >= start) {
        let text = source.slice(paragraph.span);
        let line = text.trim();
        if is_formula(line) {
            preamble.end = paragraph.span.end;
            break;
        }
        if label::is(line) || line.starts_with("Nơi nhận") {
            break;
        }
        if label::opens_recital(line) || line.starts_with("Triển khai ") {
            preamble.recitals.extend(statements(text, paragraph.span.start));
        } else if preamble.formula.is_none() && enacts(line) {
            preamble.formula = Some(paragraph.span);
        } else {
            continue;
        }
        preamble.end = paragraph.span.end;
    }
    preamble
}

/// Returns whether the line is the operative formula: `QUYẾT ĐỊNH:`, `QUYẾT NGHỊ:`.
pub(super) fn is_formula(line: &str) -> bool {
    let words = plain(line);
    is_capitals(line) && matches!(words.as_str(), "quyet dinh" | "quyet nghi" | "nghi quyet" | "quy dinh" | "chi thi")
}

/// Returns whether the line is the sentence that enacts in place of a formula.
fn enacts(line: &str) -> bool {
    const KINDS: [&str; 11] = [
        "Quyết định",
        "Nghị",
        "Thông tư",
        "Luật",
        "Pháp lệnh",
        "Bộ luật",
        "Kế hoạch",
        "Chương trình",
        "Chỉ thị",
        "Đề án",
        "Quy chế",
    ];
    let line = super::one_line(line.get(..400).unwrap_or(line));
    KINDS.iter().any(|kind| line.find(&format!("ban hành {kind}")).is_some_and(|at| at < 160))
}

/// Cuts a paragraph that holds several statements, each beginning with its own opening.
fn statements(text: &str, from: usize) -> Vec<Recital> {
    let mut starts = vec![text.len() - text.trim_start().len()];
    for opening in ["Căn cứ ", "Theo đề nghị ", "Xét đề nghị "] {
        for (at, _) in text.match_indices(opening) {
            let before = text.get(..at).unwrap_or_default().trim_end();
            if before.ends_with([';', '.']) && before.len() < at {
                starts.push(at);
            }
        }
    }
    starts.sort_unstable();
    starts.push(text.len());
    starts
        .windows(2)
        .filter_map(|pair| {
            let (start, end) = (*pair.first()?, *pair.get(1)?);
            let words = text.get(start..end)?.trim_end_matches(|c: char| c.is_whitespace() || c == '*');
            let span = Span::new(from + start, from + start + words.len());
            (!words.is_empty()).then(|| Recital { span, citations: Vec::new() })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::flow::paragraphs;
    use super::read;
    use crate::text::{Format, Source};

    #[test]
    fn recitals_to_the_formula() {
        let text = "Căn cứ Luật A;\nCăn cứ Luật B; Căn cứ Nghị định C;\nXét đề nghị của Sở Nội vụ.\nQUYẾT ĐỊNH:\n\
                    Điều 1. Căn cứ tình hình";
        let source = Source::from_lines(Format::Txt, text);
        let preamble = read(&source, &paragraphs(&source), 0);
        let lines: Vec<&str> = preamble.recitals.iter().map(|recital| source.slice(recital.span)).collect();
        assert_eq!(lines, ["Căn cứ Luật A;", "Căn cứ Luật B;", "Căn cứ Nghị định C;", "Xét đề nghị của Sở Nội vụ."]);
        assert!(source.text()[preamble.end..].trim_start().starts_with("Điều 1."));
    }

    #[test]
    fn a_sentence_enacts_in_place_of_the_formula() {
        let source =
            Source::from_lines(Format::Txt, "Căn cứ Luật A;\nChính phủ ban\nhành Nghị định quy định về B.\nĐiều 1.");
        let preamble = read(&source, &paragraphs(&source), 0);
        assert!(preamble.formula.is_some_and(|span| source.slice(span).starts_with("Chính phủ")));
    }
}
