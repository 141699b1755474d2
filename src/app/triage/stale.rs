//! Findings on the office's own files: waivers and baseline entries that are out of date.

use jiff::civil::Date;

use super::{Accepted, Baseline};
use crate::app::config::Placed;
use crate::check::{Finding, Verdict};
use crate::rules::{Confidence, Family, Lang, Severity, written_day};
use crate::text::Span;

/// A waiver whose last day has passed while what it accepted is still found.
pub(super) fn expired(placed: &Placed, day: Date, lang: Lang) -> Finding {
    let until = written_day(placed.waiver.until);
    let texts = match lang {
        Lang::Vi => [
            format!("miễn trừ đã hết hạn ngày {until} mà phát hiện vẫn còn"),
            "miễn trừ chỉ có giá trị đến ngày đã ghi; phát hiện được tính lại".to_owned(),
            "sửa văn bản, hoặc người có trách nhiệm xem lại và ghi ngày until mới".to_owned(),
        ],
        Lang::En => [
            format!("the waiver ended on {until} and its finding is still there"),
            "a waiver holds through its last day; the finding counts again".to_owned(),
            "mend the document, or let the person responsible decide again and set a new day".to_owned(),
        ],
    };
    of_waiver("OFC-001", "mien-tru-het-han", Severity::Warning, texts, placed, day)
}

/// A waiver that accepts nothing in the documents that it speaks of.
pub(super) fn unused(placed: &Placed, day: Date, lang: Lang) -> Finding {
    // A fingerprint alone does not tell its document, which may not be among those of this run.
    let severity = if placed.waiver.document.is_some() { Severity::Warning } else { Severity::Info };
    let texts = match lang {
        Lang::Vi => [
            "miễn trừ không còn ứng với phát hiện nào".to_owned(),
            "miễn trừ thừa sẽ che phát hiện mới về sau".to_owned(),
            "xóa miễn trừ này khỏi tệp".to_owned(),
        ],
        Lang::En => [
            "the waiver meets no finding".to_owned(),
            "a waiver left behind will hide new findings".to_owned(),
            "take this waiver out of the file".to_owned(),
        ],
    };
    of_waiver("OFC-002", "mien-tru-thua", severity, texts, placed, day)
}

/// A baseline entry whose finding is gone from its document.
pub(super) fn gone(baseline: &Baseline, entry: &Accepted, day: Date, lang: Lang) -> Finding {
    let (code, file) = (&entry.code, &entry.path);
    let texts = match lang {
        Lang::Vi => [
            format!("tệp mốc còn ghi {code} của {file} mà phát hiện này không còn"),
            "mục thừa trong tệp mốc sẽ che phát hiện mới giống như vậy".to_owned(),
            "tạo lại tệp mốc bằng soat baseline".to_owned(),
        ],
        Lang::En => [
            format!("the baseline still lists {code} of {file}, which is gone"),
            "an entry left behind will hide the same finding when it comes back".to_owned(),
            "write the baseline anew with soat baseline".to_owned(),
        ],
    };
    let path = baseline.path.to_string_lossy().replace('\\', "/");
    finding(("OFC-003", "muc-thua-trong-tep-moc"), Severity::Warning, texts, (path, 1, entry.fingerprint.clone()), day)
}

fn of_waiver(
    code: &'static str,
    slug: &'static str,
    severity: Severity,
    texts: [String; 3],
    placed: &Placed,
    day: Date,
) -> Finding {
    let path = placed.path.to_string_lossy().replace('\\', "/");
    finding((code, slug), severity, texts, (path, placed.line, placed.waiver.key()), day)
}

fn finding(
    (code, slug): (&'static str, &'static str),
    severity: Severity,
    [message, why, help]: [String; 3],
    (path, line, excerpt): (String, usize, String),
    as_of: Date,
) -> Finding {
    let mut fingerprint = blake3::hash(format!("{code}\0{excerpt}").as_bytes()).to_hex().to_string();
    fingerprint.truncate(32);
    Finding {
        code: code.to_owned(),
        slug: slug.to_owned(),
        family: Family::Office,
        severity,
        confidence: Confidence::High,
        verdict: Verdict::Violation,
        message,
        why,
        help,
        path,
        span: Span::default(),
        line,
        column: 1,
        provision: None,
        excerpt,
        related: Vec::new(),
        basis: Vec::new(),
        as_of,
        regime: None,
        remedy: None,
        fix: None,
        fingerprint,
        suppressed: None,
    }
}
