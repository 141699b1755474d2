//! The card of a finding: what is wrong, why with the article of law, what to write, the legal basis.

use std::io::{self, Write};

use super::{Foot, Sheet, look};
use crate::check::Finding;
use crate::report::document::one_line;
use crate::report::review::words::{bases, capital, mark, others, place};
use crate::report::sheet::page::escaped;
use crate::report::words::{pick, severity_word};

/// Letters of the words concerned that a card repeats.
const QUOTED: usize = 160;

/// Writes the card of the finding with this number; it leads to its words and these to it.
pub(super) fn write(sheet: &Sheet<'_>, number: usize, finding: &Finding, out: &mut impl Write) -> io::Result<()> {
    let (at, document, lang) = (sheet.at, sheet.reviewed.document, sheet.review.lang);
    let Foot { class, html } = (sheet.foot)(number, finding);
    let word = capital(severity_word(finding.severity, finding.verdict, lang));
    let id = format!("d{at}f{number}");
    writeln!(
        out,
        "<article class=\"card {}{class}\" id=\"{id}\" data-fingerprint=\"{}\" aria-labelledby=\"{id}h\">\
         <p class=\"grade\"><b class=\"number\">{number}</b> <b>{word}</b> <small>{}</small></p>\
         <h4 id=\"{id}h\">{}</h4>",
        look(finding.severity),
        escaped(&finding.fingerprint),
        escaped(&place(document, finding, lang)),
        escaped(&capital(&finding.message))
    )?;
    let quoted = one_line(&finding.excerpt, QUOTED);
    if !quoted.is_empty() {
        writeln!(out, "<blockquote lang=\"vi\">{}</blockquote>", escaped(&quoted))?;
    }
    writeln!(out, "<dl>")?;
    row(pick(lang, "Vì sao", "Why"), &finding.why, out)?;
    row(pick(lang, "Đề nghị", "What to write"), &finding.help, out)?;
    if let Some(remedy) = &finding.remedy {
        row(pick(lang, "Xử lý", "Remedy"), remedy, out)?;
    }
    row(pick(lang, "Căn cứ pháp lý", "Legal basis"), &bases(finding, lang).join("; "), out)?;
    row(pick(lang, "Đối chiếu", "Compare"), &others(finding).join("; "), out)?;
    writeln!(
        out,
        "</dl><p class=\"back\"><a href=\"#d{at}t{number}\">{}</a> <small>{}</small></p>{html}</article>",
        pick(lang, "↑ Về chỗ trong văn bản", "↑ Back to the words"),
        escaped(&mark(finding))
    )
}

fn row(term: &str, words: &str, out: &mut impl Write) -> io::Result<()> {
    if words.is_empty() {
        return Ok(());
    }
    writeln!(out, "<div><dt>{term}:</dt> <dd>{}</dd></div>", escaped(&capital(words)))
}
