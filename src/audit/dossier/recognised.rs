//! Which documents of a registry are an item of a dossier, and of which year.

use std::collections::BTreeSet;

use super::program::{Item, Program, is_one_of};
use crate::document::Slug;
use crate::lexicon::Lexicon;
use crate::registry::{Record, years_named};

/// A unit: its territory and its id in the lexicon.
pub(super) type UnitKey = (Slug, Slug);

/// One document recognised as an item.
pub(super) struct Hit<'a> {
    /// Its place among the items of the programme.
    pub(super) item: usize,
    /// First and last year that it is for.
    pub(super) years: (i16, i16),
    pub(super) unit: UnitKey,
    pub(super) record: &'a Record,
}

/// Returns the documents of the programme, by day and id; what bears no day comes last.
pub(super) fn hits<'a>(program: &Program, records: &'a [Record], lexicon: &Lexicon) -> Vec<Hit<'a>> {
    let mut hits = Vec::new();
    for record in records {
        let (Some(unit), Some(kind), Some(title)) = (unit_of(record), &record.kind, &record.title) else { continue };
        let Some(years) = years_named(title).or_else(|| record.year().map(|year| (year, year))) else { continue };
        let words = words(title, lexicon);
        for (at, item) in program.items.iter().enumerate() {
            let fits = item.kinds.contains(kind) && is_one_of(&item.units, &unit.1, lexicon);
            if fits && (years.0 == years.1) != item.several_years && item.is_said(&words, &program.subject, lexicon) {
                hits.push(Hit { item: at, years, unit: unit.clone(), record });
            }
        }
    }
    hits.sort_by_key(|hit| (hit.record.issued.is_none(), hit.record.issued, &hit.record.id));
    hits
}

/// Returns the unit that issued a document.
pub(super) fn unit_of(record: &Record) -> Option<UnitKey> {
    let issuer = record.issuer.as_ref()?.id.clone()?;
    Some((record.territory.clone(), issuer))
}

/// Returns every unit that the programme asks something of and that issued anything about that year, so that the registry
/// is known to hold documents of it.
pub(super) fn units(program: &Program, records: &[Record], year: i16, lexicon: &Lexicon) -> BTreeSet<UnitKey> {
    let about = |record: &&Record| record.year().is_some_and(|issued| (year - 1..=year + 1).contains(&issued));
    let owes = |unit: &UnitKey| program.items.iter().any(|item| is_one_of(&item.units, &unit.1, lexicon));
    records.iter().filter(about).filter_map(unit_of).filter(owes).collect()
}

impl Item {
    fn is_said(&self, words: &str, subject: &[String], lexicon: &Lexicon) -> bool {
        let says = |wording: &String| words.contains(&self::words(wording, lexicon));
        let subject = if self.subject.is_empty() { subject } else { &self.subject };
        subject.iter().any(says)
            && self.says.iter().all(|wordings| wordings.iter().any(says))
            && !self.silent.iter().any(says)
    }
}

/// Returns the words with blanks around each, folded, abbreviations written out.
fn words(text: &str, lexicon: &Lexicon) -> String {
    let written = lexicon.expanded(text);
    let words = written.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.fold(" ".to_owned(), |all, word| all + word + " ")
}

#[cfg(test)]
mod tests {
    use super::words;
    use crate::lexicon::Lexicon;

    #[test]
    fn wordings_are_compared_word_by_word() {
        let title = words("V/v báo cáo công tác CCHC quý I năm 2017", Lexicon::shared());
        assert!(title.contains(&words("cải cách hành chính", Lexicon::shared())));
        assert!(title.contains(&words("Quý I", Lexicon::shared())));
        assert!(!words("báo cáo quý II", Lexicon::shared()).contains(&words("quý I", Lexicon::shared())));
    }
}
