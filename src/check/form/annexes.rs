//! FMT-022: annexes (phụ lục): their numbers, the words that refer to them, the note that says whose they are.

use super::lines::{content_start, pieces, plain};
use crate::check::{Check, Context, Findings};
use crate::document::Provision;
use crate::rules::Severity;
use crate::text::Span;

/// Finds annexes that are not numbered in Roman figures where there are several, ones that the text never names, and ones
/// without the note of what they belong to.
pub(super) struct Annexes;

impl Check for Annexes {
    fn run(&self, cx: &Context<'_>, out: &mut Findings) {
        let document = cx.document;
        let all: Vec<&Provision> =
            document.provisions.iter().filter(|own| plain(&own.label).starts_with("phu luc")).collect();
        let Some(first) = all.first() else { return };
        if !is_numbered_alike(&all) {
            return;
        }
        number(&all, out);
        let content = content_start(document).unwrap_or(0).min(first.span.start);
        let before = document.slice(Span::new(content, first.span.start)).to_lowercase();
        if !cx.words("references").iter().any(|words| before.contains(words)) {
            out.finding("unmentioned", label(first)).suspected();
        }
        let bare: Vec<&&Provision> = all.iter().filter(|annex| !has_note(cx, annex)).collect();
        if let Some(one) = bare.first() {
            let draft = out.finding("note", label(one)).arg("count", bare.len().to_string());
            draft.at_most(Severity::Info);
        }
    }
}

fn label(annex: &Provision) -> Span {
    Span::new(annex.span.start, annex.span.start + annex.label.len())
}

/// Whether the annexes are one series; where the numbers are mixed, some are another document's.
fn is_numbered_alike(all: &[&Provision]) -> bool {
    let figures = |annex: &&Provision| arabic(&annex.label).is_some();
    let bare = |annex: &&Provision| plain(&annex.label) == "phu luc";
    let counted = all.iter().enumerate().all(|(at, annex)| arabic(&annex.label) == Some(at + 1));
    all.len() == 1 || counted || all.iter().all(bare) || !all.iter().any(|annex| figures(annex) || bare(annex))
}

/// Finds several annexes in Arabic figures, and several without a number.
fn number(all: &[&Provision], out: &mut Findings) {
    let Some(first) = all.first().filter(|_| all.len() > 1) else { return };
    let key = match arabic(&first.label) {
        Some(_) => "arabic",
        None if plain(&first.label) == "phu luc" => "unnumbered",
        None => return,
    };
    out.finding(key, label(first)).arg("count", all.len().to_string());
}

/// Reads the Arabic number of a label: `PHỤ LỤC 01:`.
fn arabic(label: &str) -> Option<usize> {
    plain(label).rsplit(' ').next()?.parse().ok()
}

/// Whether the note "(Kèm theo …)" stands within the first lines.
fn has_note(cx: &Context<'_>, annex: &Provision) -> bool {
    let lines = pieces(cx.document, annex.span);
    lines.iter().take(12).any(|line| line.plain().contains("kem theo"))
}
