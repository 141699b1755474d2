//! Signature blocks: on whose authority, with which title, who signs.

use super::label::is_signing;
use super::one_line;
use super::pieces::Piece;
use super::shape::{is_capitals, is_name_word};
use crate::document::Signature;
use crate::text::Span;

/// Words with which a signer's title begins, as letters of command over an organ.
const TITLES: &[&str] = &[
    "CHỦ TỊCH",
    "PHÓ",
    "GIÁM ĐỐC",
    "TỔNG GIÁM ĐỐC",
    "TỔNG CỤC TRƯỞNG",
    "TỔNG THANH TRA",
    "TỔNG KIỂM TOÁN",
    "TỔNG BÍ THƯ",
    "TỔNG THƯ KÝ",
    "BỘ TRƯỞNG",
    "THỨ TRƯỞNG",
    "CHÁNH",
    "TRƯỞNG",
    "THỦ TƯỚNG",
    "CỤC TRƯỞNG",
    "VỤ TRƯỞNG",
    "CHI CỤC TRƯỞNG",
    "HIỆU TRƯỞNG",
    "VIỆN TRƯỞNG",
    "BÍ THƯ",
    "CHỦ NHIỆM",
    "THỐNG ĐỐC",
    "ỦY VIÊN",
    "UỶ VIÊN",
    "CHỈ HUY",
    "CHÍNH ỦY",
    "ĐỘI TRƯỞNG",
    "HẠT TRƯỞNG",
    "THƯỜNG TRỰC",
    "QUYỀN GIÁM ĐỐC",
    "KẾ TOÁN TRƯỞNG",
];

/// Ranks of officers of the army and the police, which stand before the name.
const RANKS: &[&str] = &[
    "Đại tướng",
    "Thượng tướng",
    "Trung tướng",
    "Thiếu tướng",
    "Đô đốc",
    "Phó Đô đốc",
    "Chuẩn Đô đốc",
    "Đại tá",
    "Thượng tá",
    "Trung tá",
    "Thiếu tá",
];

/// Reads the signature blocks that follow one another; `pieces` are those after the header.
///
/// A block without a name is one only where a prefix (`KT.`) or the words "Nơi nhận" before it show what it is.
pub(super) fn read(pieces: &[Piece<'_>]) -> Vec<Signature> {
    let mut found: Vec<Signature> = Vec::new();
    let mut at = 0;
    let mut last = 0;
    let mut closed = false;
    while let Some(piece) = pieces.get(at) {
        closed |= ends_document(piece.text);
        if starts_block(piece.text)
            && let Some((signature, next)) = block(pieces, at, closed)
            && (found.is_empty() || signature.name.is_some())
        {
            found.push(signature);
            at = next;
            last = next;
            continue;
        }
        // The blocks of a joint document stand together; a later one belongs to an annex.
        if !found.is_empty() && at >= last + 4 {
            break;
        }
        at += 1;
    }
    found
}

/// Returns whether the words close the document's text, so that a signature may follow.
fn ends_document(text: &str) -> bool {
    text.starts_with("Nơi nhận") || text.trim_end_matches(['”', '"', ' ']).ends_with("./.")
}

fn starts_block(text: &str) -> bool {
    let head = capital_head(text);
    !head.is_empty() && (is_signing(head) || is_title(head))
}

fn is_title(text: &str) -> bool {
    TITLES.iter().any(|title| {
        text.strip_prefix(title).is_some_and(|rest| rest.chars().next().is_none_or(|c| !c.is_alphanumeric()))
    })
}

/// Returns the words of capitals at the head of a piece: `KT. BỘ TRƯỞNG` of `KT. BỘ TRƯỞNG Nguyễn Văn A`.
fn capital_head(text: &str) -> &str {
    let mut end = 0;
    for word in text.split_inclusive(char::is_whitespace) {
        let letters = word.trim();
        if letters.chars().any(char::is_lowercase) {
            break;
        }
        end += word.len();
    }
    let head = text.get(..end).unwrap_or_default().trim();
    if is_capitals(head) { head } else { "" }
}

/// Reads one block that begins at `at`: the signature and the first piece after it.
fn block(pieces: &[Piece<'_>], at: usize, closed: bool) -> Option<(Signature, usize)> {
    let first = pieces.get(at)?;
    let mut lines: Vec<String> = Vec::new();
    let (mut end, mut name, mut next) = (first.span.end, None, at);
    for piece in pieces.iter().skip(at).take(14) {
        let head = capital_head(piece.text);
        let rest = piece.text.get(head.len()..).unwrap_or_default().trim();
        if lines.len() > 8 || (!head.is_empty() && is_other_part(head)) {
            break;
        }
        if !head.is_empty() && !(is_signed_mark(piece.text)) {
            add_lines(&mut lines, head);
            end = piece.span.start + head.len();
        }
        if !rest.is_empty() && !is_signed_mark(rest) {
            let after = pieces.get(next + 1).filter(|after| !after.after_rule).map_or("", |after| after.text);
            match cut_name(rest, after).or_else(|| name_in(rest).map(|words| (one_line(words), 1))) {
                Some((words, taken)) => {
                    name = Some(words);
                    end = pieces.get(next + taken - 1).map_or(piece.span.end, |last| last.span.end);
                    next += taken;
                }
                // A line that is neither title nor name: the list of recipients in the other column, or the end.
                None if rest.starts_with(['-', '–', '+']) && name.is_none() => {
                    next += 1;
                    continue;
                }
                None => {}
            }
            break;
        }
        next += 1;
    }
    let (authority, title) = sort(&lines);
    let known = name.is_some() && (title.is_some() || authority.is_some());
    let short = title.as_ref().is_none_or(|title| title.split_whitespace().nth(8).is_none());
    let shown = authority.is_some() || (closed && short);
    (known || (shown && title.is_some())).then(|| {
        let span = Span::new(first.span.start, end.max(first.span.start));
        (Signature { authority, title, name, span }, next.max(at + 1))
    })
}

/// Returns whether words of capitals begin something else than a signature.
fn is_other_part(head: &str) -> bool {
    ["PHỤ LỤC", "DANH MỤC", "QUY ĐỊNH", "QUY CHẾ", "KẾ HOẠCH", "CỘNG HÒA", "CỘNG HOÀ", "XÁC THỰC", "NƠI NHẬN"]
        .iter()
        .any(|part| head.starts_with(part))
}

/// Returns whether the words stand for a signature or seal: `(Đã ký)`, `[daky]`, `(Ký tên, đóng dấu)`.
fn is_signed_mark(text: &str) -> bool {
    let plain = super::shape::plain(text);
    ["da ky", "daky", "ky ten", "ky ghi ro", "chu ky", "signed"].iter().any(|mark| plain.starts_with(mark))
        || plain == "ky"
}

/// Adds the lines of a head that may hold several: `KT. GIÁM ĐỐC PHÓ GIÁM ĐỐC`.
fn add_lines(lines: &mut Vec<String>, head: &str) {
    for part in parts(head) {
        let starts = is_signing(part) || is_title(part);
        let line = one_line(part);
        // A prefix whose holder's title begins the next line, and a title or an organ's name cut by the line's end.
        let open = lines
            .last()
            .is_some_and(|last| last.ends_with(',') || (is_signing(last) && last.split_whitespace().nth(1).is_none()));
        match lines.last_mut() {
            Some(last) if !starts || open => {
                last.push(' ');
                last.push_str(&line);
            }
            _ => lines.push(line),
        }
    }
}

/// Cuts a head before each prefix of authority and before the title of a deputy.
fn parts(head: &str) -> Vec<&str> {
    let mut cuts = vec![0];
    for (at, _) in head.match_indices(char::is_whitespace) {
        let rest = head.get(at..).unwrap_or_default().trim_start();
        let start = head.len() - rest.len();
        let before = head.get(cuts.last().copied().unwrap_or(0)..start).unwrap_or_default();
        // The prefix takes the words of its own holder, at least two: "TL. BỘ TRƯỞNG" / "CỤC TRƯỞNG".
        let has_holder = is_signing(before) && before.split_whitespace().nth(2).is_some();
        if is_signing(rest) || (has_holder && is_title(rest)) {
            cuts.push(start);
        }
    }
    cuts.push(head.len());
    cuts.dedup();
    cuts.windows(2)
        .filter_map(|pair| head.get(*pair.first()?..*pair.get(1)?))
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect()
}

/// Parts the lines into those of authority and the signer's own title.
fn sort(lines: &[String]) -> (Option<String>, Option<String>) {
    let (authority, titles): (Vec<&String>, Vec<&String>) = lines.iter().partition(|line| is_signing(line));
    let authority: Vec<&str> = authority.into_iter().map(String::as_str).collect();
    let title = titles.last().map(|title| (*title).clone());
    ((!authority.is_empty()).then(|| authority.join(" / ")), title)
}

/// Returns a name that the line's end cut: `Nguyễn Quỳnh` / `Thiện`, `Mai` / `Sơn`.
fn cut_name(first: &str, second: &str) -> Option<(String, usize)> {
    let (head, tail) = (first.split_whitespace().count(), second.split_whitespace().count());
    let cut = (head == 1 && (1..=3).contains(&tail)) || (head == 2 && tail == 1);
    let named = |text: &str| text.split_whitespace().all(is_name_word);
    (cut && named(first) && named(second)).then(|| (one_line(&format!("{first} {second}")), 2))
}

/// Returns the name in the words after a title: two to six words written like names, behind a rank or not.
fn name_in(text: &str) -> Option<&str> {
    let text = RANKS.iter().find_map(|rank| text.strip_prefix(rank)?.strip_prefix(' ')).unwrap_or(text);
    let text = text.trim_matches(|c: char| matches!(c, '.' | '*' | '|' | '_' | '/')).trim();
    let text = text.split(['(', '[']).next().unwrap_or_default().trim();
    let mut count = 0;
    for word in text.split_whitespace() {
        let honorific = word.ends_with('.') && word.chars().count() <= 6;
        if word.chars().any(|c| c.is_ascii_digit())
            || !(is_name_word(word) || honorific || word == "-" || word.chars().count() == 1)
        {
            return None;
        }
        count += usize::from(!honorific);
    }
    let more = text.contains([':', ';', ',']);
    ((2..=6).contains(&count) && !more).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::super::pieces::pieces;
    use super::read;
    use crate::text::{Format, Source};

    fn signed(text: &str) -> Vec<[String; 3]> {
        let source = Source::from_lines(Format::Txt, text);
        read(&pieces(&source, source.blocks()))
            .into_iter()
            .map(|signature| [signature.authority, signature.title, signature.name].map(Option::unwrap_or_default))
            .collect()
    }

    #[test]
    fn an_officer_s_rank_is_no_part_of_the_name() {
        let source = Source::from_lines(Format::Txt, "Nơi nhận:\nBỘ TRƯỞNG\nĐại tướng Trần Văn Mẫu");
        let [signature] = &read(&pieces(&source, source.blocks()))[..] else { panic!() };
        assert_eq!(signature.name.as_deref(), Some("Trần Văn Mẫu"));
    }

    #[test]
    fn deputy_for_the_collective() {
        assert_eq!(
            signed(
                "Nơi nhận:\n- Như Điều 2;\n- Lưu: VT.\nTM. ỦY BAN NHÂN\nDÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n(Đã ký)\nTrần Văn A\n\
                    PHỤ LỤC"
            ),
            [["TM. ỦY BAN NHÂN DÂN / KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Trần Văn A"]]
        );
    }

    #[test]
    fn head_and_columns_and_one_line() {
        assert_eq!(signed("GIÁM ĐỐC\n\nNguyễn Thị B"), [["", "GIÁM ĐỐC", "Nguyễn Thị B"]]);
        assert_eq!(
            signed("Nơi nhận:\tKT. GIÁM ĐỐC\n- Như trên;\tPHÓ GIÁM ĐỐC\n- Lưu: VT\tLê Văn C"),
            [["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Lê Văn C"]]
        );
        assert_eq!(
            signed("TL. BỘ TRƯỞNG CỤC TRƯỞNG CỤC NGƯỜI CÓ CÔNG Hoàng Công D"),
            [["TL. BỘ TRƯỞNG", "CỤC TRƯỞNG CỤC NGƯỜI CÓ CÔNG", "Hoàng Công D"]]
        );
    }

    #[test]
    fn a_title_of_two_offices_across_lines() {
        assert_eq!(
            signed("KT. BỘ TRƯỞNG,\nCHỦ NHIỆM\nPHÓ CHỦ NHIỆM\nLê Văn C"),
            [["KT. BỘ TRƯỞNG, CHỦ NHIỆM", "PHÓ CHỦ NHIỆM", "Lê Văn C"]]
        );
    }

    #[test]
    fn a_name_cut_by_the_lines_end() {
        assert_eq!(
            signed("KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nNguyễn Quỳnh\nThiện"),
            [["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Nguyễn Quỳnh Thiện"]]
        );
        assert_eq!(signed("KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nMai\nSơn")[0][2], "Mai Sơn");
    }

    #[test]
    fn joint_blocks() {
        let blocks = signed("KT. BỘ TRƯỞNG BỘ Y TẾ\nTHỨ TRƯỞNG\nLê Văn C\nBỘ TRƯỞNG BỘ NỘI VỤ\nTrần Thị D");
        assert_eq!(blocks.len(), 2);
        assert_eq!(blocks[1], ["", "BỘ TRƯỞNG BỘ NỘI VỤ", "Trần Thị D"]);
    }

    #[test]
    fn prose_is_no_signature() {
        assert!(signed("CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH\nCăn cứ Luật Thi đua, khen thưởng;").is_empty());
    }
}
