//! SEQ-016: the organ's electronic signature, with which a document goes out, days after the head has signed.

use jiff::civil::{Date, Weekday};

use crate::check::{Check, Context, Findings};

/// Asks about files whose first and last electronic signatures lie more working days apart than the page allows.
///
/// When a number was given and a document sent is in the log of the office, not in the file; the signatures are all that
/// a file tells.
pub(super) struct LateDispatch;

impl Check for LateDispatch {
    fn run(&self, cx: &Context<'_>, out: &mut Findings) {
        let day = |time: &String| time.get(..10)?.parse::<Date>().ok();
        let signatures = cx.document.electronic_signatures.iter();
        let days: Vec<Date> = signatures.filter_map(|signature| signature.time.as_ref().and_then(day)).collect();
        let (Some(first), Some(last)) = (days.iter().min().copied(), days.iter().max().copied()) else { return };
        let allowed = cx.number("working_days").and_then(|days| usize::try_from(days).ok()).unwrap_or(usize::MAX);
        if days.len() < 2 || near_new_year(first) || working_days(cx, first, last) <= allowed {
            return;
        }
        let place = cx.document.signature.as_ref().map_or_else(|| cx.headline(), |signature| signature.span);
        out.finding("late", place).suspected().arg("first", first).arg("last", last);
    }
}

/// The days of the lunar new year lie in these weeks, on other days each year.
fn near_new_year(day: Date) -> bool {
    matches!((day.month(), day.day()), (1, 15..) | (2, ..=25))
}

/// The working days after `first` through `last`; the public holidays of fixed days are on the page.
fn working_days(cx: &Context<'_>, first: Date, last: Date) -> usize {
    let holidays = cx.words("holidays");
    let works = |day: &Date| {
        let named = format!("{:02}-{:02}", day.month(), day.day());
        !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) && !holidays.contains(&named.as_str())
    };
    let days = first.series(jiff::Span::new().days(1)).skip(1).take_while(|day| *day <= last);
    days.take(60).filter(works).count()
}
