//! Coded checks of the family `form` (thể thức, kỹ thuật trình bày): how a document looks.

use super::{Check, Context, Findings};
use crate::text::{Format, Quality};

mod addressee;
mod annexes;
mod attached;
mod closing;
mod components;
mod continuity;
mod date_line;
mod e_signature;
mod formula;
mod issuer_name;
mod kind_code;
mod letter_symbol;
mod lines;
mod metadata;
mod motto;
mod nation;
mod number_shape;
mod old_encoding;
mod party_head;
mod place_name;
mod recipients;
mod recital_dates;
mod recital_marks;
mod recital_order;
mod subject;
mod tone_marks;
mod typography;
mod unit_in_symbol;
mod unit_style;
mod year_in_symbol;

/// A check that speaks only where the text is what the file says: lines and signs put together from a page's letters
/// tell nothing of the form, and a consolidated text has the parts of another document.
struct Exact<C>(C);

impl<C: Check> Check for Exact<C> {
    fn run(&self, cx: &Context<'_>, out: &mut Findings) {
        let page = matches!(cx.document.format, Format::Pdf | Format::Image);
        if cx.document.quality != Quality::Ocr && !page && !cx.is_consolidated() {
            self.0.run(cx, out);
        }
    }
}

/// The coded checks of this family by name.
pub(super) const CHECKS: &[(&str, &dyn Check)] = &[
    ("addressee", &Exact(addressee::Addressee)),
    ("annexes", &Exact(annexes::Annexes)),
    ("attached", &Exact(attached::Attached)),
    ("components", &Exact(components::Components)),
    ("continuity", &Exact(continuity::Continuity)),
    ("date_line", &date_line::DateLine),
    ("e_signature", &e_signature::ElectronicSignatures),
    ("formula", &Exact(formula::Formula)),
    ("issuer_name", &Exact(issuer_name::IssuerName)),
    ("kind_code", &kind_code::KindCode),
    ("letter_symbol", &letter_symbol::LetterSymbol),
    ("metadata", &metadata::Metadata),
    ("motto", &Exact(motto::Motto)),
    ("nation", &Exact(nation::Nation)),
    ("number_shape", &number_shape::NumberShape),
    ("old_encoding", &Exact(old_encoding::OldEncoding)),
    ("party_head", &Exact(party_head::PartyHead)),
    ("place_name", &Exact(place_name::PlaceName)),
    ("recipients", &Exact(recipients::Recipients)),
    ("recital_dates", &Exact(recital_dates::RecitalDates)),
    ("recital_marks", &Exact(recital_marks::RecitalMarks)),
    ("recital_order", &Exact(recital_order::RecitalOrder)),
    ("subject", &Exact(subject::Subject)),
    ("tone_marks", &Exact(tone_marks::ToneMarks)),
    ("typography", &typography::Typography),
    ("unit_in_symbol", &unit_in_symbol::UnitInSymbol),
    ("unit_style", &Exact(unit_style::UnitStyle)),
    ("year_in_symbol", &year_in_symbol::YearInSymbol),
];
