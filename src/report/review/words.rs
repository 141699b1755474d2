//! Words that all reports on a draft share: titles, places, what was asked and what could not be.

use super::{Review, Reviewed};
use crate::check::{DayFrom, Finding, Related};
use crate::document::{Document, ResolutionStatus, in_words};
use crate::report::document::one_line;
use crate::report::sheet::Both;
use crate::report::words::{family_word, pick};
use crate::rules::{Lang, written_day};
use crate::text::{Format, LineIndex, Quality, Span};

/// Signs of a fingerprint that tell findings of one document apart to a reader.
const MARK: usize = 8;

/// Who made a report, and of what.
pub(super) const MADE_BY: Both = (
    "Do phần mềm soat lập khi kiểm tra dự thảo; không thay cho ý kiến của người có thẩm quyền.",
    "Made by soat when it checked the draft; it does not stand in for whoever decides.",
);

/// Returns what a document is called: kind and number, else its file.
pub(super) fn name(document: &Document) -> String {
    let header = &document.header;
    let number = header.number.as_ref().filter(|number| !number.is_blank()).map(|number| number.text.as_str());
    let kind = header.kind.as_ref().map(|kind| kind.text.as_str()).filter(|text| !text.is_empty());
    match (kind, number) {
        (Some(kind), Some(number)) => format!("{} số {number}", sentence(kind)),
        (None, Some(number)) => format!("Văn bản số {number}"),
        (Some(kind), None) => match &header.title {
            Some(title) => format!("{} {}", sentence(kind), one_line(&title.text, 90)),
            None => sentence(kind),
        },
        (None, None) => file(document).to_owned(),
    }
}

/// Returns words in capitals as a sentence has them: `QUYẾT ĐỊNH` becomes `Quyết định`.
pub(super) fn sentence(text: &str) -> String {
    capital(&text.to_lowercase())
}

/// Returns the name of the document's file.
pub(super) fn file(document: &Document) -> &str {
    document.path.rsplit('/').next().unwrap_or(&document.path)
}

/// Returns the day of judgement and where it comes from.
pub(super) fn judged_on(reviewed: &Reviewed<'_>, lang: Lang) -> String {
    let from = match reviewed.day_from {
        DayFrom::Given => pick(lang, "ngày do người kiểm tra chọn", "the day that was asked for"),
        DayFrom::Issued => pick(lang, "ngày ban hành ghi trong văn bản", "the document's own date"),
        DayFrom::Today => {
            pick(lang, "văn bản chưa ghi ngày, xét như ký hôm nay", "the document has no date: as if signed today")
        }
    };
    format!("{} ({from})", written_day(reviewed.as_of))
}

/// Returns where a finding stands.
pub(super) fn place(document: &Document, finding: &Finding, lang: Lang) -> String {
    whereabouts(document, finding.provision.as_deref(), finding.span, lang)
}

/// Returns a place as a citation prints it, else the part of the document, of plain text with the line.
fn whereabouts(document: &Document, path: Option<&str>, span: Span, lang: Lang) -> String {
    if let Some(words) = path.map(in_words).filter(|words| !words.is_empty()) {
        return words;
    }
    let body =
        document.recitals.iter().map(|recital| recital.span).chain(document.provisions.iter().map(|own| own.span));
    let (first, last) = (body.clone().map(|own| own.start).min(), body.map(|own| own.end).max());
    let part = match (first, last) {
        (Some(first), _) if span.start < first => Some(pick(lang, "phần đầu", "head")),
        (_, Some(last)) if span.start >= last => Some(pick(lang, "phần cuối", "end")),
        _ => None,
    };
    let (line, _) = LineIndex::new(&document.text).locate(span.start);
    let line = format!("{} {line}", pick(lang, "dòng", "line"));
    match part {
        Some(part) if matches!(document.format, Format::Txt | Format::Md) => format!("{part}, {line}"),
        Some(part) => part.to_owned(),
        None => line,
    }
}

/// Returns the sign by which a reader finds a finding again: rule and beginning of the fingerprint.
#[must_use]
pub fn sign(code: &str, fingerprint: &str) -> String {
    format!("[{code} {}]", fingerprint.get(..MARK).unwrap_or(fingerprint))
}

/// Returns the sign of a finding.
pub(super) fn mark(finding: &Finding) -> String {
    sign(&finding.code, &finding.fingerprint)
}

/// Returns the legal bases of a finding, each with its place and period.
pub(super) fn bases(finding: &Finding, lang: Lang) -> Vec<String> {
    let period = |from, to: Option<_>| {
        let from = format!("{} {}", pick(lang, "hiệu lực từ", "in force from"), written_day(from));
        to.map_or(from.clone(), |to| format!("{from} {} {}", pick(lang, "đến hết", "through"), written_day(to)))
    };
    let each = finding.basis.iter().map(|basis| {
        let words = [basis.number.as_str(), basis.place.as_str()].into_iter().filter(|words| !words.is_empty());
        format!("{} ({})", words.collect::<Vec<_>>().join(", "), period(basis.from, basis.to))
    });
    each.collect()
}

/// Returns the other sides of a finding.
pub(super) fn others(finding: &Finding) -> Vec<String> {
    let named = |related: &Related| related.document.clone().or_else(|| related.path.clone()).unwrap_or_default();
    let words = |related: &Related| if related.note.is_empty() { named(related) } else { related.note.clone() };
    finding.related.iter().map(words).filter(|words| !words.is_empty()).collect()
}

/// Returns words as a sentence begins: messages are kept with a small letter, for they follow a place on the screen.
pub(in crate::report) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Returns what was asked: the rules in force, by family.
pub(super) fn asked(reviewed: &Reviewed<'_>, lang: Lang) -> String {
    let all: usize = reviewed.asked.iter().map(|(_, count)| count).sum();
    let parts: Vec<String> = reviewed
        .asked
        .iter()
        .filter(|(_, count)| *count > 0)
        .map(|(family, count)| format!("{} ({count})", family_word(*family, lang)))
        .collect();
    let day = written_day(reviewed.as_of);
    match lang {
        Lang::Vi => format!(
            "Đã kiểm tra theo {all} quy tắc áp dụng cho loại văn bản này, có hiệu lực ngày {day}: {}.",
            parts.join("; ")
        ),
        Lang::En => {
            format!("Checked against the {all} rules in force on {day} for such a document: {}.", parts.join("; "))
        }
    }
}

/// Returns what could not be looked at, one sentence each.
pub(super) fn unasked(reviewed: &Reviewed<'_>, lang: Lang) -> Vec<String> {
    let document = reviewed.document;
    let mut said = Vec::new();
    let unknown: Vec<&str> = reviewed
        .cited
        .iter()
        .filter(|cited| matches!(cited.resolution, None | Some(ResolutionStatus::Unchecked)))
        .map(|cited| cited.text.as_str())
        .collect();
    if !unknown.is_empty() {
        let (all, none) = (reviewed.cited.len(), unknown.len());
        said.push(match lang {
            Lang::Vi => format!("{none} trong {all} văn bản được viện dẫn không có trong kho nên chưa biết có thật và còn hiệu lực hay không."),
            Lang::En => format!("{none} of {all} cited documents are not covered by the registry: whether they exist and are in force is not known."),
        });
    }
    match document.quality {
        Quality::Exact => {}
        Quality::Reconstructed => said.push(
            pick(
                lang,
                "Chữ trong tệp được dựng lại từ vị trí trên trang; thể thức trình bày chỉ kiểm tra được một phần.",
                "The text was put together from positions on the page; its form could be looked at in part only.",
            )
            .to_owned(),
        ),
        Quality::Ocr => said.push(
            pick(
                lang,
                "Chữ được nhận dạng từ ảnh: cần đối chiếu bản gốc; thể thức không được kiểm tra.",
                "The text was recognised from a picture: hold it against the original; its form was not checked.",
            )
            .to_owned(),
        ),
    }
    said.extend(
        document
            .skipped
            .iter()
            .map(|skipped| format!("{} {}: {}", pick(lang, "Không đọc", "Not read:"), skipped.part, skipped.reason)),
    );
    said.extend(document.problems.iter().map(|problem| problem.message.clone()));
    let fault = pick(lang, "Điều kiện của quy tắc không tính được", "A rule's condition could not be worked out");
    said.extend(reviewed.faults.iter().map(|words| format!("{fault}: {words}")));
    let never = pick(
        lang,
        "Không phần mềm nào kiểm tra thay được: nội dung chuyên môn, số liệu, tính khả thi, sự cần thiết ban hành.",
        "What no program checks: the substance, the figures, whether it can be done and is needed.",
    );
    said.push(never.to_owned());
    said
}

/// Returns what a report says of a document on which nothing was found: never that it is right.
pub(super) fn nothing_found(lang: Lang) -> &'static str {
    pick(
        lang,
        "Không có phát hiện nào trong phạm vi đã kiểm tra. Đây không phải là xác nhận văn bản đúng quy định: xem những gì chưa kiểm tra được ở dưới.",
        "Nothing was found among what was checked. This does not confirm that the document is lawful: see below what could not be checked.",
    )
}

/// Returns the places at which a cited document is mentioned, as words.
pub(super) fn mentions(reviewed: &Reviewed<'_>, cited: &super::CitedDocument, lang: Lang) -> Vec<(usize, String)> {
    let document = reviewed.document;
    let lines = LineIndex::new(&document.text);
    let mut all: Vec<(usize, String)> = Vec::new();
    for span in &cited.places {
        let (line, _) = lines.locate(span.start);
        let recital = document.recitals.iter().position(|recital| recital.span.contains(*span));
        let path = recital.map(|at| format!("can-cu-{}", at + 1));
        let path = path.or_else(|| document.provision_at(*span).map(|provision| provision.path.clone()));
        let words = whereabouts(document, path.as_deref(), *span, lang);
        if !all.iter().any(|(_, own)| *own == words) {
            all.push((line, words));
        }
    }
    all
}

/// Returns the title of a report on a run.
pub(super) fn title(review: &Review<'_>, lang: Lang) -> String {
    match review.documents.as_slice() {
        [one] => format!("{}: {}", pick(lang, "Kết quả kiểm tra", "Findings"), name(one.document)),
        all => format!(
            "{}: {} {}",
            pick(lang, "Kết quả kiểm tra", "Findings"),
            all.len(),
            pick(lang, "văn bản", "documents")
        ),
    }
}
