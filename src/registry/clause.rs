//! What a text says of force beside amending, replacing and repealing: ends on a stated day, suspensions (ngưng hiệu lực,
//! đình chỉ), what goes on (tiếp tục có hiệu lực), and a term of its own.

use std::sync::LazyLock;

use regex::Regex;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::sentence::{Around, Sentences};
use crate::document::{Citation, Date, Role};

/// Between a verb and the document it governs stand no more characters than these: `một phần khoản 2 Điều 5 của`.
const REACH: usize = 70;

/// An effect on force that no role of a citation names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Effect {
    /// Suspends it (ngưng hiệu lực, tạm ngưng hiệu lực, đình chỉ việc thi hành).
    Suspends,
    /// Lets it go on (tiếp tục có hiệu lực).
    Continues,
    /// Tells that it has ended (công bố danh mục văn bản hết hiệu lực).
    Reports,
}

/// What one sentence does to a cited document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Clause {
    /// `None` where it ends (hết hiệu lực).
    pub(super) effect: Option<Effect>,
    /// First day of the effect, where stated.
    pub(super) first: Option<Date>,
    /// Last day of the effect, where stated.
    pub(super) last: Option<Date>,
    /// Whether a part is concerned that the citation does not name.
    pub(super) part: bool,
}

const DAY: &str = r"ngày (\d{1,2})(?:/|-|\.| tháng )(\d{1,2})(?:/|-|\.| năm )(\d{4})";

fn pattern(words: &str) -> Option<Regex> {
    Regex::new(&words.replace("DAY", DAY)).ok()
}

static ENDS: LazyLock<Option<Regex>> = LazyLock::new(|| pattern(r"hết hiệu lực(?: thi hành| toàn bộ)* (?:kể )?từ DAY"));
static ENDS_NOW: LazyLock<Option<Regex>> = LazyLock::new(|| {
    pattern(
        r"(?:hết|chấm dứt) hiệu lực(?: thi hành| toàn bộ)*(?: (?:kể )?từ (?:ngày|thời điểm) [^,]{0,60} này có hiệu lực|$)",
    )
});
static UNTIL: LazyLock<Option<Regex>> =
    LazyLock::new(|| pattern(r"có hiệu lực(?: thi hành)? (?:cho )?đến (?:hết )?DAY"));
static SUSPENDS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    pattern(
        r"(?:ngưng (?:hiệu lực|thi hành|thực hiện|áp dụng)|đình chỉ (?:việc )?(?:thi hành|thực hiện|áp dụng|hiệu lực))(?: thi hành)?",
    )
});
static CONTINUES: LazyLock<Option<Regex>> =
    LazyLock::new(|| pattern(r"tiếp tục (?:có hiệu lực|còn hiệu lực|được áp dụng|áp dụng)(?: thi hành)?"));
/// What may stand between a verb and the document it governs.
static OBJECT: LazyLock<Option<Regex>> = LazyLock::new(|| {
    pattern(
        r"^[ ,]*(?:(?:một phần|một số|toàn bộ|đối với|của|các|khoản|điểm|điều|chương|mục|phụ lục|và|tại|quy định|văn bản|thi hành|[a-zđ\d]{1,3}|ban hành kèm theo)[ ,]+)*$",
    )
});
static NUMBERED: LazyLock<Option<Regex>> = LazyLock::new(|| pattern(r"số:? ?\d"));
static FROM: LazyLock<Option<Regex>> = LazyLock::new(|| pattern(r"từ DAY"));
static TO: LazyLock<Option<Regex>> = LazyLock::new(|| pattern(r"đến (?:hết )?DAY"));
static OWN_END: LazyLock<Option<Regex>> = LazyLock::new(|| {
    pattern(
        r"^(?:luật|pháp lệnh|nghị quyết|nghị định|quyết định|thông tư|thông tư liên tịch|chỉ thị|quy định|quy chế|kế hoạch|chương trình|đề án|văn bản|công văn) này (?:hết hiệu lực(?: thi hành)? (?:kể )?từ DAY|(?:có hiệu lực(?: thi hành)?(?: (?:kể )?từ (?:ngày ký(?: ban hành)?|ngày \d[^,;]{8,24}?\d{4}))?,? ?(?:và )?)?(?:được )?(?:(?:thực hiện|áp dụng|thi hành|có hiệu lực(?: thi hành)?) )?(?:cho )?đến (?:hết )?DAY)",
    )
});

/// Returns the last day in force by the document's own words: `Nghị quyết này được thực hiện đến hết ngày …`, `Thông tư
/// này hết hiệu lực kể từ ngày …`. A term with exceptions (`trừ …`) ends not all of it and is left out, and so is the
/// period of a plan (`giai đoạn 2016–2020`).
pub(super) fn own_end(sentences: &Sentences<'_>) -> Option<Date> {
    let pattern = OWN_END.as_ref()?;
    sentences.own().find_map(|sentence| {
        let found = pattern.captures(&sentence)?;
        let rest = sentence.get(found.get(0)?.end()..).unwrap_or_default();
        if rest.contains("trừ ") {
            return None;
        }
        let ended = day(&found, 1);
        ended.and_then(|first| first.yesterday().ok()).or_else(|| day(&found, 4))
    })
}

/// Returns what the sentence of a citation does to the cited document. `announces` says that the citing document is made
/// to tell that others go on.
pub(super) fn of(sentences: &Sentences<'_>, citation: &Citation, announces: bool) -> Option<Clause> {
    let around = sentences.around(citation.span)?;
    let (named_only, role) = (citation.number.is_none(), citation.role);
    if matches!(role, Role::Basis | Role::Proposal) {
        return None;
    }
    let goes_on = || suspends(&around).or_else(|| continues(&around, announces)).filter(|_| !named_only);
    goes_on().or_else(|| ends(&around, role))
}

fn suspends(around: &Around) -> Option<Clause> {
    let verb = SUSPENDS.as_ref()?;
    let last = verb.find_iter(&around.before).last();
    let governing = last.filter(|found| {
        let head = around.before.get(..found.start()).unwrap_or_default();
        let between = around.before.get(found.end()..).unwrap_or_default();
        let object = between.to_owned() + " ";
        let of_rules = between.starts_with(" quy định về ") && between.chars().count() <= 4 * REACH;
        let governs = of_rules || OBJECT.as_ref().is_some_and(|pattern| pattern.is_match(&object));
        governs && !is_spoken_of(head)
    });
    let whole = |words: &str| !["một phần", "một số", "quy định ", "nội dung"].iter().any(|part| words.contains(part));
    let clause = |words: &str, part: bool| Clause {
        effect: Some(Effect::Suspends),
        first: FROM.as_ref().and_then(|from| day(&from.captures(words)?, 1)),
        last: TO.as_ref().and_then(|to| day(&to.captures(words)?, 1)),
        part,
    };
    if let Some(found) = governing {
        let between = around.before.get(found.end()..).unwrap_or_default();
        return Some(clause(&around.after, !whole(between)));
    }
    // "Đối với Thông tư số …, ngưng hiệu lực thi hành từ ngày … đến ngày …", also behind a colon.
    for words in [&around.after, &around.clause] {
        let Some(found) = verb.find(words) else { continue };
        let told = words.get(found.start()..).unwrap_or_default();
        if FROM.as_ref().is_some_and(|from| from.is_match(told)) && !is_spoken_of(words.get(..found.start())?) {
            let object = words.get(found.end()..).and_then(|rest| rest.split("từ ngày").next()).unwrap_or_default();
            return Some(clause(told, !whole(object)));
        }
    }
    let listed = verb.find(&around.lead).is_some_and(|found| {
        let head = around.lead.get(..found.start()).unwrap_or_default();
        let rest = around.lead.get(found.end()..).unwrap_or_default();
        !is_spoken_of(head) && rest.chars().count() <= 2 * REACH && around.before.chars().count() <= REACH
    });
    listed.then(|| clause(&around.lead, !whole(&around.lead)))
}

/// Returns whether the words before a verb speak of it rather than say it: who may do so, in what time, under what title.
fn is_spoken_of(before: &str) -> bool {
    ["thẩm quyền", "đề nghị", "kiến nghị", "trong thời gian", "về việc", "quyết định việc", "trường hợp", "đã bị"]
        .iter()
        .any(|words| before.contains(words))
        || NUMBERED.as_ref().is_some_and(|number| number.is_match(before))
}

fn continues(around: &Around, announces: bool) -> Option<Clause> {
    let verb = CONTINUES.as_ref()?;
    let subject = around.before.is_empty() || announces && around.before.chars().count() <= REACH;
    let words = if let Some(found) = verb.find(&around.after).filter(|_| subject) {
        around.after.get(found.start()..)?
    } else if verb.is_match(&around.lead) && around.before.chars().count() <= REACH {
        around.lead.as_str()
    } else if announces && (verb.is_match(&around.before) || around.before.is_empty()) {
        around.after.as_str()
    } else {
        return None;
    };
    let last = TO.as_ref().and_then(|to| day(&to.captures(words)?, 1));
    Some(Clause { effect: Some(Effect::Continues), first: None, last, part: around.before.contains("quy định") })
}

/// Ends told behind the document's name: `Luật … số … hết hiệu lực từ ngày …`. Where words stand before the name, they
/// speak of a part (`các quy định về … tại`) or of something else.
fn ends(around: &Around, role: Role) -> Option<Clause> {
    let named = matches!(role, Role::Replaces | Role::Repeals);
    let of_part = around.before.starts_with("quy định ") || around.before.starts_with("các quy định ");
    if !named && !of_part && !around.before.is_empty() {
        return None;
    }
    let after = around.after.trim_end_matches(['.', ';', ' ']);
    let clause = |found: &regex::Captures<'_>, first: Option<Date>| {
        let whole = found.get(0)?;
        let between = after.get(..whole.start())?;
        let rest = after.get(whole.end()..)?;
        let part = of_part || rest.contains("trừ ");
        (!between.contains(" thì ")).then_some(Clause { effect: None, first, last: None, part })
    };
    if let Some(found) = ENDS.as_ref()?.captures(after) {
        return clause(&found, day(&found, 1));
    }
    if let Some(found) = UNTIL.as_ref()?.captures(after) {
        return clause(&found, day(&found, 1)?.tomorrow().ok());
    }
    clause(&ENDS_NOW.as_ref()?.captures(after)?, None)
}

fn day(found: &regex::Captures<'_>, at: usize) -> Option<Date> {
    let figure = |at: usize| found.get(at)?.as_str().parse::<i16>().ok();
    let (day, month, year) = (figure(at)?, figure(at + 1)?, figure(at + 2)?);
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}
