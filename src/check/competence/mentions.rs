//! Bodies that are no more and that the operative text still gives work to or sends the document to.
//!
//! Speaks only where the words around the name show it: a name that opens an item, follows "giao", "phối hợp với", or
//! goes before "chủ trì". Recitals, citations, quotations and narration of the past are left alone.

use std::collections::BTreeSet;

use super::signing::issuing;
use crate::check::Context;
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

/// Words that give work to whom they go before.
const ORDERS: &[&str] =
    &["giao", "yêu cầu", "đề nghị", "chỉ đạo", "phối hợp với", "phối hợp cùng", "kính gửi", "đôn đốc", "chủ trì"];

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

/// Returns the bodies that `ended` accepts and that are given work or sent the document, in reading order.
pub(super) fn ended(cx: &Context<'_>, ended: impl Fn(&AuthorityMatch) -> bool) -> Vec<Mention> {
    let title = cx.document.header.title.as_ref().map(|title| fold_case_tone(&title.text)).unwrap_or_default();
    if CHANGE.iter().any(|words| title.contains(words)) {
        return Vec::new();
    }
    let openings = openings(cx);
    let province = issuing(cx).and_then(|issuing| issuing.territory.as_deref()?.split('/').next());
    let near = Near { territory: province, date: Some(cx.as_of()) };
    let mut found = Vec::new();
    let mut quoted = 0_usize;
    for line in lines(cx) {
        let text = cx.document.slice(line);
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
            if !ended(&body) || is_cited(cx, span) {
                continue;
            }
            let recipient = cx.document.recipients.iter().any(|recipient| recipient.span.contains(span));
            if recipient && !is_past(text) || !recipient && gives_work(text, start, at) {
                let words = text.get(start..at).unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
                found.push(Mention { body, words, span, recipient });
            }
        }
    }
    found
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
    let recitals = document.recitals.iter().map(|recital| recital.span);
    let start = parts.into_iter().flatten().chain(recitals).map(|span| span.end).max().unwrap_or(0);
    let mut at = 0;
    let mut found: Vec<Span> = Vec::new();
    for line in document.text.split_inclusive('\n') {
        let span = Span::new(at, at + line.trim_end().len());
        at += line.len();
        let signed = document.signatures.iter().any(|signature| signature.span.contains(span));
        if span.start < start || span.is_empty() || signed {
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

/// Returns whether the words of `line` from `start` to `end` name somebody who is to do something.
fn gives_work(line: &str, start: usize, end: usize) -> bool {
    let (before, after) = (line.get(..start).unwrap_or_default(), line.get(end..).unwrap_or_default());
    if is_past(line) || count(before, '“') > count(before, '”') || count(before, '"') % 2 == 1 {
        return false;
    }
    let before = before.rsplit([';']).next().unwrap_or_default();
    let before = fold_case_tone(before.rsplit(". ").next().unwrap_or_default());
    let after = fold_case_tone(after.split([';']).next().unwrap_or_default());
    let after = after.trim_start();
    if after.starts_with("đã ") {
        return false;
    }
    let duty = DUTIES.iter().any(|duty| {
        after.strip_prefix(duty).is_some_and(|rest| rest.chars().next().is_none_or(|c| !c.is_alphanumeric()))
    });
    let opens = is_label(&before);
    let closes = after.is_empty() || after.starts_with([':', '.', '(', '-', '–', '|']);
    let listed = after.starts_with([',', '|']) || after.starts_with("và ");
    let own = format!(" {before} ");
    if APART.iter().any(|word| own.ends_with(word)) {
        return (own.ends_with(" do ") && duty) || own.ends_with(" trách nhiệm của ");
    }
    let joint =
        format!(" {after}").contains(" chịu trách nhiệm thi hành") || after.contains("chịu trách nhiệm thực hiện");
    if opens {
        return duty || closes || listed || !before.trim().is_empty();
    }
    duty || joint || is_ordered(&own)
}

/// Returns whether an order goes before the name with nothing between that takes the name away from it.
fn is_ordered(before: &str) -> bool {
    let order =
        ORDERS.iter().filter_map(|order| before.rfind(&format!(" {order} ")).map(|at| at + order.len() + 1)).max();
    let between = order.and_then(|at| before.get(at..));
    between.is_some_and(|between| !APART.iter().any(|word| between.contains(word)) && between.chars().count() < 160)
}

/// Returns whether nothing but an item's label, a bullet or a table's bar goes before the name.
fn is_label(before: &str) -> bool {
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

fn is_past(line: &str) -> bool {
    let folded = fold_case_tone(line);
    PAST.iter().any(|words| folded.contains(words))
}

fn count(text: &str, mark: char) -> usize {
    text.matches(mark).count()
}

#[cfg(test)]
mod tests {
    use super::gives_work;

    fn work(line: &str, name: &str) -> bool {
        let start = line.find(name).unwrap();
        gives_work(line, start, start + name.len())
    }

    #[test]
    fn words_around_the_name_show_that_it_is_given_work() {
        let name = "Sở Kế hoạch và Đầu tư";
        for line in [
            "1. Sở Kế hoạch và Đầu tư:",
            "Sở Kế hoạch và Đầu tư",
            "Giao Sở Nội vụ, Sở Kế hoạch và Đầu tư báo cáo",
            "2. Sở Nội vụ phối hợp với Sở Kế hoạch và Đầu tư tổng hợp kinh phí.",
            "Hằng quý, Sở Kế hoạch và Đầu tư tổng hợp, báo cáo.",
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
            "Sở Tài chính hợp nhất từ Sở Kế hoạch và Đầu tư và Sở Tài chính trước đây tổng hợp.",
            "Hồ sơ do Sở Kế hoạch và Đầu tư cấp còn giá trị.",
            "Thực hiện chế độ báo cáo theo hướng dẫn của Sở Kế hoạch và Đầu tư.",
            "Năm 2024, Sở Kế hoạch và Đầu tư đã thẩm định 20 dự án.",
            "Sửa cụm từ “Sở Kế hoạch và Đầu tư” thành “Sở Tài chính”.",
        ] {
            assert!(!work(line, name), "{line}");
        }
    }
}
