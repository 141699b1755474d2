//! How findings name issued documents.

use jiff::civil::Date;

use super::Context;
use crate::document::{Citation, Class};
use crate::registry::Record;

/// Kinds that are cited by name, the number after it.
const BY_NAME: [&str; 4] = ["hien-phap", "bo-luat", "luat", "phap-lenh"];

impl Context<'_> {
    /// Returns the short name of an issued document: `Nghị định số 30/2020/NĐ-CP`, `Luật Thanh tra số 11/2022/QH15`.
    #[must_use]
    pub fn name(&self, record: &Record) -> String {
        let number = record.number.as_ref().map(|number| number.key.as_str());
        let kind = record.kind.as_deref().and_then(|id| self.lexicon.kind(id)).map(|kind| kind.vi.as_str());
        match (self.law_name(record).as_deref().or(kind), number) {
            (Some(words), Some(number)) => format!("{words} số {number}"),
            (None, Some(number)) => number.to_owned(),
            _ => record.label().to_owned(),
        }
    }

    /// Returns the short name of a cited document, a law in the words of the citation.
    #[must_use]
    pub fn name_cited(&self, citation: &Citation, record: &Record) -> String {
        match (&citation.name, &record.number) {
            (Some(name), Some(number)) => format!("{name} số {}", number.key),
            _ => self.name(record),
        }
    }

    /// Returns an issued document as a recital cites it, without title: kind, number, day and issuer; a law by name
    /// and day, or by name and number where the citing document is normative.
    #[must_use]
    pub fn cited_name(&self, record: &Record) -> String {
        let day = record.issued.map(day_in_words);
        if let Some(name) = self.law_name(record) {
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
        [Some(self.name(record)), day, issuer].into_iter().flatten().collect::<Vec<_>>().join(" ")
    }

    /// Returns [`Self::cited_name`] with the title.
    #[must_use]
    pub fn full_name(&self, record: &Record) -> String {
        let parts = [Some(self.cited_name(record)), self.title_in_sentence(record)];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
    }

    /// Returns the title of an issued document as a sentence goes on with it; laws are cited without.
    #[must_use]
    pub fn title_in_sentence(&self, record: &Record) -> Option<String> {
        let title = record.title.as_deref().or(record.name.as_deref()).filter(|_| self.law_name(record).is_none());
        // A title in capitals has lost which of its words are names: better none than a wrong one.
        title.filter(|title| title.chars().any(char::is_lowercase)).map(lower_first)
    }

    /// Returns [`Self::cited_name`] of the document that takes the place of a cited one. In a normative document a law
    /// has the marks by which the old one was named, number or day or both: which are asked for changed with the years.
    #[must_use]
    pub fn cited_name_instead(&self, record: &Record, of: &Citation) -> String {
        let day = record.issued.filter(|_| of.issued.is_some() && self.class() == Class::Normative).map(day_in_words);
        match (self.law_name(record), day) {
            (Some(_), Some(day)) if of.number.is_some() => format!("{} {day}", self.name(record)),
            (Some(name), Some(day)) => format!("{name} {day}"),
            _ => self.cited_name(record),
        }
    }

    /// The name by which a law or ordinance is cited; other documents are cited by kind and number. Headers print it in
    /// capitals; the table has it as sentences do.
    fn law_name(&self, record: &Record) -> Option<String> {
        record.kind.as_deref().filter(|kind| BY_NAME.contains(kind))?;
        let number = record.number.as_ref().map(|number| number.key.as_str());
        let known = number.and_then(|number| self.lexicon.law_numbered(number).first().map(|law| law.name.clone()));
        known.or_else(|| record.name.clone())
    }
}

/// Returns a day as a citation prints it: `ngày 08 tháng 11 năm 2011`.
pub(super) fn day_in_words(day: Date) -> String {
    let month = if day.month() < 3 { format!("{:02}", day.month()) } else { day.month().to_string() };
    format!("ngày {:02} tháng {month} năm {}", day.day(), day.year())
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
