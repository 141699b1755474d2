//! When a task is to be done: its first and last day, and what recurs.

use std::sync::LazyLock;

use jiff::civil::Date;

use super::period;
use super::phrases::Phrases;

/// The time of a task.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Timing {
    pub(super) start: Option<Date>,
    pub(super) due: Option<Date>,
    /// The words of a recurring deadline.
    pub(super) recurrence: Option<String>,
}

impl Timing {
    /// Returns whether nothing was read.
    pub(super) fn is_empty(&self) -> bool {
        self.start.is_none() && self.due.is_none() && self.recurrence.is_none()
    }
}

/// Words that say that a task recurs.
const RECURRING: &[&str] = &[
    "hằng năm",
    "hàng năm",
    "hằng quý",
    "hàng quý",
    "hằng tháng",
    "hàng tháng",
    "hằng tuần",
    "hàng tuần",
    "hằng ngày",
    "hàng ngày",
    "thường xuyên",
    "định kỳ",
    "mỗi năm",
    "mỗi quý",
    "mỗi tháng",
    "các năm tiếp theo",
    "những năm tiếp theo",
    "cả năm",
    "quanh năm",
];

/// Reads the words of a time column; `year` is the plan's own.
pub(super) fn of_cell(text: &str, year: Option<i16>) -> Timing {
    let lower = crate::parse::one_line(text).to_lowercase();
    let recurrence = recurring(&lower);
    let (start, due) = period::read(&lower, year, true);
    // "Quý IV năm 2025 và các năm tiếp theo" has a beginning, "tháng 12 hằng năm" has none.
    let goes_on = ["tiếp theo", "trở đi"].iter().any(|words| lower.contains(words));
    let start = start.filter(|_| recurrence.is_none() || goes_on || lower.contains("từ "));
    let due = due.filter(|_| recurrence.is_none() && !goes_on);
    Timing { start, due, recurrence }
}

/// Reads the time in a sentence on one line: only words that set a limit count there.
pub(super) fn of_sentence(text: &str, year: Option<i16>) -> Timing {
    const WORDS: &[&str] = &[
        "trước ngày",
        "trước tháng",
        "trước quý",
        "chậm nhất",
        "hoàn thành trong",
        "hoàn thành dứt điểm trong",
        "hoàn thành trước",
        "hoàn thành vào",
        "xong trước",
        "xong trong",
        "trong tháng",
        "trong quý",
        "thời gian thực hiện",
        "thời gian hoàn thành",
        "thời hạn",
        "thời gian:",
        "đến hết ngày",
        "đến hết tháng",
        "từ ngày",
        "trước ",
    ];
    /// Bytes after the words of a limit in which its days stand.
    const REACH: usize = 70;
    static LIMITS: LazyLock<Phrases> = LazyLock::new(|| Phrases::of(WORDS));
    let lower = text.to_lowercase();
    let recurrence = recurring(&lower);
    let limits = LIMITS.places_in(&lower).find_map(|at| {
        let rest: String = lower.get(at..)?.chars().take(REACH).collect();
        // "hoàn thành trong năm 2025" is a limit; the year of "trước khi … năm 2025" is none.
        let whole_year = rest.starts_with("hoàn thành") || rest.starts_with("xong");
        let bare = rest.strip_prefix("trước ").is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_digit()));
        let stated = !bare || ["trước ngày", "trước tháng", "trước quý"].iter().any(|words| rest.starts_with(words));
        let (start, due) = if stated { period::read(&rest, year, whole_year) } else { (None, None) };
        // "trước 30/6/2017": a limit has no beginning.
        let start = start.filter(|_| !rest.starts_with("trước") && !rest.starts_with("chậm"));
        (start.is_some() || due.is_some()).then_some((start, due))
    });
    let (start, due) = limits.unwrap_or_default();
    Timing { start: start.filter(|_| recurrence.is_none()), due: due.filter(|_| recurrence.is_none()), recurrence }
}

fn recurring(lower: &str) -> Option<String> {
    static WORDS: LazyLock<Phrases> = LazyLock::new(|| Phrases::of(RECURRING));
    let at = WORDS.first_in(lower)?;
    let words = RECURRING.iter().find(|words| lower.get(at..).is_some_and(|rest| rest.starts_with(**words)))?;
    // "chi thường xuyên" is money, "kế hoạch trung hạn, hằng năm" a plan's name.
    let other = ["chi ", "vốn ", "trung hạn, ", "trung hạn và "];
    let other = lower.get(..at).is_some_and(|before| other.iter().any(|words| before.ends_with(words)));
    (!other).then(|| (*words).to_owned())
}

#[cfg(test)]
mod tests {
    use jiff::civil::Date;

    use super::{Timing, of_cell, of_sentence};

    fn day(text: &str) -> Option<Date> {
        (!text.is_empty()).then(|| text.parse().unwrap())
    }

    #[test]
    fn cells() {
        // Words of a plan for 2026: first day, last day, recurring.
        let table = [
            ("Trước ngày 30/11/2026", "", "2026-11-30", ""),
            ("Xong trước 30/6", "", "2026-06-30", ""),
            ("Từ ngày 15/3", "2026-03-15", "", ""),
            ("15/3 - 20/4", "2026-03-15", "2026-04-20", ""),
            ("Từ ngày 20/11/2025 đến ngày 03/12/2025", "2025-11-20", "2025-12-03", ""),
            ("Quý I/2026", "2026-01-01", "2026-03-31", ""),
            ("Quý II, III", "2026-04-01", "2026-09-30", ""),
            ("Quý IV/2025 - Quý I/2026", "2025-10-01", "2026-03-31", ""),
            ("Quý IV năm 2025 và các năm tiếp theo", "2025-10-01", "", "các năm tiếp theo"),
            ("Trước quý II/2026", "", "2026-03-31", ""),
            ("Tháng 12/2025", "2025-12-01", "2025-12-31", ""),
            ("Trong tháng 12", "2026-12-01", "2026-12-31", ""),
            ("Từ tháng 3 đến tháng 5", "2026-03-01", "2026-05-31", ""),
            ("Tháng 11/2025 đến tháng 3/2026", "2025-11-01", "2026-03-31", ""),
            ("Tháng 11 - tháng 02/2026", "2025-11-01", "2026-02-28", ""),
            ("Tháng 3-5/2026", "2026-03-01", "2026-05-31", ""),
            ("Tháng 3, 6, 9", "2026-03-01", "2026-09-30", ""),
            ("Cuối tháng 6/2026", "", "2026-06-30", ""),
            ("06 tháng đầu năm", "2026-01-01", "2026-06-30", ""),
            ("6 tháng cuối năm 2025", "2025-07-01", "2025-12-31", ""),
            ("2026", "2026-01-01", "2026-12-31", ""),
            ("Giai đoạn 2026–2030", "2026-01-01", "2030-12-31", ""),
            ("2026 - 2030", "2026-01-01", "2030-12-31", ""),
            ("Từ năm 2026", "2026-01-01", "", ""),
            ("Năm 2026 và các năm tiếp theo", "2026-01-01", "", "các năm tiếp theo"),
            ("Đến hết năm 2025", "", "2025-12-31", ""),
            ("Từ nay đến hết năm 2026", "", "2026-12-31", ""),
            ("Thường xuyên", "", "", "thường xuyên"),
            ("Tháng 12 hằng năm", "", "", "hằng năm"),
            ("Trước ngày 15/11 hằng năm", "", "", "hằng năm"),
            ("Chậm nhất ngày 15 hằng tháng", "", "", "hằng tháng"),
            ("Sau khi có Quy chế", "", "", ""),
            ("Ngay sau khi Luật có hiệu lực năm 2026", "", "", ""),
            ("Theo tiến độ của Luật An ninh mạng 2025", "", "", ""),
        ];
        for (words, start, due, recurrence) in table {
            let recurrence = (!recurrence.is_empty()).then(|| recurrence.to_owned());
            let expected = Timing { start: day(start), due: day(due), recurrence };
            assert_eq!(of_cell(words, Some(2026)), expected, "{words}");
        }
    }

    #[test]
    fn sentences() {
        let table = [
            ("hoàn thành trước ngày 15 tháng 12 năm 2026", "2026-12-15"),
            ("báo cáo kết quả trước 20/11/2026", "2026-11-20"),
            ("xây dựng kế hoạch (hoàn thành trong tháng 11/2025) gửi Công an tỉnh", "2025-11-30"),
            ("khẩn trương giải quyết các kiến nghị, hoàn thành trong năm 2025", "2025-12-31"),
            ("kiểm định trước khi đưa vào sử dụng, báo cáo trước ngày 05/12/2026", "2026-12-05"),
            ("thực hiện Quyết định số 12/QĐ-UBND ngày 03/02/2026", ""),
            ("bố trí trong dự toán của năm 2026", ""),
            ("trước ngày 15/12 hằng năm báo cáo", ""),
        ];
        for (words, due) in table {
            assert_eq!(of_sentence(words, Some(2026)).due, day(due), "{words}");
        }
    }

    #[test]
    fn what_only_seems_to_recur() {
        let recurs = |words| of_sentence(words, Some(2026)).recurrence.is_some();
        assert!(recurs("Định kỳ báo cáo kết quả") && !recurs("bố trí kinh phí chi thường xuyên"));
        assert!(!recurs("phân bổ kế hoạch đầu tư công trung hạn, hằng năm"));
    }
}
