//! FMT-024: the electronic signatures of a file.

use jiff::civil::Date;

use crate::check::{Check, Context, Findings};

/// Asks about a file that carries one electronic signature only, and about one signed days after its date.
///
/// Where the pictures of the signatures stand is not read.
pub(super) struct ElectronicSignatures;

impl Check for ElectronicSignatures {
    fn run(&self, cx: &Context<'_>, out: &mut Findings) {
        let signatures = &cx.document.electronic_signatures;
        let Some(first) = signatures.first() else { return };
        let wanted = cx.number("signatures").and_then(|wanted| usize::try_from(wanted).ok()).unwrap_or(0);
        let place = cx.document.signature.as_ref().map_or_else(|| cx.headline(), |signature| signature.span);
        if signatures.len() < wanted {
            let signer = first.signer.as_deref().unwrap_or("?");
            out.finding("alone", place).arg("signer", signer).suspected();
        }
        let Some(issued) = cx.document.issued() else { return };
        let slack = cx.number("days").and_then(|days| i32::try_from(days).ok()).unwrap_or(0);
        let late = |day: &Date| (*day - issued).get_days() > slack;
        let other = signatures.iter().find_map(|signature| day(signature.time.as_deref()?).filter(late));
        if let Some(day) = other {
            out.finding("day", place).arg("day", day).arg("issued", issued).suspected();
        }
    }
}

/// Returns the day of a time in ISO 8601.
fn day(time: &str) -> Option<Date> {
    time.get(..10)?.parse().ok()
}
