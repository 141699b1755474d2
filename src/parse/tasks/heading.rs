//! Headings that are nothing but units, and sentences that only announce what their units do: "Giao Sở Nội vụ:".

use super::doing::{begins_with_verb, verb_at};
use super::sentence::supporting;
use super::subject::{capitalised, subject};
use super::{Plan, unit};
use crate::document::UnitRef;

/// The units of a heading.
pub(super) struct Heading {
    pub(super) units: Vec<UnitRef>,
    /// Bytes of the heading; what follows is already theirs.
    pub(super) len: usize,
}

/// Words before the units of a heading.
const OPENINGS: &[&str] =
    &["Giao ", "Đề nghị ", "Trách nhiệm của ", "Trách nhiệm ", "Nhiệm vụ của ", "Nhiệm vụ ", "Yêu cầu "];

/// Words after the units of a heading.
const CLOSINGS: &[&str] = &[
    " có nhiệm vụ",
    " có trách nhiệm",
    " thực hiện các nhiệm vụ",
    " có các nhiệm vụ",
    " thực hiện các nội dung",
    " tập trung thực hiện",
];

/// Words that name a kind of body and no body: "Đơn vị: triệu đồng", "Xã".
const KINDS: &[&str] = &[
    "đơn vị",
    "cơ quan",
    "tỉnh",
    "thành phố",
    "huyện",
    "xã",
    "phường",
    "doanh nghiệp",
    "bộ",
    "ban",
    "hội",
    "ngành",
    "đoàn",
    "tổ",
    "địa phương",
];

/// Words that name what a section is about as often as who does it: "Doanh nghiệp số", "Các ngành, lĩnh vực khác", "Tổ chức, bộ máy".
const MATTERS: &[&str] = &["doanh nghiệp", "ngành", "lĩnh vực", "tổ chức, bộ máy", "tổ chức bộ máy", "cơ sở"];

/// Returns whether the heading `text`, alone, may name the matter of a section instead of units.
pub(super) fn may_be_a_matter(text: &str) -> bool {
    let lower = text.trim().to_lowercase();
    let words = lower.strip_prefix("các ").unwrap_or(&lower);
    MATTERS.iter().any(|matter| words.starts_with(matter))
}

/// Reads a heading: `Văn phòng Sở`, `Sở Nội vụ:` with what follows its colon; `listed` is whether items stand below.
pub(super) fn read(text: &str, listed: bool, plan: &Plan<'_>) -> Option<Heading> {
    if let Some(units) = announced(text, plan) {
        return Some(Heading { units, len: text.len() });
    }
    let (head, len) = match text.find(':') {
        Some(at) if names_follow(text, at) => {
            if verb_at(text).is_some() {
                return None;
            }
            (text.trim_end_matches(['.', ' ', ':']), text.len())
        }
        Some(at) => (text.get(..at)?, at + 1),
        None if text.ends_with('.') && text.split_whitespace().nth(9).is_some() => return None,
        None => (text.trim_end_matches(['.', ' ']), text.len()),
    };
    let mut named = head.trim();
    for opening in OPENINGS {
        named = named.strip_prefix(opening).unwrap_or(named);
    }
    let asked = named.len() < head.trim().len();
    for closing in CLOSINGS {
        named = named.split(closing).next().unwrap_or(named);
    }
    if KINDS.contains(&named.trim().to_lowercase().as_str()) {
        return None;
    }
    let begins = unit::begins(named) || (asked && unit::begins(&capitalised(named)));
    if !begins
        || named.split_whitespace().count() > 60
        || named.contains(['.', '“'])
        || named.contains("; ") && verb_at(named).is_some()
    {
        return None;
    }
    // A sentence with a verb is no heading, but for a name with one in it above a list.
    let named_only = listed && len == text.len() && !text.ends_with('.') && named.split_whitespace().count() < 16;
    let announces = named.len() < head.trim().len() && len == text.len() && text.ends_with(':');
    (named_only || announces || subject(head).is_none()).then_some(())?;
    let units = unit::list(named, plan.lexicon, plan.near());
    let lower = head.to_lowercase();
    let clause = [" này ", " được "].iter().any(|word| lower.contains(word));
    (!units.is_empty() && !clause).then_some(Heading { units, len })
}

/// Returns whether the colon at `at` stands before names that go on the words before it: "UBND các xã: Tân Điền, Tân Phú".
fn names_follow(text: &str, at: usize) -> bool {
    const LISTED: &[&str] = &[
        "các xã",
        "các phường",
        "các sở",
        "các huyện",
        "các ban",
        "các bộ",
        "các đơn vị",
        "các cơ quan",
        "bộ, cơ quan",
        "bộ, ngành",
        "sở, ngành",
        "cơ quan, đơn vị",
    ];
    let (head, rest) = text.split_at_checked(at).unwrap_or_default();
    let rest = rest.trim_start_matches([':', ' ']);
    let head = head.to_lowercase();
    let first = rest.split(',').next().unwrap_or(rest);
    LISTED.iter().any(|kind| head.ends_with(kind))
        && rest.starts_with(char::is_uppercase)
        && first.len() < rest.len()
        && first.split_whitespace().nth(6).is_none()
        && !begins_with_verb(first)
        && verb_at(first).is_none()
}

/// Reads the units of a sentence that says nothing of its own: "Giao Sở Y tế căn cứ Danh mục có trách nhiệm:", "Sở Y tế
/// chủ trì, phối hợp với Sở Tài chính".
fn announced(text: &str, plan: &Plan<'_>) -> Option<Vec<UnitRef>> {
    const ENDS: &[&str] = &[
        "có trách nhiệm",
        "có nhiệm vụ",
        "nhiệm vụ sau",
        "nội dung sau",
        "công việc sau",
        "như sau",
        "sau đây",
        "các nhiệm vụ",
    ];
    let body = text.trim_end().trim_end_matches(['.', ';']);
    let open = body.strip_suffix(':').map(str::trim_end);
    let ends = open.is_some_and(|open| ENDS.iter().any(|end| open.ends_with(end)));
    // A subject is long at most; the rest of a long paragraph says something.
    if !ends && body.split_whitespace().nth(40).is_some() {
        return None;
    }
    let found = subject(text)?;
    let doing = body.get(found.rest..)?.trim_end_matches(':').trim_end();
    let together = ["chủ trì, phối hợp", "phối hợp"].iter().any(|word| doing.starts_with(word))
        && supporting(doing).map_or(doing.len() < 25, |(_, end)| end >= doing.len());
    (ends || together).then(|| found.lead(text, plan)).filter(|units| !units.is_empty())
}
