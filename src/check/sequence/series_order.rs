//! SEQ-014: a number out of the order of its series.

use std::cmp::Ordering;

use crate::check::{Check, Context, Findings};
use crate::document::DocNumber;
use crate::registry::{Record, Source};
use crate::rules::Severity;

/// Finds a lower number of a later day, or a higher one of an earlier day, in the series of the document.
pub(super) struct SeriesOrder;

impl Check for SeriesOrder {
    fn run(&self, cx: &Context<'_>, out: &mut Findings) {
        let number = cx.document.header.number.as_ref().filter(|number| !number.is_blank());
        let (Some(number), Some(own)) = (number, cx.document.issued()) else { return };
        let (Some(span), Some(ordinal)) = (number.span, ordinal(number)) else { return };
        let against = |record: &&Record| {
            let theirs = record.number.as_ref().and_then(self::ordinal);
            let order = theirs.zip(record.issued).map(|(theirs, day)| (theirs.cmp(&ordinal), day.cmp(&own)));
            matches!(order, Some((Ordering::Less, Ordering::Greater) | (Ordering::Greater, Ordering::Less)))
        };
        let against: Vec<&Record> = cx.facts.series.iter().filter(against).collect();
        // One neighbour out of order may itself be wrong; where most agree with this one, it is the neighbour.
        let agree = cx.facts.series.len() - against.len();
        let (Some(first), true) = (against.first(), against.len() > agree) else { return };
        let Some(day) = first.issued else { return };
        let draft = out.finding("order", span).arg("own_day", own).arg("day", day).suspected();
        draft.arg("other", first.number.as_ref().map_or("", |number| &number.key));
        if against.iter().all(|record| record.source == Source::Catalogue) {
            draft.at_most(Severity::Info);
        }
        for record in against.iter().take(3) {
            draft.see_document(&record.id, cx.full_name(record));
        }
    }
}

/// Returns the number's place in its series; one with a letter was put in between.
fn ordinal(number: &DocNumber) -> Option<u32> {
    number.ordinal.parse().ok()
}
