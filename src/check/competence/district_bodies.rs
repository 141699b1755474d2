//! CMP-003: a district body issues the document, is given work or is sent it after districts came to an end.

use super::mentions::{self, Mention};
use super::signing::group;
use crate::check::{Check, Context, Findings};
use crate::document::{AuthorityRef, Date, Level};
use crate::lexicon::{AuthorityMatch, Existence};
use crate::rules::{Arg, Severity};
use crate::text::Span;

/// Finds bodies at the level of districts that are no more on the day.
pub(super) struct DistrictBodies;

impl Check for DistrictBodies {
    fn run(&self, cx: &Context<'_>, out: &mut Findings) {
        if let Some((issuer, id)) = issuer(cx)
            && let (Some(span), Some(on)) = (issuer.span.map(|span| own_column(cx, span)), ended_on(cx, id))
        {
            let draft = out.finding("issuer", span).arg("excerpt", &issuer.text);
            draft.arg("since", since(on)).arg("instead", instead(cx, id));
        }
        for mention in mentions::ended(cx, |body, words| is_district(cx, body, words)) {
            report(cx, &mention, out);
        }
    }
}

fn report(cx: &Context<'_>, mention: &Mention, out: &mut Findings) {
    let id = mention.body.id.as_str();
    let Some(on) = ended_on(cx, id) else { return };
    let draft = out.finding(if mention.recipient { "recipient" } else { "work" }, mention.span);
    draft.arg("excerpt", &mention.words).arg("since", since(on)).arg("instead", instead(cx, id));
    if mention.recipient {
        draft.at_most(Severity::Error);
    }
    if !is_of(cx, "councils_and_committees", id) && !is_of(cx, "offices", id) {
        draft.suspected().at_most(Severity::Warning);
    }
}

/// Returns whether the body is of one of the groups that the page's value `list` names.
fn is_of(cx: &Context<'_>, list: &str, id: &str) -> bool {
    group(cx.lexicon, id).is_some_and(|group| cx.words(list).contains(&group))
}

/// Returns the issuer where it is a district body for certain: an office's name alone says no level.
fn issuer<'d>(cx: &Context<'d>) -> Option<(&'d AuthorityRef, &'d str)> {
    let header = &cx.document.header;
    let issuer = header.issuer.as_ref()?;
    let id = issuer.id.as_deref()?;
    let under_district = header.superior.as_ref().is_some_and(|superior| superior.level == Some(Level::District));
    let named = is_of(cx, "councils_and_committees", id) || under_district;
    (issuer.level == Some(Level::District) && named).then_some((issuer, id))
}

/// Returns the place up to the other column of the header, where a name of two lines reaches over it.
fn own_column(cx: &Context<'_>, span: Span) -> Span {
    cx.document.slice(span).find('\t').map_or(span, |tab| Span::new(span.start, span.start + tab))
}

/// Returns whether the words name a body of a district, and of no province or commune that may bear the same name.
fn is_district(cx: &Context<'_>, body: &AuthorityMatch, words: &str) -> bool {
    let placed = is_of(cx, "councils_and_committees", &body.id)
        || body.several
        || body.territory.is_some()
        || body.place.is_some();
    // A name that the table does not know may be of a city at the level of a province.
    let city = body.territory.is_none()
        && body.place.is_some()
        && cx.words("types_of_two_levels").iter().any(|kind| words.to_lowercase().contains(kind));
    body.level == Some(Level::District) && placed && !city && ended_on(cx, &body.id).is_some()
}

fn ended_on(cx: &Context<'_>, id: &str) -> Option<Date> {
    match cx.lexicon.authority_exists(id, cx.as_of()) {
        Existence::Ended { on, .. } => Some(on),
        _ => None,
    }
}

/// Returns the first day without a body whose last day was `on`.
pub(super) fn since(on: Date) -> Arg {
    Arg::Day(on.tomorrow().unwrap_or(on))
}

fn instead(cx: &Context<'_>, id: &str) -> String {
    let table = cx.value("instead").and_then(toml::Value::as_table);
    let words = |key: &str| table.and_then(|table| table.get(key)?.as_str());
    let group = group(cx.lexicon, id).unwrap_or_default();
    words(group).or_else(|| words("other")).unwrap_or_default().to_owned()
}
