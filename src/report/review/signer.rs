//! What the signer has to know, on one page: what must be mended before signing, what is for a person to decide, and how much else
//! there is.

use std::io::{self, Write};

use super::counts::{Counts, SEVERITIES};
use super::words::{capital, judged_on, name, nothing_found, place};
use super::{Review, Reviewed};
use crate::check::{Finding, Verdict};
use crate::report::document::one_line;
use crate::report::words::{counted, pick, severity_word};
use crate::rules::{Lang, Severity, written_day};

/// Letters of a line.
const LINE: usize = 220;

/// What must be mended, what is to be looked at again, and the counts of the rest.
pub(super) struct Call {
    /// Blockers and errors that were found, worst first.
    pub(super) must: Vec<Line>,
    /// Those that are only suspected, worst first: nobody is told to mend them.
    pub(super) ask: Vec<Line>,
    /// How much else there is, in a sentence.
    pub(super) rest: String,
}

/// One finding in one line.
pub(super) struct Line {
    /// Its grade, with a capital letter.
    pub(super) grade: String,
    /// What is wrong and where.
    pub(super) words: String,
}

/// Returns what the signer of a document has to know.
pub(super) fn call(reviewed: &Reviewed<'_>, lang: Lang) -> Call {
    let mut urgent: Vec<_> = reviewed.told().filter(|finding| finding.severity >= Severity::Error).collect();
    urgent.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    let (found, suspected): (Vec<&Finding>, Vec<&Finding>) =
        urgent.into_iter().partition(|finding| finding.verdict == Verdict::Violation);
    let line = |finding: &&Finding| Line {
        grade: capital(severity_word(finding.severity, finding.verdict, lang)),
        words: format!("{} ({})", one_line(&capital(&finding.message), LINE), place(reviewed.document, finding, lang)),
    };
    let counts = Counts::of(reviewed.findings);
    let milder = SEVERITIES.into_iter().filter(|severity| *severity < Severity::Error);
    let mut parts: Vec<String> = milder.map(|severity| counted(counts.get(severity), severity, lang)).collect();
    let open = reviewed.unverified().count();
    parts.push(format!(
        "{open} {}",
        pick(lang, "nội dung chưa xác minh được (thiếu dữ liệu)", "not verified (data are missing)")
    ));
    let rest = format!("{}: {}.", pick(lang, "Ngoài ra", "Besides"), parts.join(", "));
    Call { must: found.iter().map(line).collect(), ask: suspected.iter().map(line).collect(), rest }
}

/// Stands over what is only suspected.
pub(super) fn to_decide(lang: Lang) -> &'static str {
    pick(
        lang,
        "Xem lại trước khi ký (nghi vấn, người có trách nhiệm quyết định):",
        "To be looked at before signing (suspected, for a person to decide):",
    )
}

/// Writes the page as text, document after document.
///
/// # Errors
/// `out` cannot be written.
pub fn summary(review: &Review<'_>, out: &mut impl Write) -> io::Result<()> {
    let lang = review.lang;
    for reviewed in &review.documents {
        let Call { must, ask, rest } = call(reviewed, lang);
        let number = name(reviewed.document);
        writeln!(out, "{number}")?;
        if let Some(title) = &reviewed.document.header.title {
            writeln!(out, "{}", one_line(&title.text, LINE))?;
        }
        let (file, law) = (&reviewed.document.path, judged_on(reviewed, lang));
        let day = written_day(review.today);
        match lang {
            Lang::Vi => writeln!(out, "Tệp {file}; kiểm tra ngày {day}, theo pháp luật ngày {law}\n")?,
            Lang::En => writeln!(out, "File {file}; checked on {day} by the law of {law}\n")?,
        }
        if reviewed.told().next().is_none() {
            writeln!(out, "{}", nothing_found(lang))?;
        } else if must.is_empty() {
            writeln!(
                out,
                "{}",
                pick(
                    lang,
                    "Không có lỗi phải sửa trước khi ký trong phạm vi đã kiểm tra.",
                    "Nothing among what was checked has to be mended before signing."
                )
            )?;
        } else {
            writeln!(out, "{}", pick(lang, "PHẢI SỬA TRƯỚC KHI KÝ", "TO BE MENDED BEFORE SIGNING"))?;
            for (at, line) in (1..).zip(&must) {
                writeln!(out, "{at}. {}: {}", line.grade, line.words)?;
            }
        }
        if !ask.is_empty() {
            writeln!(out, "{}", to_decide(lang))?;
            for line in &ask {
                writeln!(out, "- {}: {}", line.grade, line.words)?;
            }
        }
        writeln!(out, "{rest}\n")?;
    }
    Ok(())
}
