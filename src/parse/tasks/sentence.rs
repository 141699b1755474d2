//! One sentence or item as a task: who leads, who supports, what is done, by when.

use super::Plan;
use super::timing::{self, Timing};
use super::unit;
use crate::document::{Slug, Task, UnitRef};
use crate::parse::one_line;
use crate::text::Span;

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

/// Returns where the first verb stands after a list of units, and its length: `Sở Nội vụ | chủ trì …`.
fn verb_at(text: &str) -> Option<usize> {
    let text = text.get(..floor(text, 400))?;
    let mut best: Option<usize> = None;
    for verb in VERBS {
        for (at, _) in text.match_indices(verb) {
            let parted = text.get(..at)?.chars().next_back().is_some_and(char::is_whitespace);
            let after = text.get(at + verb.len()..)?;
            let ends = after.chars().next().is_none_or(|c| !c.is_alphanumeric());
            // "các tổ chức, cá nhân", "tổ chức chính trị - xã hội" are bodies.
            let body = *verb == "tổ chức"
                && (after.starts_with([',', ';'])
                    || [
                        " chính trị",
                        " đoàn thể",
                        " cá nhân",
                        " có liên quan",
                        " và cá nhân",
                        " xã hội",
                        " liên quan",
                    ]
                    .iter()
                    .any(|word| after.starts_with(word))
                    || ["các ", "cơ quan, ", "đơn vị, ", "và "]
                        .iter()
                        .any(|word| text.get(..at).is_some_and(|head| head.ends_with(word))));
            // "Đoàn kiểm tra", "Tổ giúp việc" are bodies too.
            let team = text
                .get(..at)
                .is_some_and(|head| ["Đoàn ", "đoàn ", "Tổ ", "tổ ", "Ban "].iter().any(|word| head.ends_with(word)));
            if parted && ends && !body && !team {
                best = Some(best.map_or(at, |best| best.min(at)));
                break;
            }
        }
    }
    best
}

/// Returns the last character boundary at or before `at`.
fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

/// Returns whether the words begin with a doing: `chủ trì`, `Kịp thời tháo gỡ`.
pub(super) fn begins_with_verb(text: &str) -> bool {
    let head: String = text.chars().take(24).flat_map(char::to_lowercase).collect();
    VERBS.iter().any(|verb| {
        head.strip_prefix(verb).is_some_and(|rest| rest.chars().next().is_none_or(|c| !c.is_alphanumeric()))
    })
}

/// The subject of a sentence: the units that it makes lead, and where the doing begins.
pub(super) struct Subject {
    pub(super) lead: Vec<UnitRef>,
    /// Byte at which the words of the task go on after the names.
    pub(super) rest: usize,
}

/// Reads the units with which a sentence begins: "Giao Sở Nội vụ chủ trì …", "Văn phòng Sở có trách nhiệm …".
///
/// A clause of circumstance may stand before them: "Căn cứ Kế hoạch này, các sở, ngành xây dựng …".
pub(super) fn subject(sentence: &str, plan: &Plan<'_>) -> Option<Subject> {
    if let Some(found) = subject_at(sentence, sentence.len() - sentence.trim_start().len(), plan) {
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
    sentence.match_indices(", ").take(6).find_map(|(at, comma)| subject_at(sentence, at + comma.len(), plan))
}

/// Reads the subject that begins at byte `at`.
fn subject_at(sentence: &str, mut at: usize, plan: &Plan<'_>) -> Option<Subject> {
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
    let lead = unit::list(named, plan.lexicon, plan.near());
    (!lead.is_empty()).then_some(Subject { lead, rest: at + verb })
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters.take(60)).collect())
}

/// Returns whether the words of a name hold a verb of their own.
fn has_clause(named: &str) -> bool {
    [" được ", " bị ", " khi ", " phải ", " đã ", " sẽ ", " nào ", " này ", " thì ", " nếu ", " là "]
        .iter()
        .any(|word| named.contains(word) || named.ends_with(word.trim_end()))
}

/// Makes a task of `span`, led by `lead`; `None` where its words are too few or say nothing to be done.
pub(super) fn task(span: Span, lead: &[UnitRef], path: &str, plan: &Plan<'_>) -> Option<Task> {
    let printed = plan.words(span);
    let text = one_line(printed);
    let text = text.trim_end_matches(['.', ';', ':', '/', ' ', '*']).to_owned();
    if text.split(' ').nth(3).is_none() || is_general(&text) {
        return None;
    }
    let Timing { start, due, recurrence } = timing::of_sentence(&text, plan.year);
    let doing = doing(&text, plan);
    let action = plan.lexicon.action_in(doing);
    let team = lead.iter().find_map(|unit| inspecting(&unit.text));
    let action_id = team.or_else(|| action.map(|action| action.id.clone()));
    let inspects = action_id.as_deref().is_some_and(|id| id == "kiem-tra" || id == "thanh-tra");
    Some(Task {
        span,
        path: path.to_owned(),
        object: object(doing, action.map(|action| action.words.as_slice())),
        support: support(&text, plan),
        targets: if inspects { targets(&text, plan) } else { Vec::new() },
        action: action_id,
        lead: lead.to_vec(),
        start,
        due,
        recurrence,
        product: None,
        amount: amount(&text),
        text,
    })
}

/// Returns the action of a team that inspects, whatever its sentence says that it does.
fn inspecting(unit: &str) -> Option<Slug> {
    let unit = unit.to_lowercase();
    ["kiểm tra", "thanh tra"]
        .iter()
        .find(|action| unit.starts_with(&format!("đoàn {action}")))
        .map(|action| Slug::of(action))
}

/// Returns the words after the units that lead and support: a name such as "Thanh tra Sở" is no action.
fn doing<'t>(text: &'t str, plan: &Plan<'_>) -> &'t str {
    let rest = subject(text, plan).and_then(|subject| text.get(subject.rest..)).unwrap_or(text);
    match supporting(rest) {
        Some((start, end)) if start < 60 => rest.get(end..).filter(|rest| !rest.trim().is_empty()).unwrap_or(rest),
        _ => rest,
    }
}

/// Returns whether the words are the closing formula that everybody carries the document out.
fn is_general(text: &str) -> bool {
    [
        "chịu trách nhiệm thi hành",
        "có liên quan thi hành",
        "chịu trách nhiệm thực hiện Quyết định này",
        "chịu trách nhiệm thực hiện Chỉ thị này",
        "nghiêm túc tổ chức",
        "thực hiện nghiêm túc",
        "nghiêm túc thực hiện",
        "nghiêm túc triển khai",
    ]
    .iter()
    .any(|formula| text.contains(formula))
        || text.starts_with("Trên đây ")
        || text.contains("xin liên hệ")
}

/// Reads the units after "phối hợp với".
pub(super) fn support(text: &str, plan: &Plan<'_>) -> Vec<UnitRef> {
    let units = supporting(text).and_then(|(start, end)| text.get(start..end));
    units.map(|units| unit::list(units, plan.lexicon, plan.near())).unwrap_or_default()
}

/// Returns where the units stand after "phối hợp với".
fn supporting(text: &str) -> Option<(usize, usize)> {
    let opening = [
        "phối hợp chặt chẽ với ",
        "phối hợp cùng với ",
        "phối hợp với ",
        "phối hợp cùng ",
        "Phối hợp chặt chẽ với ",
        "Phối hợp với ",
        "Phối hợp chặt chẽ ",
        "phối hợp chặt chẽ ",
        "phối hợp ",
        "Phối hợp ",
    ];
    let start = opening.iter().find_map(|words| text.find(words).map(|at| at + words.len()))?;
    let rest = text.get(start..)?;
    if !unit::begins(&capitalised(rest)) {
        return None;
    }
    let ends = [" để ", " trong ", " nhằm ", " về ", ". ", ": ", " theo ", " hoàn thành", " tại ", " (qua "];
    let stop = ends.iter().filter_map(|end| rest.find(end)).min().unwrap_or(rest.len());
    Some((start, start + stop.min(verb_at(rest).unwrap_or(rest.len()))))
}

/// Reads the units that an inspection visits: after "tại", "đối với".
fn targets(text: &str, plan: &Plan<'_>) -> Vec<UnitRef> {
    let Some(rest) = [" tại ", " đối với "].iter().filter_map(|word| text.find(word).map(|at| at + word.len())).min()
    else {
        return Vec::new();
    };
    let rest = text.get(rest..).unwrap_or_default();
    if !unit::begins(&capitalised(rest)) {
        return Vec::new();
    }
    let ends = [" về ", " trong ", " theo ", ". ", " trước ", " để ", "; "];
    let stop = ends.iter().filter_map(|end| rest.find(end)).min().unwrap_or(rest.len());
    let stop = stop.min(verb_at(rest).unwrap_or(rest.len()));
    unit::list(rest.get(..stop).unwrap_or_default(), plan.lexicon, plan.near())
}

/// Returns what is acted on: the words after those of the action.
pub(super) fn object(text: &str, words: Option<&[String]>) -> Option<String> {
    let lower = text.to_lowercase();
    let found = words?.iter().filter_map(|word| lower.find(word.as_str()).map(|at| at + word.len())).min()?;
    let rest = text.get(found..)?.trim_start_matches(|c: char| c.is_whitespace() || c == ',');
    let stop =
        [" trước ngày", " hoàn thành trước", "; "].iter().filter_map(|end| rest.find(end)).min().unwrap_or(rest.len());
    let object = rest.get(..stop)?.trim();
    (!object.is_empty()).then(|| object.to_owned())
}

/// Reads an amount of money or a target figure, as printed: `50 triệu đồng`, `85%`.
pub(super) fn amount(text: &str) -> Option<String> {
    let mut from = 0;
    while let Some(offset) = text.get(from..)?.find(|c: char| c.is_ascii_digit()) {
        let start = from + offset;
        let digits =
            text.get(start..)?.bytes().take_while(|byte| byte.is_ascii_digit() || b".,".contains(byte)).count();
        let rest = text.get(start + digits..)?;
        let unit = ["%", " %", " triệu đồng", " tỷ đồng", " nghìn đồng", " đồng", "đ "];
        if let Some(unit) = unit.iter().find(|unit| rest.starts_with(**unit)) {
            return text.get(start..start + digits + unit.trim_end().len()).map(str::to_owned);
        }
        from = start + digits.max(1);
    }
    None
}
