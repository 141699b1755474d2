//! Bodies that are no more and that the operative text still gives work to or sends the document to.
//!
//! Speaks only where the words around the name show it: a name that opens an item, follows "giao", "phối hợp với", or
//! goes before "chủ trì". Recitals, citations, quotations and narration of the past are left alone.

use std::collections::BTreeSet;

use super::given_work::{gives_work, is_label};
use super::signing::issuing;
use crate::check::{Context, DayFrom};
use crate::document::Date;
use crate::lexicon::{AuthorityMatch, Existence, Near};
use crate::text::{Span, fold_case_tone};

/// A body that has ended, named where it should not be.
#[derive(Debug, Clone)]
pub(super) struct Mention {
    /// The body.
    pub(super) body: AuthorityMatch,
    /// The words on one line.
    pub(super) words: String,
    /// Where they stand.
    pub(super) span: Span,
    /// Whether they stand among the recipients; else the body is given work.
    pub(super) recipient: bool,
}

/// Words of narration: the body is named as what it was.
const PAST: &[&str] = &[
    "trước đây",
    "(cũ)",
    " cũ",
    "nguyên là",
    "sáp nhập",
    "hợp nhất",
    "giải thể",
    "kết thúc hoạt động",
    "bàn giao",
    "chuyển giao",
    "tiếp nhận từ",
    "tiếp nhận nhiệm vụ",
    "tiếp nhận nguyên trạng",
    "kế thừa",
    "sắp xếp đơn vị",
    "sắp xếp bộ máy",
    "sắp xếp tổ chức",
    "trước khi",
    "trước sắp xếp",
    "không tổ chức cấp huyện",
    "bãi bỏ",
    "thay thế",
];

/// Words of a title that tell of a document about the change itself: its text names the old bodies rightly.
const CHANGE: &[&str] = &[
    "bàn giao",
    "chuyển giao",
    "sáp nhập",
    "hợp nhất",
    "giải thể",
    "sắp xếp",
    "kết thúc hoạt động",
    "lưu trữ",
    "chỉnh lý",
    "tổ chức lại",
    "hai cấp",
    "02 cấp",
    "2 cấp",
    "quyết toán",
    "thành lập sở",
];

/// Returns the bodies that `ended` accepts by what they are and how they are written and that are given work or sent the document, in reading order.
pub(super) fn ended(cx: &Context<'_>, ended: impl Fn(&AuthorityMatch, &str) -> bool) -> Vec<Mention> {
    let title = cx.document.header.title.as_ref().map(|title| fold_case_tone(&title.text)).unwrap_or_default();
    if CHANGE.iter().any(|words| title.contains(words)) || !is_dated(cx) {
        return Vec::new();
    }
    let openings = openings(cx);
    let province = issuing(cx).and_then(|issuing| issuing.territory.as_deref()?.split('/').next());
    let near = Near { territory: province, date: Some(cx.as_of()) };
    let mut found = Vec::new();
    let mut quoted = 0_usize;
    let lines = lines(cx);
    let mut addressed = false;
    for (index, &line) in lines.iter().enumerate() {
        let text = cx.document.slice(line);
        addressed = text.starts_with("Kính gửi") || (addressed && text.starts_with(['-', '–', '+']));
        let next = lines.get(index + 1).map_or("", |next| cx.document.slice(*next));
        let inside = quoted;
        quoted = (quoted + count(text, '“')).saturating_sub(count(text, '”'));
        let is_heading = !text.chars().any(char::is_lowercase);
        if inside > 0 || is_heading {
            continue;
        }
        let mut at = 0;
        while let Some(start) = next_name(text, at, &openings) {
            let rest = text.get(start..).unwrap_or_default();
            let Some((body, taken)) = cx.lexicon.authority_starting(rest, near) else {
                at = start + rest.find(char::is_whitespace).unwrap_or(rest.len());
                continue;
            };
            at = start + taken.max(1);
            let span = Span::new(line.start + start, line.start + at);
            let form = is_blank(cx.document.text.get(span.start..).unwrap_or_default(), taken);
            if form
                || !ended(&body, cx.document.slice(span))
                || is_cited(cx, span)
                || !is_whole(cx, span, line, near, &ended)
            {
                continue;
            }
            let listed = cx.document.recipients.iter().any(|recipient| recipient.span.contains(span));
            let recipient = listed || addressed;
            let work = || gives_work(text, next, start, at) || is_task_unit(cx, span);
            if !is_past(text) && (recipient || work()) {
                let words = text.get(start..at).unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
                found.push(Mention { body, words, span, recipient });
            }
        }
    }
    found
}

/// Returns whether the day of the document is known for certain: what body existed hangs on it alone.
fn is_dated(cx: &Context<'_>) -> bool {
    let header = &cx.document.header;
    let own_year = header.number.as_ref().and_then(|number| number.year).zip(cx.document.issued().map(Date::year));
    let agrees = own_year.is_none_or(|(year, issued)| year == issued);
    match cx.terms.from {
        DayFrom::Given => true,
        DayFrom::Issued => agrees,
        DayFrom::Today => header.issued.is_some(),
    }
}

/// Returns whether the name ends with its line, or means the same with what follows on the next: "thành phố Cần / Thơ".
fn is_whole(
    cx: &Context<'_>,
    span: Span,
    line: Span,
    near: Near<'_>,
    ended: &impl Fn(&AuthorityMatch, &str) -> bool,
) -> bool {
    let rest = cx.document.text.get(span.start..).unwrap_or_default();
    let read_on = || {
        cx.lexicon
            .authority_starting(rest, near)
            .is_some_and(|(body, taken)| ended(&body, rest.get(..taken).unwrap_or_default()))
    };
    span.end < line.end || read_on()
}

/// Returns whether the name at the start of `text` has or is followed by a place to fill in, as in a form.
fn is_blank(text: &str, taken: usize) -> bool {
    let (name, after) = text.split_at_checked(taken).unwrap_or((text, ""));
    let after = after.trim_start();
    ["..", "…", "__"].iter().any(|blank| name.contains(blank) || after.starts_with(blank))
}

/// Returns whether the words are a unit of a task that was read from a table.
fn is_task_unit(cx: &Context<'_>, span: Span) -> bool {
    let words = fold_case_tone(cx.document.slice(span));
    let tasks = cx.document.tasks.iter().filter(|task| task.span.contains(span));
    tasks
        .flat_map(|task| task.lead.iter().chain(&task.support).chain(&task.targets))
        .any(|unit| fold_case_tone(&unit.text).contains(&words))
}

/// Returns the first words, folded, of names of bodies that are no more on the day.
fn openings(cx: &Context<'_>) -> BTreeSet<String> {
    let all = cx.lexicon.authorities().iter();
    let gone = all.filter(|authority| matches!(authority.existence(cx.as_of()), Existence::Ended { .. }));
    gone.flat_map(|authority| authority.words.iter().chain([&authority.name]))
        .filter_map(|name| name.split_whitespace().next())
        .map(fold_case_tone)
        .collect()
}

/// Returns the lines of the operative text, annexes too: after the recitals, without the signatures. A line that the
/// next one goes on is one with it.
fn lines(cx: &Context<'_>) -> Vec<Span> {
    let document = cx.document;
    let header = &document.header;
    let parts = [header.title.as_ref().map(|title| title.span), header.number.as_ref().and_then(|number| number.span)];
    let start = parts.into_iter().flatten().map(|span| span.end).max().unwrap_or(0);
    let recitals = || document.recitals.iter().map(|recital| recital.span);
    let signatures = || document.signatures.iter().map(|signature| signature.span);
    let mut at = 0;
    let mut found: Vec<Span> = Vec::new();
    for line in document.text.split_inclusive('\n') {
        let span = Span::new(at, at + line.trim_end().len());
        at += line.len();
        let apart = recitals().chain(signatures()).any(|part| part.start < span.end && span.start < part.end);
        if span.start < start || span.is_empty() || apart {
            continue;
        }
        match found.last_mut().filter(|last| last.end + 2 >= span.start && goes_on(document.slice(**last), line)) {
            Some(last) => last.end = span.end,
            None => found.push(span),
        }
    }
    found
}

/// Returns whether `next` goes on the line before it, as where a text was cut into lines of even length.
fn goes_on(line: &str, next: &str) -> bool {
    let last = line.rsplit('\n').next().unwrap_or(line);
    let open = last.chars().count() >= 60 && !last.ends_with(['.', ';', ':', '/', '|']);
    let next = next.trim_start();
    let labelled = next.starts_with(['-', '–', '+', '•', '*', '|']) || next.starts_with(|c: char| c.is_ascii_digit());
    next.starts_with(char::is_lowercase) && !is_label(next.split(' ').next().unwrap_or(next)) || (open && !labelled)
}

/// Returns the next place from `from` on where a name may begin: a capital, or an abbreviation such as `UBND`.
fn next_name(text: &str, from: usize, openings: &BTreeSet<String>) -> Option<usize> {
    let mut at = from;
    while let Some(rest) = text.get(at..) {
        let lead = rest.find(|c: char| c.is_alphanumeric())?;
        let word_at = at + lead;
        let tail = text.get(word_at..)?;
        let word = tail.get(..tail.find(|c: char| !c.is_alphanumeric()).unwrap_or(tail.len()))?;
        let abbreviated = (2..=6).contains(&word.chars().count()) && !word.chars().any(char::is_lowercase);
        if word.starts_with(char::is_uppercase) && (abbreviated || openings.contains(&fold_case_tone(word))) {
            return Some(word_at);
        }
        at = word_at + word.len();
    }
    None
}

/// Returns whether the words belong to a citation: to its mention, its issuer or its title.
fn is_cited(cx: &Context<'_>, span: Span) -> bool {
    cx.document.citations.iter().any(|citation| {
        let title = citation.title.as_ref().map_or(0, String::len);
        // The title follows the mention within a few words.
        citation.span.start <= span.start && span.end <= citation.span.end + title + if title > 0 { 8 } else { 0 }
    })
}

fn is_past(line: &str) -> bool {
    let folded = fold_case_tone(line);
    PAST.iter().any(|words| folded.contains(words))
}

fn count(text: &str, mark: char) -> usize {
    text.matches(mark).count()
}
