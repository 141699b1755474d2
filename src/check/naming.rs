//! How findings name issued documents.

use jiff::civil::Date;

use super::Context;
use crate::document::{Class, Scheme};
use crate::registry::Record;

impl Context<'_> {
    /// Returns the short name of an issued document: `Nghị định số 30/2020/NĐ-CP`, `Luật Thanh tra số 11/2022/QH15`.
    #[must_use]
    pub fn name(&self, record: &Record) -> String {
        let number = record.number.as_ref().map(|number| number.key.as_str());
        let kind = record.kind.as_deref().and_then(|id| self.lexicon.kind(id)).map(|kind| kind.vi.as_str());
        match (law_name(record).or(kind), number) {
            (Some(words), Some(number)) => format!("{words} số {number}"),
            (None, Some(number)) => number.to_owned(),
            _ => record.label().to_owned(),
        }
    }

    /// Returns an issued document as a recital cites it: kind, number, day, issuer and title; a law by name and day,
    /// or by name and number where the citing document is normative.
    #[must_use]
    pub fn full_name(&self, record: &Record) -> String {
        let day = record.issued.map(day_in_words);
        if let Some(name) = law_name(record) {
            return match day {
                Some(day) if self.class() != Class::Normative => format!("{name} {day}"),
                _ => self.name(record),
            };
        }
        let issuer = record.issuer.as_ref().map(|issuer| {
            // Headers print the issuer in capitals; the table has it as sentences do.
            let known = issuer.id.as_deref().and_then(|id| self.lexicon.authority(id));
            format!("của {}", known.map_or(issuer.text.as_str(), |known| known.name.as_str()))
        });
        let title = record.title.as_deref().or(record.name.as_deref()).map(lower_first);
        let parts = [Some(self.name(record)), day, issuer, title];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
    }
}

/// Returns a day as a citation prints it: `ngày 08 tháng 11 năm 2011`.
pub(super) fn day_in_words(day: Date) -> String {
    let month = if day.month() < 3 { format!("{:02}", day.month()) } else { day.month().to_string() };
    format!("ngày {:02} tháng {month} năm {}", day.day(), day.year())
}

/// The name by which a law or ordinance is cited; other documents are cited by kind and number.
fn law_name(record: &Record) -> Option<&str> {
    record.name.as_deref().filter(|_| record.number.as_ref().is_none_or(|number| number.scheme == Scheme::Law))
}

fn lower_first(title: &str) -> String {
    let mut chars = title.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use super::lower_first;

    #[test]
    fn titles_go_on_in_the_sentence() {
        assert_eq!(lower_first("Về công tác văn thư"), "về công tác văn thư");
        assert_eq!(lower_first(""), "");
    }
}
