//! CIT-025: a clause or point cited without its article.

use std::sync::LazyLock;

use regex::Regex;

use super::aside::between_quotes;
use crate::check::{Check, Context, Findings};
use crate::document::Provision;
use crate::text::{Span, fold_case_tone};

/// Finds "theo khoản 2" in an article that has no such clause.
pub(super) struct BareClause;

static BARE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"\b(?:[Tt]ại|[Tt]heo|quy định ở|[Tt]rừ) (?P<at>(?:điểm [a-zđ]\d? )?khoản (?P<clause>\d{1,2}[a-zđ]?))\b")
        .ok()
});

impl Check for BareClause {
    fn run(&self, cx: &Context<'_>, out: &mut Findings) {
        let Some(pattern) = BARE.as_ref() else { return };
        for found in pattern.captures_iter(&cx.document.text) {
            let (Some(at), Some(clause)) = (found.name("at"), found.name("clause")) else { continue };
            let place = Span::from(at.range());
            let Some(article) = article_at(cx, place).filter(|article| !is_amending(cx, article)) else { continue };
            if goes_on(cx, place.end) || is_cited(cx, place) || between_quotes(&cx.document.text, place.start) {
                continue;
            }
            let path = format!("{}/khoan-{}", article.path, clause.as_str());
            // An article without clauses, or one whose clauses were not read, tells nothing of a slip in its number.
            if !article.children.iter().any(|child| child.path == path) {
                out.finding("bare", place).arg("clause", at.as_str()).arg("article", &article.label);
            }
        }
    }
}

/// Returns the article of this document that holds the place.
fn article_at<'d>(cx: &Context<'d>, place: Span) -> Option<&'d Provision> {
    fn within(provision: &Provision, place: Span) -> Option<&Provision> {
        if !provision.span.contains(place) {
            return None;
        }
        let last = provision.path.rsplit('/').next().unwrap_or_default();
        if last.starts_with("dieu-") {
            return Some(provision);
        }
        provision.children.iter().find_map(|child| within(child, place))
    }
    cx.document.provisions.iter().find_map(|provision| within(provision, place))
}

/// Returns whether the article is about another document's: "Điều 16. Sửa đổi Điều 7" speaks of clauses of that one.
fn is_amending(cx: &Context<'_>, article: &Provision) -> bool {
    let text = cx.document.slice(article.span);
    let head = text.get(article.label.len()..).unwrap_or_default().trim_start_matches(['.', ':', ' ', '\n']);
    let head = fold_case_tone(head.lines().next().unwrap_or_default());
    cx.words("amending").into_iter().any(|phrase| head.starts_with(phrase))
}

/// Returns whether the words behind it say where the clause is: "… Điều 5", "… này", "… Mục II".
fn goes_on(cx: &Context<'_>, end: usize) -> bool {
    const NEAR: usize = 160;
    let rest = cx.document.text.get(end..).unwrap_or_default();
    let near: String = rest.chars().take(NEAR).take_while(|c| *c != '“').collect();
    let sentence = near.split(". ").next().unwrap_or_default().split(".\n").next().unwrap_or_default().to_lowercase();
    let own = rest.starts_with('.') && rest.chars().nth(1).is_some_and(|c| c.is_ascii_digit());
    own || ["điều", "này", "mục", "phần", "phụ lục", "trên", "đó", "sau đây"].iter().any(|word| sentence.contains(word))
}

fn is_cited(cx: &Context<'_>, place: Span) -> bool {
    cx.document.citations.iter().any(|citation| !citation.local && citation.span.contains(place))
}
