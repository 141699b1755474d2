//! The subject of a sentence that gives a task: the units named before its verb.

use std::ops::Range;
use std::sync::LazyLock;

use super::phrases::{Openings, Phrases};
use super::{Plan, unit};
use crate::document::UnitRef;

/// Words with which the doing begins after the names of units.
const VERBS: &[&str] = &[
    "có trách nhiệm",
    "chịu trách nhiệm",
    "chủ trì",
    "phối hợp",
    "chủ động",
    "căn cứ",
    "tham mưu",
    "tổ chức",
    "xây dựng",
    "thực hiện",
    "triển khai",
    "rà soát",
    "hướng dẫn",
    "kiểm tra",
    "thanh tra",
    "báo cáo",
    "bố trí",
    "tổng hợp",
    "theo dõi",
    "đôn đốc",
    "ban hành",
    "trình",
    "cập nhật",
    "công khai",
    "công bố",
    "niêm yết",
    "tiếp tục",
    "tăng cường",
    "đẩy mạnh",
    "làm đầu mối",
    "có nhiệm vụ",
    "giải trình",
    "nghiên cứu",
    "đề xuất",
    "thông báo",
    "gửi",
    "lập",
    "bảo đảm",
    "đảm bảo",
    "quán triệt",
    "tuyên truyền",
    "phổ biến",
    "kịp thời",
    "chỉ đạo",
    "thường xuyên",
    "phân công",
    "cung cấp",
    "hỗ trợ",
    "tiếp nhận",
    "giám sát",
    "quản lý",
    "vận hành",
    "khẩn trương",
    "nghiêm túc",
    "tập trung",
    "định kỳ",
    "phát động",
    "thẩm định",
    "phê duyệt",
    "hoàn thành",
    "hoàn thiện",
    "tích cực",
    "đăng tải",
    "thành lập",
    "sử dụng",
    "trên cơ sở",
    "phát huy",
    "chọn",
    "lựa chọn",
    "tham gia",
    "tạo điều kiện",
    "nâng cao",
    "áp dụng",
    "đăng ký",
    "xem xét",
    "khảo sát",
    "làm việc",
    "giúp",
    "tự",
    "phải",
    "cử",
    "đưa",
    "mở",
    "chuẩn bị",
    "phát hành",
    "kiện toàn",
    "đánh giá",
    "tiến hành",
];

static DOINGS: LazyLock<Openings> = LazyLock::new(|| Openings::of(VERBS));

/// Returns where the first verb stands after a list of units: `Sở Nội vụ | chủ trì …`.
pub(super) fn verb_at(text: &str) -> Option<usize> {
    /// A sentence's subject is shorter.
    const REACH: usize = 400;
    text.char_indices()
        .take_while(|(at, _)| *at < REACH)
        .filter(|(_, c)| c.is_whitespace())
        .map(|(at, blank)| at + blank.len_utf8())
        .find(|&at| text.get(at..).is_some_and(|rest| is_verb(text.get(..at).unwrap_or_default(), rest)))
}

/// Returns whether `rest` begins with a verb that is no part of a body's name; `before` is what stands before it.
fn is_verb(before: &str, rest: &str) -> bool {
    if !rest.starts_with(char::is_lowercase) {
        return false;
    }
    let Some((verb, after)) = DOINGS.whole_of_text(rest) else { return false };
    // "các tổ chức, cá nhân", "tổ chức chính trị - xã hội" are bodies; "Đoàn kiểm tra", "Tổ giúp việc" too.
    let bodies =
        [" chính trị", " đoàn thể", " cá nhân", " có liên quan", " và cá nhân", " xã hội", " liên quan", ",", ";"];
    let before_bodies = ["các ", "cơ quan, ", "đơn vị, ", "và "];
    let body = verb == "tổ chức"
        && (bodies.iter().any(|word| after.starts_with(word))
            || before_bodies.iter().any(|word| before.ends_with(word)));
    let team = ["Đoàn ", "đoàn ", "Tổ ", "tổ ", "Ban "].iter().any(|word| before.ends_with(word));
    !body && !team
}

/// Returns whether the words begin with a doing: `chủ trì`, `Kịp thời tháo gỡ`.
pub(super) fn begins_with_verb(text: &str) -> bool {
    let head: String = text.chars().take(24).flat_map(char::to_lowercase).collect();
    DOINGS.whole_of_text(&head).is_some()
}

/// The subject of a sentence: where the units are named that it makes lead, and where the doing begins.
pub(super) struct Subject {
    /// Bytes of the names.
    named: Range<usize>,
    /// Byte at which the words of the task go on after the names.
    pub(super) rest: usize,
}

impl Subject {
    /// Returns the units of the subject of `sentence`.
    pub(super) fn lead(&self, sentence: &str, plan: &Plan<'_>) -> Vec<UnitRef> {
        unit::list(sentence.get(self.named.clone()).unwrap_or_default(), plan.lexicon, plan.near())
    }
}

/// Reads the units with which a sentence begins: "Giao Sở Nội vụ chủ trì …", "Văn phòng Sở có trách nhiệm …".
///
/// A clause of circumstance may stand before them: "Căn cứ Kế hoạch này, các sở, ngành xây dựng …".
pub(super) fn subject(sentence: &str) -> Option<Subject> {
    if let Some(found) = subject_at(sentence, sentence.len() - sentence.trim_start().len()) {
        return Some(found);
    }
    let openings = [
        "Căn cứ ",
        "Trên cơ sở ",
        "Đối với ",
        "Trong quá trình ",
        "Hằng năm",
        "Hàng năm",
        "Định kỳ",
        "Đồng thời",
        "Trước ngày ",
        "Để ",
        "Khi ",
    ];
    let head = sentence.trim_start();
    if !openings.iter().any(|opening| head.starts_with(opening)) {
        return None;
    }
    sentence.match_indices(", ").take(6).find_map(|(at, comma)| subject_at(sentence, at + comma.len()))
}

/// Reads the subject that begins at byte `at`.
fn subject_at(sentence: &str, mut at: usize) -> Option<Subject> {
    let mut assigned = at > sentence.len() - sentence.trim_start().len();
    for word in ["Giao cho ", "Giao ", "Đề nghị ", "Yêu cầu ", "Phân công ", "giao ", "đề nghị ", "yêu cầu "]
    {
        if let Some(rest) = sentence.get(at..)?.strip_prefix(word) {
            at = sentence.len() - rest.len();
            assigned = true;
        }
    }
    // "Ủy ban nhân dân tỉnh yêu cầu các sở, ngành …": those who are asked do it.
    let start = sentence.get(at..)?;
    for word in [" yêu cầu ", " đề nghị ", " giao "] {
        if let Some(asked) =
            start.find(word).filter(|asked| start.get(..*asked).is_some_and(|by| by.split_whitespace().count() < 8))
            && unit::begins(&capitalised(start.get(asked + word.len()..)?))
        {
            at += asked + word.len();
            assigned = true;
            break;
        }
    }
    let text = sentence.get(at..)?;
    let named = unit::begins(text) || (assigned && unit::begins(&capitalised(text)));
    if !named {
        return None;
    }
    let verb = verb_at(text)?;
    let named = text.get(..verb)?.trim_end();
    let named = named.strip_suffix(" có").or_else(|| named.strip_suffix(" là")).unwrap_or(named);
    let named = named.trim_end_matches([',', ':', ' ', '\n']);
    // A name is short; "Các cơ quan được phân công tại …" with a clause inside is none.
    if named.split_whitespace().count() > 40 || named.contains(['.', '“']) || has_clause(named) {
        return None;
    }
    let named_at = at..at + named.len();
    named.chars().any(char::is_alphabetic).then_some(Subject { named: named_at, rest: at + verb })
}

pub(super) fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters.take(60)).collect())
}

/// Returns whether the words of a name hold a verb of their own.
fn has_clause(named: &str) -> bool {
    const WORDS: &[&str] =
        &[" được ", " bị ", " khi ", " phải ", " đã ", " sẽ ", " nào ", " này ", " thì ", " nếu ", " là "];
    static CLAUSES: LazyLock<Phrases> = LazyLock::new(|| Phrases::of(WORDS));
    CLAUSES.are_in(named) || WORDS.iter().any(|word| named.ends_with(word.trim_end()))
}

#[cfg(test)]
mod tests {
    use super::{subject, verb_at};

    #[test]
    fn verbs_and_bodies() {
        assert_eq!(verb_at("Sở Nội vụ chủ trì, phối hợp"), Some("Sở Nội vụ ".len()));
        assert_eq!(verb_at("Các tổ chức, cá nhân thực hiện"), Some("Các tổ chức, cá nhân ".len()));
        assert_eq!(verb_at("Đoàn kiểm tra lập biên bản"), Some("Đoàn kiểm tra ".len()));
        assert_eq!(verb_at("Văn phòng Sở"), None);
    }

    #[test]
    fn subjects() {
        let named = |text: &str| subject(text).map(|subject| text[subject.named].to_owned());
        assert_eq!(named("Giao Sở Nội vụ chủ trì theo dõi").as_deref(), Some("Sở Nội vụ"));
        assert_eq!(named("Căn cứ Kế hoạch này, các sở, ngành xây dựng kế hoạch").as_deref(), Some("các sở, ngành"));
        assert_eq!(named("UBND tỉnh yêu cầu các sở báo cáo").as_deref(), Some("các sở"));
        assert_eq!(named("Các đơn vị được giao tổ chức thực hiện"), None);
        assert_eq!(named("Nâng cao chất lượng phục vụ"), None);
    }
}
