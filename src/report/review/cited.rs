//! What is known of a cited document, in words and a sign; what is not known never looks like what is in force.

use super::CitedDocument;
use crate::document::{Date, ResolutionStatus, Validity, ValidityStatus};
use crate::report::words::{pick, validity_word};
use crate::rules::{Lang, written_day};

/// A status as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Shown {
    /// A sign of its own shape.
    pub(super) sign: &'static str,
    /// The word, with the reason where nothing is known.
    pub(super) words: String,
    /// Name of the look: `in-force`, `expired`, `unknown` …
    pub(super) look: &'static str,
}

impl CitedDocument {
    /// Returns the status on the day of judgement.
    pub(super) fn shown_then(&self, lang: Lang) -> Shown {
        self.shown(self.then.as_ref(), lang)
    }

    /// Returns the status on the day of the run.
    pub(super) fn shown_today(&self, lang: Lang) -> Shown {
        let mut shown = self.shown(self.today.as_ref(), lang);
        if let Some(successor) = &self.successor {
            shown.words = format!("{}; {} {successor}", shown.words, pick(lang, "nay là", "now"));
        }
        shown
    }

    fn shown(&self, validity: Option<&Validity>, lang: Lang) -> Shown {
        let unknown = |words: &str| Shown { sign: "?", words: words.to_owned(), look: "unknown" };
        let Some(validity) = validity else {
            return unknown(match self.resolution {
                None | Some(ResolutionStatus::Unchecked | ResolutionStatus::Found) => {
                    pick(lang, "không rõ (không có trong kho)", "unknown (not in the registry)")
                }
                Some(ResolutionStatus::NotFound) => pick(
                    lang,
                    "không rõ (kho có đủ văn bản của cơ quan và năm này mà không có văn bản này)",
                    "unknown (the registry has all of this issuer and year, and not this)",
                ),
                Some(ResolutionStatus::Ambiguous) => pick(
                    lang,
                    "không rõ (nhiều văn bản trong kho cùng khớp)",
                    "unknown (several documents of the registry fit)",
                ),
                Some(ResolutionStatus::Mismatch) => pick(
                    lang,
                    "không rõ (trong kho có số này nhưng ngày, loại hoặc cơ quan khác)",
                    "unknown (the registry has the number with another day, kind or issuer)",
                ),
            });
        };
        let word = validity_word(validity.status, lang);
        let dated = |vi: &str, en: &str, day: Option<Date>| {
            day.map(|day| format!(" ({} {})", pick(lang, vi, en), written_day(day))).unwrap_or_default()
        };
        let until = || dated("đến hết", "through", validity.until);
        let since = || dated("từ", "from", validity.since);
        let (sign, look, day) = match validity.status {
            ValidityStatus::InForce => ("●", "in-force", String::new()),
            ValidityStatus::Partly => ("◐", "partly", String::new()),
            ValidityStatus::Expired => ("○", "expired", until()),
            ValidityStatus::NotYet => ("◌", "not-yet", since()),
            ValidityStatus::Suspended => ("‖", "suspended", since()),
            ValidityStatus::Unknown => {
                return unknown(pick(
                    lang,
                    "không rõ (kho không ghi hiệu lực)",
                    "unknown (the registry does not tell its force)",
                ));
            }
        };
        Shown { sign, words: format!("{word}{day}"), look }
    }
}
