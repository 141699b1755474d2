//! Labels at the head of a paragraph: Chương I, Điều 5., 2., a), I., the openings of recitals and fixed parts.
//!
//! What a label means inside its document is for `provisions`; here only its shape is read.

use crate::text::{is_capital, is_letter_or_number, small};

/// What a label names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Unit {
    /// Phần; a heading `A.` of a plan.
    Part,
    /// Chương.
    Chapter,
    /// Mục; a heading `I.` of a plan.
    Section,
    /// Tiểu mục.
    Subsection,
    /// Điều.
    Article,
    /// Khoản; a heading `1.` of a plan.
    Clause,
    /// Điểm `a)`, and `1.1.`.
    Point,
    /// Tiết `a1)`.
    Item,
}

/// A label read at the head of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Label<'t> {
    /// What it names.
    pub(super) unit: Unit,
    /// The mark: `5`, `5a`, `II`, `đ`, `1.2`, `thứ nhất`.
    pub(super) mark: &'t str,
    /// Bytes of the line that the label takes, blanks after it included.
    pub(super) len: usize,
}

/// Words that name a container, longest first.
const CONTAINERS: &[(&str, Unit)] = &[
    ("tiểu mục", Unit::Subsection),
    ("chương", Unit::Chapter),
    ("phần", Unit::Part),
    ("mục", Unit::Section),
    ("điều", Unit::Article),
];

/// Reads the label at the head of `line`.
pub(super) fn read(line: &str) -> Option<Label<'_>> {
    // Marks of a markdown heading or of bold type stand before the label in texts taken from the web.
    let skipped = line.len() - line.trim_start_matches(['#', '*', '_', ' ', '\u{a0}']).len();
    let rest = line.get(skipped..)?;
    let mut label = named(rest).or_else(|| bare_mark(rest))?;
    label.len += skipped;
    Some(label)
}

/// No label of a point with its bracket has more bytes: `đ.12)`.
const LONGEST_POINT: usize = 6;

/// Reads `Chương II`, `Điều 5.`, `Mục 1`.
fn named(line: &str) -> Option<Label<'_>> {
    // Nearly every line is told by its first byte: those of T, C, P, M and Đ.
    if !matches!(line.as_bytes().first(), Some(b'T' | b'C' | b'P' | b'M' | 0xc4)) {
        return None;
    }
    let &(word, unit) = CONTAINERS.iter().find(|(word, _)| starts_with_word(line, word))?;
    let after = line.get(word_len(line, word)..)?;
    let mark_at = line.len() - after.trim_start().len();
    let rest = line.get(mark_at..)?;
    let mark_len = match unit {
        Unit::Article => number_len(rest, true),
        Unit::Part => ordinal_len(rest).or_else(|| roman_len(rest)).or_else(|| number_len(rest, false)),
        _ => roman_len(rest).or_else(|| number_len(rest, false)),
    }?;
    let mark = rest.get(..mark_len)?;
    let tail = rest.get(mark_len..)?;
    let tail_text = tail.trim_start_matches([' ', '\u{a0}']);
    // "Điều 5 của Luật này" is a mention, not a label: a label's article has a dot, a colon or nothing after it.
    let closes = tail_text.is_empty() || tail_text.starts_with(['.', ':']);
    let capital = tail_text.starts_with(char::is_uppercase) && line.starts_with(char::is_uppercase);
    let note = tail_text.starts_with(['[', '(']);
    let ends = match unit {
        Unit::Article => closes || note || tail_text.starts_with(['-', '–']),
        _ => closes || note || capital || tail_text.starts_with(['-', '–']),
    };
    if !ends {
        return None;
    }
    let head = tail_text.strip_prefix(['.', ':', '-', '–']).unwrap_or(tail_text).trim_start();
    Some(Label { unit, mark, len: line.len() - head.len() })
}

/// Reads `I.`, `A.`, `1.`, `1.2.`, `a)`, `a1)`.
fn bare_mark(line: &str) -> Option<Label<'_>> {
    let first = line.chars().next()?;
    if first.is_ascii_digit() {
        return dotted(line);
    }
    if let Some(len) = roman_len(line)
        && let Some(len_all) = closed(line, len, &['.', '/'])
    {
        return Some(Label { unit: Unit::Section, mark: line.get(..len)?, len: len_all });
    }
    let len = first.len_utf8();
    if first.is_uppercase() && first.is_alphabetic() {
        let len_all = closed(line, len, &['.'])?;
        return Some(Label { unit: Unit::Part, mark: line.get(..len)?, len: len_all });
    }
    if !first.is_ascii_lowercase() && first != 'đ' {
        return None;
    }
    if let Some(len_all) = closed(line, len, &[')', '.', '/']) {
        return Some(Label { unit: Unit::Point, mark: line.get(..len)?, len: len_all });
    }
    // `aa)` and `a1)`, `a.1)`.
    let end = line.get(..line.floor_char_boundary(LONGEST_POINT))?.find(')')?;
    let mark = line.get(..end)?;
    let second = mark.get(len..)?.trim_start_matches('.');
    let doubled = second.len() == 1 && second.starts_with(first);
    let numbered = !second.is_empty() && second.len() <= 2 && second.bytes().all(|byte| byte.is_ascii_digit());
    if !(doubled || numbered) {
        return None;
    }
    let unit = if numbered { Unit::Item } else { Unit::Point };
    Some(Label { unit, mark, len: closed(line, end, &[')'])? })
}

/// Reads `1.`, `12)`, `1.2.`, `1.2.3`.
fn dotted(line: &str) -> Option<Label<'_>> {
    let mut end = 0;
    let mut parts = 0;
    loop {
        let digits = line.get(end..)?.bytes().take_while(u8::is_ascii_digit).count();
        if digits == 0 || digits > 3 {
            return None;
        }
        parts += 1;
        end += digits;
        let rest = line.get(end..)?;
        let more = rest.strip_prefix('.').is_some_and(|after| after.starts_with(|c: char| c.is_ascii_digit()));
        if !more {
            break;
        }
        end += 1;
    }
    let mark = line.get(..end)?;
    let rest = line.get(end..)?;
    if parts == 1 {
        // `5a.` is an inserted clause.
        let letter = rest.chars().next().filter(|c| c.is_ascii_lowercase() || *c == 'đ').map_or(0, char::len_utf8);
        let len = closed(line, end + letter, &['.', '/'])?;
        return Some(Label { unit: Unit::Clause, mark: line.get(..end + letter)?, len });
    }
    // "1.500 đồng", "1.2 triệu" are figures: a small letter after the blank.
    let len = closed(line, end, &['.', ')']).or_else(|| rest.starts_with(' ').then_some(end + 1))?;
    let head = line.get(len..)?;
    // "2.3." / "Công an tỉnh": the heading stands on the next line.
    let alone = head.is_empty() && rest == "." && mark.split('.').all(|part| part.len() < 3);
    (alone || head.starts_with(char::is_uppercase)).then_some(Label { unit: Unit::Point, mark, len })
}

/// Returns the label's length where one of `signs` and then a blank, a capital or the end follows `end`.
fn closed(line: &str, end: usize, signs: &[char]) -> Option<usize> {
    let tail = line.get(end..)?;
    let rest = tail.strip_prefix(signs)?;
    let head = rest.trim_start();
    // "10/VBHN-BGDĐT" at a line's head is a number, "I/ Mục đích" a label.
    let capital = head.starts_with(char::is_uppercase) && !tail.starts_with('/');
    let parted = head.len() < rest.len() || head.is_empty() || capital;
    parted.then(|| line.len() - head.len())
}

fn word_len(line: &str, word: &str) -> usize {
    line.chars().take(word.chars().count()).map(char::len_utf8).sum()
}

fn starts_with_word(line: &str, word: &str) -> bool {
    let mut letters = line.chars();
    // A label begins with a capital: "điều 5" inside a sentence is none.
    let same = line.starts_with(is_capital) && word.chars().all(|c| letters.next().and_then(small) == Some(c));
    same && letters.next().is_some_and(char::is_whitespace)
}

fn number_len(text: &str, letter: bool) -> Option<usize> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 0 || digits > 3 {
        return None;
    }
    let mut rest = text.get(digits..)?.chars();
    let inserted = rest.next().filter(|c| letter && (c.is_ascii_lowercase() || *c == 'đ')).map_or(0, char::len_utf8);
    let whole = rest.next().is_none_or(|c| !c.is_alphabetic()) || inserted == 0;
    Some(if whole { digits + inserted } else { digits })
}

/// Returns the length of the Roman number at the head, where no letter follows it.
pub(super) fn roman_len(text: &str) -> Option<usize> {
    let len = text.bytes().take_while(|byte| b"IVXLC".contains(byte)).count();
    let alone = text.get(len..)?.chars().next().is_none_or(|c| !c.is_alphanumeric());
    (len > 0 && len <= 7 && alone).then_some(len)
}

fn ordinal_len(text: &str) -> Option<usize> {
    let lower = text.to_lowercase();
    let names = ["nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười"];
    let rest = lower.strip_prefix("thứ ")?;
    let name = names.iter().find(|name| rest.starts_with(**name))?;
    // Lower case keeps the byte length of these letters.
    Some("thứ ".len() + name.len()).filter(|&len| text.is_char_boundary(len))
}

/// Returns whether the line begins with a label.
pub(super) fn is(line: &str) -> bool {
    read(line).is_some() || annex(line).is_some()
}

/// Returns whether the line is nothing but the beginning of a label or of a fixed part: `2.`, `a)`, `Điều`, `Căn`.
pub(super) fn is_bare(line: &str) -> bool {
    if matches!(line, "Điều" | "Căn" | "Xét" | "Theo" | "Số:" | "Số" | "-" | "+" | "*" | "Phụ") {
        return true;
    }
    let whole = |label: Label<'_>| label.len >= line.len() && (label.unit >= Unit::Article || label.mark.len() < 5);
    line.ends_with(['.', ')', ':']) && line.split_whitespace().nth(2).is_none() && read(line).is_some_and(whole)
}

/// Returns whether the line heads a list that is an annex without being called one: `DANH MỤC`, `DANH MỤC THỦ TỤC HÀNH CHÍNH`.
/// The same words head lists within a text too: only the place tells.
pub(super) fn is_list_heading(line: &str) -> bool {
    super::shape::is_capitals(line) && starts_with_word_or_ends(line, "danh mục")
}

/// Reads `Phụ lục II`, `PHỤ LỤC`, `Phụ lục số 1`, `Mẫu số 01`: the path of the annex and the label's length.
pub(super) fn annex(line: &str) -> Option<(String, usize)> {
    if !line.starts_with(['P', 'M', 'B']) {
        return None;
    }
    let (word, slug) = [("phụ lục", "phu-luc"), ("mẫu", "mau"), ("biểu mẫu", "mau")]
        .into_iter()
        .find(|(word, _)| starts_with_word_or_ends(line, word))?;
    let after = line.get(word_len(line, word)..)?;
    let rest = after.trim_start();
    let number = strip_word(rest, "số").unwrap_or(rest).trim_start();
    let mark_len = roman_len(number).or_else(|| number_len(number, true)).or_else(|| capital_len(number)).unwrap_or(0);
    let mark = number.get(..mark_len)?;
    let tail = number.get(mark_len..)?.trim_start();
    let closes = tail.is_empty() || tail.starts_with(['.', ':', '-', '–', '(', '/', '[']);
    let heading = super::shape::is_capitals(line);
    let listed = slug == "mau" && (mark_len == 0 || !(heading || number.len() < rest.len()));
    if !(closes || heading) || listed {
        return None;
    }
    let path = if mark.is_empty() { slug.to_owned() } else { format!("{slug}-{}", mark.to_lowercase()) };
    let head = tail.trim_start_matches(['.', ':', '-', '–', ' ']);
    Some((path, line.len() - head.len()))
}

fn capital_len(text: &str) -> Option<usize> {
    let mut letters = text.chars();
    let first = letters.next().filter(char::is_ascii_uppercase)?;
    letters.next().is_none_or(|c| !c.is_alphanumeric()).then(|| first.len_utf8())
}

fn strip_word<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    let len = word_len(text, word);
    let head = text.get(..len)?;
    (head.to_lowercase() == word).then(|| text.get(len..)).flatten()
}

fn starts_with_word_or_ends(line: &str, word: &str) -> bool {
    let mut letters = line.chars();
    let same = line.starts_with(is_capital) && word.chars().all(|c| letters.next().and_then(small) == Some(c));
    same && letters.next().is_none_or(|c| !is_letter_or_number(c))
}

/// Openings of recitals (căn cứ ban hành).
const RECITALS: &[&str] =
    &["Căn cứ", "Theo đề nghị", "Xét đề nghị", "Xét ", "Thực hiện ", "Trên cơ sở", "Tiếp theo ", "Để "];

/// Returns whether the line opens a recital.
pub(super) fn opens_recital(line: &str) -> bool {
    if !line.starts_with(['C', 'T', 'X', 'Đ']) {
        return false;
    }
    RECITALS.iter().any(|opening| starts_with_in_capitals(line, opening))
}

/// Returns whether `line` starts with `opening` as it is or in capitals throughout.
fn starts_with_in_capitals(line: &str, opening: &str) -> bool {
    let first = opening.chars().next();
    line.chars().next() == first
        && (line.starts_with(opening) || {
            let mut letters = line.chars();
            opening.chars().flat_map(char::to_uppercase).all(|capital| letters.next() == Some(capital))
        })
}

/// Returns whether the line opens a recital that always closes with a sign: căn cứ, theo đề nghị, xét đề nghị.
pub(super) fn opens_basis(line: &str) -> bool {
    ["Căn cứ", "Căn", "Theo đề nghị", "Xét đề nghị"].iter().any(|opening| line.starts_with(opening))
}

/// Returns whether the line opens one of the fixed parts: recipients, addressee, number.
pub(super) fn opens_part(line: &str) -> bool {
    ["Nơi nhận", "Kính gửi", "Số:", "Độc lập", "CỘNG HÒA", "CỘNG HOÀ", "(Ban hành kèm", "(Kèm theo"]
        .iter()
        .any(|opening| line.starts_with(opening))
}

/// Prefixes of authority to sign: thay mặt, ký thay, thừa lệnh, thừa ủy quyền, quyền.
const SIGNING: &[&str] = &["TM", "T/M", "KT", "K/T", "TL", "T/L", "TUQ", "T/UQ", "TUN", "Q"];

/// Returns whether the line begins with a prefix of authority to sign (`TM.`, `KT.`, `T/M`).
pub(super) fn is_signing(line: &str) -> bool {
    SIGNING.iter().any(|prefix| {
        line.strip_prefix(prefix).is_some_and(|rest| {
            rest.starts_with('.')
                || rest.starts_with(',')
                || (prefix.contains('/') && rest.starts_with(' '))
                || (prefix.len() > 1 && rest.starts_with(' '))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::{Unit, annex, is_bare, is_signing, read};

    fn label(line: &str) -> Option<(Unit, &str, &str)> {
        read(line).map(|label| (label.unit, label.mark, &line[label.len..]))
    }

    #[test]
    fn named_labels() {
        assert_eq!(label("Điều 5. Hiệu lực"), Some((Unit::Article, "5", "Hiệu lực")));
        assert_eq!(label("Điều 5a: Hiệu lực"), Some((Unit::Article, "5a", "Hiệu lực")));
        assert_eq!(label("Điều 5 của Luật này"), None);
        assert_eq!(label("CHƯƠNG II"), Some((Unit::Chapter, "II", "")));
        assert_eq!(label("Chương I QUY ĐỊNH CHUNG"), Some((Unit::Chapter, "I", "QUY ĐỊNH CHUNG")));
        assert_eq!(label("Mục 1. CHUNG"), Some((Unit::Section, "1", "CHUNG")));
        assert_eq!(label("Phần thứ nhất"), Some((Unit::Part, "thứ nhất", "")));
        assert_eq!(label("Mục tiêu chung"), None);
    }

    #[test]
    fn bare_labels() {
        assert_eq!(label("1. Mục đích"), Some((Unit::Clause, "1", "Mục đích")));
        assert_eq!(label("10.Giao"), Some((Unit::Clause, "10", "Giao")));
        assert_eq!(label("1.2. Nội dung"), Some((Unit::Point, "1.2", "Nội dung")));
        assert_eq!(label("1.500 đồng"), None);
        assert_eq!(label("đ) Trẻ em"), Some((Unit::Point, "đ", "Trẻ em")));
        assert_eq!(label("a1) Một"), Some((Unit::Item, "a1", "Một")));
        assert_eq!(label("IV. TỔ CHỨC"), Some((Unit::Section, "IV", "TỔ CHỨC")));
        assert_eq!(label("A. PHẦN CHUNG"), Some((Unit::Part, "A", "PHẦN CHUNG")));
        assert_eq!(label("6 năm 2023"), None);
        assert_eq!(label("TP. Huế"), None);
    }

    #[test]
    fn annexes() {
        assert_eq!(annex("PHỤ LỤC II"), Some(("phu-luc-ii".to_owned(), "PHỤ LỤC II".len())));
        assert_eq!(annex("PHỤ LỤC").map(|found| found.0).as_deref(), Some("phu-luc"));
        assert_eq!(annex("Phụ lục số 1: Danh mục").map(|found| found.0).as_deref(), Some("phu-luc-1"));
        assert_eq!(annex("Mẫu số 01").map(|found| found.0).as_deref(), Some("mau-01"));
        assert_eq!(annex("Phụ lục kèm theo Quyết định này"), None);
        assert_eq!(annex("Mẫu đơn"), None);
    }

    #[test]
    fn bare_and_signing() {
        assert!(is_bare("2.") && is_bare("Điều 3.") && !is_bare("2. Giao"));
        assert!(is_signing("KT. CHỦ TỊCH") && is_signing("T/M BAN THƯỜNG VỤ") && !is_signing("TÀI CHÍNH"));
    }
}
