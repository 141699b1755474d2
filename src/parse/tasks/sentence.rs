//! One sentence or item as a task: who leads, who supports, what is done, by when.

use std::sync::LazyLock;

use super::Plan;
use super::doing::verb_at;
use super::phrases::Phrases;
use super::subject::{capitalised, subject};
use super::timing::{self, Timing};
use super::unit;
use crate::document::{Slug, Task, UnitRef};
use crate::parse::one_line;
use crate::text::Span;

/// Makes a task of `span`, led by `lead`; `None` where its words are too few or say nothing to be done.
pub(super) fn task(span: Span, lead: &[UnitRef], path: &str, plan: &Plan<'_>) -> Option<Task> {
    let printed = plan.words(span);
    let text = one_line(printed);
    let text = text.trim_end_matches(['.', ';', ':', '/', ' ', '*']).to_owned();
    if text.split(' ').nth(3).is_none() || is_general(&text) || is_together(&text) {
        return None;
    }
    let Timing { start, due, recurrence } = timing::of_sentence(&text, plan.year);
    let doing = doing(&text);
    let action = plan.lexicon.action_in(doing);
    let team = lead.iter().find_map(|unit| inspecting(&unit.text));
    let action_id = team.or_else(|| action.map(|action| action.id.clone()));
    let inspects = action_id.as_deref().is_some_and(|id| id == "kiem-tra" || id == "thanh-tra");
    Some(Task {
        span,
        path: path.to_owned(),
        object: object(doing, action.map(|action| action.words.as_slice())),
        support: support(&text, plan),
        targets: visited(&text, plan).unwrap_or_else(|| if inspects { targets(&text, plan) } else { Vec::new() }),
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
fn doing(text: &str) -> &str {
    let rest = subject(text).and_then(|subject| text.get(subject.rest..)).unwrap_or(text);
    match supporting(rest) {
        Some((start, end)) if start < 60 => rest.get(end..).filter(|rest| !rest.trim().is_empty()).unwrap_or(rest),
        _ => rest,
    }
}

/// Returns whether the words are the closing formula that everybody carries the document out.
fn is_general(text: &str) -> bool {
    static FORMULAS: LazyLock<Phrases> = LazyLock::new(|| {
        Phrases::of(&[
            "chịu trách nhiệm thi hành",
            "có liên quan thi hành",
            "chịu trách nhiệm thực hiện Quyết định này",
            "chịu trách nhiệm thực hiện Chỉ thị này",
            "nghiêm túc tổ chức",
            "thực hiện nghiêm túc",
            "nghiêm túc thực hiện",
            "nghiêm túc triển khai",
            "xin liên hệ",
            "chỉ đạo như sau",
            "kết luận như sau",
            "cơ bản thống nhất với",
            "ghi nhận và biểu dương",
            "thông báo để",
            "các nhiệm vụ được giao tại Kế hoạch",
        ])
    });
    FORMULAS.are_in(text) || text.starts_with("Trên đây ")
}

/// Returns whether the words only name who works together: "Chủ trì, phối hợp với Sở Tài chính".
fn is_together(text: &str) -> bool {
    let rest = ["Chủ trì, phối hợp", "chủ trì, phối hợp"].iter().find_map(|open| text.strip_prefix(open));
    rest.is_some_and(|rest| rest.is_empty() || supporting(text).is_some_and(|(_, end)| end >= text.len()))
}

/// Returns whether the paragraph only says that everybody carries the document out.
pub(super) fn is_closing(text: &str) -> bool {
    static FORMULAS: LazyLock<Phrases> = LazyLock::new(|| {
        Phrases::of(&[
            "chịu trách nhiệm thi hành",
            "có liên quan thi hành",
            "chịu trách nhiệm thực hiện Quyết định này",
            "căn cứ Quyết định thi hành",
        ])
    });
    // "… . Giao Sở Y tế chủ trì …" in the same paragraph is a task.
    FORMULAS.are_in(text) && !text.contains(". Giao ")
}

/// Reads the units after "phối hợp với".
pub(super) fn support(text: &str, plan: &Plan<'_>) -> Vec<UnitRef> {
    let units = supporting(text).and_then(|(start, end)| text.get(start..end));
    units.map(|units| unit::list(units, plan.lexicon, plan.near())).unwrap_or_default()
}

/// Returns where the units stand after "phối hợp với".
pub(super) fn supporting(text: &str) -> Option<(usize, usize)> {
    static OPENINGS: LazyLock<Phrases> = LazyLock::new(|| {
        Phrases::of(&[
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
        ])
    });
    static ENDS: LazyLock<Phrases> = LazyLock::new(|| {
        Phrases::of(&[" để ", " trong ", " nhằm ", " về ", ". ", ": ", " theo ", " hoàn thành", " tại ", " (qua "])
    });
    let start = OPENINGS.after_best_in(text)?;
    let rest = text.get(start..)?;
    if !unit::begins(&capitalised(rest)) {
        return None;
    }
    let stop = ENDS.first_in(rest).unwrap_or(rest.len());
    Some((start, start + stop.min(verb_at(rest).unwrap_or(rest.len()))))
}

/// Reads the units that are named right after the words of an inspection: "kiểm tra, đôn đốc các sở, ban, ngành".
fn visited(text: &str, plan: &Plan<'_>) -> Option<Vec<UnitRef>> {
    static VISITS: LazyLock<Phrases> = LazyLock::new(|| {
        Phrases::of(&[
            "kiểm tra, đôn đốc các ",
            "kiểm tra, giám sát các ",
            "kiểm tra các ",
            "thanh tra các ",
            "giám sát các ",
        ])
    });
    let start = VISITS.after_best_in(text)? - "các ".len();
    let rest = text.get(start..).filter(|rest| unit::begins(rest))?;
    let rest = rest.get(..verb_at(rest).unwrap_or(rest.len()))?;
    Some(unit::list(rest, plan.lexicon, plan.near()))
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
