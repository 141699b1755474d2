//! How a document's validity is shown: a sign of its own shape, a word, and the name of a look; colour only comes third.

use super::words::{pick, validity_word};
use super::xml::escaped;
use crate::document::{Date, Validity, ValidityStatus};
use crate::rules::{Lang, written_day};

/// A status as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// A sign of its own shape.
    pub sign: &'static str,
    /// The word, with a day or a reason where there is one.
    pub words: String,
    /// Name of the look: `in-force`, `expired`, `unknown` …
    pub look: &'static str,
}

impl Standing {
    /// Returns how a status is shown without its days; what is not known never looks like what is in force.
    #[must_use]
    pub fn of(status: ValidityStatus, lang: Lang) -> Self {
        let (sign, look) = match status {
            ValidityStatus::InForce => ("●", "in-force"),
            ValidityStatus::Partly => ("◐", "partly"),
            ValidityStatus::Expired => ("○", "expired"),
            ValidityStatus::NotYet => ("◌", "not-yet"),
            ValidityStatus::Suspended => ("‖", "suspended"),
            ValidityStatus::Unknown => {
                let reason = "không rõ (kho không ghi hiệu lực)";
                return Self::unknown(pick(lang, reason, "unknown (the registry does not tell its force)"));
            }
        };
        Self { sign, words: validity_word(status, lang).to_owned(), look }
    }

    /// Returns how a validity is shown, with the day of its end or of its beginning.
    #[must_use]
    pub fn dated(validity: &Validity, lang: Lang) -> Self {
        let dated = |vi: &str, en: &str, day: Option<Date>| {
            day.map(|day| format!(" ({} {})", pick(lang, vi, en), written_day(day))).unwrap_or_default()
        };
        let day = match validity.status {
            ValidityStatus::Expired => dated("đến hết", "through", validity.until),
            ValidityStatus::NotYet | ValidityStatus::Suspended => dated("từ", "from", validity.since),
            ValidityStatus::InForce | ValidityStatus::Partly | ValidityStatus::Unknown => String::new(),
        };
        let standing = Self::of(validity.status, lang);
        Self { words: standing.words + &day, ..standing }
    }

    /// Returns how the status of a document is shown of which the registry does not know.
    #[must_use]
    pub fn absent(lang: Lang) -> Self {
        Self::unknown(pick(lang, "không rõ (không có trong kho)", "unknown (not in the registry)"))
    }

    /// Returns it as an element of a page.
    #[must_use]
    pub fn html(&self) -> String {
        let Self { sign, words, look } = self;
        format!("<span class=\"status {look}\"><i aria-hidden=\"true\">{sign}</i> {}</span>", escaped(words))
    }

    /// Returns how is shown that nothing is known, and why.
    #[must_use]
    pub fn unknown(reason: &str) -> Self {
        Self { sign: "?", words: reason.to_owned(), look: "unknown" }
    }
}

#[cfg(test)]
mod tests {
    use super::Standing;
    use crate::document::ValidityStatus::{Expired, InForce, NotYet, Partly, Suspended, Unknown};
    use crate::rules::Lang;

    #[test]
    fn every_status_has_a_shape_and_a_look_of_its_own() {
        let all = [InForce, Partly, Expired, NotYet, Suspended, Unknown].map(|status| Standing::of(status, Lang::Vi));
        for (at, one) in all.iter().enumerate() {
            for other in all.iter().skip(at + 1) {
                assert!(one.sign != other.sign && one.look != other.look && one.words != other.words);
            }
        }
    }
}
