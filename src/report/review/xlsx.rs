//! The findings on a folder as a workbook: findings, documents, cited documents, counts by rule.

use rust_xlsxwriter::{Workbook, XlsxError};

use super::counts::{Counts, SEVERITIES};
use super::words::{bases, capital, mentions, name, others, place, title};
use super::{Review, Reviewed};
use crate::check::Finding;
use crate::report::sheet::workbook::{DECISION, list, summary};
use crate::report::sheet::{Cell, Frame};
use crate::report::statistics::Statistics;
use crate::report::words::{pick, severity_word};
use crate::rules::{Lang, Severity, written_day};

const FINDINGS: Frame = Frame {
    title: ("Phát hiện", "Findings"),
    note: (
        "Mỗi dòng một phát hiện; lọc theo cột, ghi quyết định vào các cột cuối. Cột mã nhận biết giữ nguyên khi sửa chỗ khác trong văn bản.",
        "A row a finding; the fingerprint stays when other places of the document are mended.",
    ),
    heads: &[
        ("TT", "No."),
        ("Tệp", "File"),
        ("Văn bản", "Document"),
        ("Vị trí", "Place"),
        ("Mức độ", "Grade"),
        ("Mã quy tắc", "Rule"),
        ("Nội dung", "Finding"),
        ("Trích văn bản", "Words"),
        ("Vì sao", "Why"),
        ("Văn bản đối chiếu", "Held against"),
        ("Đề nghị xử lý", "Proposal"),
        ("Đã chấp nhận vì", "Accepted because"),
        ("Mã nhận biết", "Fingerprint"),
    ],
};

const DOCUMENTS: Frame = Frame {
    title: ("Văn bản", "Documents"),
    note: (
        "Văn bản không có phát hiện chưa phải là văn bản đúng: chỉ là trong phạm vi đã kiểm tra không thấy gì.",
        "A document without findings is not thereby right: nothing was found among what was checked.",
    ),
    heads: &[
        ("TT", "No."),
        ("Tệp", "File"),
        ("Văn bản", "Document"),
        ("Trích yếu", "Title"),
        ("Ngày xét", "As of"),
        ("Thể thức theo", "Form by"),
        ("Trái pháp luật", "Blockers"),
        ("Sai sót", "Errors"),
        ("Cảnh báo", "Warnings"),
        ("Lưu ý", "Notes"),
        ("Chưa xác minh", "Not verified"),
        ("Quy tắc đã hỏi", "Rules asked"),
    ],
};

const CITED: Frame = Frame {
    title: ("Văn bản được viện dẫn", "Cited documents"),
    note: (
        "“Không rõ” là kho không trả lời được, chưa phải là còn hiệu lực.",
        "“Unknown” is not “in force”: the registry cannot tell.",
    ),
    heads: &[
        ("Tệp", "File"),
        ("Viện dẫn", "Citation"),
        ("Trong kho", "In the registry"),
        ("Ngày xét", "As of"),
        ("Tại ngày xét", "On that day"),
        ("Hôm nay", "Today"),
        ("Chỗ viện dẫn", "Where"),
    ],
};

const STATISTICS: Frame = Frame {
    title: ("Thống kê", "Statistics"),
    note: (
        "Số phát hiện của mỗi quy tắc và số văn bản có phát hiện ấy.",
        "Findings of each rule, and documents with one at least.",
    ),
    heads: &[
        ("Mã quy tắc", "Rule"),
        ("Quy tắc", "Name"),
        ("Mức độ", "Grade"),
        ("Số phát hiện", "Findings"),
        ("Số văn bản", "Documents"),
    ],
};

/// Returns the workbook's bytes.
///
/// # Errors
/// The workbook cannot be made: more rows than Excel holds.
pub fn xlsx(review: &Review<'_>, statistics: &Statistics) -> Result<Vec<u8>, XlsxError> {
    let lang = review.lang;
    let numbered = || (1..).zip(&review.documents);
    let told = review.documents.iter().flat_map(|reviewed| {
        let shown = reviewed.told().chain(reviewed.unverified()).chain(reviewed.accepted());
        shown.map(move |finding| (reviewed, finding))
    });
    let rows = (1..).zip(told).map(|(at, (reviewed, finding))| finding_row(at, reviewed, finding, lang));
    let sheets = [
        FINDINGS.sheet(lang, rows),
        DOCUMENTS.sheet(lang, numbered().map(|(at, reviewed)| document_row(at, reviewed))),
        CITED.sheet(lang, review.documents.iter().flat_map(|reviewed| cited_rows(reviewed, lang))),
        STATISTICS.sheet(lang, statistic_rows(statistics, lang)),
    ];
    let mut book = Workbook::new();
    let facts = [format!("{} {}", pick(lang, "Kiểm tra ngày", "Checked on"), written_day(review.today))];
    summary(&mut book, &title(review, lang), &facts, &sheets, lang)?;
    for (at, sheet) in sheets.iter().enumerate().filter(|(_, sheet)| !sheet.rows.is_empty()) {
        list(&mut book, sheet, if at == 0 { &DECISION } else { &[] }, lang)?;
    }
    book.save_to_buffer()
}

fn finding_row(at: usize, reviewed: &Reviewed<'_>, finding: &Finding, lang: Lang) -> Vec<Cell> {
    let unverified = finding.verdict == crate::check::Verdict::Unverified;
    let grade = if unverified {
        pick(lang, "chưa xác minh được", "not verified")
    } else {
        severity_word(finding.severity, finding.verdict, lang)
    };
    let against: Vec<String> = bases(finding, lang).into_iter().chain(others(finding)).collect();
    let proposal = [Some(capital(&finding.help)), finding.remedy.as_deref().map(capital)];
    vec![
        Cell::count(at),
        finding.path.clone().into(),
        name(reviewed.document).into(),
        place(reviewed.document, finding, lang).into(),
        capital(grade).into(),
        finding.code.clone().into(),
        capital(&finding.message).into(),
        finding.excerpt.clone().into(),
        capital(&finding.why).into(),
        against.join("\n").into(),
        proposal.into_iter().flatten().collect::<Vec<_>>().join("\n").into(),
        finding.suppressed.clone().unwrap_or_default().into(),
        finding.fingerprint.clone().into(),
    ]
}

fn document_row(at: usize, reviewed: &Reviewed<'_>) -> Vec<Cell> {
    let document = reviewed.document;
    let counts = Counts::of(reviewed.findings);
    let title = document.header.title.as_ref().map(|title| title.text.clone());
    let mut row: Vec<Cell> = vec![
        Cell::count(at),
        document.path.clone().into(),
        name(document).into(),
        title.unwrap_or_default().into(),
        written_day(reviewed.as_of).into(),
        reviewed.regime.clone().unwrap_or_default().into(),
    ];
    row.extend(SEVERITIES.map(|severity: Severity| Cell::count(counts.get(severity))));
    row.push(Cell::count(reviewed.unverified().count()));
    row.push(Cell::count(reviewed.asked.iter().map(|(_, count)| count).sum()));
    row
}

fn cited_rows<'r>(reviewed: &'r Reviewed<'_>, lang: Lang) -> impl Iterator<Item = Vec<Cell>> + use<'r> {
    reviewed.cited.iter().map(move |cited| {
        let places: Vec<String> = mentions(reviewed, cited, lang).into_iter().map(|(_, words)| words).collect();
        let [then, today] = [cited.shown_then(lang), cited.shown_today(lang)]
            .map(|shown| Cell::from(format!("{} {}", shown.sign, shown.words)));
        vec![
            reviewed.document.path.clone().into(),
            cited.text.clone().into(),
            cited.title.clone().unwrap_or_default().into(),
            written_day(reviewed.as_of).into(),
            then,
            today,
            places.join(", ").into(),
        ]
    })
}

fn statistic_rows(statistics: &Statistics, lang: Lang) -> Vec<Vec<Cell>> {
    let row = |rule: &crate::report::statistics::RuleCount| {
        vec![
            rule.code.clone().into(),
            rule.title.clone().into(),
            capital(severity_word(rule.severity, crate::check::Verdict::Violation, lang)).into(),
            Cell::count(rule.findings),
            Cell::count(rule.documents),
        ]
    };
    statistics.rules.iter().map(row).collect()
}
