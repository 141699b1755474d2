//! Paragraphs as written, put together again from the lines of a file that wraps them.

use super::label;
use super::shape::{
    ends_open, ends_sentence, first_word, has_words, is_capitals, is_name_word, is_second_part, last_word, starts_small,
};
use crate::text::{Format, Place, Skipped, Source, Span};

/// One paragraph as written: one line of the text, or several that a wrapping file cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Paragraph {
    /// From the first line's start to the last line's end; line ends inside it count as blanks.
    pub span: Span,
    /// Where it stands.
    pub place: Place,
}

/// Returns the paragraphs of `source` that hold words, in reading order.
///
/// In plain text, lines that a program wrapped are put together again. Ruled lines, page marks of a gazette and the
/// like are no paragraphs.
#[must_use]
pub fn paragraphs(source: &Source) -> Vec<Paragraph> {
    let joins = matches!(source.format(), Format::Txt | Format::Md);
    let wraps = joins && wraps(source);
    let width = if wraps { width(source) } else { usize::MAX };
    let mut found: Vec<Paragraph> = Vec::new();
    let mut open: Option<(&str, &str)> = None;
    for (at, block) in source.blocks().iter().enumerate() {
        let line = source.slice(block.span).trim();
        if !has_words(line) || is_page_mark(line) {
            open = None;
            continue;
        }
        let body = block.place == Place::Body;
        if let (Some((first, before)), Some(last)) = (open, found.last_mut())
            && joins
            && body
            && (goes_on(first, before, line, wraps, width)
                || (wraps && ends_heading(first, before, line, following(source, at))))
        {
            last.span.end = block.span.end;
            open = Some((first, line));
            continue;
        }
        found.push(Paragraph { span: block.span, place: block.place });
        open = body.then_some((line, line));
    }
    found
}

/// Returns whether the line is a running head or page mark and no content.
pub(super) fn is_page_mark(line: &str) -> bool {
    line.starts_with("CÔNG BÁO/Số") || line.starts_with("[[SOURCE ")
}

/// Returns what the file does not hold because the official gazette (Công báo) prints it in a later issue:
/// "(Xem tiếp Công báo số 353 + 354)".
pub(super) fn printed_later(source: &Source) -> Option<Skipped> {
    let issue = source.blocks().iter().rev().find_map(|block| {
        let line = source.slice(block.span).trim().strip_prefix("(Xem tiếp ")?;
        line.strip_suffix(')').filter(|issue| issue.starts_with(Skipped::GAZETTE))
    })?;
    Some(Skipped { part: issue.to_owned(), reason: "phần tiếp theo đăng ở số Công báo sau".to_owned() })
}

/// Returns whether the file cuts its paragraphs: many lines that begin in mid-sentence.
fn wraps(source: &Source) -> bool {
    let (mut cut, mut all) = (0_usize, 0_usize);
    let mut before = "";
    for block in source.blocks().iter().take(2_000) {
        let line = source.slice(block.span).trim();
        if line.split_ascii_whitespace().nth(2).is_some() || line.split_whitespace().nth(2).is_some() {
            all += 1;
            cut += usize::from(!before.is_empty() && starts_small(line) && !ends_sentence(before) && !label::is(line));
        }
        before = line;
    }
    cut >= 2 && cut * 10 >= all
}

/// Returns the length in characters that nine lines in ten do not pass.
fn width(source: &Source) -> usize {
    let mut lengths: Vec<usize> = source
        .blocks()
        .iter()
        .map(|block| source.slice(block.span).trim().chars().count())
        .filter(|&length| length > 20)
        .collect();
    lengths.sort_unstable();
    lengths.get(lengths.len() * 9 / 10).copied().unwrap_or(usize::MAX)
}

/// Returns whether `line` goes on with the paragraph that began with `first` and whose last line is `before`.
fn goes_on(first: &str, before: &str, line: &str, wraps: bool, width: usize) -> bool {
    if label::is_bare(before) {
        let number = matches!(before, "Điều" | "Khoản") && line.starts_with(|c: char| c.is_ascii_digit());
        let heading = before.starts_with(char::is_uppercase) && !before.contains(' ');
        return number || (!label::is(line) && (heading || !is_capitals(line)));
    }
    if is_lone_cell(line) {
        return ends_open(before) && !ends_sentence(before);
    }
    if starts_unit(before, line) && !ends_span_of_years(before, line) {
        return false;
    }
    if wraps && is_cut_name(before, line) {
        return true;
    }
    if starts_small(line) || line.starts_with([',', ';', '.', ')', '”', '%']) {
        return !ends_sentence(before);
    }
    // "… sản xuất thông minh như:" / "Giám sát môi trường, …"
    if wraps && before.ends_with(" như:") {
        return true;
    }
    if ends_sentence(before) {
        return false;
    }
    if ends_span_of_years(before, line) || ends_open(before) && !is_capitals(before) {
        return true;
    }
    if is_capitals(before) || is_capitals(line) {
        return goes_on_in_capitals(first, before, line);
    }
    if label::opens_basis(first) {
        return true;
    }
    if !wraps {
        return false;
    }
    let length = before.chars().count();
    // The first line of an item is cut earlier where the page it was taken from indents it; an item ends with a sign.
    let first_of_item = first == before && before.starts_with(['-', '–', '+']) && length * 2 >= width;
    let long = length * 4 >= width.saturating_mul(3) || first_of_item;
    let in_a_name = is_name_word(last_word(before)) && before.split_whitespace().nth(3).is_some();
    long || in_a_name
}

/// Returns whether a body's name is cut between the lines: "2.4. Bộ" / "Chỉ huy Quân sự tỉnh", "Mặt trận" / "Tổ quốc".
fn is_cut_name(before: &str, line: &str) -> bool {
    let alone = label::read(before)
        .and_then(|label| before.get(label.len..))
        .is_some_and(|rest| matches!(rest.trim(), "Sở" | "Bộ" | "Ban" | "Cục" | "Giao" | "Đề nghị"));
    (alone && line.starts_with(char::is_uppercase) && !is_capitals(line))
        || (before.ends_with("Mặt trận") && line.starts_with("Tổ quốc"))
        || (!ends_sentence(before) && !is_capitals(before) && opens_with_place(line))
}

/// Returns whether the line begins with the kind of a place in mid-sentence: "… hành chính công" / "Thành phố chủ trì".
fn opens_with_place(line: &str) -> bool {
    let rest = ["Thành phố ", "Tỉnh "].iter().find_map(|kind| line.strip_prefix(kind));
    rest.is_some_and(|rest| starts_small(rest) && !rest.starts_with("ủy") && !rest.starts_with("uỷ"))
}

/// Returns whether the line is the second half of a span of years: "giai đoạn 2026" / "- 2030".
fn ends_span_of_years(before: &str, line: &str) -> bool {
    let year = |word: &str| word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    let second = line.trim_start_matches(['-', '–', ' ']);
    let digits =
        second.get(..4).is_some_and(year) && !second.get(4..5).is_some_and(|c| c.starts_with(char::is_alphanumeric));
    line.starts_with(['-', '–']) && digits && year(last_word(before))
}

/// Returns the line after block `at`.
fn following(source: &Source, at: usize) -> &str {
    source.blocks().get(at + 1).map_or("", |block| source.slice(block.span).trim())
}

/// Returns whether `line` is the end of a labelled heading that was cut inside a name: "2. Ban Quản lý Khu kinh tế" /
/// "Đông Nam" / "- Đề xuất …".
fn ends_heading(first: &str, before: &str, line: &str, next: &str) -> bool {
    if !next.starts_with(['-', '–', '+']) {
        return false;
    }
    let short = line.split_whitespace().nth(9).is_none() && line.split_whitespace().nth(1).is_some();
    let closed = ends_sentence(before) || ends_sentence(line) || is_capitals(line) || is_lone_cell(line);
    let heads = first == before && before.split_whitespace().nth(3).is_some() && label::read(first).is_some();
    heads && short && !closed && !starts_unit(before, line)
}

/// Lines of capitals go on where both are capitals and the first is more than a heading word of its own.
fn goes_on_in_capitals(first: &str, before: &str, line: &str) -> bool {
    if !is_capitals(before) {
        return false;
    }
    // `QUYẾT ĐỊNH`, `PHỤ LỤC II`, `CHỦ TỊCH` stand alone; a title's first lines are longer.
    let single = !before.contains(' ') && before.chars().count() > 3 && before != "LUẬT" && before != "LỆNH";
    let alone = first == before && before.split_whitespace().nth(4).is_none() && !label::is(before) && !single;
    is_capitals(line) && !alone && !label::is_signing(line) && !label::is_signing(before)
}

/// Returns whether the line is a cell of figures: `1`, `1.012508`, `2025`.
fn is_lone_cell(line: &str) -> bool {
    !line.chars().any(char::is_alphabetic)
}

/// Returns whether `line` begins a labelled unit, a recital, a bullet or another fixed part.
fn starts_unit(before: &str, line: &str) -> bool {
    if line.starts_with(['-', '–', '+', '•', '*']) {
        return ends_sentence(before) || !is_second_part(before, line);
    }
    if label::is(line) {
        // "… quy định tại" / "Điều 5." ends a sentence.
        let mention = first_word(line) == "Điều" && label::is_bare(line);
        return !(ends_open(before) && mention);
    }
    label::opens_recital(line) || label::opens_part(line) || (line.ends_with(':') && super::recitals::is_formula(line))
}

#[cfg(test)]
mod tests {
    use super::{paragraphs, printed_later};
    use crate::text::{Format, Source};

    fn texts(text: &str) -> Vec<String> {
        let source = Source::from_lines(Format::Txt, text);
        paragraphs(&source)
            .iter()
            .map(|paragraph| source.slice(paragraph.span).split_whitespace().collect::<Vec<_>>().join(" "))
            .collect()
    }

    #[test]
    fn a_later_issue_of_the_gazette_is_told() {
        let later = |text| printed_later(&Source::from_lines(Format::Txt, text)).map(|skipped| skipped.part);
        let told = later("Phụ lục I\n(Xem tiếp Công báo số 353 + 354)\nWebsite");
        assert_eq!(told.as_deref(), Some("Công báo số 353 + 354"));
        assert_eq!(later("(Xem tiếp trang sau)\nĐiều 2. Xem tiếp Công báo số 3"), None);
    }

    #[test]
    fn recitals_are_put_together() {
        let text = "Căn cứ Luật Tổ chức\nchính quyền địa phương số 72/2025/QH15;\nCăn\ncứ Nghị định số\n\
                    78/2025/NĐ-CP ngày 01/4/2025 của Chính\nPhủ quy định chi tiết một số điều;\nTheo đề nghị của Sở\n\
                    Xây dựng.";
        assert_eq!(
            texts(text),
            [
                "Căn cứ Luật Tổ chức chính quyền địa phương số 72/2025/QH15;",
                "Căn cứ Nghị định số 78/2025/NĐ-CP ngày 01/4/2025 của Chính Phủ quy định chi tiết một số điều;",
                "Theo đề nghị của Sở Xây dựng.",
            ]
        );
    }

    #[test]
    fn labels_and_headings_stay_apart() {
        let text = "I. MỤC ĐÍCH, YÊU CẦU\n1. Mục đích\nXác định rõ việc phải làm của từng đơn\nvị trong năm.\n\
                    2.\nGiao Văn phòng.\nĐiều\n11. Tổ chức thực hiện\n- Như trên;\n- Lưu: VT";
        assert_eq!(
            texts(text),
            [
                "I. MỤC ĐÍCH, YÊU CẦU",
                "1. Mục đích",
                "Xác định rõ việc phải làm của từng đơn vị trong năm.",
                "2. Giao Văn phòng.",
                "Điều 11. Tổ chức thực hiện",
                "- Như trên;",
                "- Lưu: VT",
            ]
        );
    }

    #[test]
    fn cells_stay_apart() {
        assert_eq!(
            texts("TT\nNội dung thực\nhiện\nCơ quan chủ trì\n1\nSở Y tế\nSở Tài chính và cơ\nquan khác\n2025"),
            ["TT", "Nội dung thực hiện", "Cơ quan chủ trì", "1", "Sở Y tế", "Sở Tài chính và cơ quan khác", "2025"]
        );
    }
}
