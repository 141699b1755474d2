//! How far two wordings of a title, or two numbers, agree.

use std::collections::BTreeSet;

use crate::document::Slug;

/// Returns how much of the shorter wording's syllables the longer one holds, from 0 to 1, or `None` where one has too
/// few to tell.
///
/// Titles are cited shortened, lengthened by what follows and without marks; so the measure is of sets, over the
/// shorter one, without marks and order.
pub(super) fn titles(one: &str, other: &str) -> Option<f64> {
    const FEWEST: usize = 4;
    let (one, other) = (syllables(one), syllables(other));
    let shorter = one.len().min(other.len());
    let shared = one.intersection(&other).count();
    let ratio = |part: usize, whole: usize| {
        f64::from(u32::try_from(part).unwrap_or(u32::MAX)) / f64::from(u32::try_from(whole).unwrap_or(u32::MAX))
    };
    (shorter >= FEWEST).then(|| ratio(shared, shorter))
}

/// Returns whether two whole titles are one: nearly all syllables of the first are in the second, with every number,
/// and the second has few more.
pub(super) fn same_title(read: &str, known: &str) -> bool {
    let (read, known) = (syllables(read), syllables(known));
    let shared = read.intersection(&known).count();
    let numbers = read.iter().filter(|word| word.bytes().all(|byte| byte.is_ascii_digit()));
    let numbered = numbers.clone().all(|number| known.contains(number));
    numbered && shared * 10 >= read.len() * 9 && shared * 3 >= known.len() * 2
}

/// Returns whether two titles name one matter: eight syllables in ten of all that either has are in both, every number among
/// them, and neither amends or ends something.
#[must_use]
pub fn one_matter(one: &str, other: &str) -> bool {
    const FEWEST: usize = 6;
    const CHANGES: [&str; 5] = ["sua-doi", "bai-bo", "thay-the", "dinh-chinh", "bo-sung"];
    let changes = |title: &str| CHANGES.iter().any(|word| Slug::of(title).contains(word));
    let (first, second) = (syllables(one), syllables(other));
    let (shared, all) = (first.intersection(&second).count(), first.union(&second).count());
    let number = |word: &&String| word.bytes().all(|byte| byte.is_ascii_digit());
    first.len().min(second.len()) >= FEWEST
        && shared * 10 >= all * 8
        && first.symmetric_difference(&second).filter(number).count() == 0
        && !changes(one)
        && !changes(other)
}

fn syllables(text: &str) -> BTreeSet<String> {
    Slug::of(text).split('-').map(str::to_owned).collect()
}

/// Returns whether one slip of the pen makes one text of the other: a sign more, less, other, or two changed about.
pub(super) fn one_slip(one: &str, other: &str) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let ahead = one.iter().zip(&other).take_while(|(a, b)| a == b).count();
    let behind = one.iter().rev().zip(other.iter().rev()).take_while(|(a, b)| a == b).count();
    let left = |length: usize| length.saturating_sub(ahead + behind.min(length - ahead));
    match (left(one.len()), left(other.len())) {
        (1, 0 | 1) | (0, 1) => true,
        (0, 0) => one.len().abs_diff(other.len()) == 1,
        (2, 2) => {
            let swapped = |texts: (&[char], &[char])| matches!(texts, ([a, b, ..], [c, d, ..]) if a == d && b == c);
            swapped((one.get(ahead..).unwrap_or_default(), other.get(ahead..).unwrap_or_default()))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::{one_matter, one_slip, same_title, titles};

    #[test]
    fn a_shortened_title_agrees() {
        let known = "Về việc ban hành Kế hoạch cải cách hành chính năm 2017 trên địa bàn tỉnh";
        assert!(titles("ban hành Kế hoạch cải cách hành chính năm 2017", known).unwrap() > 0.99);
        assert!(titles("phê duyệt quy hoạch chi tiết khu dân cư", known).unwrap() < 0.4);
        assert_eq!(titles("kế hoạch", known), None);
    }

    #[test]
    fn a_whole_title_is_not_any_longer_one() {
        let plan = "Kế hoạch kiểm tra công tác văn thư năm 2016";
        assert!(same_title(plan, "Ban hành Kế hoạch kiểm tra công tác văn thư năm 2016"));
        assert!(!same_title(plan, "Ban hành Kế hoạch kiểm tra công tác văn thư năm 2017"));
        let longer =
            "Báo cáo kết quả thực hiện Kế hoạch kiểm tra công tác văn thư, lưu trữ và tiếp dân năm 2016 của các huyện";
        assert!(!same_title(plan, longer));
    }

    #[test]
    fn one_matter_has_one_number() {
        let rules = "Ban hành Quy chế thực hiện cơ chế một cửa tại cơ quan hành chính nhà nước của tỉnh";
        assert!(one_matter(rules, "Quy chế thực hiện cơ chế một cửa tại cơ quan hành chính nhà nước của tỉnh"));
        assert!(!one_matter("Quy định giá đất của tỉnh năm 2024", "Quy định giá đất của tỉnh năm 2025"));
        assert!(!one_matter(rules, &format!("{rules}, sửa đổi")) && !one_matter("Quy chế", "Quy chế"));
    }

    #[test]
    fn slips_of_one_sign() {
        for (one, other) in [("2057", "2075"), ("2057", "205"), ("2057", "2056"), ("11", "1"), ("1", "11")] {
            assert!(one_slip(one, other), "{one} {other}");
        }
        for (one, other) in [("2057", "2057"), ("2057", "5720"), ("2057", "20"), ("12", "34")] {
            assert!(!one_slip(one, other), "{one} {other}");
        }
    }
}
