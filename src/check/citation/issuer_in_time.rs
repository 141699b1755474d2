//! CIT-006: the issuer of a cited document did not exist on the day of that document.

use jiff::civil::{Date, date};

use super::mention::{organ_code, own_number, year};
use crate::check::{Check, Context, Draft, Findings};
use crate::document::{AuthorityRef, Citation, Scheme, Slug};
use crate::lexicon::{Authority, Existence, Verified};
use crate::rules::{Arg, Severity, Words, written_day};

/// Finds citations of bodies and territories that were not there when the cited document is said to be issued.
pub(super) struct IssuerInTime;

/// When a cited document was issued, as far as it is said.
#[derive(Clone, Copy)]
enum When {
    Day(Date),
    Year(i16),
}

impl Check for IssuerInTime {
    fn run(&self, cx: &Context<'_>, out: &mut Findings) {
        for (_, citation) in cx.citations() {
            let Some(when) = citation.issued.map(When::Day).or_else(|| year(cx.document, citation).map(When::Year))
            else {
                continue;
            };
            if let Some(body) = absent_body(cx, citation, when) {
                report_body(cx, out, citation, body, when);
            } else {
                report_place(cx, out, citation, when);
            }
        }
    }
}

impl When {
    /// Returns the days that "not yet" and "no longer" are told by: the last and the first on which it may have been.
    fn bounds(self) -> (Date, Date) {
        match self {
            Self::Day(day) => (day, day),
            Self::Year(year) => (date(year.clamp(1, 9999), 12, 31), date(year.clamp(1, 9999), 1, 1)),
        }
    }

    fn words(self) -> Arg {
        match self {
            Self::Day(day) => Arg::Words(Words { vi: format!("ngày {}", written_day(day)), en: written_day(day) }),
            Self::Year(year) => Arg::Words(Words { vi: format!("năm {year}"), en: year.to_string() }),
        }
    }
}

/// Returns the body that the symbol, else the words, name and that did not exist; `None` where any reading did.
fn absent_body<'a>(cx: &Context<'a>, citation: &Citation, when: When) -> Option<&'a Authority> {
    let absent = |body: &Authority| !existed(body, when);
    let coded = coded_bodies(cx, citation);
    if !coded.is_empty() && coded.iter().all(|body| absent(body)) {
        return coded.first().copied();
    }
    let issuer = citation.issuer.as_ref().filter(|issuer| level_is_said(cx, issuer))?;
    cx.lexicon.authority(issuer.id.as_deref()?).filter(|body| absent(body))
}

/// Returns the bodies that the symbol's code may mean, where it is surely theirs: the code of a ministry, or one of a
/// body that the words name too. `TCT` is a tax administration here and a task force there.
fn coded_bodies<'a>(cx: &Context<'a>, citation: &Citation) -> Vec<&'a Authority> {
    let number = own_number(cx.document, citation).filter(|number| number.scheme != Scheme::Party);
    let coded = number.and_then(organ_code).map(|code| cx.lexicon.organ_codes(code)).unwrap_or_default();
    let sure = |body: &&Authority| match &citation.issuer {
        Some(issuer) => issuer.id.as_ref().is_some_and(|id| *id == body.id || body.successors.contains(id)),
        None => body.group.as_deref().is_some_and(|group| cx.words("national_codes").contains(&group)),
    };
    if coded.iter().all(sure) { coded } else { Vec::new() }
}

/// Returns whether the words tell the body's level. "UBND Thành phố" is a province's or a district's, as it stands.
fn level_is_said(cx: &Context<'_>, issuer: &AuthorityRef) -> bool {
    let city = Slug::of(&issuer.text).contains("thanh-pho");
    let place = issuer.territory.as_deref().and_then(|id| cx.lexicon.territory(id));
    !city || place.is_some_and(|place| Some(place.level) == issuer.level && is_named(&issuer.text, &place.name))
}

/// Returns whether the words name the place; one that they do not name was taken from what stands near.
fn is_named(words: &str, place: &str) -> bool {
    Slug::of(words).contains(Slug::of(place).as_str())
}

fn existed(body: &Authority, when: When) -> bool {
    let (last, first) = when.bounds();
    !matches!(body.existence(last), Existence::NotYet { .. })
        && !matches!(body.existence(first), Existence::Ended { .. })
}

fn report_body(cx: &Context<'_>, out: &mut Findings, citation: &Citation, body: &Authority, when: When) {
    let (last, first) = when.bounds();
    let (mut basis, mut verified) = (&body.basis, body.verified);
    let (draft, near) = match (body.existence(last), body.existence(first)) {
        (Existence::NotYet { from, within_transition }, _) => {
            basis = body.from_basis.as_ref().unwrap_or(basis);
            verified = body.from_verified.unwrap_or(verified);
            let draft = out.finding("not-yet", citation.span).arg("first", from);
            draft.arg("predecessor", names(&predecessors(cx, &body.id)));
            (draft, within_transition)
        }
        (_, Existence::Ended { on, successors, within_transition }) => {
            let successors: Vec<&Authority> = successors.iter().filter_map(|id| cx.lexicon.authority(id)).collect();
            let draft = out.finding("ended", citation.span).arg("last", on).arg("successor", names(&successors));
            (draft, within_transition)
        }
        _ => return,
    };
    draft.arg("authority", &body.name).arg("when", when.words()).arg("source", basis);
    temper(draft, near, verified);
}

/// Around a turn local dates differ, and what nobody read in a text does not accuse: a person decides.
fn temper(draft: &mut Draft, near: bool, verified: Verified) {
    if near {
        draft.suspected();
    }
    if near || verified == Verified::Memory {
        draft.at_most(Severity::Warning);
    }
}

fn report_place(cx: &Context<'_>, out: &mut Findings, citation: &Citation, when: When) {
    let Some(issuer) = &citation.issuer else { return };
    let Some(place) = issuer.territory.as_deref().and_then(|id| cx.lexicon.territory(id)) else { return };
    let (_, first) = when.bounds();
    let Some(last) = place.to.filter(|last| *last < first && is_named(&issuer.text, &place.name)) else { return };
    let days = cx.number("transition_days").unwrap_or_default();
    let near = last.saturating_add(jiff::Span::new().days(days.clamp(0, 366))) >= first;
    let draft = out
        .finding("place", citation.span)
        .arg("place", &place.name)
        .arg("issuer", &issuer.text)
        .arg("last", last)
        .arg("when", when.words())
        .arg("source", &place.basis);
    temper(draft, near, place.verified);
}

fn predecessors<'a>(cx: &Context<'a>, id: &Slug) -> Vec<&'a Authority> {
    cx.lexicon.authorities().iter().filter(|body| body.successors.contains(id)).collect()
}

fn names(bodies: &[&Authority]) -> Arg {
    if bodies.is_empty() {
        return Arg::Words(Words {
            vi: "cơ quan có chức năng đó khi ấy".into(), en: "the body then in charge".into()
        });
    }
    Arg::Text(bodies.iter().map(|body| body.name.as_str()).collect::<Vec<_>>().join(", "))
}
