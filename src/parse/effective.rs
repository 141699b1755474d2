//! The clause in which the document says from when it is in force (điều khoản hiệu lực).

use jiff::ToSpan;
use jiff::civil::Date;

use super::day;
use super::flow::Paragraph;
use super::provisions::quoted::quoted;
use crate::document::Effective;
use crate::text::{Source, Span};

/// Reads the document's own effect clause; `issued` is its date of issue, from which days are counted.
///
/// What the document says of another document's effect, or of one provision's, is not its own clause.
pub(super) fn read(source: &Source, paragraphs: &[Paragraph], issued: Option<Date>) -> Option<Effective> {
    let lines: Vec<&str> = paragraphs.iter().map(|paragraph| source.slice(paragraph.span).trim()).collect();
    // What a note or an amending article quotes is another document's.
    let quoted = quoted(&lines);
    paragraphs.iter().zip(quoted).find_map(|(paragraph, quoted)| {
        let text = source.slice(paragraph.span);
        if quoted || !text.contains("hiệu") || !text.contains("lực") {
            return None;
        }
        sentences(text).into_iter().find_map(|(start, end)| {
            let sentence = text.get(start..end)?;
            let line = super::one_line(sentence);
            let (date, on_signing) = first_day(clause(&line)?, issued)?;
            let head = start + (sentence.len() - sentence.trim_start().len());
            let tail = start + sentence.trim_end().len();
            let span = Span::new(paragraph.span.start + head, paragraph.span.start + tail);
            Some(Effective { date, on_signing, span })
        })
    })
}

/// Cuts a paragraph into sentences at dots and semicolons before a blank.
fn sentences(text: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut start = 0;
    for (at, sign) in text.match_indices(['.', ';']) {
        let end = at + sign.len();
        let rest = text.get(end..).unwrap_or_default();
        let label = text.get(start..at).is_some_and(|head| head.chars().count() < 9);
        if rest.starts_with(char::is_whitespace) && !label {
            found.push((start, end));
            start = end;
        }
    }
    found.push((start, text.len()));
    found
}

/// Returns the words after "có hiệu lực" where the sentence speaks of this document.
fn clause(sentence: &str) -> Option<&str> {
    let opening = ["có hiệu lực", "Có hiệu lực", "hiệu lực thi hành", "Hiệu lực thi hành", "hiệu lực"];
    let sentence = super::label::read(sentence).and_then(|label| sentence.get(label.len..)).unwrap_or(sentence);
    let (at, words) = opening.iter().find_map(|words| sentence.find(words).map(|at| (at, words)))?;
    let before = sentence.get(..at)?;
    let after = sentence.get(at + words.len()..)?;
    own(before).then_some(after)
}

/// Returns whether what stands before "có hiệu lực" names this document: "Quyết định này".
fn own(before: &str) -> bool {
    let before = before.trim_end();
    if before.is_empty() || super::label::is_bare(before) {
        return true;
    }
    // "Thông tư có hiệu lực kể từ …" names no other.
    let kinds =
        ["Thông tư", "Quyết định", "Nghị quyết", "Nghị định", "Luật", "Quy định", "Quy chế", "Chỉ thị", "Pháp lệnh"];
    if kinds.contains(&before) {
        return true;
    }
    let Some(at) = before.rfind(" này") else { return false };
    let named = before.get(..at).unwrap_or_default();
    let kind = named.split_whitespace().next_back().unwrap_or_default();
    // "Điều này", "khoản 2 Điều này có hiệu lực …", "đoạn mở đầu này" speak of less than the document.
    let kinds = [
        "luật", "định", "tư", "tịch", "quyết", "lệnh", "chế", "thị", "án", "trình", "hoạch", "báo", "lệ", "bản", "ước",
    ];
    let less = !kinds.contains(&kind.to_lowercase().as_str()) || named.ends_with("quy định");
    let head = named.split_whitespace().rev().take(6).collect::<Vec<_>>();
    let mention = head.iter().any(|word| {
        matches!(*word, "ngày" | "khi" | "trước" | "sau" | "của" | "tại" | "theo" | "Điều" | "điều" | "khoản")
    });
    let between = before.get(at + " này".len()..).unwrap_or_default().trim_start_matches([',', ' ']);
    let verb = between.is_empty()
        || (between.chars().count() < 160
            && ["được", "đã được", "bắt đầu", "chính thức", "và", "(", "gồm"]
                .iter()
                .any(|word| between.starts_with(word)));
    !less && !mention && verb
}

/// Reads the first day in force: the day and whether the words are "kể từ ngày ký".
fn first_day(words: &str, issued: Option<Date>) -> Option<(Option<Date>, bool)> {
    if let Some(days) = days_after(words) {
        let date = issued.and_then(|issued| issued.checked_add(days.days()).ok());
        return Some((date, false));
    }
    // The day stands at once after "có hiệu lực thi hành kể từ"; a later one belongs to something else.
    let head: String = words.chars().take(110).collect();
    let near = |at: usize| head.get(..at).is_some_and(|before| before.chars().count() < 45);
    let signing = [
        "ngày ký",
        "ngày ban hành",
        "ngày được ký",
        "ngày thông qua",
        "ngày được thông qua",
        "ngày Quốc hội thông qua",
    ]
    .iter()
    .filter_map(|phrase| head.find(phrase))
    .min()
    .filter(|at| near(*at));
    let own = |at: usize| head.get(..at).is_some_and(|before| !before.contains(" số "));
    let named = day::find(&head).filter(|(at, _)| near(*at) && own(*at));
    match (signing, named) {
        (Some(signing), Some((at, day))) if at < signing => Some((day.date, false)),
        (Some(_), _) => Some((issued, true)),
        (None, Some((_, day))) => Some((day.date, false)),
        // A day that hangs on another event.
        (None, None) => head.find("từ ngày").is_some_and(near).then_some((None, false)),
    }
}

/// Reads "sau 10 ngày, kể từ ngày ký", "sau 15 (mười lăm) ngày kể từ ngày ký", "sau mười lăm ngày".
///
/// Days counted from the gazette's appearance cannot be told from the document: they are not read here.
fn days_after(words: &str) -> Option<i32> {
    let at = words.find("sau ")?;
    let rest = words.get(at + "sau ".len()..)?.trim_start();
    let figure: String = rest.chars().take_while(char::is_ascii_digit).collect();
    let days = if figure.is_empty() { spelled(rest)? } else { figure.parse().ok()? };
    let near: String = rest.chars().take(70).collect();
    let counted = near.contains("ngày ký") || near.contains("ngày ban hành") || near.contains("ngày được ký");
    (counted && near.contains("ngày") && days < 400).then_some(days)
}

fn spelled(text: &str) -> Option<i32> {
    const WORDS: &[(&str, i32)] = &[
        ("mười lăm", 15),
        ("bốn mươi lăm", 45),
        ("bốn lăm", 45),
        ("hai mươi", 20),
        ("ba mươi", 30),
        ("mười", 10),
        ("bảy", 7),
        ("năm", 5),
    ];
    WORDS.iter().find(|(word, _)| text.starts_with(word)).map(|(_, days)| *days)
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Date, date};

    use super::super::flow::paragraphs;
    use super::read;
    use crate::text::{Format, Source};

    fn effect(text: &str) -> Option<(Option<Date>, bool)> {
        let source = Source::from_lines(Format::Txt, text);
        read(&source, &paragraphs(&source), Some(date(2016, 12, 30))).map(|found| (found.date, found.on_signing))
    }

    #[test]
    fn days_named_and_counted() {
        let on_signing = Some((Some(date(2016, 12, 30)), true));
        assert_eq!(effect("Điều 2. Quyết định này có hiệu lực kể từ ngày ký."), on_signing);
        assert_eq!(effect("Điều 2. Quyết định này có hiệu lực thi hành kể từ ngày ký ban hành."), on_signing);
        let named = Some((Some(date(2017, 1, 10)), false));
        assert_eq!(effect("1. Quyết định này có hiệu lực thi hành từ ngày 10 tháng 01 năm 2017."), named);
        assert_eq!(effect("1. Thông tư có hiệu lực kể từ ngày 10 tháng 01 năm 2017."), named);
        assert_eq!(effect("Nghị quyết này được thông qua và có hiệu lực từ ngày 10/01/2017."), named);
        let counted = Some((Some(date(2017, 1, 9)), false));
        assert_eq!(effect("Quyết định này có hiệu lực sau 10 ngày, kể từ ngày ký."), counted);
    }

    #[test]
    fn clauses_on_others_are_passed_over() {
        assert_eq!(effect("Hồ sơ nộp trước ngày Luật này có hiệu lực thì theo luật cũ."), None);
        assert_eq!(effect("Nghị định số 34/2016/NĐ-CP có hiệu lực từ ngày 01/7/2016."), None);
        assert_eq!(effect("Theo Luật này thì văn bản ủy quyền có hiệu lực từ ngày 01/7/2017."), None);
        let other = "Quyết định này có hiệu lực kể từ ngày Thông tư số 36/2025/TT-BKHCN ngày 26/11/2025 có hiệu lực.";
        assert_eq!(effect(other), Some((None, false)));
        assert_eq!(effect("Quy định tại khoản 2 Điều này có hiệu lực từ ngày 01/7/2017."), None);
    }
}
