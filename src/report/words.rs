//! The words for grades.

use crate::check::Verdict;
use crate::document::ValidityStatus;
use crate::rules::{Confidence, Family, Lang, Severity, Status, Verified};

/// Returns the word of the language.
pub(crate) fn pick<'w>(lang: Lang, vi: &'w str, en: &'w str) -> &'w str {
    lang.say(vi, en)
}

/// Returns the name of a family of rules.
pub(crate) fn family_word(family: Family, lang: Lang) -> &'static str {
    let (vi, en) = match family {
        Family::Citation => ("Viện dẫn, căn cứ", "Citation"),
        Family::Competence => ("Thẩm quyền", "Competence"),
        Family::Sequence => ("Trình tự, thời hạn, hiệu lực", "Sequence"),
        Family::Overlap => ("Trùng lặp, chồng chéo", "Overlap"),
        Family::Form => ("Thể thức, kỹ thuật trình bày", "Form"),
        Family::Temporal => ("Áp dụng theo thời gian", "Time"),
        Family::Office => ("Quy ước của đơn vị", "The office"),
    };
    pick(lang, vi, en)
}

/// Returns the word that heads a finding: `lỗi`, `nghi ngờ: lỗi`.
pub(super) fn severity_word(severity: Severity, verdict: Verdict, lang: Lang) -> &'static str {
    match (lang, severity, verdict) {
        (Lang::Vi, Severity::Blocker, Verdict::Suspected) => "nghi trái pháp luật",
        (Lang::Vi, Severity::Blocker, _) => "trái pháp luật",
        (Lang::Vi, Severity::Error, Verdict::Suspected) => "nghi sai",
        (Lang::Vi, Severity::Error, _) => "sai",
        (Lang::Vi, Severity::Warning, Verdict::Suspected) => "nghi vấn",
        (Lang::Vi, Severity::Warning, _) => "cảnh báo",
        (Lang::Vi, Severity::Info, _) => "lưu ý",
        (Lang::En, Severity::Blocker, Verdict::Suspected) => "suspected blocker",
        (Lang::En, Severity::Blocker, _) => "blocker",
        (Lang::En, Severity::Error, Verdict::Suspected) => "suspected error",
        (Lang::En, Severity::Error, _) => "error",
        (Lang::En, Severity::Warning, Verdict::Suspected) => "suspected",
        (Lang::En, Severity::Warning, _) => "warning",
        (Lang::En, Severity::Info, _) => "info",
    }
}

/// Returns `3 cảnh báo`.
pub(super) fn counted(count: usize, severity: Severity, lang: Lang) -> String {
    let word = match (lang, severity) {
        (Lang::Vi, Severity::Blocker) => "trái pháp luật",
        (Lang::Vi, Severity::Error) => "sai sót",
        (Lang::Vi, Severity::Warning) => "cảnh báo",
        (Lang::Vi, Severity::Info) => "lưu ý",
        (Lang::En, Severity::Blocker) => "blocker",
        (Lang::En, Severity::Error) => "error",
        (Lang::En, Severity::Warning) => "warning",
        (Lang::En, Severity::Info) => "note",
    };
    let plural = if lang == Lang::En && count != 1 { "s" } else { "" };
    format!("{count} {word}{plural}")
}

/// Returns the word for a document's validity.
pub(super) fn validity_word(status: ValidityStatus, lang: Lang) -> &'static str {
    match status {
        ValidityStatus::InForce => pick(lang, "còn hiệu lực", "in force"),
        ValidityStatus::Partly => pick(lang, "hết hiệu lực một phần", "partly in force"),
        ValidityStatus::Expired => pick(lang, "hết hiệu lực", "expired"),
        ValidityStatus::NotYet => pick(lang, "chưa có hiệu lực", "not yet in force"),
        ValidityStatus::Suspended => pick(lang, "ngưng hiệu lực", "suspended"),
        ValidityStatus::Unknown => pick(lang, "chưa rõ hiệu lực", "validity unknown"),
    }
}

/// Returns the word for the severity of a rule.
pub(crate) fn grade_word(severity: Severity, lang: Lang) -> &'static str {
    match severity {
        Severity::Blocker => lang.say("trái pháp luật", "blocker"),
        Severity::Error => lang.say("lỗi", "error"),
        Severity::Warning => lang.say("cảnh báo", "warning"),
        Severity::Info => lang.say("lưu ý", "info"),
    }
}

/// Returns the word for how sure a rule is.
pub(crate) fn confidence_word(confidence: Confidence, lang: Lang) -> &'static str {
    match confidence {
        Confidence::High => lang.say("cao", "high"),
        Confidence::Medium => lang.say("vừa", "medium"),
        Confidence::Low => lang.say("thấp", "low"),
    }
}

/// Returns the word for where a rule stands in its life.
pub(crate) fn state_word(status: Status, lang: Lang) -> &'static str {
    match status {
        Status::Trial => lang.say("thử nghiệm", "on trial"),
        Status::Stable => lang.say("ổn định", "stable"),
        Status::Retired => lang.say("đã bỏ", "retired"),
    }
}

/// Returns how the wording of a legal basis was verified.
pub(crate) fn verified_word(verified: Verified, lang: Lang) -> &'static str {
    match verified {
        Verified::Text => lang.say("đã đối chiếu nguyên văn", "wording checked"),
        Verified::Secondary => lang.say("theo nguồn dẫn lại", "from a report"),
        Verified::Memory => lang.say("chưa đối chiếu", "not checked"),
    }
}
