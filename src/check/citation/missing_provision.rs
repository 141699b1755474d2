//! CIT-022: a citation of a provision that the cited document does not have.

use super::aside::in_quotes;
use super::mention::{own_number, short_name};
use crate::check::{Check, Context, Findings};
use crate::document::{Citation, Role, in_words};
use crate::rules::Severity;

/// Finds points with letters that no Vietnamese alphabet has, and articles beyond the last one.
pub(super) struct MissingProvision;

impl Check for MissingProvision {
    fn run(&self, cx: &Context<'_>, out: &mut Findings) {
        for (index, citation) in cx.citations() {
            if in_quotes(cx, citation) {
                continue;
            }
            for path in &citation.provisions {
                if foreign_letter(path) {
                    foreign(cx, out, citation, path);
                } else if let Some((last, sure)) = last_article(cx, index, citation)
                    && article(path).is_some_and(|article| article > last)
                {
                    let draft = out.finding("beyond", citation.span).arg("provision", in_words(path));
                    draft.arg("document", short_name(citation)).arg("last", usize::from(last));
                    if !sure {
                        draft.suspected().at_most(Severity::Warning);
                    }
                }
            }
        }
    }
}

/// Reports a point with a letter that points do not have; older documents used them.
fn foreign(cx: &Context<'_>, out: &mut Findings, citation: &Citation, path: &str) {
    let since = super::mention::page_day(cx, "letters_since");
    let year = super::mention::year(cx.document, citation);
    let lettered = since.is_some_and(|since| year.is_some_and(|year| year > since.year()));
    let draft = out.finding("letter", citation.span).arg("provision", in_words(path));
    draft.arg("document", short_name(citation));
    if !lettered {
        draft.suspected().at_most(Severity::Warning);
    }
}

fn foreign_letter(path: &str) -> bool {
    let letter = path.split('/').find_map(|step| step.strip_prefix("diem-"));
    letter.is_some_and(|letter| matches!(letter.as_bytes(), [b'f' | b'j' | b'w' | b'z', rest @ ..] if rest.iter().all(u8::is_ascii_digit)))
}

/// Returns the number of the article that the path names first; one with a letter was put in between.
fn article(path: &str) -> Option<u16> {
    path.split('/').find_map(|step| step.strip_prefix("dieu-"))?.parse().ok()
}

/// Returns the number of the last article of the cited document, and whether that is certain.
fn last_article(cx: &Context<'_>, index: usize, citation: &Citation) -> Option<(u16, bool)> {
    // "Điều 9 Quy chế ban hành kèm theo Nghị định …" is no article of the decree, and what is to come is added to it.
    let adds = matches!(citation.role, Role::Amends | Role::Replaces);
    own_number(cx.document, citation).filter(|_| !adds && !is_attached(cx, citation))?;
    let key = citation.number.as_ref().map(|number| number.key.as_str()).unwrap_or_default();
    if let Some(last) = cx.lexicon.articles_of(key) {
        return Some((last, true));
    }
    let paths = cx.facts.cited(index)?.provisions.as_ref()?;
    let last = paths.iter().filter_map(|path| article(path)).max()?;
    // An extract, or a text read in part, has few articles.
    let whole = (1..=last).all(|number| paths.iter().any(|path| article(path) == Some(number)));
    (last > 1 && whole).then_some((last, false))
}

/// Returns whether the words between the provision and the number speak of what is attached to the document.
fn is_attached(cx: &Context<'_>, citation: &Citation) -> bool {
    let words = cx.document.slice(citation.span).to_lowercase();
    cx.words("attached").into_iter().any(|word| words.contains(word))
}
