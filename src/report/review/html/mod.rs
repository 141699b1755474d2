//! The findings as one web page without scripts and without anything from outside: each document's text with marks, a card beside
//! every finding, what was asked and what could not be, and every cited document with its status.

mod card;
mod cited;
mod text;

use std::io::{self, Write};

use super::counts::{Counts, SEVERITIES};
use super::words::{MADE_BY, asked, capital, judged_on, mark, name, nothing_found, place, title, unasked};
use super::{Review, Reviewed};
use crate::check::{Finding, Verdict};
use crate::document::Document;
use crate::report::document::one_line;
use crate::report::sheet::page::{self, Opening, escaped};
use crate::report::words::{counted, pick, severity_word};
use crate::rules::{Lang, Severity, written_day};

/// The looks of marks and cards: underlines of different shape beside colour and word, cards under the text on narrow screens and paper.
pub const STYLE: &str = include_str!("review.css");

/// Letters of a title in the list of documents.
const TITLE: usize = 140;

/// Writes the page.
///
/// # Errors
/// `out` cannot be written.
pub fn html(review: &Review<'_>, out: &mut impl Write) -> io::Result<()> {
    let lang = review.lang;
    let title = title(review, lang);
    page::open(&Opening { title: &title, facts: &facts(review), parts: &[], style: STYLE }, lang, out)?;
    if review.documents.len() > 1 {
        index(review, out)?;
    }
    for (at, reviewed) in (1..).zip(&review.documents) {
        Sheet { at, reviewed, review, foot: &|_, _| Foot::default() }.write(out)?;
    }
    office(review.office, lang, out)?;
    page::close(MADE_BY, lang, out)
}

/// What the page is of, in sentences.
fn facts(review: &Review<'_>) -> Vec<String> {
    let lang = review.lang;
    let all = Counts::of(review.documents.iter().flat_map(|reviewed| reviewed.findings));
    let found = match all.all() {
        0 => pick(lang, "không có phát hiện", "nothing found").to_owned(),
        _ => all.in_words(lang),
    };
    let day = written_day(review.today);
    let mut facts = vec![match lang {
        Lang::Vi => format!("Kiểm tra ngày {day}. Tổng cộng: {found}."),
        Lang::En => format!("Checked on {day}. In all: {found}."),
    }];
    if review.hidden > 0 {
        facts.push(match lang {
            Lang::Vi => format!("Hồ sơ kiểm tra đã lược {} phát hiện.", review.hidden),
            Lang::En => format!("The profile left out {} findings.", review.hidden),
        });
    }
    let unread =
        |(path, reason): &(&str, &str)| format!("{}: {path}: {reason}", pick(lang, "Không đọc được", "Not read"));
    facts.extend(review.unread.iter().map(unread));
    facts
}

/// Writes the list of documents.
fn index(review: &Review<'_>, out: &mut impl Write) -> io::Result<()> {
    let lang = review.lang;
    let words = pick(lang, "Các văn bản", "Documents");
    writeln!(out, "<h2 id=\"index\">{words}</h2>")?;
    let mut heads = vec![
        pick(lang, "TT", "No."),
        pick(lang, "Văn bản", "Document"),
        pick(lang, "Tệp", "File"),
        pick(lang, "Ngày xét", "As of"),
    ];
    let grades = [("Trái pháp luật", "Blockers"), ("Sai sót", "Errors"), ("Cảnh báo", "Warnings"), ("Lưu ý", "Notes")];
    heads.extend(grades.map(|(vi, en)| pick(lang, vi, en)));
    heads.push(pick(lang, "Chưa xác minh", "Not verified"));
    page::table_head("list index", words, &heads, out)?;
    writeln!(out, "<tbody role=\"rowgroup\">")?;
    for (at, reviewed) in (1..).zip(&review.documents) {
        let document = reviewed.document;
        let counts = Counts::of(reviewed.findings);
        let mut cells = vec![
            at.to_string(),
            format!("<a href=\"#d{at}\" lang=\"vi\">{}</a>{}", escaped(&name(document)), subtitle(document)),
            escaped(&document.path),
            written_day(reviewed.as_of),
        ];
        cells.extend(SEVERITIES.map(|severity| counts.get(severity).to_string()));
        cells.push(reviewed.unverified().count().to_string());
        write!(out, "<tr role=\"row\">")?;
        for (column, (head, cell)) in heads.iter().zip(cells).enumerate() {
            let class = if column == 0 || column > 3 { " class=\"n\"" } else { "" };
            write!(out, "<td{class} role=\"cell\" data-head=\"{head}\">{cell}</td>")?;
        }
        writeln!(out, "</tr>")?;
    }
    writeln!(out, "</tbody></table></div>")
}

/// Returns the title of a document that its name does not tell.
fn subtitle(document: &Document) -> String {
    let header = &document.header;
    let numbered = header.number.as_ref().is_some_and(|number| !number.is_blank());
    let title = header.title.as_ref().filter(|_| numbered).map(|title| escaped(&one_line(&title.text, TITLE)));
    title.map(|title| format!("<br><small lang=\"vi\">{title}</small>")).unwrap_or_default()
}

/// What a card has beside what it says, for pages on which something can be done with it.
#[derive(Debug, Default)]
pub struct Foot {
    /// More classes of the card.
    pub class: &'static str,
    /// HTML at its end.
    pub html: String,
}

/// One document's part of a page.
pub struct Sheet<'r> {
    /// 1-based number of the document; it stands in all ids.
    pub at: usize,
    /// The document.
    pub reviewed: &'r Reviewed<'r>,
    /// The run that it is of.
    pub review: &'r Review<'r>,
    /// The foot of the card with this number.
    pub foot: &'r dyn Fn(usize, &Finding) -> Foot,
}

impl Sheet<'_> {
    fn write(&self, out: &mut impl Write) -> io::Result<()> {
        let (at, lang) = (self.at, self.review.lang);
        writeln!(out, "<section class=\"document\" id=\"d{at}\" aria-labelledby=\"d{at}h\">")?;
        if self.review.documents.len() > 1 {
            writeln!(out, "<h2 id=\"d{at}h\" lang=\"vi\">{at}. {}</h2>", escaped(&name(self.reviewed.document)))?;
        } else {
            writeln!(out, "<h2 id=\"d{at}h\">{}</h2>", pick(lang, "Văn bản được kiểm tra", "The document"))?;
        }
        self.head(out)?;
        self.summary(out)?;
        self.body(out)?;
        writeln!(out, "</section>")
    }

    /// Writes the text with the cards beside it, what was checked, and the cited documents.
    ///
    /// # Errors
    /// `out` cannot be written.
    pub fn body(&self, out: &mut impl Write) -> io::Result<()> {
        let (at, lang) = (self.at, self.review.lang);
        let words = pick(lang, "Toàn văn và các phát hiện", "Text and findings");
        writeln!(out, "<h3 id=\"d{at}text\">{words}</h3>")?;
        text::write(self, out)?;
        self.scope(out)?;
        cited::write(at, self.reviewed, self.review, out)
    }

    /// Writes the card of the finding with this fingerprint, where there is one that somebody has to look at.
    ///
    /// # Errors
    /// `out` cannot be written.
    pub fn card(&self, fingerprint: &str, out: &mut impl Write) -> io::Result<()> {
        let mut told = (1..).zip(self.reviewed.told());
        match told.find(|(_, finding)| finding.fingerprint == fingerprint) {
            Some((number, finding)) => card::write(self, number, finding, out),
            None => Ok(()),
        }
    }

    /// Writes the facts of the document, and how many findings there are.
    ///
    /// # Errors
    /// `out` cannot be written.
    pub fn head(&self, out: &mut impl Write) -> io::Result<()> {
        let (reviewed, lang) = (self.reviewed, self.review.lang);
        let document = reviewed.document;
        let header = &document.header;
        let lacking = || pick(lang, "chưa có", "none").to_owned();
        let rows = [
            (pick(lang, "Tệp", "File"), Some(document.path.clone())),
            (
                pick(lang, "Số, ký hiệu", "Number"),
                Some(header.number.as_ref().map_or_else(lacking, |number| number.text.clone())),
            ),
            (pick(lang, "Trích yếu", "Title"), header.title.as_ref().map(|title| title.text.clone())),
            (pick(lang, "Cơ quan ban hành", "Issuer"), header.issuer.as_ref().map(|issuer| issuer.text.clone())),
            (pick(lang, "Xét theo pháp luật ngày", "By the law of"), Some(judged_on(reviewed, lang))),
            (pick(lang, "Quy định về thể thức", "Rules of form"), reviewed.regime.clone()),
        ];
        writeln!(out, "<dl class=\"facts\">")?;
        for (term, value) in rows {
            if let Some(value) = value {
                writeln!(out, "<div><dt>{term}</dt><dd>{}</dd></div>", escaped(&value))?;
            }
        }
        writeln!(out, "</dl>")?;
        let counts = Counts::of(reviewed.findings);
        writeln!(out, "<ul class=\"counts\">")?;
        for severity in SEVERITIES {
            let count = counts.get(severity);
            let none = if count == 0 { " none" } else { "" };
            writeln!(out, "<li class=\"{}{none}\">{}</li>", look(severity), counted(count, severity, lang))?;
        }
        writeln!(
            out,
            "<li class=\"open\">{} {}</li></ul>",
            reviewed.unverified().count(),
            pick(lang, "chưa xác minh được", "not verified")
        )
    }

    /// Writes one line a finding, leading to its card.
    ///
    /// # Errors
    /// `out` cannot be written.
    pub fn summary(&self, out: &mut impl Write) -> io::Result<()> {
        let (at, lang, document) = (self.at, self.review.lang, self.reviewed.document);
        writeln!(out, "<h3 id=\"d{at}list\">{}</h3>", pick(lang, "Các phát hiện", "Findings"))?;
        if self.reviewed.told().next().is_none() {
            return writeln!(out, "<p class=\"nothing\">{}</p>", nothing_found(lang));
        }
        writeln!(out, "<ol class=\"findings\">")?;
        for (number, finding) in (1..).zip(self.reviewed.told()) {
            let word = capital(severity_word(finding.severity, finding.verdict, lang));
            writeln!(
                out,
                "<li><a href=\"#d{at}f{number}\"><b class=\"badge {}\">{word}</b> {} <small>({})</small></a></li>",
                look(finding.severity),
                escaped(&capital(&finding.message)),
                escaped(&place(document, finding, lang))
            )?;
        }
        writeln!(out, "</ol>")
    }

    /// What was asked, what could not be, what was accepted.
    fn scope(&self, out: &mut impl Write) -> io::Result<()> {
        let (at, lang, reviewed) = (self.at, self.review.lang, self.reviewed);
        writeln!(out, "<h3 id=\"d{at}scope\">{}</h3>", pick(lang, "Đã kiểm tra những gì", "What was checked"))?;
        writeln!(out, "<p>{}</p>", escaped(&asked(reviewed, lang)))?;
        let unasked = unasked(reviewed, lang);
        let open: Vec<&Finding> = reviewed.unverified().collect();
        let words = pick(
            lang,
            "Chưa kiểm tra được (thiếu dữ liệu, không phải lỗi của văn bản)",
            "What could not be checked (data are missing; no fault of the document)",
        );
        writeln!(out, "<h4>{words}</h4>\n<ul class=\"open\">")?;
        for words in unasked {
            writeln!(out, "<li>{}</li>", escaped(&words))?;
        }
        open.iter().try_for_each(|finding| item(finding, None, out))?;
        writeln!(out, "</ul>")?;
        let accepted: Vec<&Finding> = reviewed.accepted().collect();
        if !accepted.is_empty() {
            writeln!(out, "<h4>{}</h4>\n<ul>", pick(lang, "Đã được đơn vị chấp nhận", "Accepted by the office"))?;
            accepted.iter().try_for_each(|finding| item(finding, finding.suppressed.as_deref(), out))?;
            writeln!(out, "</ul>")?;
        }
        Ok(())
    }
}

/// A finding that has no card.
fn item(finding: &Finding, reason: Option<&str>, out: &mut impl Write) -> io::Result<()> {
    let reason = reason.map(|reason| format!(" – {}", escaped(reason))).unwrap_or_default();
    let (mark, print) = (mark(finding), escaped(&finding.fingerprint));
    let verdict = if finding.verdict == Verdict::Unverified { "unverified" } else { "accepted" };
    writeln!(
        out,
        "<li data-fingerprint=\"{print}\" data-verdict=\"{verdict}\">{}{reason} <small>{}</small></li>",
        escaped(&capital(&finding.message)),
        escaped(&mark)
    )
}

/// Findings on the office's own files.
fn office(findings: &[Finding], lang: Lang, out: &mut impl Write) -> io::Result<()> {
    if findings.is_empty() {
        return Ok(());
    }
    writeln!(out, "<h2 id=\"office\">{}</h2>\n<ul>", pick(lang, "Tệp của đơn vị", "The office's own files"))?;
    for finding in findings {
        let Finding { path, line, message, help, fingerprint, .. } = finding;
        let words = escaped(&format!("{path}:{line}: {message}. {help}"));
        writeln!(out, "<li data-fingerprint=\"{}\">{words}</li>", escaped(fingerprint))?;
    }
    writeln!(out, "</ul>")
}

/// The name of a severity's look.
fn look(severity: Severity) -> &'static str {
    match severity {
        Severity::Blocker => "blocker",
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "info",
    }
}
