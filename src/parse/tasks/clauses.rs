//! The clauses of a paragraph that can be tasks of their own.

use std::sync::LazyLock;

use super::doing::{begins_with_verb, verb_at};
use super::phrases::Openings;
use super::subject::{begins_circumstance, capitalised, subject};
use super::{Plan, unit};

/// Cuts a paragraph into what can be tasks of their own: at stops and semicolons after which a doing begins.
pub(super) fn sentences(text: &str, plan: &Plan<'_>) -> Vec<(usize, usize)> {
    let mut found: Vec<(usize, usize)> = Vec::new();
    let (mut start, mut depth) = (0, 0_i32);
    let mut things = false;
    for (at, c) in text.char_indices() {
        match c {
            '(' | '“' => depth += 1,
            ')' | '”' => depth -= 1,
            '.' | ';' | ':' | ',' if depth <= 0 => {
                let rest = text.get(at + 1..).unwrap_or_default();
                if !rest.starts_with(char::is_whitespace) {
                    continue;
                }
                let (head, rest) = (text.get(start..at).unwrap_or_default(), rest.trim_start());
                let begins = match c {
                    '.' => whole(head) && begins_sentence(head, rest),
                    ';' => whole(head) && !things && begins_task(head, rest, plan),
                    ':' => begins_after_title(head, rest),
                    _ => begins_report(head, rest),
                };
                // "các dự án nuôi trồng; khai thác …": after a thing among things no doing begins.
                if matches!(c, ';' | '.') {
                    things = c == ';' && !begins && (things || is_thing(rest));
                }
                if begins {
                    found.push((start, at));
                    start = at + 1;
                }
            }
            _ => {}
        }
    }
    found.push((start, text.len()));
    found
}

/// Returns whether the part before the next semicolon is one of a list of things: "các công nghệ chế biến", "đất đai".
fn is_thing(rest: &str) -> bool {
    let part = rest.split(';').next().unwrap_or(rest);
    let many = ["các ", "những ", "việc ", "công tác "].iter().any(|word| part.starts_with(word));
    !unit::begins(rest) && (many || part.split_whitespace().nth(7).is_none())
}

fn whole(head: &str) -> bool {
    head.split_whitespace().nth(2).is_some()
}

/// Returns whether a sentence begins after a stop; "… . Để nắm bắt" only gives the aim of the one before it.
fn begins_sentence(head: &str, rest: &str) -> bool {
    !head.ends_with("..") && rest.starts_with(char::is_uppercase) && !rest.starts_with("Để ")
}

/// Returns whether a task begins after the title before a colon: "Về hỗ trợ kinh phí: Giao Bộ Tài chính …".
fn begins_after_title(head: &str, rest: &str) -> bool {
    let assigned = ["Giao ", "Đề nghị ", "Yêu cầu "].iter().any(|opening| rest.starts_with(opening));
    let apart = !begins_circumstance(head.trim_start()) && subject(head).is_none();
    (assigned || unit::begins(rest)) && apart && subject(rest).is_some()
}

/// Returns whether a report of its own begins after a comma: "… thực hiện nhiệm vụ, báo cáo Chủ tịch UBND tỉnh kết quả".
///
/// After a doing alone ("tổng hợp, báo cáo") it is the same task.
fn begins_report(head: &str, rest: &str) -> bool {
    const REACH: usize = 120;
    let Some(asked) = rest.strip_prefix("báo cáo ").filter(|asked| unit::begins(asked)) else { return false };
    let results = asked.find(" kết quả thực hiện").is_some_and(|at| at < REACH);
    let last = head.rsplit(',').next().unwrap_or(head).trim_start();
    let bare = begins_with_verb(last) && last.split_whitespace().nth(4).is_none();
    results && !bare && head.split_whitespace().nth(11).is_some()
}

/// Returns whether a new task can begin with `rest` after a semicolon: with a doing, or with a unit where no list of units
/// stands before it.
fn begins_task(head: &str, rest: &str, plan: &Plan<'_>) -> bool {
    /// Words that say how the doing before them is done.
    const MANNERS: &[&str] = &["chú trọng", "ưu tiên", "đề ra", "góp phần", "gắn "];
    if MANNERS.iter().any(|manner| rest.starts_with(manner)) {
        return false;
    }
    if unit::begins(rest) {
        return subject(rest).is_some() && !ends_in_units(head);
    }
    if subject(rest).is_some() {
        return true;
    }
    let cited = plan.lexicon.kind_starting(rest).is_some_and(|(_, len)| {
        let after = rest.get(len..).unwrap_or_default().trim_start();
        after.starts_with("số") || after.starts_with("sửa đổi") || after.starts_with(char::is_uppercase)
    });
    if cited {
        return false;
    }
    if begins_doing(rest) {
        return true;
    }
    let head: String = rest.split_whitespace().take(4).collect::<Vec<_>>().join(" ");
    plan.lexicon.action_in(&head).is_some()
}

/// Returns whether the words end in names of units that a list after a semicolon goes on: "hướng dẫn các sở, ban, ngành".
fn ends_in_units(head: &str) -> bool {
    let mut tail = head.trim_start();
    for opening in ["Yêu cầu ", "Giao ", "Đề nghị "] {
        tail = tail.strip_prefix(opening).unwrap_or(tail);
    }
    while let Some(verb) = verb_at(tail) {
        let rest = tail.get(verb..).unwrap_or_default();
        tail = rest.split_once(' ').map_or("", |(_, rest)| rest);
        // A verb of two words: "hướng | dẫn các sở".
        let two = tail.split_once(' ').map_or("", |(_, rest)| rest);
        if names(tail) || names(two) {
            return true;
        }
    }
    names(tail)
}

fn names(words: &str) -> bool {
    unit::begins(&capitalised(words)) && verb_at(words).is_none()
}

/// Returns whether the words begin with a doing, or with a circumstance before one: "Hằng năm báo cáo kết quả".
pub(super) fn begins_doing(words: &str) -> bool {
    begins_with_verb(words)
        || ((begins_circumstance(words) || words.starts_with("Đồng thời")) && verb_at(words).is_some())
}

/// Returns whether the words begin with a thing, not with a doing: "Thời gian báo cáo …", "Trường hợp …".
pub(super) fn is_nominal(words: &str) -> bool {
    const THINGS: &[&str] = &[
        "thời gian",
        "thời hạn",
        "thời điểm",
        "hình thức",
        "nội dung",
        "kinh phí",
        "nguồn",
        "khung",
        "trường hợp",
        "số lượng",
        "địa điểm",
        "thành phần",
        "mỗi",
        "không quá",
        "tối đa",
        "tối thiểu",
        "nếu",
        "việc",
        "đối tượng",
        "danh mục",
        "hồ sơ",
        "lưu ý",
        "ngoài ra, địa phương",
        "tỷ lệ",
        "mục tiêu",
        "riêng",
        "đây là",
        "trong đó",
    ];
    static NAMES: LazyLock<Openings> = LazyLock::new(|| Openings::of(THINGS));
    let head: String = words.chars().take(24).flat_map(char::to_lowercase).collect();
    if head.starts_with("đối với") {
        let mut clauses = words.split([',', ':', ';']).skip(1);
        return !clauses.any(|clause| begins_with_verb(clause.trim_start()));
    }
    head.starts_with(|c: char| c.is_ascii_digit()) || NAMES.whole_of_text(&head).is_some()
}

#[cfg(test)]
mod tests {
    use super::{ends_in_units, is_nominal};

    #[test]
    fn lists_of_units_go_on() {
        assert!(ends_in_units("Tham mưu UBND tỉnh đôn đốc, hướng dẫn Sở, ban, ngành, Ủy ban Mặt trận Tổ quốc tỉnh"));
        assert!(ends_in_units("Yêu cầu các sở, ban, ngành, đoàn thể tỉnh"));
        assert!(!ends_in_units("Sở Nội vụ tổng hợp kết quả thực hiện"));
    }

    #[test]
    fn things_are_no_doings() {
        assert!(is_nominal("Thời gian, địa điểm do hai bên thỏa thuận") && is_nominal("Không quá 05 cá nhân"));
        assert!(!is_nominal("Hình thành cơ sở hậu cần nghề cá") && !is_nominal("Việt hóa phần mềm"));
    }
}
