//! CIT-006: the issuer of a cited document did not exist on the day of that document.

use jiff::civil::{Date, date};

use super::mention::{organ_code, year};
use crate::check::{Check, Context, Draft, Findings};
use crate::document::{Citation, Scheme, Slug};
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
            let Some(when) = citation.issued.map(When::Day).or_else(|| year(citation).map(When::Year)) else {
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
    let number = citation.number.as_ref().filter(|number| number.scheme != Scheme::Party);
    let coded = number.and_then(organ_code).map(|code| cx.lexicon.organ_codes(code)).unwrap_or_default();
    let absent = |body: &Authority| !existed(body, when);
    if !coded.is_empty() && coded.iter().all(|body| absent(body)) {
        return coded.first().copied();
    }
    let named = citation.issuer.as_ref().and_then(|issuer| cx.lexicon.authority(issuer.id.as_deref()?));
    named.filter(|body| absent(body))
}

fn existed(body: &Authority, when: When) -> bool {
    let (last, first) = when.bounds();
    !matches!(body.existence(last), Existence::NotYet { .. })
        && !matches!(body.existence(first), Existence::Ended { .. })
}

fn report_body(cx: &Context<'_>, out: &mut Findings, citation: &Citation, body: &Authority, when: When) {
    let (last, first) = when.bounds();
    let (draft, near) = match (body.existence(last), body.existence(first)) {
        (Existence::NotYet { from, within_transition }, _) => {
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
    draft.arg("authority", &body.name).arg("when", when.words()).arg("source", &body.basis);
    temper(draft, near, body.verified);
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
    // A place that the words do not name was taken from what stands near.
    let named = Slug::of(&issuer.text).contains(Slug::of(&place.name).as_str());
    let (_, first) = when.bounds();
    let Some(last) = place.to.filter(|last| named && *last < first) else { return };
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
