//! A rule page as plain text (`soat explain CODE`).

use std::fmt::Write as _;

use crate::report::words::{confidence_word, grade_word, state_word, verified_word};
use crate::rules::{Lang, Rule, RuleError, RuleSet, written_day};

/// Why a page cannot be shown.
#[derive(Debug, thiserror::Error)]
pub enum ExplainError {
    /// No rule has this code or slug.
    #[error("không có quy tắc \"{code}\"; {}", advice(.near))]
    Unknown {
        /// The code as given.
        code: String,
        /// Codes that resemble it.
        near: Vec<String>,
    },
    /// The body of the page is wrong.
    #[error(transparent)]
    Page(#[from] RuleError),
}

fn advice(codes: &[String]) -> String {
    match codes {
        [] => "xem danh mục bằng soat rules list".to_owned(),
        codes => format!("có phải {}?", codes.join(", ")),
    }
}

/// Returns the page of the rule of this code (in any case) or slug as text for a terminal.
///
/// # Errors
/// Where there is no such rule, or the body of its page is wrong.
pub fn explain(set: &RuleSet, code: &str, lang: Lang) -> Result<String, ExplainError> {
    let wanted = code.to_uppercase();
    if let Some(page) = super::office::page(&wanted, lang).or_else(|| super::office::page(code, lang)) {
        return Ok(page);
    }
    let by_slug = || set.iter().find(|rule| rule.front.slug == code);
    let Some(rule) = set.get(&wanted).or_else(by_slug) else {
        let family = wanted.get(..3).unwrap_or_default();
        let digits = wanted.trim_start_matches(|c: char| !c.is_ascii_digit());
        let resembles = |rule: &&Rule| {
            !digits.is_empty()
                && rule.code().starts_with(family)
                && rule.code().ends_with(digits.trim_start_matches('0'))
        };
        let near = set.iter().filter(resembles).map(|rule| rule.code().to_owned()).collect();
        return Err(ExplainError::Unknown { code: code.to_owned(), near });
    };
    let body = rule.body()?;
    let mut text = head(rule, lang);
    let english = |heading: &str| heading == "In English";
    for section in &body.sections {
        let shown = match lang {
            Lang::Vi => !english(&section.heading),
            Lang::En => english(&section.heading) || section.heading.starts_with("Ví dụ"),
        };
        if shown {
            let _ = write!(text, "\n{}\n\n{}\n", section.heading.to_uppercase(), plain(&section.text));
        }
    }
    Ok(text)
}

fn head(rule: &Rule, lang: Lang) -> String {
    let front = &rule.front;
    let pick = |vi: &'static str, en: &'static str| if lang == Lang::Vi { vi } else { en };
    let mut text = format!("{}  {}\n{}\n\n", front.code, front.title.get(lang), front.slug);
    let _ = writeln!(
        text,
        "{}: {} · {}: {} · {}",
        pick("Mức độ", "Severity"),
        grade_word(front.severity, lang),
        pick("độ tin cậy", "confidence"),
        confidence_word(front.confidence, lang),
        state_word(front.status, lang)
    );
    let _ = writeln!(text, "\n{}", pick("CĂN CỨ PHÁP LÝ", "LEGAL BASES"));
    for basis in &front.basis {
        let to = basis.to.map_or_else(|| "…".to_owned(), written_day);
        let read = verified_word(basis.verified, lang);
        let _ = writeln!(text, "  {} – {to}  {} [{read}]", written_day(basis.from), basis.cited());
    }
    text
}

/// Takes the fences and the marks out; examples are set in, tables of the registry are left out.
fn plain(markdown: &str) -> String {
    let mut text = String::new();
    let mut fence: Option<bool> = None;
    for line in markdown.trim().lines() {
        match (&fence, line.strip_prefix("```")) {
            (None, Some(info)) => fence = Some(info.starts_with("van-ban")),
            (Some(_), Some("")) => fence = None,
            (Some(true), _) => {
                let _ = writeln!(text, "    {}", unmarked(line));
            }
            (Some(false), _) => {}
            (None, None) => {
                let _ = writeln!(text, "{}", line.replace("**", ""));
            }
        }
    }
    text.trim_end().to_owned()
}

fn unmarked(line: &str) -> String {
    let mut text = String::new();
    let mut rest = line;
    while let Some((before, after)) = rest.split_once('⟧') {
        text.push_str(before);
        text.push('⟧');
        rest = after;
        while let Some((_, tail)) = rest.strip_prefix('{').and_then(|code| code.split_once('}')) {
            rest = tail;
        }
    }
    text + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_shown_without_marks() {
        let set = RuleSet::builtin().unwrap();
        let text = explain(&set, "cit-010", Lang::Vi).unwrap();
        assert!(text.starts_with("CIT-010  Căn cứ đã hết hiệu lực"));
        assert!(
            text.contains("⟦Nghị định số 110/2004/NĐ-CP ngày 08 tháng 4 năm 2004 của Chính phủ⟧ về công tác văn thư;")
        );
        assert!(!text.contains("```") && !text.contains("{CIT-010}") && !text.contains("\"number\""));
        assert_eq!(explain(&set, "can-cu-het-hieu-luc", Lang::Vi).unwrap(), text);
        assert!(explain(&set, "CIT-999", Lang::Vi).is_err());
        assert!(explain(&set, "cit10", Lang::Vi).unwrap_err().to_string().ends_with("có phải CIT-010?"));
    }
}
