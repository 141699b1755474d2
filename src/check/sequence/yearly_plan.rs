//! SEQ-012: an inspection plan of the year issued after the day that the law sets.

use jiff::civil::Date;

use crate::check::competence::{is_yearly_plan, year};
use crate::check::{Check, Context, Findings};
use crate::text::fold_case_tone;

/// Finds inspection plans signed after the last day for plans of their issuer.
pub(super) struct YearlyPlan;

impl Check for YearlyPlan {
    fn run(&self, cx: &Context<'_>, out: &mut Findings) {
        let (Some(title), Some(signed)) = (cx.document.header.title.as_ref(), cx.document.issued()) else { return };
        let kind = cx.document.header.kind.as_ref().map_or("", |kind| kind.text.as_str());
        let folded = fold_case_tone(&format!("{kind} {}", title.text));
        let changes = cx.words("changes").into_iter().any(|words| folded.contains(words));
        let Some(year) = year(&folded).filter(|_| is_yearly_plan(&folded) && !changes) else { return };
        let Some(last) = last_day(cx, year).filter(|last| signed > *last) else { return };
        out.finding("late", title.span).arg("year", i64::from(year)).arg("signed", signed).arg("last", last);
    }
}

/// Returns the last day for the issuer's plan of the year: a month and day of the year before, stated by the page for
/// the issuer or its group.
fn last_day(cx: &Context<'_>, year: i16) -> Option<Date> {
    let header = &cx.document.header;
    let issuer = header.enacting.iter().chain(&header.issuer).find_map(|issuer| issuer.id.as_deref())?;
    let group = cx.lexicon.authority(issuer).and_then(|authority| authority.group.as_deref());
    let days = cx.value("last_days")?.as_table()?;
    let stated = days.get(issuer).or_else(|| days.get(group?))?.as_str()?;
    let (month, day) = stated.split_once('-')?;
    Date::new(year - 1, month.parse().ok()?, day.parse().ok()?).ok()
}
