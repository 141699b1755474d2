//! Whether the words around a body's name give it work.
//!
//! Works on one line of the text; what the line is, and which bodies matter, is for `mentions`.

use crate::text::fold_case_tone;

/// Words that give work to whom they go before.
const ORDERS: &[&str] =
    &["giao", "yêu cầu", "đề nghị", "chỉ đạo", "phối hợp với", "phối hợp cùng", "kính gửi", "đôn đốc", "chủ trì"];

/// Words after which an order is a thing: "hồ sơ đề nghị", "theo đề nghị".
const NOUNS: &[&str] = &[" hồ sơ", " đơn", " văn bản", " công văn", " theo", " được"];

/// Words that take a name away from an order: what it issued, manages or holds.
const APART: &[&str] = &[" của ", " do ", " tại ", " theo ", " bởi ", " từ ", " thuộc "];

/// Words that begin what a body shall do.
const DUTIES: &[&str] = &[
    "chủ trì",
    "có trách nhiệm",
    "chịu trách nhiệm",
    "phối hợp",
    "thực hiện",
    "triển khai",
    "tổ chức",
    "báo cáo",
    "tham mưu",
    "theo dõi",
    "tổng hợp",
    "bố trí",
    "rà soát",
    "kiểm tra",
    "xây dựng",
    "cung cấp",
    "đôn đốc",
    "chỉ đạo",
    "công khai",
    "cập nhật",
    "căn cứ",
    "lập",
    "gửi",
    "đề xuất",
    "trình",
    "bảo đảm",
    "đảm bảo",
    "tăng cường",
    "phân công",
    "cử",
    "hoàn thành",
    "vận hành",
    "tuyên truyền",
    "hướng dẫn",
];

/// Returns whether the words of `line` from `start` to `end` name somebody who is to do something; `next` is the line
/// after it.
pub(super) fn gives_work(line: &str, next: &str, start: usize, end: usize) -> bool {
    let (before, after) = (line.get(..start).unwrap_or_default(), line.get(end..).unwrap_or_default());
    if count(before, '“') > count(before, '”') || count(before, '"') % 2 == 1 {
        return false;
    }
    let opens = is_label(&fold_case_tone(before));
    let labelled = opens && !before.trim().is_empty();
    let before = before.rsplit(';').next().unwrap_or_default();
    let before = fold_case_tone(before.rsplit(". ").next().unwrap_or_default());
    let after = fold_case_tone(after.split(';').next().unwrap_or_default());
    let after = after.trim_start();
    if after.starts_with("đã ") {
        return false;
    }
    let duty = is_duty(after);
    let own = format!(" {before} ");
    if APART.iter().any(|word| own.ends_with(word)) {
        return (own.ends_with(" do ") && after.starts_with("chủ trì")) || own.ends_with(" trách nhiệm của ");
    }
    let joint =
        format!(" {after}").contains(" chịu trách nhiệm thi hành") || after.contains("chịu trách nhiệm thực hiện");
    // A heading with a body's name gives it what stands below; a bare cell of a table may be anything.
    let heads = opens && (after.starts_with(':') || after.is_empty() && is_duty(unlabelled(&fold_case_tone(next))));
    // "2. Sở … quản lý …": an item that opens with a body says what it does; "là", "được" say something of it.
    let says = !["là ", "được ", "và ", "hoặc "].iter().any(|word| after.starts_with(word));
    let item = labelled && after.starts_with(char::is_lowercase) && says;
    heads || item || duty || joint || is_ordered(&own)
}

/// Returns whether the words begin with what somebody shall do.
fn is_duty(words: &str) -> bool {
    DUTIES.iter().any(|duty| {
        words.strip_prefix(duty).is_some_and(|rest| rest.chars().next().is_none_or(|c| !c.is_alphanumeric()))
    })
}

/// Returns the line without its bullet or label.
fn unlabelled(line: &str) -> &str {
    match line.split_once(' ') {
        Some((label, rest)) if is_label(label) => rest,
        _ => line.trim_start_matches(['-', '–', '+', '•', '*']).trim_start(),
    }
}

/// Returns whether an order goes before the name with nothing between that takes the name away from it.
fn is_ordered(before: &str) -> bool {
    let orders = ORDERS.iter().filter_map(|order| {
        let at = before.rfind(&format!(" {order} "))?;
        Some((at, at + order.len() + 1))
    });
    let Some((head, between)) = orders.max().and_then(|(at, end)| Some((before.get(..at)?, before.get(end..)?))) else {
        return false;
    };
    let noun = NOUNS.iter().any(|noun| head.ends_with(noun));
    let away = APART.iter().chain(&[" đã ", " được "]).any(|word| between.contains(word));
    !noun && !away && between.chars().count() < 160
}

/// Returns whether nothing but an item's label, a bullet or a table's bar goes before the name.
pub(super) fn is_label(before: &str) -> bool {
    let words: Vec<&str> = before.split_whitespace().collect();
    let mark = |word: &str| {
        let core = word.trim_matches(|c: char| !c.is_alphanumeric());
        core.is_empty()
            || core.chars().all(|c| c.is_ascii_digit() || c == '.')
            || (core.chars().count() == 1 && word != core)
    };
    let article = words.first().is_some_and(|word| *word == "điều");
    words.iter().skip(usize::from(article)).all(|word| mark(word))
}

fn count(text: &str, mark: char) -> usize {
    text.matches(mark).count()
}

#[cfg(test)]
mod tests {
    use super::gives_work;

    fn work(line: &str, name: &str) -> bool {
        let start = line.find(name).unwrap();
        let (line, next) = line.split_once('\n').unwrap_or((line, ""));
        gives_work(line, next, start, start + name.len())
    }

    #[test]
    fn words_around_the_name_show_that_it_is_given_work() {
        let name = "Sở Kế hoạch và Đầu tư";
        for line in [
            "1. Sở Kế hoạch và Đầu tư:",
            "1. Sở Kế hoạch và Đầu tư\n- Chủ trì tổng hợp.",
            "2. Sở Kế hoạch và Đầu tư bố trí kinh phí.",
            "Giao Sở Nội vụ, Sở Kế hoạch và Đầu tư báo cáo",
            "2. Sở Nội vụ phối hợp với Sở Kế hoạch và Đầu tư tổng hợp kinh phí.",
            "Hằng quý, Sở Kế hoạch và Đầu tư tổng hợp, báo cáo.",
            "2. Sở Kế hoạch và Đầu tư quản lý hồ sơ doanh nghiệp.",
            "Nguồn kinh phí do Sở Kế hoạch và Đầu tư chủ trì tham mưu.",
            "Giám đốc Sở Nội vụ, Sở Kế hoạch và Đầu tư chịu trách nhiệm thi hành Quyết định này./.",
        ] {
            assert!(work(line, name), "{line}");
        }
    }

    #[test]
    fn narration_and_possession_give_no_work() {
        let name = "Sở Kế hoạch và Đầu tư";
        for line in [
            "Sở Kế hoạch và Đầu tư",
            "- Sở Kế hoạch và Đầu tư;",
            "- Sở Kế hoạch và Đầu tư được kiểm tra.",
            "Công trình do Sở Kế hoạch và Đầu tư quản lý được bàn giao.",
            "Hồ sơ đề nghị khen thưởng đã được gửi về Sở Nội vụ và Sở Kế hoạch và Đầu tư trước ngày này.",
            "Hồ sơ do Sở Kế hoạch và Đầu tư cấp còn giá trị.",
            "Thực hiện chế độ báo cáo theo hướng dẫn của Sở Kế hoạch và Đầu tư.",
            "Năm 2024, Sở Kế hoạch và Đầu tư đã thẩm định 20 dự án.",
            "Sửa cụm từ “Sở Kế hoạch và Đầu tư” thành “Sở Tài chính”.",
        ] {
            assert!(!work(line, name), "{line}");
        }
    }
}
