//! The look of a line's letters: capitals, its edges, words that cannot end a sentence.
//!
//! Only what can be told without tables; names and kinds are the lexicon's.

use crate::text::{is_capital, is_letter_or_number};

/// Returns whether the line has letters and no small one but in a footnote mark or a short tail in brackets.
pub(super) fn is_capitals(line: &str) -> bool {
    let (mut capitals, mut small) = (0_usize, 0_usize);
    for c in line.chars() {
        if is_capital(c) {
            capitals += 1;
        } else if is_small(c) {
            small += 1;
            if small * 12 > line.len() {
                return false;
            }
        }
    }
    // `QĐ-TTg`, `HCMC` with one slip of the shift key, and the like stand in lines of capitals.
    capitals > 1 && (small == 0 || (capitals >= 10 && small * 12 <= capitals))
}

/// Returns whether the line holds a letter or a digit.
pub(super) fn has_words(line: &str) -> bool {
    line.chars().any(is_letter_or_number)
}

/// Returns whether the first letter is small.
pub(super) fn starts_small(line: &str) -> bool {
    line.chars().next().is_some_and(is_small)
}

fn is_small(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_lowercase() } else { !is_capital(c) && c.is_lowercase() }
}

/// Returns whether the line ends a sentence or an item.
pub(super) fn ends_sentence(line: &str) -> bool {
    let line = line.trim_end_matches(['”', '"', '’', ')', ']', '*', ' ']);
    line.ends_with(['.', ';', ':', '!', '?'])
}

/// Words after which a line goes on on the next.
const OPEN_WORDS: &[&str] = &[
    "và", "hoặc", "của", "số", "ngày", "tháng", "năm", "tại", "theo", "về", "các", "những", "cho", "với", "từ", "đến",
    "trong", "ngoài", "do", "bởi", "thuộc", "khoản", "điểm", "điều", "mục", "là", "để", "một", "này,", "như", "được",
    "bị", "có", "không", "khi", "nếu", "mà", "đối", "trên", "dưới", "vào", "ra", "giữa", "sau", "trước", "cùng",
    "bằng", "thì", "ở", "tới", "đã", "sẽ", "phải", "cần", "việc", "nhằm", "qua", "tháng,",
];

/// Returns whether the line's last word or sign says that more must follow.
pub(super) fn ends_open(line: &str) -> bool {
    let line = line.trim_end();
    if line.ends_with([',', '-', '–', '/', '(', '“', '&', '+']) {
        return true;
    }
    let word = last_word(line);
    let open = if word.chars().any(is_capital) {
        OPEN_WORDS.contains(&word.to_lowercase().as_str())
    } else {
        OPEN_WORDS.contains(&word)
    };
    open || ends_with_office(line)
}

/// Returns whether the line ends with an office whose organ must follow: "… tỉnh, Giám đốc".
fn ends_with_office(line: &str) -> bool {
    let offices =
        ["Giám đốc", "Chủ tịch", "Văn phòng", "Thủ trưởng", "Bộ trưởng", "Cục trưởng", "Trưởng Ban", "Viện trưởng"];
    let has_more_than = |words: usize| line.split_whitespace().nth(words).is_some();
    match last_word(line) {
        "Sở" | "Bộ" => (line.ends_with(" Sở") || line.ends_with(" Bộ")) && has_more_than(4),
        "Chánh" | "Phó" | "Trưởng" => line.contains(' '),
        "đốc" | "tịch" | "phòng" | "trưởng" | "Ban" => {
            offices.iter().any(|office| line.ends_with(office)) && has_more_than(3)
        }
        _ => false,
    }
}

/// Returns whether a line that begins with a hyphen goes on with a name of two parts: "Thi đua" / "- Khen thưởng".
pub(super) fn is_second_part(before: &str, line: &str) -> bool {
    const PAIRS: &[(&str, &str)] = &[
        ("đua", "Khen"),
        ("động", "Thương"),
        ("hóa", "Xã"),
        ("hoá", "Xã"),
        ("tế", "Ngân"),
        ("tế", "xã"),
        ("tế", "Xã"),
        ("chính", "Kế"),
        ("thanh", "Truyền"),
        ("trị", "xã"),
        ("nghiệp", "Môi"),
        ("phòng", "an"),
        ("phòng", "An"),
        ("báo", "Tin"),
        ("lập", "Tự"),
        ("do", "Hạnh"),
        ("sinh", "Phúc"),
        ("hội", "Nhân"),
    ];
    let next = line.trim_start_matches(['-', '–', ' ']);
    PAIRS.contains(&(last_word(before), first_word(next).trim_end_matches([',', ';', '.'])))
}

/// Returns the last word of a line, empty where it has none.
pub(super) fn last_word(line: &str) -> &str {
    line.split_whitespace().next_back().unwrap_or_default()
}

/// Returns the first word of a line, empty where it has none.
pub(super) fn first_word(line: &str) -> &str {
    line.split_whitespace().next().unwrap_or_default()
}

/// Returns whether the word is written like a name: a capital, then small letters.
pub(super) fn is_name_word(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_lowercase)
}

/// Returns the words without diacritics, in small letters, one blank apart: `UỶ  BAN` and `Ủy ban` become `uy ban`.
pub(super) fn plain(text: &str) -> String {
    crate::document::Slug::of(text).as_str().replace('-', " ")
}

#[cfg(test)]
mod tests {
    use super::{ends_open, is_capitals, plain};

    #[test]
    fn capitals_bear_a_slip() {
        assert!(is_capitals("TM. ỦY BAN NHÂN DÂN"));
        assert!(is_capitals("THỰC HIỆN QUYẾT ĐỊNH SỐ 1899/QĐ-TTg NGÀY 04/9/2025"));
        assert!(!is_capitals("Sở Tài chính"));
        assert!(!is_capitals("-------"));
    }

    #[test]
    fn open_ends() {
        assert!(ends_open("Căn cứ Nghị định số"));
        assert!(ends_open("Sở Lao động -"));
        assert!(!ends_open("Sở Nội vụ"));
    }

    #[test]
    fn plain_words() {
        assert_eq!(plain("UỶ  BAN nhân dân"), "uy ban nhan dan");
    }
}
