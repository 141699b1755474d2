//! CIT-026: a reference to an article or annex of this document that it does not have.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use regex::Regex;

use super::aside::{between_quotes, in_quotes};
use crate::check::{Check, Context, Findings};
use crate::document::{Citation, Provision, in_words};
use crate::rules::Severity;
use crate::text::{Span, fold_case_tone};

/// Finds "Điều 9 Quy định này" where there is no article 9, and "Phụ lục III kèm theo" beside two annexes.
pub(super) struct DanglingReference;

static ANNEX: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"\b(?P<at>Phụ lục (?:số )?(?P<mark>[IVX]{1,5}|\d{1,2}))(?: (?:ban hành )?kèm theo(?:[.,;)]|\n|$)|[^.;,\n]{0,50} này\b)").ok()
});

impl Check for DanglingReference {
    fn run(&self, cx: &Context<'_>, out: &mut Findings) {
        let title = cx.document.header.title.as_ref().map(|title| fold_case_tone(&title.text)).unwrap_or_default();
        // An amending document speaks in the words of the one that it amends; one that announces procedures "sửa đổi, bổ
        // sung" does not.
        let about = title.strip_prefix("về việc ").unwrap_or(&title);
        let announces = cx.words("announcing").into_iter().any(|words| about.starts_with(words));
        let amends = !announces && cx.words("amending").into_iter().any(|words| title.contains(words));
        if amends || cx.is_consolidated() {
            return;
        }
        let mut segments = BTreeSet::new();
        collect(&cx.document.provisions, &mut segments);
        articles(cx, &segments, out);
        annexes(cx, out);
    }
}

/// Finds articles of this document that are cited and not there, where its articles follow one another from 1.
fn articles(cx: &Context<'_>, segments: &BTreeSet<String>, out: &mut Findings) {
    let numbers: BTreeSet<u16> = segments.iter().filter_map(|segment| number(segment)).collect();
    let Some(last) = numbers.last().copied() else { return };
    // A text that breaks off, or whose later articles were not read, lacks more than the one cited.
    let whole =
        numbers.len() > 1 && (1..=last).all(|number| numbers.contains(&number)) && cx.document.signature.is_some();
    for citation in cx.document.citations.iter().filter(|citation| citation.local && is_own(cx, citation)) {
        for path in &citation.provisions {
            let article = path.split('/').find_map(number).filter(|article| *article > last);
            let Some(article) = article.filter(|_| whole && !in_quotes(cx, citation)) else { continue };
            if !is_printed(&cx.document.text, article) {
                out.finding("article", citation.span).arg("provision", in_words(path)).arg("last", usize::from(last));
            }
        }
    }
}

/// Returns whether a line opens with the article's label, though it was not read as one.
fn is_printed(text: &str, article: u16) -> bool {
    let label = format!("điều {article}");
    text.lines().any(|line| {
        let rest = line.trim_start().to_lowercase();
        rest.strip_prefix(&label).is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_digit()))
    })
}

/// Returns whether the citation ends with "này", which points into this document alone.
fn is_own(cx: &Context<'_>, citation: &Citation) -> bool {
    cx.document.slice(citation.span).trim_end().ends_with("này")
}

/// Finds annexes of this document that are named and not there, where it has others with a mark of the same kind.
fn annexes(cx: &Context<'_>, out: &mut Findings) {
    let own: BTreeSet<usize> = marks(&cx.document.provisions);
    let (Some(pattern), Some(last)) = (ANNEX.as_ref(), own.last().copied()) else { return };
    let whole = (1..=last).all(|mark| own.contains(&mark));
    for found in pattern.captures_iter(&cx.document.text) {
        let (Some(at), Some(mark)) = (found.name("at"), found.name("mark").and_then(|mark| value(mark.as_str())))
        else {
            continue;
        };
        let span = Span::from(at.range());
        let elsewhere = cx.document.citations.iter().any(|citation| !citation.local && citation.span.overlaps(span));
        if mark > last && whole && !elsewhere && !between_quotes(&cx.document.text, span.start) {
            // Annexes may be files of their own.
            let draft = out.finding("annex", span).arg("annex", at.as_str()).arg("last", last);
            draft.suspected().at_most(Severity::Warning);
        }
    }
}

fn collect(provisions: &[Provision], segments: &mut BTreeSet<String>) {
    for provision in provisions {
        segments.extend(provision.path.split('/').map(str::to_owned));
        collect(&provision.children, segments);
    }
}

/// Returns the number of an article's segment: 9 of `dieu-9`, `dieu-9a` and `dieu-9-2`.
fn number(segment: &str) -> Option<u16> {
    let mark = segment.strip_prefix("dieu-")?;
    let end = mark.find(|c: char| !c.is_ascii_digit()).unwrap_or(mark.len());
    mark.get(..end)?.parse().ok()
}

fn marks(provisions: &[Provision]) -> BTreeSet<usize> {
    let annexes = provisions.iter().filter_map(|provision| provision.path.strip_prefix("phu-luc-"));
    annexes.filter_map(|mark| value(mark.split('-').next().unwrap_or(mark))).collect()
}

/// Returns the value of an annex's mark, a number or a Roman one.
fn value(mark: &str) -> Option<usize> {
    if let Ok(number) = mark.parse() {
        return Some(number);
    }
    let digit = |c: char| match c.to_ascii_uppercase() {
        'I' => Some(1_usize),
        'V' => Some(5),
        'X' => Some(10),
        _ => None,
    };
    let digits: Vec<usize> = mark.chars().map(digit).collect::<Option<_>>()?;
    // A digit before a greater one is taken off it: the greatest met from the right decides.
    let mut greatest = 0;
    let mut sum = 0_usize;
    for own in digits.into_iter().rev() {
        sum = if own < greatest { sum.saturating_sub(own) } else { sum + own };
        greatest = greatest.max(own);
    }
    Some(sum)
}

#[cfg(test)]
mod tests {
    use super::{number, value};

    #[test]
    fn marks_of_articles_and_annexes_are_numbers() {
        assert_eq!(number("dieu-9a"), Some(9));
        assert_eq!(number("dieu-12-2"), Some(12));
        assert_eq!(["iv", "VIII", "ix", "3"].map(value), [Some(4), Some(8), Some(9), Some(3)]);
        assert_eq!(value("a"), None);
    }
}
