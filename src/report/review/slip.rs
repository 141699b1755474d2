//! The slip that goes with a draft to the signer (phiếu kiểm tra văn bản), as a Word file: what must be mended before signing on the first page,
//! then every finding as a row, then the cited documents and what could not be checked.

use zip::result::ZipResult;

use super::signer::{Call, call, to_decide};
use super::words::{asked, bases, capital, judged_on, mark, name, nothing_found, others, place, sentence, unasked};
use super::{Review, Reviewed};
use crate::check::Finding;
use crate::document::Document;
use crate::report::document::one_line;
use crate::report::word::{Look, Set, package, paragraph, run, table};
use crate::report::words::{pick, severity_word};
use crate::rules::{Lang, Severity, written_day};

/// Letters of the words concerned that a row repeats.
const QUOTED: usize = 200;
/// Size of letters, in half points: 13 points.
const LETTERS: u16 = 26;
/// Size of what only helps to find a finding again.
const SMALL: Look = Look { half_points: Some(20), colour: Some("595959"), ..Look::PLAIN };
/// Widths of the columns of the findings; together the width between the margins.
const COLUMNS: [u16; 5] = [567, 3118, 2041, 1134, 2494];
const CITED: [u16; 4] = [567, 4479, 2154, 2154];

/// Returns the file; documents follow one another, each from a new page on.
///
/// # Errors
/// The package cannot be written.
pub fn slip(review: &Review<'_>) -> ZipResult<Vec<u8>> {
    let mut body = String::new();
    for (at, reviewed) in review.documents.iter().enumerate() {
        body += &one(review, reviewed, at > 0);
    }
    let unread: Vec<String> = review.unread.iter().map(|(path, reason)| format!("{path}: {reason}")).collect();
    body += &list(pick(review.lang, "Tệp không đọc được", "Files not read"), &unread);
    package(&body, LETTERS)
}

fn one(review: &Review<'_>, reviewed: &Reviewed<'_>, new_page: bool) -> String {
    let lang = review.lang;
    let title = pick(lang, "PHIẾU KIỂM TRA VĂN BẢN", "DOCUMENT REVIEW SLIP");
    let title_look = Look { half_points: Some(28), ..Look::BOLD };
    let mut body = paragraph(Set { new_page, ..Set::MIDDLE }, &run(title, title_look));
    body += &head(review, reviewed);
    body += &summary(reviewed, lang);
    let told: Vec<&Finding> = reviewed.told().collect();
    if told.is_empty() {
        body += &paragraph(Set::TEXT, &run(nothing_found(lang), Look::PLAIN));
    } else {
        body += &heading(pick(lang, "II. CÁC PHÁT HIỆN", "II. FINDINGS"), true);
        body += &findings(reviewed, &told, lang);
    }
    body += &cited(review, reviewed);
    body += &heading(pick(lang, "IV. PHẠM VI KIỂM TRA", "IV. WHAT WAS CHECKED"), false);
    body += &paragraph(Set::TEXT, &run(&asked(reviewed, lang), Look::PLAIN));
    let mut open = unasked(reviewed, lang);
    open.extend(reviewed.unverified().map(|finding| capital(&finding.message)));
    body += &list(pick(lang, "Chưa kiểm tra được", "Could not be checked"), &open);
    let accepted = |finding: &Finding| {
        format!("{} – {}", capital(&finding.message), finding.suppressed.as_deref().unwrap_or_default())
    };
    let accepted: Vec<String> = reviewed.accepted().map(accepted).collect();
    body += &list(pick(lang, "Đã được đơn vị chấp nhận", "Accepted by the office"), &accepted);
    body + &signatures(lang)
}

/// What was checked, by whom and by which law.
fn head(review: &Review<'_>, reviewed: &Reviewed<'_>) -> String {
    let lang = review.lang;
    let header = &reviewed.document.header;
    let lines = [
        (pick(lang, "Văn bản được kiểm tra", "Document"), Some(dated(reviewed.document, lang))),
        (pick(lang, "Trích yếu", "Title"), header.title.as_ref().map(|title| one_line(&title.text, 400))),
        (pick(lang, "Cơ quan ban hành", "Issuer"), header.issuer.as_ref().map(|issuer| issuer.text.clone())),
        (pick(lang, "Tệp", "File"), Some(reviewed.document.path.clone())),
        (pick(lang, "Ngày kiểm tra", "Day of the check"), Some(written_day(review.today))),
        (pick(lang, "Căn cứ kiểm tra", "By the law of"), Some(law(reviewed, lang))),
    ];
    let line = |(term, value): (&str, Option<String>)| {
        let runs = run(&format!("{term}: "), Look::BOLD) + &run(&value?, Look::PLAIN);
        Some(paragraph(Set { align: "left", before: 80, ..Set::TEXT }, &runs))
    };
    lines.into_iter().filter_map(line).collect()
}

/// Returns the document's kind and number with its day; its title has a line of its own.
fn dated(document: &Document, lang: Lang) -> String {
    let header = &document.header;
    let numbered = header.number.as_ref().is_some_and(|number| !number.is_blank());
    let name = match &header.kind {
        Some(kind) if !numbered && header.title.is_some() => {
            format!("{} ({})", sentence(&kind.text), pick(lang, "chưa có số", "no number yet"))
        }
        _ => name(document),
    };
    let day = document.issued().map(|day| format!(" {} {}", pick(lang, "ngày", "of"), written_day(day)));
    name + &day.unwrap_or_default()
}

fn law(reviewed: &Reviewed<'_>, lang: Lang) -> String {
    let day = judged_on(reviewed, lang);
    let form = reviewed.regime.as_ref().map(|regime| format!("; {} {regime}", pick(lang, "thể thức theo", "form by")));
    let law = pick(lang, "pháp luật có hiệu lực ngày", "law in force on");
    format!("{law} {day}{}", form.unwrap_or_default())
}

/// The page for the signer: what must be mended, one line each, and how much else there is.
fn summary(reviewed: &Reviewed<'_>, lang: Lang) -> String {
    let Call { must, ask, rest } = call(reviewed, lang);
    let mut body = heading(pick(lang, "I. PHẢI SỬA TRƯỚC KHI KÝ", "I. TO BE MENDED BEFORE SIGNING"), false);
    if must.is_empty() {
        let none = pick(
            lang,
            "Không có phát hiện ở mức trái pháp luật hoặc sai sót trong phạm vi đã kiểm tra.",
            "No blockers and no errors among what was checked.",
        );
        body += &paragraph(Set::TEXT, &run(none, Look::PLAIN));
    }
    for (at, line) in (1..).zip(&must) {
        let runs = run(&format!("{at}. {}: ", line.grade), Look::BOLD) + &run(&line.words, Look::PLAIN);
        body += &paragraph(Set { before: 80, ..Set::TEXT }, &runs);
    }
    if !ask.is_empty() {
        body += &paragraph(Set { before: 160, ..Set::TEXT }, &run(to_decide(lang), Look::BOLD));
    }
    for line in &ask {
        let words = format!("- {}: {}", line.grade, line.words);
        body += &paragraph(Set { before: 80, ..Set::TEXT }, &run(&words, Look::PLAIN));
    }
    body + &paragraph(Set::TEXT, &run(&rest, Look::ITALIC))
}

fn findings(reviewed: &Reviewed<'_>, told: &[&Finding], lang: Lang) -> String {
    let heads = [
        ("TT", "No."),
        ("Nội dung", "Finding"),
        ("Văn bản đối chiếu", "Held against"),
        ("Mức độ", "Grade"),
        ("Đề nghị xử lý", "Proposal"),
    ];
    let mut rows = vec![heads.map(|(vi, en)| cell_head(pick(lang, vi, en))).to_vec()];
    for (at, finding) in (1..).zip(told) {
        let place = capital(&place(reviewed.document, finding, lang));
        let quoted = one_line(&finding.excerpt, QUOTED);
        let mut words = cell(&place, Look { colour: Some("404040"), ..Look::ITALIC });
        if !quoted.is_empty() {
            words += &cell(&format!("“{quoted}”"), Look::PLAIN);
        }
        words += &cell(&capital(&finding.message), Look::BOLD);
        words += &cell(&mark(finding), SMALL);
        let against: String =
            bases(finding, lang).iter().chain(&others(finding)).map(|words| cell(words, Look::PLAIN)).collect();
        let against = if against.is_empty() { cell("", Look::PLAIN) } else { against };
        let grade = capital(severity_word(finding.severity, finding.verdict, lang));
        let mut proposal = cell(&capital(&finding.help), Look::PLAIN);
        if let Some(remedy) = &finding.remedy {
            proposal += &cell(&capital(remedy), Look::ITALIC);
        }
        rows.push(vec![
            cell_middle(&at.to_string()),
            words,
            against,
            cell(&grade, grade_look(finding.severity)),
            proposal,
        ]);
    }
    table(&COLUMNS, &rows)
}

fn cited(review: &Review<'_>, reviewed: &Reviewed<'_>) -> String {
    let lang = review.lang;
    let mut body = heading(pick(lang, "III. VĂN BẢN ĐƯỢC VIỆN DẪN", "III. CITED DOCUMENTS"), false);
    if reviewed.cited.is_empty() {
        let none = pick(
            lang,
            "Không nhận ra viện dẫn nào tới văn bản khác.",
            "No citation of another document was recognised.",
        );
        return body + &paragraph(Set::TEXT, &run(none, Look::PLAIN));
    }
    let then = format!("{} {}", pick(lang, "Ngày xét", "On"), written_day(reviewed.as_of));
    let today = format!("{} {}", pick(lang, "Hôm nay", "Today,"), written_day(review.today));
    let heads = [pick(lang, "TT", "No."), pick(lang, "Văn bản", "Document"), &then, &today];
    let mut rows = vec![heads.map(cell_head).to_vec()];
    for (at, own) in (1..).zip(&reviewed.cited) {
        let statuses = [own.shown_then(lang), own.shown_today(lang)];
        let [then, today] = statuses.map(|shown| cell(&format!("{} {}", shown.sign, shown.words), Look::PLAIN));
        let title = own.title.as_ref().map(|title| cell(&one_line(title, QUOTED), Look::ITALIC)).unwrap_or_default();
        rows.push(vec![cell_middle(&at.to_string()), cell(&own.text, Look::PLAIN) + &title, then, today]);
    }
    body += &table(&CITED, &rows);
    let note =
        pick(lang, "“Không rõ” là kho không trả lời được, chưa phải là còn hiệu lực.", "“Unknown” is not “in force”.");
    body + &paragraph(Set { before: 60, ..Set::TEXT }, &run(note, Look::ITALIC))
}

fn heading(words: &str, new_page: bool) -> String {
    paragraph(Set { align: "left", before: 240, with_next: true, new_page }, &run(words, Look::BOLD))
}

fn list(title: &str, lines: &[String]) -> String {
    if lines.is_empty() {
        return String::new();
    }
    let title = paragraph(Set { with_next: true, ..Set::TEXT }, &run(&format!("{title}:"), Look::BOLD));
    let line = |line: &String| paragraph(Set { before: 60, ..Set::TEXT }, &run(&format!("- {line}"), Look::PLAIN));
    title + &lines.iter().map(line).collect::<String>()
}

/// Where people sign: who checked, and what the drafter says to it.
fn signatures(lang: Lang) -> String {
    let side = |title: &str, under: &str| {
        let set = Set { before: 240, with_next: true, ..Set::MIDDLE };
        paragraph(set, &run(title, Look::BOLD)) + &paragraph(Set::MIDDLE, &run(under, Look::ITALIC))
    };
    let under = pick(lang, "(Ký, ghi rõ họ tên)", "(Signature, name)");
    let row = [
        side(pick(lang, "Ý KIẾN NGƯỜI SOẠN THẢO", "THE DRAFTER"), under),
        side(pick(lang, "NGƯỜI KIỂM TRA", "CHECKED BY"), under),
    ];
    crate::report::word::frame(&[4677, 4677], &row)
}

fn cell(words: &str, look: Look) -> String {
    paragraph(Set::CELL, &run(words, look))
}

fn cell_middle(words: &str) -> String {
    paragraph(Set { align: "center", ..Set::CELL }, &run(words, Look::PLAIN))
}

fn cell_head(words: &str) -> String {
    paragraph(Set { align: "center", ..Set::CELL }, &run(words, Look::BOLD))
}

fn grade_look(severity: Severity) -> Look {
    match severity {
        Severity::Blocker | Severity::Error => Look::BOLD,
        Severity::Warning | Severity::Info => Look::PLAIN,
    }
}
